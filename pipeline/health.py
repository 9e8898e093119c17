"""Are the sources alive? What each gave lately, against what it should give (``expected_per_day``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from pipeline.registry import Source, SourceRegistry
from warehouse.health import Yield, yields

RARE = 10
"""A source that need not give something every day is stale after so many times the usual silence."""
JUDGED_AFTER = timedelta(days=2)
"""Younger sources are not measured against their expected yield."""
WEEK = 7.0
DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source: ``state`` is well, new, silent, stale, barren, low or high; ``told`` and ``mend`` are for a reader.

    ``per_day`` is articles a day over the last week (fewer days where the source is younger), None where it is too
    young to tell. ``last_page`` is UTC without zone.
    """

    source: str
    group: str
    state: str
    told: str
    mend: str = ""
    last_page: datetime | None = None
    articles_day: int = 0
    per_day: float | None = None
    expected: tuple[int, int] | None = None

    @property
    def alarm(self) -> bool:
        """True where somebody should look."""
        return bool(self.mend)


def source_health(
    con: duckdb.DuckDBPyConnection, registry: SourceRegistry, *, stale_days: float, now: datetime | None = None
) -> tuple[SourceHealth, ...]:
    """The health of all enabled sources, by name, from a snapshot or the live database."""
    moment = now or datetime.now(UTC)
    known = {one.source: one for one in yields(con, moment)}
    return tuple(_judge(source, known.get(source.name), stale_days, moment) for source in registry if source.enabled)


def _judge(source: Source, given: Yield | None, stale_days: float, now: datetime) -> SourceHealth:
    if given is None:
        return SourceHealth(source.name, source.group, "new", "not read yet", expected=source.expected_per_day)
    per_day = _per_day(given, now)
    fault = next(_faults(source, given, per_day, stale_days, now), None)
    state, told, mend = fault or ("well", _well(given, per_day), "")
    return SourceHealth(
        source.name,
        source.group,
        state,
        told,
        mend,
        last_page=given.last_page,
        articles_day=given.articles_day,
        per_day=per_day,
        expected=source.expected_per_day,
    )


def _faults(
    source: Source, given: Yield, per_day: float | None, stale_days: float, now: datetime
) -> Iterator[tuple[str, str, str]]:
    """(state, what is wrong, what to do), the gravest first."""
    look = f"look with 'roundtrip sources check {source.name}'"
    if given.last_page is None:
        yield "silent", "has never given a page", f"{look}; if it is gone for good, set enabled: false in its file"
        return
    least, most = source.expected_per_day or (0, None)
    silence = (now - given.last_page.replace(tzinfo=UTC)).total_seconds() / DAY_SECONDS
    if silence > (stale_days if least else RARE * stale_days):
        yield "stale", f"no new page for {silence:.1f} days, the last {_minute(given.last_page)}", look
    if given.pages_week and not given.articles_week:
        yield (
            "barren",
            f"none of the {given.pages_week} pages of the last week gave an article",
            f"{look}; its pages may want selectors of their own",
        )
    if per_day is not None and per_day < least:
        yield (
            "low",
            f"{per_day:.1f} articles a day, {least} at least are expected",
            f"{look}, or lower expected_per_day",
        )
    if per_day is not None and most is not None and per_day > most:
        yield (
            "high",
            f"{per_day:.1f} articles a day, {most} at most are expected",
            f"{look}: does it list what is no article? else raise expected_per_day",
        )


def _per_day(given: Yield, now: datetime) -> float | None:
    """Articles a day, over the last week or the source's life without its first day."""
    if given.first_page is None:
        return None
    age = now - given.first_page.replace(tzinfo=UTC)
    if age < JUDGED_AFTER:
        return None
    return given.articles_counted / min(WEEK, age.total_seconds() / DAY_SECONDS - 1)


def _well(given: Yield, per_day: float | None) -> str:
    assert given.last_page is not None
    rate = "too young to be measured" if per_day is None else f"{per_day:.1f} articles a day"
    return f"last page {_minute(given.last_page)}, {rate}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
