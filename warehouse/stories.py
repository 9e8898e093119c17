"""Names the stories of new articles, against all that are known, a bounded number of them at a time."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from pipeline.dedupe import BandIndex, StoryMember, assign_stories
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction

NEW_AT_ONCE = 100_000
"""New articles that are named together; all known signatures are read for each such lot."""
READ_AT_ONCE = 20_000
"""Signatures that are read together."""


def name_stories(con: duckdb.DuckDBPyConnection) -> int:
    """Name the story of every article that has none; returns how many names were set.

    The outcome does not depend on the order or the batches in which articles came. Each batch is a transaction of
    its own, so that a run that is stopped goes on where it was.
    """
    count = 0
    while fresh := _fresh(con):
        named = assign_stories(_near(con, fresh), fresh)
        rows = sorted(named.items())
        columns = [pa.array([row[place] for row in rows], pa.string()) for place in (0, 1)]
        con.register("incoming", pa.table(columns, names=["article_id", "story_id"]))
        with transaction(con):
            con.execute(sql("load/story"))
        con.unregister("incoming")
        count += len(named)
    return count


def _fresh(con: duckdb.DuckDBPyConnection) -> list[StoryMember]:
    """Some of the articles that have no story yet."""
    rows = con.execute(sql("store/story_news"), {"limit": NEW_AT_ONCE}).fetchall()
    return [StoryMember(*row) for row in rows]


def _near(con: duckdb.DuckDBPyConnection, fresh: list[StoryMember]) -> list[StoryMember]:
    """Known articles that may be copies of the new ones, with all members of their stories."""
    index = BandIndex(member.signature for member in fresh)
    near = [
        one for ids, signatures in _known(con) for one, found in zip(ids, index.near(signatures), strict=True) if found
    ]
    if not near:
        return []
    con.register("incoming", pa.table({"article_id": pa.array(near, pa.string())}))
    found = [StoryMember(*row) for row in con.execute(sql("store/story_members")).fetchall()]
    con.unregister("incoming")
    return found


def _known(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[list[str], list[bytes]]]:
    cursor = con.execute(sql("store/story_signatures"))
    while rows := cursor.fetchmany(READ_AT_ONCE):
        yield [row[0] for row in rows], [row[1] for row in rows]
