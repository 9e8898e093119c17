"""Audits: each is a file with a SELECT of bad rows and a line that says how to mend them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from warehouse.sqlfiles import names, sql

_HEADER = re.compile(r"^-- (name|mend): (.*)$", re.MULTILINE)
SHOWN = 20
"""Bad rows kept per audit, for a reader."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one audit found; ``count`` bad rows, the first of them in ``rows``."""

    audit: str
    what: str
    mend: str
    count: int
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def good(self) -> bool:
        """True where nothing bad was found."""
        return self.count == 0


def run_audits(con: duckdb.DuckDBPyConnection) -> list[Finding]:
    """All audits on a live database or a snapshot, by name."""
    return [_run(con, name) for name in names("audits")]


def _run(con: duckdb.DuckDBPyConnection, name: str) -> Finding:
    text = sql(name)
    header = dict(_HEADER.findall(text))
    cursor = con.execute(text)
    columns = tuple(column[0] for column in cursor.description or ())
    rows = cursor.fetchall()
    return Finding(
        audit=name.removeprefix("audits/"),
        what=header["name"].split(";")[0],
        mend=header["mend"],
        count=len(rows),
        columns=columns,
        rows=tuple(rows[:SHOWN]),
    )
