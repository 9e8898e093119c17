"""A process that loads and merges the same sequence of batches, saying after each that it is committed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.warehouse.world import FakeParties, article, claim
from warehouse.store import Batch, Warehouse

BATCHES = 10


def batch(number: int) -> Batch:
    """The batch of a number: three articles, one claim each."""
    told = tuple(article(f"a{number}-{part}") for part in range(3))
    return Batch(
        articles=told,
        claims=tuple(claim(one, "Google", "Anthropic", f"{number + 1}e9", day="2025-01-10") for one in told),
    )


def main(live: Path) -> None:
    """Commit and merge all batches; a batch that is there already adds nothing."""
    with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
        for number in range(BATCHES):
            warehouse.commit(batch(number))
            print(number, flush=True)
            warehouse.merge()
        warehouse.measure()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
