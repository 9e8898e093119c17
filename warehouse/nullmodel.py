"""Is it more circular than chance? The ledger against itself with its edges dealt out anew.

Each draw swaps the payees of two edges of the same kind again and again, so that every group keeps how many edges
of each kind go out of it and into it, and edges keep their payer and their amount. Equal seeds give equal draws.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import duckdb

from pipeline.types import content_key
from warehouse.circulation import circulate
from warehouse.cycles import Bounds, Edge, find_cycles
from warehouse.intervals import Interval
from warehouse.rows import Row, arrow
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction

DRAWS = 1_000
SEED = 7
_SWAPS = 10
"""Tries to swap per edge and draw."""
FIGURES = ("cycles", "circulation_low", "circulation_high")


@dataclass(frozen=True, slots=True)
class TypedEdge:
    """An edge between two groups of one class; only edges of equal ``kinds`` are swapped."""

    kinds: str
    edge: Edge


@dataclass(frozen=True, slots=True)
class NullFinding:
    """One figure against its draws; see the comments of table ``metric_null``."""

    figure: str
    observed: float | None
    mean: float | None
    deviation: float | None
    z: float | None
    p: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class NullModel:
    """All figures of a cut; ``edges_key`` names the edges they were drawn from."""

    cut: str
    findings: tuple[NullFinding, ...]
    draws: int
    seed: int
    max_length: int
    edges_key: str

    def records(self) -> list[Row]:
        """Rows of table ``metric_null``."""
        return [
            {
                "cut": self.cut,
                "figure": one.figure,
                "observed": one.observed,
                "mean": one.mean,
                "deviation": one.deviation,
                "z": one.z,
                "p": one.p,
                "draws": self.draws,
                "seed": self.seed,
                "max_length": self.max_length,
                "edges_key": self.edges_key,
                "reason": one.reason,
            }
            for one in self.findings
        ]


def read_typed_edges(con: duckdb.DuckDBPyConnection, cut: str) -> list[TypedEdge]:
    """The edges of a cut by class, as the metric tables hold them now."""
    found = []
    for _, flow_class, kinds, payer, payee, low, high, unstated, deals in con.execute(
        sql("metrics/220_null_edges"), {"cut": cut}
    ).fetchall():
        capital = flow_class == "capital"
        edge = Edge(payer, payee, Interval(low, high), capital, not capital, unstated, deals)
        found.append(TypedEdge(f"{flow_class} {kinds}", edge))
    return found


def edges_key(edges: Iterable[TypedEdge]) -> str:
    """A hash of the edges; other edges make stored draws stale."""
    return content_key("null model", *(f"{one.kinds} {one.edge}" for one in edges))


def draw_null(
    cut: str,
    edges: Sequence[TypedEdge],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    bounds: Bounds | None = None,
    told: Callable[[int], None] = lambda _: None,
) -> NullModel:
    """Rewire the edges ``draws`` times; ``told`` hears of each draw."""
    bounds = bounds or Bounds()
    observed = _figures([one.edge for one in edges], bounds)
    drawn: dict[str, list[float | None]] = {figure: [] for figure in FIGURES}
    for number in range(draws):
        rewired = rewire(edges, random.Random(f"{seed} {cut} {number}"))
        for figure, value in _figures([one.edge for one in rewired], bounds).items():
            drawn[figure].append(value)
        told(number + 1)
    findings = tuple(_finding(figure, observed[figure], drawn[figure]) for figure in FIGURES)
    return NullModel(cut, findings, draws, seed, bounds.length, edges_key(edges))


def rewire(edges: Sequence[TypedEdge], dice: random.Random) -> list[TypedEdge]:
    """The edges with payees swapped among equals; no edge leads back to its payer, none is doubled within its class."""
    placed = list(edges)
    taken = {_place(one) for one in edges}
    alike: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(edges):
        alike[one.kinds].append(number)
    for numbers in alike.values():
        if len(numbers) < 2:
            continue
        for _ in range(_SWAPS * len(numbers)):
            first, second = dice.sample(numbers, 2)
            one, other = placed[first], placed[second]
            new = (_towards(one, other.edge.payee), _towards(other, one.edge.payee))
            if any(made.edge.payer == made.edge.payee or _place(made) in taken for made in new):
                continue
            taken -= {_place(one), _place(other)}
            placed[first], placed[second] = new
            taken |= {_place(made) for made in new}
    return placed


def keep_null(con: duckdb.DuckDBPyConnection, model: NullModel) -> None:
    """Put a model in the table, in the place of an earlier one of its cut."""
    with transaction(con):
        con.execute(sql("store/clear_metric_null"), {"cut": model.cut})
        con.register("incoming", arrow(con, "metric_null", model.records()))
        con.execute(sql("store/fill_metric_null"))
        con.unregister("incoming")


def drop_stale(con: duckdb.DuckDBPyConnection) -> None:
    """Take out models that were drawn from other edges than those of today."""
    for cut, key in con.execute(sql("store/null_keys")).fetchall():
        if edges_key(read_typed_edges(con, cut)) != key:
            con.execute(sql("store/clear_metric_null"), {"cut": cut})


def _place(one: TypedEdge) -> tuple[bool, str, str]:
    return one.edge.has_capital, one.edge.payer, one.edge.payee


def _towards(one: TypedEdge, payee: str) -> TypedEdge:
    return TypedEdge(one.kinds, replace(one.edge, payee=payee))


def _figures(edges: Sequence[Edge], bounds: Bounds) -> dict[str, float | None]:
    merged: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        ends = edge.payer, edge.payee
        merged[ends] = _added(merged[ends], edge) if ends in merged else edge
    search = find_cycles(merged.values(), bounds)
    flow = circulate(merged.values())
    return {
        "cycles": None if search.truncated else float(len(search.cycles)),
        "circulation_low": _number(flow.low),
        "circulation_high": _number(flow.high),
    }


def _added(one: Edge, other: Edge) -> Edge:
    return Edge(one.payer, one.payee, one.usd.plus(other.usd), True, True, one.unstated and other.unstated)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _finding(figure: str, observed: float | None, drawn: Sequence[float | None]) -> NullFinding:
    """Without a ceiling, or cut short, a draw counts as one that reaches the observed figure, and there is no mean."""
    if observed is None:
        why = "the search was cut short" if figure == "cycles" else "the ledger's own figure has no ceiling"
        return NullFinding(figure, None, None, None, None, None, why)
    if not drawn:
        return NullFinding(figure, observed, None, None, None, None, "no draws")
    reached = sum(value is None or value >= observed for value in drawn)
    p = (1 + reached) / (1 + len(drawn))
    known = [value for value in drawn if value is not None]
    if len(known) < len(drawn):
        return NullFinding(figure, observed, None, None, None, p, f"{len(drawn) - len(known)} draws have no figure")
    mean = math.fsum(known) / len(known)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in known) / len(known))
    if deviation == 0:
        return NullFinding(figure, observed, mean, 0.0, None, p, "all draws are equal")
    return NullFinding(figure, observed, mean, deviation, (observed - mean) / deviation, p, None)
