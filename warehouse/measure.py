"""Makes the metric tables again from the flows, in one transaction.

The tables hold the variant that is asked for, with all deals unless it says otherwise. The firm variant (no rumours,
nothing that can be called off) is measured first: its components are the robust core, and its figures are kept
beside the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from warehouse.circulation import Circulation, circulate
from warehouse.concentration import Shared, Stake, concentrate
from warehouse.cycles import Bounds, Edge, Search, find_cycles
from warehouse.intervals import Interval
from warehouse.kinds import CUTS
from warehouse.nullmodel import drop_stale
from warehouse.rows import Row, arrow
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction
from warehouse.wordlists import cancelable_pattern, chips_pattern, generic_pattern

ONCE_TABLES = ("generic", "mark", "realisation", "evidence", "value")
"""Tables that do not depend on the variant, or hold several."""

METRIC_TABLES = (
    "counted", "direction", "round_trip", "possible", "pace", "component", "cycle", "search", "exposure", "throughput",
    "core", "vendor", "concentration", "promise", "collateral", "role", "exclusivity",
)  # fmt: skip
"""Tables of one variant."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Which deals enter whatever their cut: with rumours, with what can be called off."""

    rumours: bool = True
    cancelable: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in the graph of a variant, by cut."""

    edges: Mapping[str, list[Edge]]
    searches: Mapping[str, Search]
    circulations: Mapping[str, Circulation]


FIRM = Variant(rumours=False, cancelable=False)


def measure_flows(
    con: duckdb.DuckDBPyConnection,
    bounds: Bounds | None = None,
    *,
    variant: Variant | None = None,
    called_off: Iterable[str] = (),
    pairs_only: bool = False,
) -> None:
    """Empty the metric tables and fill them from ``flow``; equal flows give equal tables.

    ``called_off`` are deals that can be called off whatever their quotes say. ``pairs_only`` leaves out cycles,
    circulation and what follows from them.
    """
    bounds, variant = bounds or Bounds(), variant or Variant()
    with transaction(con):
        for table in (*ONCE_TABLES, *METRIC_TABLES):
            con.execute(sql(f"store/clear_metric_{table}"))
        con.register("given", pa.table({"deal_id": pa.array(sorted(called_off), pa.string())}))
        con.execute(sql("metrics/001_generic"), {"generic": generic_pattern()})
        con.execute(sql("metrics/002_mark"), {"cancelable": cancelable_pattern()})
        con.unregister("given")
        if pairs_only:
            _pairs(con, variant)
            return
        con.execute(sql("metrics/170_realisation"))
        con.execute(sql("metrics/230_evidence"))
        robust = _measure(con, FIRM, bounds, None)
        if variant != FIRM:
            con.execute(sql("metrics/900_values"), {"variant": "firm"})
            for table in METRIC_TABLES:
                con.execute(sql(f"store/clear_metric_{table}"))
            _measure(con, variant, bounds, robust)
        drop_stale(con)


def _pairs(con: duckdb.DuckDBPyConnection, variant: Variant) -> None:
    con.execute(sql("metrics/005_counted"), {"rumours": variant.rumours, "cancelable": variant.cancelable})
    con.execute(sql("metrics/010_direction"))
    con.execute(sql("metrics/020_round_trip"))


def _measure(con: duckdb.DuckDBPyConnection, variant: Variant, bounds: Bounds, robust: _Found | None) -> _Found:
    """Fill the tables of a variant; ``robust`` is what was found in the firm one, None where this is it."""
    _pairs(con, variant)
    con.execute(sql("metrics/022_possible"), {"rumours": variant.rumours})
    con.execute(sql("metrics/025_pace"))
    edges = read_edges(con)
    # Most cuts hold no rumour and nothing that can be called off: what was found in the firm variant holds again.
    same = {cut for cut in CUTS if robust is not None and edges[cut] == robust.edges[cut]}
    searches = {
        cut: robust.searches[cut] if robust and cut in same else find_cycles(edges[cut], bounds) for cut in CUTS
    }
    _fill(con, "component", [row for cut, search in searches.items() for row in _component_rows(cut, search)])
    _fill(con, "cycle", [row for cut, search in searches.items() for row in _cycle_rows(cut, search)])
    _fill(con, "search", [_search_row(cut, search, bounds) for cut, search in searches.items()])
    con.execute(sql("metrics/030_exposure"))
    flows = {cut: robust.circulations[cut] if robust and cut in same else circulate(edges[cut]) for cut in CUTS}
    _throughput(con, flows)
    firm = [row for cut, one in (robust.searches if robust else searches).items() for row in _component_rows(cut, one)]
    con.register("robust", arrow(con, "metric_component", firm))
    con.execute(sql("metrics/060_core"))
    con.unregister("robust")
    con.execute(sql("metrics/110_vendor"))
    _fill(con, "concentration", _concentration_rows(con))
    con.execute(sql("metrics/160_promise"))
    con.execute(sql("metrics/190_collateral"), {"chips": chips_pattern()})
    con.execute(sql("metrics/200_role"))
    con.execute(sql("metrics/210_exclusivity"), {"rumours": variant.rumours})
    return _Found(edges, searches, flows)


def read_edges(con: duckdb.DuckDBPyConnection) -> dict[str, list[Edge]]:
    """The edges between groups by cut, as the tables hold them now."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for cut, payer, payee, low, high, *rest in con.execute(sql("metrics/040_cycle_edges")).fetchall():
        found[cut].append(Edge(payer, payee, Interval(low, high), *rest))
    return found


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    con.register("incoming", arrow(con, f"metric_{table}", rows))
    con.execute(sql(f"store/fill_metric_{table}"))
    con.unregister("incoming")


