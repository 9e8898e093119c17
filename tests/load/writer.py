"""A process that loads a made-up press and merges as it goes, saying what it is about to do and what is done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.load.synthetic import Load, loads
from tests.warehouse.world import FakeParties
from warehouse.store import Batch, Warehouse


@dataclass(frozen=True, slots=True)
class Press:
    """How much is told, and in what portions: ``size`` claims a batch, a merge after every ``every`` batches."""

    claims: int
    deals: int
    seed: int
    size: int
    every: int

    def batches(self) -> Iterator[Load]:
        """The same batches at each call."""
        return loads(claims=self.claims, deals=self.deals, seed=self.seed, size=self.size)

    def arguments(self) -> list[str]:
        """The press as words of a command line."""
        return [str(number) for number in (self.claims, self.deals, self.seed, self.size, self.every)]


def write(live: Path, press: Press) -> None:
    """Load and merge the whole press; what is there already adds nothing."""
    with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
        for number, load in enumerate(press.batches()):
            print("load", number, flush=True)
            warehouse.commit(Batch(articles=load.articles, claims=load.claims))
            print("loaded", number, flush=True)
            if number % press.every == press.every - 1:
                print("merge", number, flush=True)
                warehouse.merge()
                print("merged", number, flush=True)
        print("merge", "last", flush=True)
        warehouse.merge()
        print("merged", "last", flush=True)
        print("measure", "all", flush=True)
        warehouse.measure()
        print("done", "all", flush=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Press(*map(int, sys.argv[2:])))
