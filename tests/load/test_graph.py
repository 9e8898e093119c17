"""The short form of the made-up list: it is measured whole, and equal seeds give equal figures."""

from __future__ import annotations

from pipeline.parties import PartyTable
from tests.load.graph import rows, told
from warehouse.cycles import Bounds
from warehouse.edgelist import edge_scene, parse_edge_list
from warehouse.scene import Question


def test_a_list_of_two_thousand_flows_is_measured_twice_alike() -> None:
    text = "\n".join(rows(flows=2_000, parties=400, seed=7))
    assert text == "\n".join(rows(flows=2_000, parties=400, seed=7))
    listed = parse_edge_list(text, "list")
    assert len(listed.edges) == 2_000
    found = []
    for _ in range(2):
        with edge_scene(listed, Question(), PartyTable.load(), bounds=Bounds(length=4, count=500)) as ledger:
            found.append((list(told(ledger)), ledger.query("FROM mart.v1_metric ORDER BY ALL", limit=10_000).rows))
            searches = ledger.metrics().records()
            assert all(row["cycle_count"] <= 500 for row in searches)  # type: ignore[operator]
            assert any(row["truncated"] for row in searches)
            short = ledger.metric_values("cycles", cut="open").records()[0]
            assert (short["high"], short["reason"]) == (None, "the search was cut short by count")
    assert found[0] == found[1]
