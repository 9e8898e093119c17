"""Audits: each is a file with a SELECT of bad rows and a line that says how to mend them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.read import CONFIG
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
    """All audits on a live database or a snapshot of the newest schema, by name."""
    return [_run(con, name) for name in names("audits")]


@contextmanager
def reading(live: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The live database for reading alone; hold the lock of the data folder, as a run would find it busy.

    Raises ``WarehouseBusy`` where a process writes it all the same, ``WarehouseError`` where it is no database.
    """
    try:
        con = duckdb.connect(str(live), read_only=True, config=dict(CONFIG))
    except duckdb.Error as error:
        if "lock" in str(error):
            raise WarehouseBusy(f"{live} is being written by another process: wait until it ends") from error
        first = str(error).splitlines()[0]
        raise WarehouseError(
            f"cannot read {live}: {first}; move it away and run again: the archive holds all pages"
        ) from error
    try:
        yield con
    finally:
        con.close()


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
