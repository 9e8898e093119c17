"""Throughput against an algorithm of another kind, against known answers, and at its bounds."""

from __future__ import annotations

from decimal import Decimal

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.circulation import circulate
from warehouse.cycles import Edge, find_cycles
from warehouse.intervals import Interval

nodes = st.sampled_from("abcdef")


def edge(payer: str, payee: str, low: int, high: int | None = None) -> Edge:
    return Edge(payer, payee, Interval(Decimal(low), None if high is None else Decimal(high)))


@st.composite
def edges(draw: st.DrawFn, least: int = 0) -> list[Edge]:
    pairs = draw(st.sets(st.tuples(nodes, nodes), min_size=least, max_size=20))
    lows = {pair: draw(st.integers(0, 50)) for pair in sorted(pairs)}
    return [edge(*pair, low, low + draw(st.integers(0, 50))) for pair, low in lows.items()]


def by_network_simplex(given_edges: list[Edge], bound: str) -> int:
    """Largest circulation as a min-cost flow where each payment earns one."""
    graph = nx.DiGraph()
    for one in given_edges:
        if one.payer != one.payee:
            graph.add_edge(one.payer, one.payee, capacity=int(getattr(one.usd, bound)), weight=-1)
    return -nx.min_cost_flow_cost(graph) if graph else 0


@settings(max_examples=60)
@given(edges())
def test_agrees_with_a_min_cost_flow(given_edges: list[Edge]) -> None:
    found = circulate(given_edges)
    assert found.low == by_network_simplex(given_edges, "low")
    assert found.high == by_network_simplex(given_edges, "high")
    assert found.low <= found.high
    assert found.reason is None


@settings(max_examples=40)
@given(edges(least=4))
def test_no_cycle_carries_more_and_no_edge_is_counted_twice(given_edges: list[Edge]) -> None:
    found = circulate(given_edges)
    assert found.low is not None
    for cycle in find_cycles(given_edges).cycles:
        assert len(cycle.path) * cycle.bottleneck.floor <= found.low
    assert found.low <= sum(one.usd.floor for one in given_edges if one.payer != one.payee)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(2, 6), st.integers(1, 90)), min_size=1, max_size=5))
def test_rings_that_share_nothing_add_up(rings: list[tuple[int, int]]) -> None:
    """Each ring carries its length times its smallest edge; a tail into it carries nothing."""
    made = []
    for number, (length, amount) in enumerate(rings):
        names = [f"ring {number} {place}" for place in range(length)]
        for place, name in enumerate(names):
            made.append(edge(name, names[(place + 1) % length], amount + place))
        made.append(edge("tail", names[0], 1000))
    assert circulate(made).low == sum(length * amount for length, amount in rings)


def test_two_circles_through_one_edge_share_it() -> None:
    shared = [edge("a", "b", 10, 10), edge("b", "a", 8, 8), edge("b", "c", 8, 8), edge("c", "a", 8, 8)]
    bottlenecks = sum(len(cycle.path) * cycle.bottleneck.floor for cycle in find_cycles(shared).cycles)
    assert circulate(shared).low == 3 * 8 + 2 * 2
    assert bottlenecks == 3 * 8 + 2 * 8


def test_a_closed_way_without_a_ceiling_has_no_upper_bound() -> None:
    endless = circulate([edge("a", "b", 1), edge("b", "a", 2)])
    assert (endless.low, endless.high) == (2, None)
    assert endless.reason == "a closed way has no ceiling on any edge"
    bounded = circulate([edge("a", "b", 1), edge("b", "a", 2, 5), edge("b", "c", 9)])
    assert (bounded.low, bounded.high, bounded.reason) == (2, 10, None)
    assert (bounded.edge_count, bounded.core_edge_count) == (3, 2)


def test_nothing_goes_round_where_nothing_comes_back() -> None:
    assert circulate([]).high == 0
    found = circulate([edge("a", "b", 5), edge("b", "c", 5)])
    assert (found.low, found.high, found.core_edge_count) == (0, 0, 0)


def test_great_sums_keep_their_dollars() -> None:
    whole = 123_456_789_012
    assert circulate([edge("a", "b", whole, whole), edge("b", "a", whole * 7, whole * 7)]).low == 2 * whole


def test_a_solver_out_of_time_says_so() -> None:
    ring = [edge(f"n{number}", f"n{(number * 7 + step) % 400}", 5, 9) for number in range(400) for step in (1, 2, 3)]
    found = circulate(ring, seconds=0.0)
    assert found.low is None
    assert "within 0 seconds" in str(found.reason)
