"""Forgets an address: its pages, what was read out of them, what was decided on it, and the very bytes.

Rows that came from other pages too stay. Of the address itself only a hash is kept, so that it is not fetched
again. The order of the steps (``pipeline.cli.forget``) lets a stopped command be run again to the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipeline.types import content_key
from warehouse.migrate import migrate
from warehouse.rows import utc
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction

TABLES = (
    "party_decision",
    "claim_decision",
    "evidence",
    "claim_party",
    "claim",
    "extraction",
    "rejection",
    "story",
    "article_removed",
    "superseded",
    "reading",
    "frontier",
    "article",
    "fetch_state",
    "page",
)
"""Tables that rows are taken out of, in this order; the derived ones follow at the next merge."""
_CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Trace:
    """What there is of an address.

    ``addresses`` are all that it goes by (redirects); ``pages`` came only from them; ``moved`` are pages that
    another address gave too, with that address; ``before`` says that it was forgotten once.
    """

    addresses: tuple[str, ...]
    pages: tuple[str, ...]
    moved: Mapping[str, str]
    rows: Mapping[str, int]
    before: bool

    @property
    def known(self) -> bool:
        """True where there is anything to forget, or a forgetting to be finished."""
        return self.before or bool(self.pages) or bool(self.moved) or any(self.rows.values())


def address_key(url: str) -> str:
    """The hash by which a forgotten address is known."""
    return content_key("forgotten address", url)


def forgotten_keys(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Hashes of the addresses that must not be fetched."""
    return frozenset(key for (key,) in con.execute(sql("forget/keys")).fetchall())


def trace(con: duckdb.DuckDBPyConnection, url: str) -> Trace:
    """What would be forgotten with an address; nothing is changed."""
    for step in ("page", "address", "gone_page", "article", "claim", "name"):
        con.execute(sql(f"forget/find_{step}"), {"url": url} if step in ("page", "address") else {})
    addresses = tuple(one for (one,) in con.execute(sql("forget/addresses")).fetchall())
    pages = tuple(one for (one,) in con.execute(sql("forget/pages")).fetchall())
    moved = dict(con.execute(sql("forget/moved")).fetchall())
    rows = dict(con.execute(sql("forget/count")).fetchall())
    keys = forgotten_keys(con)
    return Trace(addresses, pages, moved, rows, any(address_key(one) in keys for one in addresses))


def forget(con: duckdb.DuckDBPyConnection, found: Trace, *, now: datetime | None = None) -> Mapping[str, int]:
    """Delete what ``trace`` found last on this connection, in one transaction; rows deleted per table.

    Deals and metrics follow at the next merge, the bytes with ``rewrite``.
    """
    moment = utc(now or datetime.now(UTC))
    removed: dict[str, int] = {}
    with transaction(con):
        for page_id, other in found.moved.items():
            con.execute(sql("forget/move_page"), {"page": page_id, "url": other})
        for table in TABLES:
            removed[table] = len(con.execute(sql(f"forget/delete_{table}")).fetchall())
        for address in found.addresses:
            con.execute(sql("forget/remember"), {"key": address_key(address), "now": moment})
        con.execute(sql("forget/end"))
    return removed


def rewrite(live: Path) -> None:
    """Write the database anew from its rows, so that no byte of a deleted row stays in the file.

    The new file takes the old one's place at once; a stopped rewrite leaves the old one.
    """
    temporary = live.with_name(f".{live.name}.{os.getpid()}.new")
    _drop(temporary)
    old = duckdb.connect(str(live), read_only=True)
    new = duckdb.connect(str(temporary))
    try:
        migrate(new)
        for (table,) in old.execute(sql("store/tables")).fetchall():
            _copy(old, new, table)
        new.execute("CHECKPOINT")
    except BaseException:
        new.close()
        _drop(temporary)
        raise
    finally:
        old.close()
    new.close()
    _sync(temporary)
    os.replace(temporary, live)
    _drop(live.with_name(f"{live.name}.wal"))
    _sync(live.parent)


def _copy(old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection, table: str) -> None:
    """All rows of a table; the note of migrations is the old one's."""
    with transaction(new):
        if table == "schema_migration":
            new.execute(sql("forget/no_migrations"))
        old.execute(sql("forget/whole_table"), [table])
        reader = old.to_arrow_reader(_CHUNK)
        new.from_arrow(reader).insert_into(table)


def _drop(*paths: Path) -> None:
    for path in paths:
        for one in (path, path.with_name(f"{path.name}.wal")):
            one.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def summary(removed: Mapping[str, int], tables: Iterable[str] = TABLES) -> list[tuple[str, int]]:
    """Rows per table that lost any, in reading order."""
    return [(table, removed[table]) for table in reversed(tuple(tables)) if removed.get(table)]
