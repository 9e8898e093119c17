"""Every metric of the catalogue for the sample newsroom, against values computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.catalogue import Figure, figures, found
from tests.warehouse.newsroom import rows
from warehouse.read import METRIC_IDS
from warehouse.store import Warehouse


@pytest.mark.parametrize("figure", figures(), ids=str)
def test_the_figure_is_the_one_computed_by_hand(ledger: Warehouse, figure: Figure) -> None:
    low, high, reason = found(ledger.connection, figure)
    assert [low, high] == [None if bound is None else pytest.approx(bound, abs=1e-9) for bound in figure.value]
    assert high is not None or reason


def test_no_metric_is_forgotten(ledger: Warehouse) -> None:
    """M22 is made when asked."""
    there = {str(row["metric_id"]) for row in rows(ledger, "SELECT DISTINCT metric_id FROM mart.v1_metric")}
    assert there == set(METRIC_IDS) - {"M22"}
    assert {figure.id for figure in figures()} == set(METRIC_IDS) - {"M22", "M23"}


def test_what_has_no_upper_bound_says_why(ledger: Warehouse) -> None:
    silent = rows(ledger, "SELECT DISTINCT metric_id, metric FROM mart.v1_metric WHERE high IS NULL AND reason IS NULL")
    assert silent == []


def test_bounds_never_cross(ledger: Warehouse) -> None:
    assert rows(ledger, "SELECT * FROM mart.v1_metric WHERE low > high") == []
    assert rows(ledger, "SELECT * FROM mart.v1_metric WHERE unit = 'ratio' AND low < 0") == []


def test_the_firm_variant_is_beside_it_and_never_larger(ledger: Warehouse) -> None:
    query = """
        SELECT a.metric, a.cut, a.low AS whole, f.low AS firm
        FROM mart.v1_metric AS a
        JOIN mart.v1_metric AS f USING (metric, cut, subject_kind, subject_id)
        WHERE a.variant = 'all' AND f.variant = 'firm' AND a.subject_kind = 'all'
            AND a.metric IN ('round_trip_pairs', 'recycled_total', 'cycles', 'circulation')
    """
    pairs = rows(ledger, query)
    assert len(pairs) == 12
    assert all(row["firm"] <= row["whole"] for row in pairs)  # type: ignore[operator]


def test_evidence_counts_stories_not_copies(ledger: Warehouse) -> None:
    """Iren's lease: three articles, one of them with ten times the figure; Mistral's round: a text and its reprint."""
    found_rows = rows(
        ledger,
        """
        SELECT p.name, e.claim_count, e.independent_sources, e.numeric_part, e.index_low, e.index_high
        FROM mart.v1_evidence AS e
        JOIN deal_party AS d ON d.deal_id = e.deal_id AND d.side = 'payee'
        JOIN deal AS b ON b.deal_id = e.deal_id AND b.sure AND b.amount_high IN (9.7e9, 1.3e9)
        JOIN party AS p ON p.party_id = d.party_id AND p.name IN ('IREN', 'Mistral AI')
        ORDER BY p.name
        """,
    )
    iren, mistral = found_rows
    assert (iren["claim_count"], iren["numeric_part"]) == (3, pytest.approx(2 / 3))
    assert (mistral["claim_count"], mistral["independent_sources"], mistral["numeric_part"]) == (2, 1, 1.0)
    assert mistral["index_low"] == pytest.approx((0.5 + 0.5 + 1 + 1) / 5)
    assert mistral["index_high"] == pytest.approx((0.5 + 0.5 + 1 + 1 + 1) / 5)


def test_every_cycle_is_told_deal_by_deal(ledger: Warehouse) -> None:
    query = """
        WITH step AS (SELECT cut, cycle_id, step, count(*) AS deals FROM mart.v1_cycle_deal GROUP BY ALL)
        SELECT c.cycle_id, c.deal_cycles, product(s.deals) AS ways, count(*) AS steps, any_value(c.length) AS length
        FROM metric_cycle AS c JOIN step AS s USING (cut, cycle_id) WHERE c.cut = 'announced' GROUP BY ALL
    """
    for row in rows(ledger, query):
        assert (row["ways"], row["steps"]) == (row["deal_cycles"], row["length"])


def test_every_metric_file_says_what_it_measures() -> None:
    folder = Path(__file__).parents[2] / "warehouse" / "sql" / "metrics"
    text = {path.name: path.read_text("utf-8") for path in folder.glob("*.sql")}
    for name, body in text.items():
        header = "\n".join(line for line in body.splitlines() if line.startswith("--"))
        assert all(word in header for word in ("-- name:", "grain:")), name
        assert "columns:" in header, name
        assert "Pitfall" in header or name[:3] in {"002", "005", "900", "001"}, name
    headers = " ".join(body.split("INSERT")[0].split("SELECT")[0] for body in text.values())
    assert [one for one in METRIC_IDS if one not in headers and one != "M18"] == []
