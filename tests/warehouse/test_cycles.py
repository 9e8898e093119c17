"""Cycles against brute force on small graphs, and the bounds of the search."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.cycles import Bounds, Edge, find_cycles
from warehouse.intervals import Interval

nodes = st.sampled_from("abcdefgh")


@st.composite
def edges(draw: st.DrawFn) -> list[Edge]:
    pairs = draw(st.sets(st.tuples(nodes, nodes), max_size=30))
    return [
        Edge(payer, payee, Interval(Decimal(draw(st.integers(0, 9))), Decimal(draw(st.integers(9, 99)))))
        for payer, payee in sorted(pairs)
    ]


@settings(max_examples=150)
@given(edges(), st.integers(2, 6))
def test_agrees_with_brute_force(given_edges: list[Edge], longest: int) -> None:
    graph = nx.DiGraph([(edge.payer, edge.payee) for edge in given_edges if edge.payer != edge.payee])
    expected = {_turned(path) for path in nx.simple_cycles(graph) if len(path) <= longest}
    found = find_cycles(given_edges, Bounds(length=longest))
    assert {cycle.path for cycle in found.cycles} == expected
    assert len(found.cycles) == len(expected)
    assert not found.truncated
    by_ends = {(edge.payer, edge.payee): edge.usd for edge in given_edges}
    for cycle in found.cycles:
        along = [by_ends[ends] for ends in zip(cycle.path, (*cycle.path[1:], cycle.path[0]), strict=True)]
        assert cycle.bottleneck.low == min(usd.floor for usd in along)
        assert cycle.bottleneck.high == min(usd.high for usd in along if usd.high is not None)


def test_no_ceiling_anywhere_leaves_the_bottleneck_open() -> None:
    found = find_cycles([Edge("a", "b", Interval(Decimal(2), None)), Edge("b", "a", Interval(Decimal(3), None))])
    assert found.cycles[0].bottleneck == Interval(Decimal(2), None)


def test_a_cut_search_says_so_and_keeps_the_shortest() -> None:
    full = [Edge(one, other, Interval()) for one in "abcdefgh" for other in "abcdefgh" if one != other]
    found = find_cycles(full, Bounds(length=5, count=28))
    assert found.reason == "count"
    assert {len(cycle.path) for cycle in found.cycles} == {2}
    ticks = count()
    late = find_cycles(full, Bounds(length=5, seconds=50), clock=lambda: float(next(ticks)))
    assert late.reason == "time"
    assert 0 < len(late.cycles) <= 50


def test_components_hold_two_groups_or_more() -> None:
    pairs = [("a", "b"), ("b", "a"), ("b", "c"), ("d", "d")]
    found = find_cycles([Edge(payer, payee, Interval()) for payer, payee in pairs])
    assert found.components == (("a", "b"),)


def _turned(path: list[str]) -> tuple[str, ...]:
    first = path.index(min(path))
    return (*path[first:], *path[:first])
