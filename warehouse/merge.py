"""Claims to deals, links and flows, as differences: only what new claims touch is made again.

The outcome is that of merging everything afresh, whatever came when; a rerun on the same claims changes nothing.
All of it is one transaction: a merge that is stopped leaves no trace, and the next one does its work.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.types import content_key
from warehouse.cluster import Cluster
from warehouse.deals import make_deal
from warehouse.decisions import apply_decisions, read_pairs, read_rulings
from warehouse.edges import find_flows
from warehouse.inputs import Loaded, Reader, party_rows
from warehouse.ledger_rows import deal_rows, flow_row, link_row
from warehouse.links import find_links
from warehouse.match import Policy
from warehouse.naming import resolve_dirty
from warehouse.outlines import read_outlines
from warehouse.placement import Placement, rebuilt
from warehouse.regroup import regroup
from warehouse.resolve import Parties, Resolver
from warehouse.rows import Row, as_arrow, keyed, schema_of
from warehouse.rulings import Rulings
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction
from warehouse.verdicts import Pair

RULES = "4"
"""Change it where the rules of merging change: the next merge then makes everything again."""

DERIVED = (
    "party",
    "party_name",
    "resolved_party",
    "fx_rate",
    "deal",
    "deal_party",
    "deal_claim",
    "deal_status",
    "deal_conflict",
    "deal_link",
    "flow",
)
"""Tables that the merge makes equal to what the claims say."""


@dataclass(frozen=True, slots=True)
class Change:
    """Rows that a step put into a table and took out of it."""

    inserted: int = 0
    deleted: int = 0

    def __add__(self, other: Change) -> Change:
        return Change(self.inserted + other.inserted, self.deleted + other.deleted)


def merge_claims(
    con: duckdb.DuckDBPyConnection, parties: Parties, policy: Policy | None = None
) -> Mapping[str, Change]:
    """Make the derived tables equal to what the current claims say, in one transaction; rows changed per table."""
    with transaction(con):
        decided = apply_decisions(con)
        merge = _Merge(con, parties, read_rulings(con), read_pairs(con), policy or Policy())
        try:
            return merge.run(decided)
        finally:
            con.execute(sql("merge/end"))


class _Merge:
    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        parties: Parties,
        rulings: Rulings,
        pairs: Sequence[Pair],
        policy: Policy,
    ) -> None:
        self._con = con
        self._pairs = pairs
        self._policy = policy
        self._resolver = Resolver(parties, rulings)
        self._reader = Reader(con, policy)
        self._rules = content_key("rules", RULES, repr(policy))
        self._names = content_key("names", _digest(parties), rulings.digest)
        self._changes = dict.fromkeys(DERIVED, Change())
        self._schemas: dict[str, pa.Schema] = {}

    def run(self, decided: Iterable[str]) -> Mapping[str, Change]:
        """Find what is dirty, place it, and write what follows."""
        for name in ("source", "temporary", "now"):
            self._run(name)
        rules, names = next(iter(self._run("state")), (None, None))
        self._run("dirty" if rules == self._rules else "dirty_all")
        self._with_claims("dirty_more", decided)
        renamed = names != self._names
        if renamed and rules == self._rules:
            self._find_renamed()
        if not renamed and not self._run("dirty_some"):
            return self._changes
        self._run("forget_dirty")
        self._resolve()
        self._run("touch_dirty")
        Placement(self._con, self._reader, self._policy).run()
        self._write_deals()
        self._write_links()
        self._write_parties(everybody=renamed)
        self._sync("fx_rate", self._records("rates"))
        self._run("state_clear")
        self._run("state_set", rules=self._rules, names=self._names)
        return self._changes

    def _find_renamed(self) -> None:
        """Claims whose parties or groups are others now, by the distinct names of all claims."""
        self._run("named")
        numbers = [
            number
            for number, names, given, on, party_id, group_id in self._run("named_rows")
            if (found := self._resolver.resolve(names, given, on)).party_id != party_id or found.group_id != group_id
        ]
        self._with(pa.table({"number": pa.array(numbers, pa.int64())}), "dirty_named")

    def _resolve(self) -> None:
        """Who is meant by the dirty claims, and in which blocks they meet others."""
        self._changes["resolved_party"] += Change(*resolve_dirty(self._con, self._resolver))

    def _write_deals(self) -> None:
        """Make the deals of the clusters that changed; those of the last merge that are not among them go."""
        together = self._close_over_pairs()
        self._run("units_clear")
        self._run("units_affected")
        if together:
            self._with(pa.table(together), "units_together")
        self._run("deals_before")
        self._run("seats")
        for part in self._reader.pack_units():
            clusters: list[Cluster] = []
            for _, unit in groupby(self._reader.part(part), key=lambda one: one.unit):
                clusters += self._regrouped(list(unit))
            deals = [make_deal(cluster, self._policy) for cluster in clusters]
            self._run("scope_part", part=part)
            for table, rows in deal_rows(deals).items():
                self._sync(table, rows)
            self._with(pa.table({"deal_id": pa.array([deal.deal_id for deal in deals], pa.string())}), "done_part")
        self._run("scope_rest")
        for table in deal_rows(()):
            self._sync(table, ())
        self._run("note_deals")
        self._run("seats")

    def _close_over_pairs(self) -> dict[str, list[str]] | None:
        """Clusters that readers joined or set apart belong in one unit; with one of them all are affected.

        Returns cluster ids and the units they go into, or None where no decision touches an affected cluster.
        """
        named = sorted({claim for pair in self._pairs for claim in (pair.claim_id, pair.other_id)})
        if not named:
            return None
        place = dict(self._with_claims("clusters_of", named))
        root = {cluster: cluster for cluster in place.values()}
        for _ in root:
            for pair in self._pairs:
                ends = [place[claim] for claim in (pair.claim_id, pair.other_id) if claim in place]
                low = min((root[end] for end in ends), default="")
                root.update(dict.fromkeys(ends, low))
        clusters = sorted(root)
        affected = {cluster for (cluster,) in self._with_claims("clusters_affected", clusters)}
        units = {root[cluster] for cluster in affected}
        moved = [cluster for cluster in clusters if root[cluster] in units]
        if not moved:
            return None
        self._with_claims("affect", moved)
        return {"cluster_id": moved, "unit": [root[cluster] for cluster in moved]}

    def _regrouped(self, unit: list[Loaded]) -> list[Cluster]:
        """The clusters of a unit, after what readers said of them."""
        by_cluster: dict[str | None, list[Loaded]] = defaultdict(list)
        for one in unit:
            by_cluster[one.cluster_id].append(one)
        clusters = [rebuilt(members) for members in by_cluster.values()]
        return regroup(clusters, self._pairs) if self._pairs else clusters

    def _write_links(self) -> None:
        """Links and flows of the deals that share a family and a payee with a touched one."""
        self._run("near")
        outlines = read_outlines(self._con)
        links = find_links(outlines, self._policy)
        near = {deal.deal_id for deal in outlines if deal.near}
        self._run("scope_near")
        self._sync("deal_link", (link_row(one) for one in links if one.deal_id in near and one.other_id in near))
        self._sync("flow", (flow_row(flow) for flow in find_flows(outlines, links)))

    def _write_parties(self, *, everybody: bool) -> None:
        """Count the names of the touched parties again, and put them and their groups in order."""
        if everybody:
            self._run("touch_everybody")
        self._run("scope_parties")
        self._sync("party_name", self._records("names"))
        self._run("touch_groups")
        found = {party_id for (party_id,) in self._run("touched_parties")}
        groups = {self._resolver.group(party_id, None) for party_id in found}
        while new := groups - found:
            found |= new
            groups = {self._resolver.group(party_id, None) for party_id in new}
        self._with(pa.table({"party_id": pa.array(sorted(found), pa.string())}), "touch_parties")
        self._run("scope_parties")
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for party_id, name, count in self._run("party_counts"):
            names[party_id][name] = count
        for (group_id,) in self._run("groups_held"):
            names[group_id].update(())
        self._sync("party", party_rows(names, self._resolver))

    def _sync(self, table: str, rows: Iterable[Row]) -> None:
        """Make the part of a table that is in scope equal to the rows; what is equal already is not touched."""
        incoming = self._arrow(table, (keyed(row) for row in rows))
        if not incoming.num_rows and table != "fx_rate" and not self._run("scope_some"):
            return
        self._con.register("incoming", incoming)
        counts = Counter(action for (action,) in self._con.execute(sql(f"sync/{table}")).fetchall())
        self._con.unregister("incoming")
        self._changes[table] += Change(counts["INSERT"], counts["DELETE"])

    def _arrow(self, table: str, rows: Iterable[Row]) -> pa.Table:
        if table not in self._schemas:
            self._schemas[table] = schema_of(self._con, table)
        return as_arrow(self._schemas[table], rows)

    def _records(self, name: str) -> list[Row]:
        cursor = self._con.execute(sql(f"merge/{name}"))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _run(self, name: str, **values: object) -> list[tuple[Any, ...]]:
        return self._con.execute(sql(f"merge/{name}"), values or None).fetchall()

    def _with(self, incoming: pa.Table, name: str) -> list[tuple[Any, ...]]:
        """Run a statement on a table of values."""
        self._con.register("incoming", incoming)
        found = self._run(name)
        self._con.unregister("incoming")
        return found

    def _with_claims(self, name: str, ids: Iterable[str]) -> list[tuple[Any, ...]]:
        return self._with(pa.table({"id": pa.array(sorted(ids), pa.string())}), name)


def _digest(parties: Parties) -> str:
    """A key of all that an alias table says: of its entries where they can be listed, else of its print."""
    entries = map(repr, parties) if isinstance(parties, Iterable) else (repr(parties),)
    return content_key("parties", *entries)
