"""A ledger in memory, to ask "what if" of: as of a day, with other parents, from somebody else's list of edges.

The tables of a snapshot are copied into a database in memory and changed there, then measured by the same statements
as the live database. As of a day: a deal is what its history says it was then, deals that no article had told of are
not there, and links and flows are made anew from that. Names, kinds and parties are those of today's reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

import duckdb
import pyarrow as pa

from warehouse.cycles import Bounds
from warehouse.edges import find_flows
from warehouse.ledger_rows import flow_row, link_row
from warehouse.links import find_links
from warehouse.measure import Variant, measure_flows
from warehouse.migrate import migrate
from warehouse.outlines import read_outlines
from warehouse.read import Ledger
from warehouse.resolve import Parties
from warehouse.rows import arrow, keyed
from warehouse.sqlfiles import sql

COPIED = (
    "party", "party_name", "deal", "deal_party", "deal_claim", "deal_status", "deal_link", "flow", "article", "claim",
    "extraction",
)  # fmt: skip
"""Tables that measuring reads; the texts of articles stay behind."""


class ParentsOf(StrEnum):
    """Whose money a party's is: its parent's on the deal's day, on the day asked for, or its own."""

    DEAL = "deal"
    DAY = "day"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """What to measure: ``as_of`` is the last day that counts (UTC), None is now."""

    as_of: date | None = None
    parents: ParentsOf = ParentsOf.DEAL
    variant: Variant = field(default_factory=Variant)

    @property
    def plain(self) -> bool:
        """True where the published tables answer it."""
        return self == Question()


@contextmanager
def scene(
    snapshot: Ledger,
    question: Question,
    parties: Parties,
    *,
    bounds: Bounds | None = None,
    pairs_only: bool = False,
) -> Iterator[Ledger]:
    """The snapshot's ledger in memory, changed as the question says, and measured."""
    with memory() as con:
        for table in COPIED:
            con.register("incoming", snapshot.connection.execute(sql(f"scene/{table}")).to_arrow_table())
            con.execute(sql(f"scene/fill_{table}"))
            con.unregister("incoming")
        if question.as_of is not None:
            _go_back(con, datetime.combine(question.as_of, time.max))
        if question.parents is not ParentsOf.DEAL:
            _regroup(con, question, parties)
        if question.as_of is not None or question.parents is not ParentsOf.DEAL:
            _reflow(con)
        measure_flows(con, bounds, variant=question.variant, pairs_only=pairs_only)
        yield Ledger(con, snapshot.path)


@contextmanager
def memory() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the newest schema and no way to files or network."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "python_enable_replacements": "false",
    }
    with duckdb.connect(":memory:", config=config) as con:
        migrate(con)
        yield con


def _go_back(con: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Take away what was not known at a moment (UTC)."""
    for name in ("as_of_claims", "as_of_status"):
        con.execute(sql(f"scene/{name}"), {"as_of": moment})
    for name in ("as_of_deals", "as_of", "as_of_parties"):
        con.execute(sql(f"scene/{name}"))


def _regroup(con: duckdb.DuckDBPyConnection, question: Question, parties: Parties) -> None:
    """Give each party of a deal the group that the question asks for."""
    ids = [party for (party,) in con.execute(sql("scene/party_ids")).fetchall()]
    on = question.as_of

    def group(party: str) -> str:
        alone = question.parents is ParentsOf.NONE or party not in parties
        return party if alone else parties.group(party, on)

    groups = {party: group(party) for party in ids}
    con.register("incoming", pa.table([list(groups), list(groups.values())], names=["party_id", "group_id"]))
    con.execute(sql("scene/regroup"))
    con.unregister("incoming")
    known = {party for (party,) in con.execute(sql("scene/known_parties")).fetchall()}
    _name(con, {group: parties.display(group) for group in groups.values() if group in parties and group not in known})


def _name(con: duckdb.DuckDBPyConnection, names: dict[str, str]) -> None:
    rows = [
        keyed({"party_id": party, "name": name, "group_id": party, "reviewed": True, "claim_count": 0})
        for party, name in sorted(names.items())
    ]
    con.register("incoming", arrow(con, "party", rows))
    con.execute(sql("scene/fill_party"))
    con.unregister("incoming")


def _reflow(con: duckdb.DuckDBPyConnection) -> None:
    """Links and flows anew from the deals as they stand in memory."""
    con.execute(sql("scene/near"))
    outlines = read_outlines(con)
    links = find_links(outlines)
    _replace(con, "deal_link", [keyed(link_row(link)) for link in links])
    _replace(con, "flow", [keyed(flow_row(flow)) for flow in find_flows(outlines, links)])


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, object]]) -> None:
    con.execute(sql(f"scene/clear_{table}"))
    con.register("incoming", arrow(con, table, list(rows)))
    con.execute(sql(f"scene/fill_{table}"))
    con.unregister("incoming")
