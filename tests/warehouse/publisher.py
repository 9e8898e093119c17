"""A process that commits, merges and publishes without pause until it is interrupted; prints how often it did."""

from __future__ import annotations

import itertools
import signal
import sys
from pathlib import Path
from types import FrameType

from tests.warehouse.world import FakeParties, article, claim
from warehouse.store import Batch, Warehouse


def batch(number: int) -> Batch:
    """The batch of a number: three articles, one claim each."""
    told = tuple(article(f"a{number}-{part}") for part in range(3))
    return Batch(
        articles=told,
        claims=tuple(claim(one, "Google", "Anthropic", f"{number + 1}e9", day="2025-01-10") for one in told),
    )


def main(live: Path, snapshot: Path) -> None:
    """One round is a batch of three articles with a claim each, so every published count is a multiple of three."""
    stopped: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.append(number)

    signal.signal(signal.SIGINT, stop)
    rounds = 0
    with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
        for number in itertools.count():
            warehouse.commit(batch(number % 500))
            warehouse.merge()
            warehouse.measure()
            warehouse.publish(snapshot, kept=2)
            rounds += 1
            if number == 0:
                print("published", flush=True)
            if stopped:
                break
    print(rounds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
