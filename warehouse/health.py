"""What the database tells of its sources and runs: when a source last gave something, how runs ended, new deals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.rows import utc
from warehouse.sqlfiles import sql


@dataclass(frozen=True, slots=True)
class Yield:
    """What a source gave; moments are UTC without zone.

    ``articles_counted`` are those of the last week without the source's first day, which brings what had piled
    up before.
    """

    source: str
    first_page: datetime | None
    last_page: datetime | None
    pages_week: int
    articles_week: int
    articles_day: int
    articles_counted: int


@dataclass(frozen=True, slots=True)
class RunBook:
    """How runs ended; moments are UTC without zone."""

    completed: int
    failed: int
    last_completed: datetime | None
    last_failure: str | None
    last_failed: datetime | None


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A run of which no end is known."""

    run_id: str
    command: str
    started_at: datetime


def yields(con: duckdb.DuckDBPyConnection, now: datetime) -> tuple[Yield, ...]:
    """What every source gave, by name."""
    return tuple(Yield(*row) for row in con.execute(sql("health/yields"), {"now": utc(now)}).fetchall())


def run_book(con: duckdb.DuckDBPyConnection) -> RunBook:
    """How runs ended."""
    ((*row,),) = con.execute(sql("health/runs")).fetchall()
    return RunBook(*row)


def open_runs(con: duckdb.DuckDBPyConnection, before: datetime) -> tuple[OpenEntry, ...]:
    """Runs that began before a moment and have no end."""
    return tuple(OpenEntry(*row) for row in con.execute(sql("health/runs_open"), {"before": utc(before)}).fetchall())


def new_deals(con: duckdb.DuckDBPyConnection, since: datetime, *, limit: int) -> list[tuple[object, ...]]:
    """Deals first read since a moment: date, kind, payers, payees, dollars low and high, status, quote, address."""
    return con.execute(sql("health/new_deals"), {"since": utc(since)}).fetchmany(limit)
