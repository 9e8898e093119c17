"""What a run did, in numbers: steps add up to a report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

STAGES = ("discover", "fetch", "content", "extract", "commit", "merge", "measure", "publish")
"""In the order of the work; every report names its seconds by these."""


class Progress(Protocol):
    """Told how far a stage has come; ``total`` may grow while the work goes on."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def silent(stage: str, done: int, total: int) -> None:
    """Progress that is shown to nobody."""


class Stopwatch:
    """Adds up seconds by stage."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Count the block's time for a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + time.perf_counter() - began

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds by stage so far."""
        return dict(self._seconds)


@dataclass(frozen=True, slots=True)
class Step:
    """What one piece of the work did. Steps add up.

    ``pages`` were fetched with a body, ``unchanged`` answered that nothing is new, ``failed`` are
    addresses that may succeed later, ``unlisted`` sources whose listing could not be had, ``changed`` rows
    that the merge put into the ledger's tables or took out of them.
    """

    pages: int = 0
    unchanged: int = 0
    articles: int = 0
    read: int = 0
    claims: int = 0
    rejections: int = 0
    failed: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    changed: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)

    def __add__(self, other: Step) -> Step:
        stages = [*self.seconds, *(stage for stage in other.seconds if stage not in self.seconds)]
        return Step(
            pages=self.pages + other.pages,
            unchanged=self.unchanged + other.unchanged,
            articles=self.articles + other.articles,
            read=self.read + other.read,
            claims=self.claims + other.claims,
            rejections=self.rejections + other.rejections,
            failed=self.failed + other.failed,
            unlisted=self.unlisted + other.unlisted,
            changed=self.changed + other.changed,
            seconds={stage: self.seconds.get(stage, 0.0) + other.seconds.get(stage, 0.0) for stage in stages},
        )


@dataclass(frozen=True, slots=True)
class RunReport:
    """A finished run. ``added`` is rows by table without table ``run``; ``tables`` all rows by table at the end.

    ``work`` counts what passed through the stages, whether it was new or not. ``repeated`` says, where it is
    not empty, that a run of the same key was completed before, so that nothing was done.
    """

    run_id: str
    work: Step
    added: Mapping[str, int]
    tables: Mapping[str, int]
    repeated: str = ""

    @property
    def rows_added(self) -> int:
        """Rows added to all tables but ``run``."""
        return sum(self.added.values())

    @property
    def nothing_new(self) -> bool:
        """True where no table but ``run`` has other rows than before."""
        return not any(self.added.values()) and not self.work.changed

    @property
    def message(self) -> str:
        """One line for a reader."""
        if self.repeated:
            return self.repeated
        if self.nothing_new:
            return "nothing new: no row was added"
        if self.rows_added <= 0:
            return "no row was added; deals and metrics have changed"
        parts = [
            f"{count} {table}" for table in ("article", "claim", "rejection", "deal") if (count := self.count(table))
        ]
        return f"{self.rows_added} rows added" + (f" ({', '.join(parts)})" if parts else "")

    def count(self, table: str) -> int:
        """Rows that the run added to a table."""
        return self.added.get(table, 0)

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "run_id": self.run_id,
            "message": self.message,
            "repeated": bool(self.repeated),
            "rows_added": self.rows_added,
            "added": dict(self.added),
            "articles": self.count("article"),
            "claims": self.count("claim"),
            "rejections": self.count("rejection"),
            "deals": self.count("deal"),
            "pages_fetched": self.work.pages,
            "pages_unchanged": self.work.unchanged,
            "failed": list(self.work.failed),
            "unlisted": list(self.work.unlisted),
            "tables": dict(self.tables),
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.work.seconds.items()},
        }
