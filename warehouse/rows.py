"""Python values to rows of tables: typed by the table itself, safe for Arrow, keyed by content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache

import duckdb
import pyarrow as pa

Row = Mapping[str, object]
_CLEAN = frozenset({bool, int, float, Decimal, date, bytes})
"""Types that Arrow takes as they are."""
_FIT = _CLEAN | {type(None)}
_TEXT = frozenset({str, type(None)})
_PRINTED = frozenset({str, int, bool, float, type(None)})
"""Types whose print says all of a value and nothing else."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def utc(moment: datetime | None) -> datetime | None:
    """A moment in UTC without zone, as the tables hold it; a naive one is taken for UTC."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def clean(value: object) -> object:
    """A value as Arrow takes it: plain strings for enums, no lone surrogates, tuples as lists."""
    if value is None or type(value) in _CLEAN:
        return value
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
    text = repr([(name, _plain(row[name])) for name in _in_order(tuple(row))])
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
    return {"row_key": digest.hexdigest(), **row}


@lru_cache(maxsize=256)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _plain(value: object) -> object:
    """A value whose print says all of it and nothing else."""
    if type(value) in _PRINTED:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value


def arrow(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table with exactly the columns and types of a database table."""
    return as_arrow(schema_of(con, table), rows)


def schema_of(con: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    """The columns and types of a database table."""
    return con.table(table).limit(0).to_arrow_table().schema


def as_arrow(schema: pa.Schema, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table of a schema; text is made fit for Arrow, times become UTC."""
    given = rows if isinstance(rows, list) else list(rows)
    arrays = [pa.array(_column([row[field.name] for row in given]), type=field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _column(values: list[object]) -> list[object]:
    """The values of a column as Arrow takes them; most columns are fit as they are."""
    kinds = set(map(type, values))
    if kinds <= _FIT or (kinds <= _TEXT and all(value is None or value.isascii() for value in values)):  # type: ignore[attr-defined]
        return values
    return [clean(value) for value in values]
