"""Writes the mart views as files that other programs read: Parquet, CSV or JSON lines, with the data contract.

CSV is made safe for spreadsheets: text that begins with a sign a spreadsheet would run as a formula gets an
apostrophe before it, in lists each item, and all text stands in quotation marks, so that no separator inside it
starts a new cell. Quotes have at most 300 characters. Rows are streamed, so memory does not grow with the data;
each file appears at once or not at all, the contract last.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.contract import QUOTE_LENGTH, QUOTES, View, check, contract, promised, render, views
from warehouse.errors import WarehouseError
from warehouse.read import Ledger
from warehouse.sqlfiles import sql

FORMATS = ("parquet", "csv", "jsonl")
CONTRACT_FILE = "contract.odcs.yaml"
BATCH_ROWS = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may run, the full-width signs of Chinese input methods among it."""


def export(snapshot: Path, to: Path, *, form: str = "parquet") -> dict[str, int]:
    """Write every mart view of a snapshot to a folder, one file each, and the contract; returns rows per file name.

    Raises ``WarehouseError`` for an unknown form or a folder that cannot be written, ``SnapshotMissing`` where
    there is nothing to export, ``ContractBroken`` where the snapshot was published by an older version of the
    program and so does not keep the contract.
    """
    if form not in FORMATS:
        raise WarehouseError(f"unknown format {form!r}: take one of {', '.join(FORMATS)}")
    if os.path.lexists(to) and not os.path.isdir(to):  # unlike those of Path, no error on a name too long
        raise WarehouseError(f"{to} is a file: name a folder to write to")
    written: dict[str, int] = {}
    with Ledger.open(snapshot) as ledger:
        present = views(ledger.connection)
        document = promised()
        check(document, present)
        try:
            to.mkdir(parents=True, exist_ok=True)
            for view in present:
                path = to / f"{view.name}.{form}"
                written[path.name] = _at_once(path, _batches(ledger.connection, view), _WRITERS[form])
            text = render(contract(present, version=str(document["version"]), form=form))
            _replace(to / CONTRACT_FILE, lambda temporary: temporary.write_text(text, "utf-8"))
        except OSError as error:
            raise WarehouseError(f"{to}: cannot be written ({error.strerror}); free space or name another") from error
    return written


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula, also after spaces.

    >>> safe_cell("=1+1"), safe_cell(" ＝1"), safe_cell("1+1"), safe_cell("")
    ("'=1+1", "' ＝1", '1+1', '')
    """
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip(" \u3000").startswith(_FORMULA) else text


def _batches(con: duckdb.DuckDBPyConnection, view: View) -> pa.RecordBatchReader:
    """The rows of a view in the order of its key (of all columns where it has none), quotes cut."""
    keys = view.keys or tuple(column.name for column in view.columns)
    rows = con.execute(sql("read/whole_view"), {"view": f"mart.{view.name}", "keys": list(keys)})
    reader = rows.to_arrow_reader(BATCH_ROWS)
    return pa.RecordBatchReader.from_batches(reader.schema, map(_limited, reader))


def _limited(batch: pa.RecordBatch) -> pa.RecordBatch:
    for place, name in enumerate(batch.schema.names):
        if name in QUOTES:
            cut = [value if value is None else value[:QUOTE_LENGTH] for value in batch.column(place).to_pylist()]
            batch = batch.set_column(
                place, batch.schema.field(place), pa.array(cut, type=batch.schema.field(place).type)
            )
    return batch


def _at_once(path: Path, batches: pa.RecordBatchReader, write: Callable[[pa.RecordBatchReader, Path], int]) -> int:
    counted: list[int] = []
    _replace(path, lambda temporary: counted.append(write(batches, temporary)))
    return counted[0]


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside a file, then put it in its place; what was begun is removed where the writing fails."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write(temporary)
        os.replace(temporary, path)
    finally:
        with suppress(OSError):  # gone into its place, or never begun
            temporary.unlink()


def _write_parquet(batches: pa.RecordBatchReader, path: Path) -> int:
    count = 0
    with pq.ParquetWriter(path, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _write_csv(batches: pa.RecordBatchReader, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(map(_quoted, batches.schema.names)) + "\r\n")
        for row in _rows(batches):
            stream.write(",".join(map(_cell, row)) + "\r\n")
            count += 1
    return count


def _write_jsonl(batches: pa.RecordBatchReader, path: Path) -> int:
    names = batches.schema.names
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for row in _rows(batches):
            record = {name: _plain(value) for name, value in zip(names, row, strict=True)}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


_WRITERS: dict[str, Callable[[pa.RecordBatchReader, Path], int]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
}


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Sequence[object]]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cell(value: object) -> str:
    """A value as a CSV cell: figures bare, null nothing at all, lists joined, text safe and in quotation marks."""
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
        return _quoted("; ".join(safe_cell(str(item)) for item in value))
    return _quoted(safe_cell(str(value)))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _plain(value: object) -> object:
    """A value as JSON takes it; amounts are numbers, whole ones without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
