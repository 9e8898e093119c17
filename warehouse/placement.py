"""Puts claims together, block by block: only the blocks that new claims touch, with the outcome of a merge of all.

First the blocks of claims of both sides: those that share a claim are merged again as a whole. Then the claims of
one side: one that is new looks at all clusters of its side; one that was there looks at those that changed, and at
all only where its own changed and fits worse than before. Those that fit none are put together among themselves,
again in the touched blocks alone. See ``warehouse.cluster`` for why that is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import duckdb
import numpy as np
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from warehouse.blocks import offer_rows
from warehouse.claims import MergeClaim
from warehouse.cluster import Cluster, Fit, best_face, group, order
from warehouse.inputs import Loaded, Reader
from warehouse.match import Policy
from warehouse.rows import Row
from warehouse.sieve import Numbers, Sieve, numbers_of
from warehouse.sqlfiles import sql

HALVES = 4_000
"""Claims of one side that are looked at together; with them the clusters of their sides are held."""
_PLACED = pa.schema(
    [
        ("claim_id", pa.string()),
        ("cluster_id", pa.string()),
        ("sides", pa.string()),
        ("swapped", pa.bool_()),
        ("rank", pa.uint8()),
        ("distance", pa.int32()),
    ]
)
_OFFERED = pa.schema(
    [("cluster_id", pa.string()), ("block", pa.string()), ("date_low", pa.date32()), ("date_high", pa.date32())]
)
_UNIT = pa.schema([("claim_id", pa.string()), ("unit", pa.string())])
_IDS = pa.schema([("claim_id", pa.string())])


@dataclass(frozen=True, slots=True)
class _Before:
    """How a claim of one side stood at the last merge.

    ``anew`` where all clusters must be looked at, ``moved`` where the one that it had changed.
    """

    anew: bool
    moved: bool
    cluster_id: str | None
    sides: str | None
    rank: int | None
    distance: int | None


class Placement:
    """Places the claims of one merge; the temporary tables of ``merge/temporary`` must be there."""

    def __init__(self, con: duckdb.DuckDBPyConnection, reader: Reader, policy: Policy) -> None:
        """``reader`` reads the claims."""
        self._con = con
        self._reader = reader
        self._policy = policy
        self._offers: list[Row] = []

    def run(self) -> None:
        """Place all claims of the touched blocks; ``merge_affected`` then names the clusters that changed."""
        self._place_region(whole=True, make=self._whole_rows)
        self._run("offers")
        self._place_halves()
        self._place_region(whole=False, make=self._half_rows)

    def _place_region(self, *, whole: bool, make: Callable[[Sequence[Loaded]], Iterator[Row]]) -> None:
        """Merge again the touched blocks and all that share a claim with them."""
        self._run("region_begin", whole=whole)
        number = 0
        while self._run("region_grow", whole=whole, round=number):
            number += 1
        self._units(self._con.execute(sql("merge/region_members"), {"whole": whole}).to_arrow_table())
        for part in self._reader.pack_units():
            placed: list[Row] = []
            for _, unit in groupby(self._reader.part(part), key=lambda one: one.unit):
                placed += make(tuple(unit))
            self._fill("merge_placed", placed, _PLACED)
            self._fill("merge_offered", self._offers, _OFFERED)
            self._offers.clear()
        self._run("moved")
        self._run("settle")

    def _units(self, members: pa.Table) -> None:
        """Claims that are linked by blocks are one unit."""
        self._run("units_clear")
        if not members.num_rows:
            return
        claims, blocks = (members.column(name).combine_chunks().dictionary_encode() for name in ("claim_id", "block"))
        rows = claims.indices.to_numpy()
        columns = blocks.indices.to_numpy() + len(claims.dictionary)
        size = len(claims.dictionary) + len(blocks.dictionary)
        links = coo_matrix((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(size, size))
        _, label = connected_components(links, directed=False)
        units = pa.array(label[: len(claims.dictionary)]).cast(pa.string())
        self._insert("merge_unit", pa.Table.from_arrays([claims.dictionary, units], schema=_UNIT))

    def _whole_rows(self, unit: Sequence[Loaded]) -> Iterator[Row]:
        clusters = group((one.claim for one in unit), self._policy)
        for cluster in clusters:
            self._offers += offer_rows(cluster)
            yield from _placed(cluster, "whole")

    def _half_rows(self, unit: Sequence[Loaded]) -> Iterator[Row]:
        alone = [one.claim for one in unit if one.sides != "joined"]
        for cluster in group(alone, self._policy, siblings=[one.claim for one in unit]):
            yield from _placed(cluster, "half")

    def _place_halves(self) -> None:
        self._run("halves")
        again = self._look(first=True)
        if again:
            self._with(again, "half_again")
            self._look(first=False)
        self._run("moved")
        self._run("settle")

    def _look(self, *, first: bool) -> list[str]:
        """Hold claims of one side against clusters; returns those for which that was not enough."""
        again: list[str] = []
        for part in self._reader.pack("units_half", HALVES):
            again += self._look_part(part, first=first)
        return again

    def _look_part(self, part: int, *, first: bool) -> list[str]:
        self._run("pairs", part=part, days=max(self._policy.window, self._policy.same_window))
        self._run("seek", part=part)
        offered = _Offered(self._policy, self._clusters())
        clusters, blocks = self._lists("pair_rows"), self._lists("seek_rows")
        changed = {block: offered.numbers(found) for block, found in self._lists("sought").items()}
        before = self._before(part)
        placed: list[Row] = []
        left, switched, again = [], [], []
        for one in self._reader.part(part):
            half, was = one.claim, before[one.claim.claim_id]
            seen = [changed[block] for block in blocks.get(half.claim_id, ())]
            found = offered.best(half, [offered.numbers(clusters.get(half.claim_id, ())), *seen])
            if first and _stays(found, was):
                continue
            if first and not _settled(found, was):
                again.append(half.claim_id)
            elif found is not None:
                placed.append(_row(half, found[1].founder.claim_id, "joined", fit=found[0]))
                switched += [half.claim_id] if was.sides == "half" else []
            elif was.sides == "joined":
                left.append(half.claim_id)
        self._fill("merge_placed", placed, _PLACED)
        self._with(switched + left, "switched")
        self._with(left, "left")
        return again

    def _lists(self, name: str) -> Mapping[str, list[str]]:
        """The second column by the first."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, value in self._con.execute(sql(f"merge/{name}")).fetchall():
            found[key].append(value)
        return found

    def _clusters(self) -> Iterator[tuple[str, Cluster]]:
        """The clusters of one part as the claims of one side see them."""
        for cluster_id, unit in groupby(self._reader.candidates(), key=lambda one: one.unit):
            yield cluster_id, rebuilt(unit)

    def _before(self, part: int) -> Mapping[str, _Before]:
        rows = self._con.execute(sql("merge/half_before"), {"part": part}).fetchall()
        return {row[0]: _Before(*row[1:]) for row in rows}

    def _run(self, name: str, **values: object) -> list[tuple[object, ...]]:
        return self._con.execute(sql(f"merge/{name}"), values or None).fetchall()

    def _with(self, claim_ids: Iterable[str], name: str) -> None:
        ids = sorted(claim_ids)
        if ids:
            self._con.register("incoming", pa.table({"claim_id": pa.array(ids, pa.string())}, schema=_IDS))
            self._run(name)
            self._con.unregister("incoming")

    def _fill(self, table: str, rows: Sequence[Row], schema: pa.Schema) -> None:
        if rows:
            self._insert(table, pa.Table.from_pylist([dict(row) for row in rows], schema=schema))

    def _insert(self, table: str, rows: pa.Table) -> None:
        self._con.register("incoming", rows)
        self._run(f"fill_{table.removeprefix('merge_')}")
        self._con.unregister("incoming")


