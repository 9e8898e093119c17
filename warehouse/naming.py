"""Who is meant by the claims of a merge, and in which blocks they meet others.

A name is looked up once, however many claims use it, and a group once for each of its days; which claim says what is
joined by the database.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.kinds import FAMILY
from warehouse.resolve import Resolver
from warehouse.rows import as_arrow, keyed, schema_of
from warehouse.sqlfiles import sql

AT_ONCE = 50_000
"""Rows that are made at once."""
_MEANT = pa.schema([("number", pa.int64()), ("party_id", pa.string()), ("group_id", pa.string())])
_MEMBER = pa.schema([("party_id", pa.string()), ("on_day", pa.date32()), ("group_id", pa.string())])
_FAMILY = pa.table({"kind": [kind.value for kind in FAMILY], "family": list(FAMILY.values())})


def resolve_dirty(con: duckdb.DuckDBPyConnection, resolver: Resolver) -> tuple[int, int]:
    """Make ``resolved_party`` and ``merge_block`` true for the claims of ``merge_dirty``.

    Returns how many rows of ``resolved_party`` were put in and taken out.
    """
    con.execute(sql("merge/name"))
    con.execute(sql("merge/said"))
    _with(con, _meant(con, resolver), "meant")
    _with(con, _members(con, resolver), "resolved")
    _with(con, _FAMILY, "fill_block")
    ((deleted,),) = con.execute(sql("merge/resolved_gone")).fetchall()
    inserted = _insert_fresh(con)
    con.execute(sql("merge/resolved_end"))
    return inserted, deleted


def _meant(con: duckdb.DuckDBPyConnection, resolver: Resolver) -> pa.Table:
    """The party of each name, and its group unless that depends on the day."""
    numbers, parties, groups = [], [], []
    for number, names, given in con.execute(sql("merge/name_rows")).fetchall():
        party_id = resolver.party(names, given)
        numbers.append(number)
        parties.append(party_id)
        groups.append(None if resolver.has_history(party_id) else resolver.group(party_id, None))
    return pa.table([numbers, parties, groups], schema=_MEANT)


def _members(con: duckdb.DuckDBPyConnection, resolver: Resolver) -> pa.Table:
    """The groups of parties that have had several, by day."""
    found = con.execute(sql("merge/members")).fetchall()
    groups = [resolver.group(party_id, on) for party_id, on in found]
    columns = [[party_id for party_id, _ in found], [on for _, on in found], groups]
    return pa.table(columns, schema=_MEMBER)


def _insert_fresh(con: duckdb.DuckDBPyConnection) -> int:
    con.execute(sql("merge/fresh"), {"size": AT_ONCE})
    schema = schema_of(con, "resolved_party")
    part = 0
    count = 0
    while rows := con.execute(sql("merge/fresh_part"), {"part": part}).fetchall():
        names = ("claim_id", "side", "position", "party_id", "group_id")
        _with(con, as_arrow(schema, [keyed(dict(zip(names, row, strict=True))) for row in rows]), "fill_resolved")
        count += len(rows)
        part += 1
    return count


def _with(con: duckdb.DuckDBPyConnection, incoming: pa.Table, name: str) -> None:
    con.register("incoming", incoming)
    con.execute(sql(f"merge/{name}"))
    con.unregister("incoming")
