"""The frontier in the database: every address that a source listed, how far it has come, when it is asked next.

What happens to an address is decided in ``pipeline.frontier``; here it is kept and asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import duckdb

from pipeline.types import SiteWord
from warehouse.rows import Row, arrow, utc
from warehouse.sqlfiles import sql


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """One address. ``state`` is discovered, fetched, parsed, moved, failed, gave_up or gone; times are UTC.

    ``attempts`` counts failures since the last answer, ``visits`` looks for edits since the page last changed;
    ``next_try`` None is never.
    """

    url: str
    source: str
    host: str
    state: str
    discovered_at: datetime
    changed_at: datetime
    reason: str | None = None
    attempts: int = 0
    visits: int = 0
    next_try: datetime | None = None
    listed: str | None = None
    page_id: str | None = None
    target: str | None = None


def frontier_row(row: FrontierRow) -> Row:
    """A row of table ``frontier``."""
    return {name: getattr(row, name) for name in FrontierRow.__slots__}


def site_row(row: SiteWord) -> Row:
    """A row of table ``site``."""
    return {name: getattr(row, name) for name in SiteWord.__slots__}


def enlist(
    con: duckdb.DuckDBPyConnection,
    rows: Sequence[FrontierRow],
    *,
    now: datetime,
    recheck: timedelta,
    soonest: timedelta,
) -> None:
    """Put listed addresses into the frontier; known ones stay as they are.

    An address that was gone or given up is tried anew when it is listed after ``recheck``; one that its listing
    says has changed is looked at again, no sooner than ``soonest`` after the last look. Part of a transaction.
    """
    if not rows:
        return
    con.register("incoming", arrow(con, "frontier", [frontier_row(row) for row in rows]))
    bound = {"now": utc(now), "recheck_before": utc(now - recheck), "soonest": soonest}
    con.execute(sql("frontier/enlist"), bound)
    con.unregister("incoming")


def find_rows(con: duckdb.DuckDBPyConnection, urls: Iterable[str]) -> dict[str, FrontierRow]:
    """The rows of some addresses, by address."""
    found = con.execute(sql("frontier/rows"), {"urls": list(urls)}).fetchall()
    return {row[0]: _row(row) for row in found}


def find_due(con: duckdb.DuckDBPyConnection, source: str, now: datetime) -> list[FrontierRow]:
    """Addresses of a source whose time has come: new ones first, then those that were asked longest ago."""
    return [_row(row) for row in con.execute(sql("frontier/due"), {"source": source, "now": utc(now)}).fetchall()]


def current_articles(con: duckdb.DuckDBPyConnection, urls: Iterable[str]) -> dict[str, tuple[str, str]]:
    """(article, page) that counts at each of some addresses; addresses without article are left out."""
    found = con.execute(sql("frontier/current_articles"), {"urls": list(urls)}).fetchall()
    return {url: (article_id, page_id) for url, article_id, page_id in found}


def known_readings(con: duckdb.DuckDBPyConnection, pages: Iterable[str]) -> frozenset[tuple[str, str]]:
    """(address, page) of those among some pages that were read."""
    return frozenset(con.execute(sql("frontier/known_readings"), {"pages": list(pages)}).fetchall())


def read_sites(con: duckdb.DuckDBPyConnection) -> list[SiteWord]:
    """All that sites said of themselves."""
    return [
        SiteWord(origin, status, robots, aware(at), aware(until))
        for origin, status, robots, at, until in con.execute(sql("frontier/sites")).fetchall()
    ]


def _row(values: Sequence[object]) -> FrontierRow:
    named = dict(zip(_COLUMNS, values, strict=True))
    for name in ("discovered_at", "changed_at", "next_try"):
        named[name] = aware(named[name])
    return FrontierRow(**named)  # type: ignore[arg-type]


def aware(moment: object) -> datetime | None:
    """A moment of a table with its zone, UTC."""
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None


_COLUMNS = (
    "url", "source", "host", "state", "reason", "attempts", "visits", "next_try", "listed", "discovered_at",
    "changed_at", "page_id", "target",
)  # fmt: skip
