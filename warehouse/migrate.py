"""Brings a database to the newest schema: numbered SQL files, each applied once, in order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import SchemaError
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    version: int
    name: str
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def migrations(folder: Path = MIGRATIONS) -> tuple[Migration, ...]:
    """The files ``NNN_name.sql`` of a folder in order; raises ``SchemaError`` on a gap or a repeat."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        number, _, name = path.stem.partition("_")
        found.append(Migration(int(number), name, path.read_text("utf-8")))
    if [one.version for one in found] != list(range(1, len(found) + 1)):
        raise SchemaError(f"{folder}: migrations must be numbered 001, 002, … without gaps")
    return tuple(found)


def newest() -> int:
    """The schema that this program writes."""
    return migrations()[-1].version


def schema_of(con: duckdb.DuckDBPyConnection) -> int:
    """The schema of a database, which is only read; 0 for a database without the book of its schema."""
    if "schema_migration" not in (name for (name,) in con.execute(sql("store/tables")).fetchall()):
        return 0
    return max((version for version, _ in con.execute(sql("store/migrations_applied")).fetchall()), default=0)


def migrate(con: duckdb.DuckDBPyConnection, folder: Path = MIGRATIONS) -> int:
    """Apply what is missing, each file in a transaction of its own; returns how many were applied.

    Raises ``SchemaError`` where the database is newer than this program, a file that was applied has changed
    since, or a file cannot be applied: the database then stays at the schema before it.
    """
    con.execute(sql("store/migrations_table"))
    applied = dict(con.execute(sql("store/migrations_applied")).fetchall())
    wanted = migrations(folder)
    if applied and max(applied) > len(wanted):
        raise SchemaError(
            f"the database has schema {max(applied)}, this program knows {len(wanted)}: "
            "use the newer program, or another data folder"
        )
    count = 0
    for migration in wanted:
        known = applied.get(migration.version)
        if known is None:
            _apply(con, migration)
            count += 1
        elif known != migration.digest:
            raise SchemaError(
                f"migration {migration.version:03d}_{migration.name} is not the one this database was made with: "
                "restore the file, or start a new data folder"
            )
    return count


def _apply(con: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    try:
        with transaction(con):
            con.execute(migration.text)
            con.execute(sql("store/migration_done"), [migration.version, migration.name, migration.digest])
    except duckdb.Error as error:
        told = " ".join(str(error).split())[:300]
        raise SchemaError(
            f"migration {migration.version:03d}_{migration.name} cannot be applied, nothing was changed by it: {told}; "
            "keep the database and report it"
        ) from error
