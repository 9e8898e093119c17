"""Python values to rows of tables: typed by the table itself, safe for Arrow, keyed by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import duckdb
import pyarrow as pa

from pipeline.types import content_key

Row = Mapping[str, object]
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def utc(moment: datetime | None) -> datetime | None:
    """A moment in UTC without zone, as the tables hold it; a naive one is taken for UTC."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def clean(value: object) -> object:
    """A value as Arrow takes it: plain strings for enums, no lone surrogates, tuples as lists."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value if value.isascii() else _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, (tuple, list)):
        return [clean(item) for item in value]
    return value


def keyed(row: Row) -> dict[str, object]:
    """The row with ``row_key``, a hash of all its values."""
    return {"row_key": content_key(*(_print(name, row[name]) for name in sorted(row))), **row}


def _print(name: str, value: object) -> str:
    if isinstance(value, Decimal):
        value = format(value.normalize(), "f")
    elif isinstance(value, Enum):
        value = value.value
    elif isinstance(value, (datetime, date)):
        value = value.isoformat()
    return f"{name}={value!r}"


def arrow(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table with exactly the columns and types of a database table."""
    schema = con.table(table).limit(0).to_arrow_table().schema
    columns: dict[str, list[object]] = {name: [] for name in schema.names}
    for row in rows:
        for name, column in columns.items():
            column.append(clean(row[name]))
    arrays = [pa.array(columns[field.name], type=field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)
