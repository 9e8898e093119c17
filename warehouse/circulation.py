"""How much money can go round at once: maximum circulation, a linear program that HiGHS solves.

Every edge carries between nothing and all of its amount, every group is paid as much as it pays, and the sum of
all payments is as large as it can be. Adding up cycles instead would count edges that they share more than once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from warehouse.cycles import Edge

_UNIT = Decimal(1_000_000)
"""Amounts are solved in millions, which keeps the solver's tolerance below a dollar."""
_OPTIMAL, _TIME_LIMIT = 0, 1


@dataclass(frozen=True, slots=True)
class Circulation:
    """Payments in closed ways, whole US dollars; None is unbounded, or not solved, as ``reason`` says."""

    low: Decimal | None
    high: Decimal | None
    edge_count: int
    core_edge_count: int
    reason: str | None = None


def circulate(edges: Iterable[Edge], *, seconds: float = 60.0) -> Circulation:
    """The circulation at the lower bounds of the edges and at the upper; ``seconds`` bounds each of the two."""
    given = [edge for edge in edges if edge.payer != edge.payee]
    core = _inside(given)
    reasons: list[str] = []
    low = _most([(edge.payer, edge.payee, edge.usd.floor) for edge in core], seconds)
    if low is None:
        reasons.append(f"the lower bound was not solved within {seconds:g} seconds")
    high: Decimal | None = None
    if nx.is_directed_acyclic_graph(nx.DiGraph((edge.payer, edge.payee) for edge in core if edge.usd.high is None)):
        ample = sum((edge.usd.high for edge in core if edge.usd.high is not None), Decimal(0))
        high = _most(
            [(edge.payer, edge.payee, ample if edge.usd.high is None else edge.usd.high) for edge in core], seconds
        )
        if high is None:
            reasons.append(f"the upper bound was not solved within {seconds:g} seconds")
    else:
        reasons.append("a closed way has no ceiling on any edge")
    if low is not None and high is not None:
        high = max(low, high)
    return Circulation(low, high, len(given), len(core), "; ".join(reasons) or None)


def _inside(edges: Sequence[Edge]) -> list[Edge]:
    """Edges within strongly connected components: no other edge is on a closed way."""
    graph = nx.DiGraph((edge.payer, edge.payee) for edge in edges)
    home = {group: number for number, part in enumerate(nx.strongly_connected_components(graph)) for group in part}
    return [edge for edge in edges if home[edge.payer] == home[edge.payee]]


def _most(capacities: Sequence[tuple[str, str, Decimal]], seconds: float) -> Decimal | None:
    """The largest sum of payments in whole dollars; None where the time was over."""
    used = [one for one in capacities if one[2] > 0]
    if not used:
        return Decimal(0)
    groups = {group: number for number, group in enumerate(sorted({end for one in used for end in one[:2]}))}
    count = len(used)
    rows = [groups[payer] for payer, _, _ in used] + [groups[payee] for _, payee, _ in used]
    signs = np.concatenate((np.full(count, -1.0), np.ones(count)))
    columns = np.tile(np.arange(count), 2)
    balance = csr_array((signs, (rows, columns)), shape=(len(groups), count))
    ceilings = np.array([float(usd / _UNIT) for _, _, usd in used])
    solved = linprog(
        np.full(count, -1.0),
        A_eq=balance,
        b_eq=np.zeros(len(groups)),
        bounds=np.column_stack((np.zeros(count), ceilings)),
        method="highs",
        options={"time_limit": seconds},
    )
    if solved.status != _OPTIMAL:
        if solved.status == _TIME_LIMIT:
            return None
        raise ArithmeticError(f"the linear program of the circulation ended with: {solved.message}")
    return (Decimal(repr(float(-solved.fun))) * _UNIT).quantize(Decimal(1))