def _throughput(con: duckdb.DuckDBPyConnection, found: Mapping[str, Circulation]) -> None:
    rows: list[Row] = [
        {
            "cut": cut,
            "circulation_low": one.low,
            "circulation_high": one.high,
            "volume_low": 0,
            "volume_high": None,
            "share_low": None,
            "share_high": None,
            "edge_count": one.edge_count,
            "core_edge_count": one.core_edge_count,
            "reason": one.reason,
        }
        for cut, one in found.items()
    ]
    con.register("incoming", arrow(con, "metric_throughput", rows))
    con.execute(sql("metrics/050_throughput"))
    con.unregister("incoming")


def _concentration_rows(con: duckdb.DuckDBPyConnection) -> list[Row]:
    stakes: dict[tuple[str, str, str], list[Stake]] = defaultdict(list)
    shared: dict[tuple[str, str, str], dict[str, tuple[list[str], Interval]]] = defaultdict(dict)
    for cut, group, side, party, deal_id, low, high, generic in con.execute(sql("metrics/140_stakes")).fetchall():
        usd = Interval(low, high)
        if deal_id is None:
            stakes[cut, group, side].append(Stake(party, usd, generic))
        else:
            shared[cut, group, side].setdefault(deal_id, ([], usd))[0].append(party)
    return [
        _concentration_row(key, stakes[key], [Shared(tuple(who), usd) for who, usd in shared[key].values()])
        for key in sorted({*stakes, *shared})
    ]


def _concentration_row(key: tuple[str, str, str], stakes: list[Stake], shared: list[Shared]) -> Row:
    found = concentrate(stakes, shared)
    cut, group, side = key
    reason = None
    if found.index_low is None:
        reason = "amounts of zero"
    elif found.total.high is None:
        reason = "a deal has no ceiling or no amount"
    parties = {stake.party for stake in stakes} | {party for deal in shared for party in deal.parties}
    return {
        "cut": cut,
        "group_id": group,
        "side": side,
        "party_count": len(parties),
        "largest_group": found.largest,
        "total_low": found.total.floor,
        "total_high": found.total.high,
        "largest_share_low": found.share_low,
        "largest_share_high": found.share_high,
        "hhi_low": found.index_low,
        "hhi_high": found.index_high,
        "unsplit_deals": len(shared),
        "reason": reason,
    }


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
            "deal_cycles": float(cycle.deal_cycles),
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
