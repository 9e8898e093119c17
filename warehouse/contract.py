"""The data contract: what the views of the mart promise, in the Open Data Contract Standard (v3.1.0).

It is generated from the views and their comments and kept beside the code, so that a change of a view is a
change of a file that a reader of the history sees. ``python -m warehouse.contract`` writes it, and refuses to
where a view lost or changed a column: that needs a view of a new version.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from pipeline.datafiles import Strict, read_model
from pipeline.errors import RoundtripError
from warehouse.errors import ContractBroken
from warehouse.migrate import migrate
from warehouse.sqlfiles import sql

DATA = Path(__file__).parent / "data"
CONTRACT = DATA / "roundtrip.odcs.yaml"
QUOTE_LENGTH = 300
"""Most characters of an article's text in any view or file."""
QUOTES = frozenset({"quote", "span_text"})
"""Columns that hold words of an article."""

_STANDARD = "v3.1.0"
_FIRST_VERSION = "1.0.0"
_LOGICAL = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}

Document = dict[str, Any]
"""A contract as YAML holds it."""


class Terms(Strict):
    """Schema of ``data/contract.yml``."""

    id: str
    name: str
    domain: str
    purpose: str
    usage: str
    limitations: str
    csv: str
    keys: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view: its DuckDB type, and what it means."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class View:
    """A view of the mart with its columns in order; ``comment`` says what a row is."""

    name: str
    comment: str
    columns: tuple[Column, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that name a row; empty where the terms name none."""
        return terms().keys.get(self.name, ())


@cache
def terms() -> Terms:
    """What the contract says beyond the views themselves."""
    return read_model(DATA / "contract.yml", Terms)


def views(con: duckdb.DuckDBPyConnection) -> tuple[View, ...]:
    """The views of the mart by name.

    Raises ``ContractBroken`` where a view or a column has no comment: what is not explained is not promised.
    """
    found: dict[str, tuple[str, list[Column]]] = {}
    for view, view_comment, name, kind, comment in con.execute(sql("contract/columns")).fetchall():
        if not comment or not view_comment:
            raise ContractBroken(f"mart.{view}.{name}: the view or the column has no comment; add it in its migration")
        found.setdefault(view, (view_comment, []))[1].append(Column(name, kind, comment))
    return tuple(View(name, comment, tuple(columns)) for name, (comment, columns) in found.items())


def promised(path: Path = CONTRACT) -> Document:
    """The contract that is kept beside the code; raises ``ContractBroken`` where it cannot be read."""
    try:
        document = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ContractBroken(f"{path}: not readable ({error.__class__.__name__}); restore the file") from error
    if not isinstance(document, dict):
        raise ContractBroken(f"{path}: not a contract; restore the file")
    return document


def broken(document: Mapping[str, Any], present: Sequence[View]) -> list[str]:
    """What a contract promises and the views do not keep: one line per lost, changed or moved column."""
    by_name = {view.name: view for view in present}
    faults = []
    for item in document.get("schema", ()):
        view = by_name.get(item["name"])
        if view is None:
            faults.append(f"{item['name']}: the view is gone")
            continue
        wanted = [(one["name"], one["physicalType"]) for one in item["properties"]]
        have = {column.name: column.type for column in view.columns}
        lost = [name for name, _ in wanted if name not in have]
        faults += [f"{view.name}.{name}: the column is gone" for name in lost]
        changed = [(name, kind) for name, kind in wanted if name in have and have[name] != kind]
        faults += [f"{view.name}.{name}: was {kind}, is {have[name]}" for name, kind in changed]
        order = [column.name for column in view.columns][: len(wanted)]
        if not lost and order != [name for name, _ in wanted]:
            faults.append(f"{view.name}: columns moved; new columns come last")
    return faults


def check(document: Mapping[str, Any], present: Sequence[View]) -> None:
    """Raises ``ContractBroken`` with the first fault where the views do not keep a contract."""
    if faults := broken(document, present):
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise ContractBroken(f"{faults[0]}{more}: make a view of a new version beside the old one")


def contract(present: Sequence[View], *, version: str, form: str | None = None) -> Document:
    """The contract of the views, or of exported files of a form (``parquet``, ``csv``, ``jsonl``)."""
    said = terms()
    if form is None:
        server = {"server": "snapshot", "type": "duckdb", "database": "roundtrip.snapshot.duckdb"}
    else:
        server = {"server": "export", "type": "local", "path": f"./*.{form}", "format": form}
    usage = f"{said.usage} {said.csv}" if form == "csv" else said.usage
    return {
        "kind": "DataContract",
        "apiVersion": _STANDARD,
        "id": said.id,
        "name": said.name,
        "version": version,
        "status": "active",
        "domain": said.domain,
        "description": {"purpose": said.purpose, "usage": usage, "limitations": said.limitations},
        "servers": [server],
        "schema": [_object(view, form) for view in present],
    }


def _object(view: View, form: str | None) -> Document:
    found: Document = {
        "name": view.name,
        "physicalName": f"mart.{view.name}" if form is None else f"{view.name}.{form}",
        "physicalType": "view" if form is None else "file",
        "logicalType": "object",
        "description": view.comment,
        "properties": [_property(view, column) for column in view.columns],
    }
    if view.keys:
        found["quality"] = [
            {"metric": "duplicateValues", "mustBe": 0, "arguments": {"properties": list(view.keys)}},
        ]
    return found


def _property(view: View, column: Column) -> Document:
    found: Document = {"name": column.name, **_type(column.type), "description": column.comment}
    if column.name in view.keys:
        found |= {"required": True, "primaryKey": True, "primaryKeyPosition": view.keys.index(column.name) + 1}
    if column.name in QUOTES:
        found["logicalTypeOptions"] = {"maxLength": QUOTE_LENGTH}
    return found


def _type(kind: str) -> Document:
    """DuckDB's type with the standard's name for it."""
    if kind.endswith("[]"):
        return {"logicalType": "array", "physicalType": kind, "items": _type(kind[:-2])}
    logical = "number" if kind.startswith("DECIMAL") else _LOGICAL.get(kind)
    if logical is None:
        raise ContractBroken(f"type {kind} has no name in the contract; add it to warehouse/contract.py")
    found: Document = {"logicalType": logical, "physicalType": kind}
    if logical == "timestamp":
        found["logicalTypeOptions"] = {"timezone": False, "defaultTimezone": "Etc/UTC"}
    return found


def render(document: Mapping[str, Any]) -> str:
    """A contract as a YAML file."""
    return yaml.safe_dump(dict(document), sort_keys=False, allow_unicode=True, width=120)


def renewed(old: Mapping[str, Any] | None, present: Sequence[View]) -> Document:
    """The contract of the views, with a version that follows the old one's.

    New views and columns raise the second figure, other words the third. Raises ``ContractBroken`` where the
    views do not keep the old contract.
    """
    if old is None:
        return contract(present, version=_FIRST_VERSION)
    check(old, present)
    version = str(old["version"])
    same = contract(present, version=version)
    if same == old:
        return same
    major, minor, patch = map(int, version.split("."))
    grown = _names(same) != _names(old)
    return contract(present, version=f"{major}.{minor + 1}.0" if grown else f"{major}.{minor}.{patch + 1}")


def _names(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(item["name"], one["name"]) for item in document["schema"] for one in item["properties"]]


def fresh_views() -> tuple[View, ...]:
    """The views of an empty database with the newest schema."""
    with duckdb.connect(":memory:") as con:
        migrate(con)
        return views(con)


def main() -> int:
    """Write the contract of the newest schema; 2 where it would break the one that is there."""
    try:
        old = promised() if CONTRACT.is_file() else None
        new = renewed(old, fresh_views())
    except RoundtripError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    CONTRACT.write_text(render(new), "utf-8")
    before = set(_names(old)) if old else set()
    for item in new["schema"]:
        if added := [one["name"] for one in item["properties"] if (item["name"], one["name"]) not in before]:
            print(f"new in {item['name']}: {', '.join(added)}")
    print(f"contract {new['version']}: {len(new['schema'])} views, {len(_names(new))} columns")
    return 0


if __name__ == "__main__":
    sys.exit(main())