class _Offered:
    """Clusters of both sides that the claims of one part are held against."""

    def __init__(self, policy: Policy, clusters: Iterable[tuple[str, Cluster]]) -> None:
        self._policy = policy
        self._sieve = Sieve(policy)
        self._faces: list[tuple[Cluster, MergeClaim]] = []
        self._spans: dict[str, tuple[int, int]] = {}
        for cluster_id, cluster in clusters:
            first = len(self._faces)
            for face in cluster.faces.values():
                self._sieve.add(face)
                self._faces.append((cluster, face))
            self._spans[cluster_id] = first, len(self._faces)

    def numbers(self, clusters: Iterable[str]) -> Numbers:
        """The faces of some clusters."""
        return numbers_of(self._spans[one] for one in clusters if one in self._spans)

    def best(self, half: MergeClaim, faces: Sequence[Numbers]) -> tuple[Fit, Cluster] | None:
        """The cluster of those whose faces are given that a claim of one side fits best."""
        near = self._sieve.may_match(half, np.unique(np.concatenate(faces)))
        return best_face(half, (self._faces[number] for number in near), self._policy)


def rebuilt(members: Iterable[Loaded]) -> Cluster:
    """A cluster as it was placed, its members in the order of merging; those of one side without a face."""
    cluster = Cluster()
    for one in sorted(members, key=lambda one: (one.sides == "joined", order(one.claim))):
        if one.sides == "joined":
            cluster.attach(one.claim)
        else:
            cluster.add(one.claim, swapped=one.swapped)
    return cluster


def _stays(found: tuple[Fit, Cluster] | None, was: _Before) -> bool:
    """True where the cluster that a claim had is as it was, and fits it better than the best of those that changed."""
    if was.anew or was.moved or was.sides != "joined":
        return False
    return found is None or (found[0].rank, found[0].distance) > (was.rank, was.distance)


def _settled(found: tuple[Fit, Cluster] | None, was: _Before) -> bool:
    """True where no cluster that was not looked at can fit better."""
    if was.anew or was.sides != "joined":
        return True
    if found is None:
        return False
    fit, cluster = found
    if (fit.rank, fit.distance) == (was.rank, was.distance):
        return was.moved and cluster.founder.claim_id == was.cluster_id
    return (fit.rank, fit.distance) < (was.rank, was.distance)


def _placed(cluster: Cluster, sides: str) -> Iterator[Row]:
    for member in cluster.members:
        yield _row(member, cluster.founder.claim_id, sides, swapped=member.claim_id in cluster.swapped)


def _row(
    claim: MergeClaim, cluster_id: str, sides: str, *, swapped: bool = False, fit: Fit | None = None
) -> dict[str, object]:
    return {
        "claim_id": claim.claim_id,
        "cluster_id": cluster_id,
        "sides": sides,
        "swapped": swapped,
        "rank": int(fit.rank) if fit else None,
        "distance": fit.distance if fit else None,
    }
