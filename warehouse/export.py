"""Writes the mart views as files that other programs read: Parquet, CSV or JSON lines.

CSV is made safe for spreadsheets: text that begins with a sign a spreadsheet would run as a formula gets an
apostrophe before it. Quotes have at most 300 characters. Files appear at once or not at all.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.errors import WarehouseError
from warehouse.read import Ledger
from warehouse.sqlfiles import sql

FORMATS = ("parquet", "csv", "jsonl")
QUOTE_LENGTH = 300
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TEXT_LIMITED = frozenset({"quote", "span_text"})


def export(snapshot: Path, to: Path, *, form: str = "parquet") -> dict[str, int]:
    """Write every mart view of a snapshot to a folder, one file each; returns rows per file name.

    Raises ``WarehouseError`` for an unknown form or a folder that is a file, ``SnapshotMissing`` where there is
    nothing to export.
    """
    if form not in FORMATS:
        raise WarehouseError(f"unknown format {form!r}: take one of {', '.join(FORMATS)}")
    if to.exists() and not to.is_dir():
        raise WarehouseError(f"{to} is a file: name a folder to write to")
    to.mkdir(parents=True, exist_ok=True)
    written: dict[str, int] = {}
    with Ledger.open(snapshot) as ledger:
        for view in views(ledger.connection):
            table = _limited(ledger.connection.execute(sql("read/whole_view"), [f"mart.{view}"]).to_arrow_table())
            path = to / f"{view}.{form}"
            _at_once(path, table, _WRITERS[form])
            written[path.name] = table.num_rows
    return written


def views(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the mart views."""
    return [name for (name,) in con.execute(sql("read/mart_views")).fetchall()]


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("1+1"), safe_cell("")
    ("'=1+1", '1+1', '')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _limited(table: pa.Table) -> pa.Table:
    for place, name in enumerate(table.column_names):
        if name in _TEXT_LIMITED:
            cut = [value if value is None else value[:QUOTE_LENGTH] for value in table.column(name).to_pylist()]
            table = table.set_column(place, name, pa.array(cut, type=pa.string()))
    return table


def _at_once(path: Path, table: pa.Table, write: Callable[[pa.Table, Path], None]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    write(table, temporary)
    os.replace(temporary, path)


def _write_parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


def _write_csv(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.column_names)
        for row in _rows(table):
            writer.writerow([_cell(value) for value in row])


def _write_jsonl(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in _rows(table):
            record = {name: _plain(value) for name, value in zip(table.column_names, row, strict=True)}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


_WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
}


def _rows(table: pa.Table) -> Iterable[Sequence[object]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cell(value: object) -> str:
    """A value as a CSV cell: figures stay figures, lists are joined, text is made safe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return safe_cell("; ".join(str(item) for item in value))
    return safe_cell(str(value))


def _plain(value: object) -> object:
    """A value as JSON takes it; amounts are numbers, whole ones without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
