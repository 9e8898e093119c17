"""The schema explains itself, and SQL files have headers."""

from __future__ import annotations

import re
from pathlib import Path

import warehouse.sqlfiles as sqlfiles
from warehouse.store import Warehouse


def test_every_table_view_and_column_has_a_comment(warehouse: Warehouse) -> None:
    bare = warehouse.connection.execute(
        """
        SELECT schema_name || '.' || table_name || '.' || column_name FROM duckdb_columns()
        WHERE schema_name IN ('main', 'mart') AND NOT internal AND comment IS NULL AND table_name <> 'current_claim'
        UNION ALL SELECT table_name FROM duckdb_tables() WHERE comment IS NULL AND NOT internal
        UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal
        """
    ).fetchall()
    assert bare == []


def test_every_sql_file_says_what_it_is() -> None:
    paths = sorted(sqlfiles.SQL_FOLDER.rglob("*.sql"))
    silent = [path.name for path in paths if not re.match(r"-- name: .+", path.read_text("utf-8"))]
    assert len(paths) > 50
    assert silent == [], "begin with a line `-- name: …; grain: …`"


def test_opening_again_applies_nothing(tmp_path: Path, warehouse: Warehouse) -> None:
    before = warehouse.counts()
    warehouse.close()
    with Warehouse.open(tmp_path / "live.duckdb") as again:
        assert again.counts() == before
