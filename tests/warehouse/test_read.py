"""Snapshots: what a reader may ask, and reading while another process writes."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.types import Kind, Rejection, Validators
from tests.warehouse.store_schemas import RELEASED, unpack
from tests.warehouse.world import FakeParties, article, claim, page
from warehouse.errors import QueryError, SchemaError, SnapshotMissing, WarehouseBusy, WarehouseError
from warehouse.export import export, safe_cell
from warehouse.migrate import newest
from warehouse.read import Ledger
from warehouse.store import Batch, FetchState, Warehouse

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One snapshot for all tests of this module, which only read it."""
    folder = tmp_path_factory.mktemp("published")
    with Warehouse.open(folder / "live.duckdb", parties=FakeParties()) as warehouse:
        return _published(warehouse, folder / "snapshot.duckdb")


def _published(warehouse: Warehouse, path: Path) -> Path:
    a = article("=cmd|' /C calc'!A0", publisher="@desk")
    b = article("b", published="2025-06-01")
    warehouse.commit(
        Batch(
            pages=(page("b"),),
            articles=(a, b),
            claims=(
                claim(a, "Google", "Anthropic", "2e9"),
                claim(b, "Anthropic", "Google Cloud", "3e9-4e9", kind=Kind.COMMITMENT, day="2025-05-30"),
            ),
            rejections=(Rejection("extract", b.article_id, "valuation", "a valuation is no deal", b.article_id),),
        )
    )
    warehouse.merge()
    warehouse.measure()
    run = warehouse.begin_run("test")
    warehouse.end_run(run, outcome="completed", rows_added=1)
    return warehouse.publish(path)


def test_helpers_answer(snapshot: Path) -> None:
    with Ledger.open(snapshot) as ledger:
        assert len(ledger.ledger().rows) == 2
        assert [row["kind"] for row in ledger.ledger(party="google").records()] == ["commitment", "equity"]
        assert [row["kind"] for row in ledger.ledger(party="openai").records()] == []
        assert [row["kind"] for row in ledger.ledger(as_of=date(2025, 2, 1)).records()] == ["equity"]
        assert [row["kind"] for row in ledger.ledger(kind="commitment", status="announced").records()] == ["commitment"]
        assert ledger.round_trips().records()[0]["spend_back_low"] == 1.5
        assert [row["length"] for row in ledger.cycles().records()] == [2]
        assert [row["round_trip_pairs"] for row in ledger.metrics().records()] == [0, 1, 1]
        assert ledger.rejections().records()[0]["reason"] == "valuation"
        assert ledger.last_run().records()[0]["outcome"] == "completed"
        deal_id = str(ledger.ledger(kind="equity").records()[0]["deal_id"])
        assert [row["role"] for row in ledger.deal(deal_id).records()] == ["support"]
        assert {row["group_id"] for row in ledger.exposure().records()} == {"alphabet", "anthropic"}
        assert not ledger.conflicts().rows
        assert not ledger.parties(unreviewed=True).rows


def test_a_query_gives_columns_rows_and_says_when_it_was_cut(snapshot: Path) -> None:
    with Ledger.open(snapshot) as ledger:
        found = ledger.query("SELECT i, 'x' AS letter FROM range(5) AS t(i) ORDER BY i", limit=3)
        assert (found.columns, found.rows) == (("i", "letter"), ((0, "x"), (1, "x"), (2, "x")))
        assert found.truncated
        assert not ledger.query("SELECT 1", limit=1).truncated


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "one SELECT"),
        ("SELECT 1; SELECT 2", "one SELECT"),
        ("DELETE FROM deal", "one SELECT"),
        ("CREATE TEMP TABLE x (a INT)", "one SELECT"),
        ("SET enable_external_access = true", "one SELECT"),
        ("ATTACH ':memory:' AS x", "one SELECT"),
        ("COPY deal TO '/tmp/deal.csv'", "one SELECT"),
        ("INSTALL httpfs", "one SELECT"),
        ("SELECT * FROM read_text('/etc/passwd')", "disabled"),
        ("SELECT * FROM 'https://example.com/x.parquet'", "x.parquet"),
        ("SELECT * FROM glob('/*')", "disabled"),
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM no_such_table", "no_such_table"),
        ("SELECT 1" + " " * 200_000, "characters"),
    ],
)
def test_a_query_that_is_no_plain_select_gives_one_clear_line(snapshot: Path, text: str, says: str) -> None:
    with Ledger.open(snapshot) as ledger:
        with pytest.raises(QueryError, match=says) as caught:
            ledger.query(text)
        assert "\n" not in str(caught.value)
        assert ledger.query("SELECT count(*) FROM deal").rows == ((2,),)


def test_a_long_query_is_stopped(snapshot: Path) -> None:
    with Ledger.open(snapshot) as ledger:
        began = time.monotonic()
        with pytest.raises(QueryError, match="more than"):
            ledger.query("SELECT count(*) FROM range(10000000000) AS a, range(1000) AS b", timeout=0.2)
        assert time.monotonic() - began < 5
        assert ledger.query("SELECT 1").rows == ((1,),)


