"""Audits: each finds the fault that it is there for, and nothing in a sound database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.store_schemas import unpack
from warehouse.audits import SHOWN, reading, run_audits
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.search import index_texts
from warehouse.sqlfiles import names
from warehouse.store import Warehouse

FAULTS = {
    "article_not_extracted": "DELETE FROM extraction",
    "bounds_crossed": "UPDATE claim SET amount_low = 9e9, amount_high = 1 WHERE amount_low = 2e9",
    "claim_not_merged": "DELETE FROM deal_claim",
    "claim_without_article": "INSERT INTO evidence VALUES ('nobody', 'amount', 0, 1)",
    "deal_without_parts": "DELETE FROM deal_status",
    "dollars_missing": "UPDATE deal SET usd_low = 1, usd_high = 1 WHERE currency = 'USD'",
    "flow_wrong": "UPDATE flow SET payee_group = payer_group",
    "key_repeated": "INSERT INTO claim FROM claim LIMIT 1",
    "link_wrong": "INSERT INTO deal_link SELECT 'k', deal_id, deal_id, 'part_of' FROM deal LIMIT 1",
    "measure_wrong": "UPDATE metric_concentration SET hhi_high = -1",
    "metrics_missing": "DELETE FROM metric_search",
    "page_unread": "DELETE FROM article",
    "quote_not_in_text": "UPDATE claim SET quote = 'other words'",
    "quote_too_long": "CREATE OR REPLACE VIEW mart.v1_claim AS SELECT * REPLACE (repeat('x', 301) AS quote) FROM old",
    "ratio_wrong": "UPDATE metric_round_trip SET balance_low = 2",
    "search_text_wrong": "UPDATE search_text SET article_id = 'gone'",
    "status_not_newest": "UPDATE deal SET status = 'talks'",
}
"""What each audit must find."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A merged, measured and indexed database."""
    path = unpack(4, tmp_path_factory.mktemp("sound"))
    with Warehouse.open(path) as warehouse:
        warehouse.merge()
        warehouse.measure()
        index_texts(warehouse.connection)
    return path


@pytest.fixture
def con(sound: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path / "one.duckdb"
    path.write_bytes(sound.read_bytes())
    with duckdb.connect(str(path)) as opened:
        yield opened


def test_every_audit_is_tried() -> None:
    assert {f"audits/{name}" for name in FAULTS} == set(names("audits"))


def test_a_sound_database_has_no_findings(con: duckdb.DuckDBPyConnection) -> None:
    assert [one for one in run_audits(con) if not one.good] == []


@pytest.mark.parametrize("audit", sorted(FAULTS))
def test_an_audit_finds_its_fault(con: duckdb.DuckDBPyConnection, audit: str) -> None:
    con.execute("CREATE TABLE old AS FROM mart.v1_claim")
    con.execute(FAULTS[audit])
    found = {one.audit: one for one in run_audits(con)}[audit]
    assert found.count > 0
    assert 0 < len(found.rows) <= SHOWN
    assert len(found.rows[0]) == len(found.columns)
    assert found.what
    assert found.mend


def test_the_live_database_is_read_alone_and_not_under_a_writer(sound: Path, tmp_path: Path) -> None:
    with reading(sound) as con, pytest.raises(duckdb.Error, match="read-only"):
        con.execute("DELETE FROM claim")
    with pytest.raises(WarehouseError, match="archive holds all pages"), reading(tmp_path / "none.duckdb"):
        pass
    assert issubclass(WarehouseBusy, WarehouseError)
