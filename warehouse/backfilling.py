"""What a backfill asks of the database: the addresses and articles of some days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from warehouse.sqlfiles import sql


@dataclass(frozen=True, slots=True)
class Place:
    """An address that a source listed; ``listed`` is the publication time as written, ``discovered_at`` UTC."""

    url: str
    source: str
    state: str
    listed: str | None
    discovered_at: datetime


def places(con: duckdb.DuckDBPyConnection, sources: Sequence[str]) -> tuple[Place, ...]:
    """All addresses of some sources that may be asked for."""
    return tuple(Place(*row) for row in con.execute(sql("backfill/frontier"), {"sources": list(sources)}).fetchall())


def articles_of(
    con: duckdb.DuckDBPyConnection, sources: Sequence[str], first: date, last: date, *, extractor: str | None
) -> tuple[str, ...]:
    """Ids of the articles published on some days (fetched, where the page does not tell).

    ``extractor`` leaves out those that this version has read.
    """
    values = {"sources": list(sources), "first": first, "last": last, "extractor": extractor}
    return tuple(found for (found,) in con.execute(sql("backfill/articles"), values).fetchall())