def test_what_is_missing_or_broken_is_named(tmp_path: Path, snapshot: Path) -> None:
    with pytest.raises(SnapshotMissing, match="no snapshot"):
        Ledger.open(tmp_path / "none.duckdb")
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseError, match="broken"):
        Ledger.open(broken)
    with pytest.raises(WarehouseError, match="broken"):
        Warehouse.open(broken, parties=FakeParties())
    with Ledger.open(snapshot) as ledger, pytest.raises(QueryError, match="completed, announced, open"):
        ledger.round_trips(cut="all")
    with pytest.raises(WarehouseError, match="parquet, csv, jsonl"):
        export(snapshot, tmp_path / "out", form="xlsx")
    with pytest.raises(WarehouseError, match="is a file"):
        export(snapshot, broken)
    for folder in (tmp_path / ("x" * 400), broken / "below"):
        with pytest.raises(WarehouseError, match="cannot be written"):
            export(snapshot, folder)


def test_a_snapshot_of_another_schema_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = unpack(RELEASED - 1, tmp_path)
    with pytest.raises(
        SchemaError, match=rf"schema {RELEASED - 1}, this program reads {newest()}: run `roundtrip run`"
    ):
        Ledger.open(path)
    with pytest.raises(SchemaError, match="roundtrip run"):
        Ledger.open(path, searching=True)
    with Ledger.open(path, any_schema=True) as ledger:
        assert ledger.query("SELECT max(version) FROM schema_migration").rows == ((RELEASED - 1,),)
    with duckdb.connect(str(path)) as con:
        con.execute("INSERT INTO schema_migration VALUES (999, 'later', 'x')")
    with pytest.raises(SchemaError, match=r"schema 999, .*: use the newer program"):
        Ledger.open(path)


def test_exports_hold_every_view_and_no_formula(snapshot: Path, tmp_path: Path) -> None:
    counts = [export(snapshot, tmp_path / form, form=form) for form in ("parquet", "csv", "jsonl")]
    assert [list(found.values()) for found in counts] == [list(counts[0].values())] * 3
    assert counts[0]["v1_deal.parquet"] == 2
    assert pq.read_table(tmp_path / "parquet" / "v1_deal.parquet").num_rows == 2
    with (tmp_path / "csv" / "v1_article.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["title"] for row in rows} == {"'=cmd|' /C calc'!A0", "b"}
    assert {row["publisher"] for row in rows} == {"'@desk", "publisher of b"}
    lines = (tmp_path / "jsonl" / "v1_deal.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["usd_high"] for line in lines} == {2_000_000_000, 4_000_000_000}


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_a_formula_is_made_harmless(text: str) -> None:
    assert safe_cell(text) == "'" + text


def test_a_second_writer_is_told_who_holds_the_database(tmp_path: Path, warehouse: Warehouse) -> None:
    code = (
        "import sys; from pathlib import Path; from warehouse.store import Warehouse\n"
        "from tests.warehouse.world import FakeParties\n"
        "Warehouse.open(Path(sys.argv[1]), parties=FakeParties())"
    )
    live = tmp_path / "live.duckdb"
    done = subprocess.run(
        [sys.executable, "-c", code, str(live)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert WarehouseBusy.__name__ in done.stderr
    assert "another process" in done.stderr
    warehouse.publish(tmp_path / "snapshot.duckdb")
    again = subprocess.run(
        [sys.executable, "-c", code, str(live)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert WarehouseBusy.__name__ in again.stderr


def test_fetch_state_keeps_the_validators_of_the_last_body(warehouse: Warehouse) -> None:
    url = "https://news.example/a"
    full = FetchState(url, Validators('"1"', "yesterday"), "page-1", 200)
    assert warehouse.commit(Batch(fetches=(full,))).added == {"fetch_state": 1}
    assert warehouse.commit(Batch(fetches=(FetchState(url, status=304),))).added == {}
    assert warehouse.validators([url, "https://news.example/other"]) == {url: Validators('"1"', "yesterday")}
    state = warehouse.fetch_states([url])[url]
    assert (state.page_id, state.status) == ("page-1", 304)


def test_a_newer_or_altered_schema_is_refused(tmp_path: Path) -> None:
    live = tmp_path / "live.duckdb"
    Warehouse.open(live, parties=FakeParties()).close()
    with duckdb.connect(str(live)) as con:
        con.execute("UPDATE schema_migration SET digest = 'other' WHERE version = 1")
    with pytest.raises(SchemaError, match="001_base"):
        Warehouse.open(live, parties=FakeParties())
    with duckdb.connect(str(live)) as con:
        con.execute("INSERT INTO schema_migration VALUES (999, 'later', 'x')")
    with pytest.raises(SchemaError, match="newer program"):
        Warehouse.open(live, parties=FakeParties())
