"""What others build on: the exported files with their contract, and the examples of the README as they stand."""

from __future__ import annotations

import ast
import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import yaml

from tests.shell.conftest import Outcome, Sample
from tests.shell.test_docs import BLOCK, README, run_console
from warehouse.contract import QUOTE_LENGTH, QUOTES
from warehouse.export import CONTRACT_FILE

Call = Callable[..., Outcome]
SECTION = README.split("\n### Read it from another program\n")[1].split("\n## ")[0]
PROGRAMS = [body for kind, _, body in BLOCK.findall(SECTION) if kind == "python"]
ALLOWED = {"duckdb", "pandas"}


@pytest.fixture(scope="module")
def exported(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's data in ``data`` and the exports of the README."""
    folder = tmp_path_factory.mktemp("consumer")
    shutil.copytree(sample.settings.data_dir, folder / "data")
    ran = sum(run_console(body, folder) for kind, _, body in BLOCK.findall(SECTION) if kind == "console")
    assert ran == 1
    return folder


def test_examples_need_nothing_but_duckdb_or_pandas() -> None:
    assert len(PROGRAMS) == 2
    for program in PROGRAMS:
        names = {
            alias.name.split(".")[0]
            for node in ast.walk(ast.parse(program))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert names <= ALLOWED


@pytest.mark.parametrize("program", PROGRAMS, ids=("exported files", "snapshot"))
def test_an_example_runs_as_written(exported: Path, program: str) -> None:
    """Isolated: no path to this project, only what is installed; it must print deals with amounts."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=exported, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert re.search(r"\d{9,}", done.stdout), done.stdout


def test_every_column_of_the_files_is_explained_by_the_contract_beside_them(exported: Path) -> None:
    document = yaml.safe_load((exported / "export" / CONTRACT_FILE).read_text("utf-8"))
    files = {path.name for path in (exported / "export").glob("*.parquet")}
    assert {item["physicalName"] for item in document["schema"]} == files
    for item in document["schema"]:
        described = duckdb.sql(f"DESCRIBE FROM '{exported / 'export' / item['physicalName']}'").fetchall()
        promised = [(one["name"], one["physicalType"]) for one in item["properties"]]
        assert [row[:2] for row in described] == promised, item["name"]


def test_keys_name_the_rows_of_the_sample(exported: Path) -> None:
    document = yaml.safe_load((exported / "export" / CONTRACT_FILE).read_text("utf-8"))
    for item in document["schema"]:
        keys = [one["name"] for one in item["properties"] if one.get("primaryKey")]
        rows = duckdb.read_parquet(str(exported / "export" / item["physicalName"])).select(*keys).fetchall()
        assert len(set(rows)) == len(rows), item["name"]


def test_the_three_forms_say_the_same(roundtrip: Call, sample: Sample, tmp_path: Path) -> None:
    for form in ("parquet", "csv", "jsonl"):
        done = roundtrip("--data", sample.settings.data_dir, "export", "--to", tmp_path, "--format", form, "--json")
        assert json.loads(done.out)["contract"] == CONTRACT_FILE
        document = yaml.safe_load((tmp_path / CONTRACT_FILE).read_text("utf-8"))
        assert document["servers"] == [{"server": "export", "type": "local", "path": f"./*.{form}", "format": form}]
    figures = "deal_id, kind, usd_low::DOUBLE, usd_high::DOUBLE, known_from::TIMESTAMP, claim_count::BIGINT, quote"
    readers = {"parquet": duckdb.read_parquet, "csv": duckdb.read_csv, "jsonl": duckdb.read_json}
    seen = [
        reader(str(tmp_path / f"v1_deal.{form}")).project(figures).order("deal_id").fetchall()
        for form, reader in readers.items()
    ]
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0]) == sample.report.tables["deal"]
    assert not list(tmp_path.glob(".*.tmp"))


def test_no_cell_of_a_csv_is_a_formula_and_no_quote_is_long(exported: Path, roundtrip: Call, tmp_path: Path) -> None:
    roundtrip("--data", exported / "data", "export", "--to", tmp_path, "--format", "csv")
    texts = 0
    for path in sorted(tmp_path.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for name, cell in row.items():
                    figure = re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell)
                    assert figure or not cell.lstrip(" \u3000").startswith(tuple("=+-@\t\r\n＝＋－＠")), (
                        path.name,
                        cell,
                    )
                    assert name not in QUOTES or len(cell) <= QUOTE_LENGTH + 1
                    texts += bool(cell)
    assert texts > 1000


def test_a_snapshot_of_an_older_version_is_not_exported(roundtrip: Call, copied: Sample, tmp_path: Path) -> None:
    snapshot = copied.settings.snapshot_path
    snapshot.chmod(0o644)
    with duckdb.connect(str(snapshot)) as con:
        con.execute("DROP VIEW mart.v1_cycle")
    done = roundtrip("--data", copied.settings.data_dir, "export", "--to", tmp_path / "out")
    assert done.code == 2
    assert "v1_cycle: the view is gone" in done.err
    assert not (tmp_path / "out").exists()
