"""Migrations: a stored database of every released schema goes forward, keeps its rows, and ends like a new one."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline.parties import PartyTable
from tests.warehouse.store_schemas import RELEASED, inserts, rows_of, stored, unpack
from warehouse.audits import run_audits
from warehouse.contract import broken, promised, views
from warehouse.errors import SchemaError
from warehouse.migrate import MIGRATIONS, migrate, migrations, newest, schema_of
from warehouse.read import Ledger
from warehouse.store import Warehouse

BASE = (
    "run", "source", "page", "fetch_state", "article", "article_removed", "story", "extraction", "claim",
    "claim_party", "evidence", "rejection",
)  # fmt: skip
"""Tables of what was fetched, read and extracted: nothing of them may be lost."""
SCHEMA = """
SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
WHERE schema_name IN ('main', 'mart') AND NOT internal ORDER BY ALL
"""
Rows = list[tuple[object, ...]]


def rows(con: duckdb.DuckDBPyConnection, table: str, columns: list[str] | None = None) -> Rows:
    """Rows of a table or view, of the named columns alone, sorted."""
    cursor = con.execute("FROM query_table(?)", [table])
    present = [column[0] for column in cursor.description or ()]
    places = [present.index(name) for name in columns or present]
    return sorted((tuple(row[place] for place in places) for row in cursor.fetchall()), key=repr)


def test_a_database_of_every_released_schema_is_stored() -> None:
    assert list(stored()) == list(range(1, RELEASED + 1))
    assert newest() >= RELEASED


@pytest.mark.parametrize("version", sorted(stored()))
def test_a_stored_database_goes_forward_and_keeps_its_rows(version: int, tmp_path: Path) -> None:
    path = unpack(version, tmp_path)
    with duckdb.connect(str(path)) as con:
        assert schema_of(con) == version
        tables = [
            table
            for table, _ in inserts(version)
            if con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]).fetchall()
        ]
        columns = {table: con.table(table).columns for table in tables}
        before = {table: rows(con, table) for table in tables}
        assert set(BASE) <= set(before)
        assert all(before.values())
    with duckdb.connect(str(path)) as con:
        assert migrate(con) == newest() - version
        assert schema_of(con) == newest()
        for table in tables:
            assert rows(con, table, columns[table]) == before[table], table
        assert migrate(con) == 0
        with duckdb.connect(":memory:") as new:
            migrate(new)
            assert con.execute(SCHEMA).fetchall() == new.execute(SCHEMA).fetchall()
        assert broken(promised(), views(con)) == []


@pytest.mark.timeout(300)
def test_the_ledger_is_the_same_whatever_schema_it_comes_from(tmp_path: Path) -> None:
    """The next run makes of each stored database what it makes of others with its rows: the same facts and deals."""
    ledgers: dict[int, dict[str, Rows]] = {}
    decided: dict[int, Rows] = {}
    for version in stored():
        folder = tmp_path / str(version)
        folder.mkdir()
        with Warehouse.open(unpack(version, folder), parties=PartyTable.load(), threads=1) as warehouse:
            base = {table: rows(warehouse.connection, table) for table in BASE}
            warehouse.merge()
            warehouse.measure()
            assert {table: rows(warehouse.connection, table) for table in BASE} == base
            snapshot = warehouse.publish(folder / "snapshot.duckdb")
        with Ledger.open(snapshot, searching=True) as ledger:
            assert [one.audit for one in run_audits(ledger.connection) if not one.good] == []
            names = [view.name for view in views(ledger.connection)]
            ledgers[version] = {name: rows(ledger.connection, f"mart.{name}") for name in names}
            decided[version] = ledger.connection.execute(
                "SELECT verdict, exclusive FROM main.reviewed_claim ORDER BY ALL"
            ).fetchall()
            assert [row["publisher"] for row in ledger.search("算力 承诺").records()] == ["财经日报"]
    first = {path: min(one for one in stored() if rows_of(one) == path) for path in {rows_of(one) for one in stored()}}
    for version, ledger_rows in ledgers.items():
        assert len(ledger_rows["v1_deal"]) == 8
        assert ledger_rows == ledgers[first[rows_of(version)]], version
    assert [len(decided[version]) for version in sorted(decided)] == [0] * 5 + [2] * (RELEASED - 5)


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = unpack(RELEASED, tmp_path)
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    number = newest() + 1
    bad = folder / f"{number:03d}_bad.sql"
    bad.write_text(
        "-- name: bad\nCREATE TABLE half (one INTEGER);\nDELETE FROM claim;\nSELECT no_such_column FROM claim;\n"
    )
    with duckdb.connect(str(path)) as con:
        claims = rows(con, "claim")
        with pytest.raises(SchemaError, match=rf"{number:03d}_bad.*nothing was changed"):
            migrate(con, folder)
        assert schema_of(con) == newest()
        assert rows(con, "claim") == claims
        assert not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'half'").fetchall()
    bad.write_text("-- name: mended\nCREATE TABLE half (one INTEGER);\n")
    with duckdb.connect(str(path)) as con:
        assert migrate(con, folder) == 1


def test_an_edited_migration_is_refused_by_a_stored_database(tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    edited = folder / "002_ledger.sql"
    edited.write_text(edited.read_text("utf-8") + "\n-- another word\n", "utf-8")
    with duckdb.connect(str(unpack(3, tmp_path))) as con, pytest.raises(SchemaError, match="002_ledger"):
        migrate(con, folder)


def test_migrations_have_no_gap(tmp_path: Path) -> None:
    (tmp_path / "002_second.sql").write_text("SELECT 1")
    with pytest.raises(SchemaError, match="without gaps"):
        migrations(tmp_path)
