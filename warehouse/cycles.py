"""Cycles of money among groups: simple cycles of a bounded length inside strongly connected components.

The number of simple cycles can grow beyond any machine, so the search ends at a length, a count and a
time, and says so when it was cut short. Cycles come shortest first, so what is cut is the longest.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from pipeline.types import content_key
from warehouse.intervals import Interval


@dataclass(frozen=True, slots=True)
class Edge:
    """Money from one group to another, in US dollars."""

    payer: str
    payee: str
    usd: Interval
    has_capital: bool = False
    has_spend: bool = False
    unstated: bool = False
    deals: int = 1
    """Deals that run in parallel along the edge."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Groups in the order money goes, smallest id first; the last pays the first.

    ``deal_cycles`` counts the cycles of single deals along the path: parallel deals are told apart.
    """

    path: tuple[str, ...]
    bottleneck: Interval
    has_capital: bool
    has_spend: bool
    unstated_edges: int
    deal_cycles: int = 1

    @property
    def cycle_id(self) -> str:
        """A hash of the path."""
        return content_key("cycle", *self.path)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found; ``reason`` is ``count`` or ``time`` where it was cut short."""

    cycles: tuple[Cycle, ...]
    components: tuple[tuple[str, ...], ...]
    reason: str | None = None

    @property
    def truncated(self) -> bool:
        """True where there may be more cycles."""
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a search ends: longest cycle, most cycles, most seconds."""

    length: int = 5
    count: int = 20_000
    seconds: float = 20.0


def find_cycles(
    edges: Iterable[Edge], bounds: Bounds | None = None, *, clock: Callable[[], float] = time.monotonic
) -> Search:
    """All simple cycles of two to ``bounds.length`` groups, shortest first, and the components of two or more groups.

    Edges with the same ends must be added up before; an edge from a group to itself is no cycle.
    """
    bounds = bounds or Bounds()
    by_ends = {(edge.payer, edge.payee): edge for edge in edges if edge.payer != edge.payee}
    graph = nx.DiGraph(sorted(by_ends))
    strong = (found for found in nx.strongly_connected_components(graph) if len(found) > 1)
    components = tuple(sorted(tuple(sorted(found)) for found in strong))
    deadline = clock() + bounds.seconds
    cycles: list[Cycle] = []
    reason = None
    home = {group: number for number, component in enumerate(components) for group in component}
    inner = {
        group: frozenset(payee for payee in graph.successors(group) if home.get(payee) == number)
        for group, number in home.items()
    }
    for path in _paths(inner, components, bounds.length):
        if clock() > deadline:
            reason = "time"
            break
        if path is None:
            continue
        if len(cycles) >= bounds.count:
            reason = "count"
            break
        cycles.append(_cycle(path, by_ends))
    return Search(tuple(sorted(cycles, key=lambda cycle: (len(cycle.path), cycle.path))), components, reason)


def _paths(
    inner: Mapping[str, frozenset[str]], components: Iterable[tuple[str, ...]], longest: int
) -> Iterator[tuple[str, ...] | None]:
    """Paths by length, smallest group first; None now and then, so that the caller can look at the clock."""
    before: dict[str, set[str]] = {group: set() for group in inner}
    for payer, payees in inner.items():
        for payee in payees:
            before[payee].add(payer)
    for length in range(2, longest + 1):
        for component in components:
            if len(component) < length:
                continue
            for start in component:
                yield from _from(inner, before, start, length)


def _from(
    after: Mapping[str, frozenset[str]], before: Mapping[str, set[str]], start: str, length: int
) -> Iterator[tuple[str, ...] | None]:
    """Simple cycles of exactly one length whose smallest group is ``start``.

    Only the last two steps are looked up from behind: sets of the groups one and two payments before ``start``
    keep a search among ten thousand groups from walking ways that do not lead back.
    """
    last = {group for group in before[start] if group > start}
    if not last:
        yield None
        return
    if length == 2:
        for group in sorted(last & after[start]):
            yield start, group
        yield None
        return
    second = {group for one in last for group in before[one] if group > start}
    path = [start]
    branches = [iter(_next(after, path, start, second, length))]
    while branches:
        following = next(branches[-1], None)
        if following is None:
            branches.pop()
            path.pop()
            yield None
            continue
        path.append(following)
        if len(path) < length - 1:
            branches.append(iter(_next(after, path, start, second, length)))
            continue
        for end in sorted(after[following] & last):
            if end not in path:
                yield (*path, end)
        path.pop()


def _next(
    after: Mapping[str, frozenset[str]], path: Sequence[str], start: str, second: set[str], length: int
) -> list[str]:
    """Where a path may go on, in order."""
    found = after[path[-1]]
    if len(path) == length - 2:
        found = found & second
    return sorted(group for group in found if group > start and group not in path)


def _cycle(path: tuple[str, ...], by_ends: dict[tuple[str, str], Edge]) -> Cycle:
    along = [by_ends[payer, payee] for payer, payee in zip(path, (*path[1:], path[0]), strict=True)]
    highs = [edge.usd.high for edge in along if edge.usd.high is not None]
    return Cycle(
        path,
        Interval(min(edge.usd.floor for edge in along), min(highs, default=None)),
        any(edge.has_capital for edge in along),
        any(edge.has_spend for edge in along),
        sum(edge.unstated for edge in along),
        math.prod(max(edge.deals, 1) for edge in along),
    )
