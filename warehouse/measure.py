"""Makes the metric tables again from the flows, in one transaction."""

from __future__ import annotations

from collections import defaultdict

import duckdb

from warehouse.cycles import Bounds, Edge, Search, find_cycles
from warehouse.intervals import Interval
from warehouse.rows import Row, arrow
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction

CUTS = ("completed", "announced", "open")
"""Which deals enter: completed; completed and announced; everything not cancelled."""

METRIC_TABLES = ("direction", "round_trip", "component", "cycle", "search", "exposure")


def measure_flows(con: duckdb.DuckDBPyConnection, bounds: Bounds | None = None) -> None:
    """Empty the metric tables and fill them from ``flow``; equal flows give equal tables."""
    bounds = bounds or Bounds()
    with transaction(con):
        for table in METRIC_TABLES:
            con.execute(sql(f"store/clear_metric_{table}"))
        con.execute(sql("metrics/010_direction"))
        con.execute(sql("metrics/020_round_trip"))
        edges = _edges(con)
        searches = {cut: find_cycles(edges[cut], bounds) for cut in CUTS}
        _fill(con, "component", [row for cut, search in searches.items() for row in _component_rows(cut, search)])
        _fill(con, "cycle", [row for cut, search in searches.items() for row in _cycle_rows(cut, search)])
        _fill(con, "search", [_search_row(cut, search, bounds) for cut, search in searches.items()])
        con.execute(sql("metrics/030_exposure"))


def _edges(con: duckdb.DuckDBPyConnection) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for cut, payer, payee, low, high, capital, spend, unstated in con.execute(sql("store/cycle_edges")).fetchall():
        found[cut].append(Edge(payer, payee, Interval(low, high), capital, spend, unstated))
    return found


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    con.register("incoming", arrow(con, f"metric_{table}", rows))
    con.execute(sql(f"store/fill_metric_{table}"))
    con.unregister("incoming")


def _component_rows(cut: str, search: Search) -> list[Row]:
    return [
        {"cut": cut, "group_id": group, "component_id": component[0], "component_size": len(component)}
        for component in search.components
        for group in component
    ]


def _cycle_rows(cut: str, search: Search) -> list[Row]:
    return [
        {
            "cut": cut,
            "cycle_id": cycle.cycle_id,
            "length": len(cycle.path),
            "path": cycle.path,
            "bottleneck_low": cycle.bottleneck.floor,
            "bottleneck_high": cycle.bottleneck.high,
            "has_capital": cycle.has_capital,
            "has_spend": cycle.has_spend,
            "unstated_edges": cycle.unstated_edges,
        }
        for cycle in search.cycles
    ]


def _search_row(cut: str, search: Search, bounds: Bounds) -> Row:
    return {
        "cut": cut,
        "max_length": bounds.length,
        "max_count": bounds.count,
        "cycle_count": len(search.cycles),
        "truncated": search.truncated,
        "reason": search.reason,
    }
