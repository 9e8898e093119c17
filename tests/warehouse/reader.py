"""A process that reads a snapshot again and again until it is interrupted; prints reads and torn reads."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType

from warehouse.read import Ledger


def main(snapshot: Path) -> None:
    """Every read counts rows that one transaction writes together: they must agree."""
    stopped: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.append(number)

    signal.signal(signal.SIGINT, stop)
    print("reading", flush=True)
    reads = torn = 0
    while not stopped:
        with Ledger.open(snapshot) as ledger:
            ((claims, merged),) = ledger.query(
                "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM deal_claim)"
            ).rows
            torn += claims != merged
        reads += 1
    print(reads, torn)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
