"""Errors that reach a user: each message says what is wrong and how to mend it."""

from __future__ import annotations

from pipeline.errors import RoundtripError


class WarehouseError(RoundtripError):
    """Base of what this package raises on bad input or a bad state of files."""


class WarehouseBusy(WarehouseError):
    """Another process holds the live database."""


class SchemaError(WarehouseError):
    """The database was written by another version of the schema, or its migrations were altered."""


class SnapshotMissing(WarehouseError):
    """There is no published snapshot to read."""


class QueryError(WarehouseError):
    """A query was refused, is wrong, or took too long."""


class ContractBroken(WarehouseError):
    """A view does not keep what the data contract promises."""
