"""Reads a published snapshot: read-only, no way to files or network, configuration locked.

Any number of processes may read; the snapshot is replaced under them at once, and who has it open keeps
reading the old one.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType

import duckdb

from warehouse.errors import QueryError, SchemaError, SnapshotMissing, WarehouseError
from warehouse.kinds import CUTS
from warehouse.migrate import newest, schema_of
from warehouse.sqlfiles import sql

CONFIG: Mapping[str, str] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""What no query can change once the snapshot is open."""

_LOCKS = ("enable_external_access", "lock_configuration")
"""Of these, what also keeps extensions out; each has a file that sets it."""
MEASURED = (
    "possible_round_trip", "throughput", "core", "concentration", "promise", "pace", "vendor", "collateral_loop",
    "role", "exclusivity", "null_model",
)  # fmt: skip
"""Metric views that ``Ledger.measured`` reads for a cut."""
METRIC_IDS = tuple(f"M{number}" for number in range(1, 24))
VARIANTS = ("all", "firm")
READ_TYPES = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows; ``truncated`` where there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    truncated: bool = False

    def records(self) -> list[dict[str, object]]:
        """The rows as mappings from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Ledger:
    """An open snapshot; use as a context manager."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        """Use ``Ledger.open``."""
        self._con = con
        self.path = path

    @classmethod
    def open(cls, snapshot: Path, *, memory: str = "1GB", searching: bool = False, any_schema: bool = False) -> Ledger:
        """Open a snapshot; ``memory`` is the most a query may take, ``searching`` makes ``search`` ready too.

        A process that has it open already gets the same file again: close it to see a newer one. ``any_schema``
        is for who asks nothing that depends on the schema. Raises ``SnapshotMissing`` where there is none,
        ``WarehouseError`` where the file is no database, ``SchemaError`` where it has another schema than this
        program reads.
        """
        if not snapshot.is_file():
            raise SnapshotMissing(f"there is no snapshot at {snapshot}: run `roundtrip run` first")
        config = {name: value for name, value in CONFIG.items() if not (searching and name in _LOCKS)}
        try:
            con = duckdb.connect(str(snapshot), read_only=True, config={**config, "memory_limit": memory})
        except duckdb.Error as error:
            raise WarehouseError(f"cannot read {snapshot}: {_line(error)}; publish it again") from error
        try:
            if not any_schema:
                _check_schema(con, snapshot)
            if searching:
                _make_searchable(con)
        except BaseException:
            con.close()
            raise
        return cls(con, snapshot)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the snapshot."""
        self._con.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The read-only connection."""
        return self._con

    def query(self, text: str, *, limit: int = 1000, timeout: float = 30.0) -> Result:
        """Rows of one SELECT, at most ``limit``, within ``timeout`` seconds.

        Raises ``QueryError`` with one line for anything that is no single SELECT, that is wrong, that
        reaches for files, or that takes too long.
        """
        if limit < 1:
            raise QueryError(f"the limit is {limit}: it must be 1 or more")
        if len(text) > _LONGEST:
            raise QueryError(f"the query has {len(text)} characters: at most {_LONGEST} are taken")
        with self._deadline(timeout), _explained():
            statements = self._con.extract_statements(text)
            if len(statements) != 1 or statements[0].type not in READ_TYPES:
                raise QueryError("only one SELECT at a time is taken: the snapshot is read-only")
            cursor = self._con.execute(statements[0])
            rows = cursor.fetchmany(limit + 1)
            columns = tuple(column[0] for column in cursor.description or ())
        return Result(columns, tuple(rows[:limit]), len(rows) > limit)

    def ledger(
        self,
        *,
        party: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        as_of: date | None = None,
        limit: int = 200,
    ) -> Result:
        """Deals, newest first.

        ``party`` matches a part of a name, or an id, of either side; ``as_of`` shows what was known by the end
        of a day (UTC).
        """
        values = {"party": party, "kind": kind, "status": status, "as_of": _end_of(as_of)}
        return self.ask("read/ledger", values, limit)

    def deal(self, deal_id: str) -> Result:
        """The sentences behind one deal, with publisher, date and address."""
        return self.ask("read/deal_sentences", {"deal_id": deal_id}, None)

    def conflicts(self, *, limit: int = 200) -> Result:
        """What claims of one deal disagree on, with the majority."""
        return self.ask("read/conflicts", {}, limit)

    def round_trips(self, *, cut: str = "announced", limit: int = 200) -> Result:
        """Pairs of groups where one funds the other and is paid by it, most recycled capital first."""
        return self.ask("read/round_trips", {"cut": _cut(cut)}, limit)

    def cycles(self, *, cut: str = "announced", limit: int = 200) -> Result:
        """Cycles of two to five groups, shortest first, then most money."""
        return self.ask("read/cycles", {"cut": _cut(cut)}, limit)

    def exposure(self, *, cut: str = "announced", limit: int = 200) -> Result:
        """How much of each group's flows is circular, most first."""
        return self.ask("read/exposure", {"cut": _cut(cut)}, limit)

    def metrics(self) -> Result:
        """One row per cut: pairs, recycled capital, cycles, groups in a circular core."""
        return self.ask("read/metrics", {}, None)

    def measured(self, view: str, *, cut: str = "announced", limit: int = 200) -> Result:
        """Rows of one of the ``MEASURED`` views for a cut, most money first."""
        if view not in MEASURED:
            raise QueryError(f"unknown measure {view!r}: take one of {', '.join(MEASURED)}")
        return self.ask(f"read/measured_{view}", {"cut": _cut(cut)}, limit)

    def metric_values(
        self, metric: str | None = None, *, cut: str = "announced", variant: str = "all", limit: int = 1000
    ) -> Result:
        """Figures of the catalogue with bounds, unit and reason: of one metric (``M14`` or its name) by subject, or,
        without one, of all that are about everything.

        Raises ``QueryError`` for an unknown metric, cut or variant.
        """
        if variant not in VARIANTS:
            raise QueryError(f"unknown variant {variant!r}: take one of {', '.join(VARIANTS)}")
        if metric is not None and metric.upper() not in METRIC_IDS and not re.fullmatch(r"[a-z][a-z0-9_]*", metric):
            raise QueryError(f"unknown metric {metric!r}: take one of {METRIC_IDS[0]} to {METRIC_IDS[-1]}")
        return self.ask("read/metric_values", {"cut": _cut(cut), "metric": metric, "variant": variant}, limit)

    def rejections(self, *, stage: str | None = None, limit: int = 200) -> Result:
        """What was not kept and why, counted by stage and reason."""
        return self.ask("read/rejections", {"stage": stage}, limit)

    def parties(self, *, unreviewed: bool = False, limit: int = 200) -> Result:
        """Parties, most named first; ``unreviewed`` shows only names that the alias table does not know."""
        return self.ask("read/parties", {"unreviewed": unreviewed}, limit)

    def search(self, text: str, *, every: bool = True, language: str | None = None, limit: int = 20) -> Result:
        """Titles and quotes that hold the words of a text in any script, best first; copies of a text come once.

        ``every`` wants all words, else one is enough. The snapshot must have been opened with ``searching``.
        Raises ``QueryError`` for a text without words and for a snapshot without an index.
        """
        from warehouse.search import question_words

        words = question_words(text)
        if not words:
            raise QueryError(f"{text!r} holds no word to search for: give one, such as 算力 or commitment")
        ((indexed,),) = self._con.execute(sql("search/indexed")).fetchall()
        if not indexed:
            raise QueryError("the snapshot has no full-text index: publish it again with `roundtrip run`")
        with _explained():
            return self.ask("search/find", {"words": words, "every": every, "language": language}, limit)

    def last_run(self) -> Result:
        """The newest run."""
        return self.ask("read/last_run", {}, None)

    def counts(self) -> dict[str, int]:
        """Rows per table, by name."""
        tables = [name for (name,) in self._con.execute(sql("store/tables")).fetchall()]
        return {name: self._con.table(name).count("*").fetchall()[0][0] for name in tables}

    def ask(self, name: str, values: Mapping[str, object] | None = None, limit: int | None = None) -> Result:
        """The rows of a statement of the folder ``sql``, at most ``limit`` of them; all where it is None."""
        cursor = self._con.execute(sql(name), dict(values or {}))
        columns = tuple(column[0] for column in cursor.description or ())
        rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        return Result(columns, tuple(rows[:limit]), limit is not None and len(rows) > limit)

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        """Interrupt the connection when the time is over; raises ``QueryError`` then."""
        over = threading.Event()

        def stop() -> None:
            over.set()
            self._con.interrupt()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            yield
        except QueryError as error:
            if over.is_set():
                raise QueryError(f"the query took more than {seconds:g} seconds: ask for less") from error
            raise
        finally:
            timer.cancel()


def _check_schema(con: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """Raises ``SchemaError`` where the tables and views are not those that this program asks."""
    try:
        found, wanted = schema_of(con), newest()
    except duckdb.Error as error:
        raise WarehouseError(f"cannot read {snapshot}: {_line(error)}; publish it again") from error
    if found != wanted:
        mend = "run `roundtrip run`" if found < wanted else "use the newer program"
        raise SchemaError(f"{snapshot} has schema {found}, this program reads {wanted}: {mend}")


def _make_searchable(con: duckdb.DuckDBPyConnection) -> None:
    """The extension is loaded first; the locks come after it."""
    from warehouse.search import load_extension  # here, as no other reader should wait for its imports

    load_extension(con)
    for name in _LOCKS:
        con.execute(sql(f"read/{name}"))


@contextmanager
def _explained() -> Iterator[None]:
    """DuckDB's errors as one line each."""
    try:
        yield
    except duckdb.Error as error:
        raise QueryError(_line(error)) from error


def _line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error).split("\n\nLINE")[0]).strip()[:500]


def _end_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.max)


def _cut(cut: str) -> str:
    if cut not in CUTS:
        raise QueryError(f"unknown cut {cut!r}: take one of {', '.join(CUTS)}")
    return cut
