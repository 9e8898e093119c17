"""The data contract: generated from the views, kept as it is, and no view may break it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from pipeline.types import Kind
from tests.warehouse.conftest import Tell
from tests.warehouse.world import article, claim
from warehouse import contract as module
from warehouse.contract import CONTRACT, broken, check, contract, fresh_views, promised, render, renewed, views
from warehouse.errors import ContractBroken
from warehouse.migrate import migrate
from warehouse.store import Warehouse

TOP = {"kind", "apiVersion", "id", "name", "version", "status", "domain", "description", "servers", "schema"}
OBJECT = {"name", "physicalName", "physicalType", "logicalType", "description", "properties", "quality"}
PROPERTY = {
    "name", "logicalType", "logicalTypeOptions", "physicalType", "description", "required", "primaryKey",
    "primaryKeyPosition", "items",
}  # fmt: skip
LOGICAL = {"string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean"}
"""Names of the standard, version 3.1.0, that the contract uses."""


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as opened:
        migrate(opened)
        yield opened


def test_every_view_keeps_what_is_promised() -> None:
    assert broken(promised(), fresh_views()) == [], "make a new version of the view instead of changing this one"


def test_the_contract_is_the_one_of_the_views() -> None:
    assert CONTRACT.read_text("utf-8") == render(renewed(promised(), fresh_views())), "run `make contract`"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("SELECT * EXCLUDE (names) FROM old", "v1_party.names: the column is gone"),
        ("SELECT * EXCLUDE (names), names AS all_names FROM old", "v1_party.names: the column is gone"),
        ("SELECT * REPLACE (claim_count::VARCHAR AS claim_count) FROM old", "was INTEGER, is VARCHAR"),
        ("SELECT names, * EXCLUDE (names) FROM old", "v1_party: columns moved"),
        ("SELECT 1 AS first, * FROM old", "v1_party: columns moved"),
        (None, "v1_party: the view is gone"),
    ],
)
def test_a_lost_or_changed_column_breaks_it(con: duckdb.DuckDBPyConnection, change: str | None, fault: str) -> None:
    _replace_party(con, change)
    (told,) = broken(promised(), views(con))
    assert fault in told
    with pytest.raises(ContractBroken, match="new version"):
        check(promised(), views(con))
    with pytest.raises(ContractBroken):
        renewed(promised(), views(con))


def test_a_new_last_column_is_no_break_and_raises_the_version(con: duckdb.DuckDBPyConnection) -> None:
    _replace_party(con, "SELECT *, 1 AS further FROM old")
    con.execute("COMMENT ON COLUMN mart.v1_party.further IS 'More.'")
    new = renewed(promised(), views(con))
    major, minor, _ = map(int, promised()["version"].split("."))
    assert new["version"] == f"{major}.{minor + 1}.0"
    assert broken(new, fresh_views()) == ["v1_party.further: the column is gone"]


def test_other_words_raise_the_last_figure(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("COMMENT ON COLUMN mart.v1_party.name IS 'Another word.'")
    before, after = promised()["version"], renewed(promised(), views(con))["version"]
    assert [int(part) for part in after.split(".")][2] == int(before.split(".")[2]) + 1


def test_a_view_without_comments_is_not_promised(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE VIEW mart.v1_bare AS SELECT 1 AS one")
    with pytest.raises(ContractBroken, match=r"v1_bare\.one.*comment"):
        views(con)


def test_the_command_refuses_to_write_a_broken_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "contract.yaml"
    document = promised()
    document["schema"][0]["properties"].append({"name": "older", "physicalType": "VARCHAR"})
    path.write_text(render(document), "utf-8")
    before = path.read_bytes()
    monkeypatch.setattr(module, "CONTRACT", path)
    monkeypatch.setattr(module, "promised", lambda: promised(path))
    assert module.main() == 2
    assert "older: the column is gone" in capsys.readouterr().err
    assert path.read_bytes() == before
    path.unlink()
    assert module.main() == 0
    assert yaml.safe_load(path.read_text("utf-8"))["schema"] == promised()["schema"]


def test_it_uses_the_names_of_the_standard() -> None:
    for form in (None, "parquet", "csv", "jsonl"):
        document = contract(fresh_views(), version="1.0.0", form=form)
        assert set(document) == TOP
        assert (document["kind"], document["apiVersion"]) == ("DataContract", "v3.1.0")
        (server,) = document["servers"]
        assert set(server) == ({"server", "type", "database"} if form is None else {"server", "type", "path", "format"})
        for item in document["schema"]:
            assert set(item) <= OBJECT
            for one in item["properties"]:
                assert set(one) <= PROPERTY, one
                assert one["logicalType"] in LOGICAL
                assert one["description"].strip()
                assert (one["logicalType"] == "array") == ("items" in one)


def test_every_view_is_in_the_contract_with_a_key_that_names_its_rows(warehouse: Warehouse, tell: Tell) -> None:
    told = tuple(article(name) for name in ("a", "b", "c"))
    tell(
        claim(told[0], "Google", "Anthropic", "2e9"),
        claim(told[1], "Google", "Anthropic", "2e10", stake="3"),
        claim(told[2], "Anthropic", "Google Cloud", "3e9-4e9", kind=Kind.COMMITMENT),
        claim(told[2], "Foo Robotics", "Anthropic", "<1e8"),
        articles=told,
    )
    present = views(warehouse.connection)
    assert {view.name for view in present if view.name.startswith("v1_")} == set(module.terms().keys)
    for view in present:
        places = [[column.name for column in view.columns].index(key) for key in view.keys]
        whole = warehouse.connection.execute("FROM query_table(?)", [f"mart.{view.name}"]).fetchall()
        rows = [tuple(row[place] for place in places) for row in whole]
        assert len(set(rows)) == len(rows), view.name
        assert not any(value is None for row in rows for value in row), view.name


def _replace_party(con: duckdb.DuckDBPyConnection, change: str | None) -> None:
    """Put another view in the place of v1_party, with comments."""
    (text,) = con.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'v1_party'").fetchone() or ("",)
    body = text.split(" AS ", 1)[1].rstrip(";")
    con.execute("DROP VIEW mart.v1_party")
    if change is None:
        return
    con.execute(f"CREATE VIEW mart.v1_party AS WITH old AS ({body}) {change}")
    con.execute("COMMENT ON VIEW mart.v1_party IS 'One row per party that a claim names, and per group.'")
    for (column,) in con.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = 'v1_party'").fetchall():
        con.execute(f"COMMENT ON COLUMN mart.v1_party.{column} IS 'Word.'")
