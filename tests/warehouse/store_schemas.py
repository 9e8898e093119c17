"""Makes the stored databases of each released schema that the migrations are tested on.

``stored/rows_NNN.sql`` holds what was written from schema NNN on for a small world of articles: its claims, what
was made of them, and (from 006) what readers decided. ``stored/schema_NNN.duckdb.gz`` is a database of schema NNN
with the newest of these rows that fit it, written once with the migrations of that release and kept as it is: a
migration that is edited later, or that cannot go on from there, fails on it. Run as
``python -m tests.warehouse.store_schemas`` after a release that has a new schema; a database that is stored already
is never written again.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from warehouse.migrate import MIGRATIONS, migrate, migrations
from warehouse.sqlfiles import sql

STORED = Path(__file__).parent / "stored"
RELEASED = 7
"""The newest schema that a release has written."""
_INSERT = re.compile(r"^INSERT INTO (\w+) ", re.MULTILINE)


def stored() -> dict[int, Path]:
    """The stored databases by schema."""
    return {int(path.name[7:10]): path for path in sorted(STORED.glob("schema_*.duckdb.gz"))}


def unpack(version: int, folder: Path) -> Path:
    """A copy of the stored database of a schema, to go on from."""
    path = folder / f"schema_{version:03d}.duckdb"
    with gzip.open(stored()[version]) as packed, path.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return path


def build(version: int, path: Path) -> None:
    """A database of a schema with the rows that it has tables for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in migrations()[:version]:
            shutil.copy(MIGRATIONS / f"{one.version:03d}_{one.name}.sql", folder)
        with duckdb.connect(str(path)) as con:
            migrate(con, folder)
            tables = {table for (table,) in con.execute(sql("store/tables")).fetchall()}
            for table, statement in inserts(version):
                if table in tables:
                    con.execute(statement)
            con.execute("CHECKPOINT")


def rows_of(version: int) -> Path:
    """The rows that a database of a schema holds: the newest whose columns it has."""
    return max(path for path in STORED.glob("rows_*.sql") if int(path.stem[5:]) <= version)


def inserts(version: int) -> Iterator[tuple[str, str]]:
    """The statements that fill a database of a schema, each with its table."""
    text = rows_of(version).read_text("utf-8")
    starts = [found.start() for found in _INSERT.finditer(text)]
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        statement = text[start:end]
        yield statement.split()[2], statement


def dump(database: Path) -> str:
    """All rows of a database as INSERT statements, but for the book of the schema, which the migrations write."""
    parts = ["-- name: what was written for a small world; grain: that of each table\n"]
    with duckdb.connect(str(database), read_only=True) as con:
        for (table,) in con.execute(sql("store/tables")).fetchall():
            rows = con.execute("FROM query_table(?) ORDER BY ALL", [table]).fetchall()
            if rows and table != "schema_migration":
                values = ",\n".join(f"({', '.join(map(_literal, row))})" for row in rows)
                parts.append(f"INSERT INTO {table} VALUES\n{values};\n")
    return "".join(parts)


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, bytes):
        return f"from_hex('{value.hex()}')"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]::VARCHAR[]"
    if isinstance(value, (date, datetime)):
        return f"'{value.isoformat(sep=' ') if isinstance(value, datetime) else value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def main() -> None:
    """Write what is not stored yet; ``--rows DATABASE`` writes rows of the newest schema, from a database of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=Path, help="database of the newest schema to take rows from")
    given = parser.parse_args().rows
    STORED.mkdir(exist_ok=True)
    if given is not None:
        (STORED / f"rows_{RELEASED:03d}.sql").write_text(dump(given), "utf-8")
    for version in range(1, RELEASED + 1):
        target = STORED / f"schema_{version:03d}.duckdb.gz"
        if target.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "one.duckdb"
            build(version, path)
            target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        print(target.name, target.stat().st_size, hashlib.sha256(target.read_bytes()).hexdigest()[:12])


if __name__ == "__main__":
    main()
