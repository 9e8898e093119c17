"""The live database: one process writes it, batch by batch; readers get published snapshots.

Every batch is one transaction of MERGE statements by content-hash keys, so a batch that is committed twice
(after a crash, by a replay) adds nothing the second time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa

from pipeline.parties import PartyTable
from pipeline.types import Article, Validators, content_key
from warehouse.batch import Batch, FetchState, Reading, batch_rows
from warehouse.cycles import Bounds
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.frontier import FrontierRow, enlist
from warehouse.match import Policy
from warehouse.measure import measure_flows
from warehouse.merge import Change, merge_claims
from warehouse.migrate import migrate
from warehouse.publish import publish_snapshot
from warehouse.resolve import Parties
from warehouse.rows import Row, arrow, utc
from warehouse.sqlfiles import sql
from warehouse.stories import name_stories
from warehouse.transactions import transaction

__all__ = ["Batch", "Change", "Counts", "FetchState", "Reading", "Warehouse"]

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_OWNERS = {
    "article": "article",
    "article_removed": "article",
    "claim": "claim",
    "claim_party": "claim",
    "evidence": "claim",
}
"""Tables whose rows are committed together with their article or claim, so that none is there before it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows that a commit added and replaced, by table; tables without change are left out."""

    added: Mapping[str, int] = field(default_factory=dict)
    replaced: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Rows added to all tables."""
        return sum(self.added.values())


@dataclass(frozen=True, slots=True)
class RunEnd:
    """A run that was completed, and when (UTC)."""

    run_id: str
    finished_at: datetime


class Warehouse:
    """The open live database; use as a context manager."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, path: Path, parties: Parties, now: Callable[[], datetime]
    ) -> None:
        """Use ``Warehouse.open``."""
        self._con = con
        self._path = path
        self._parties = parties
        self._now = now

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        parties: Parties | None = None,
        threads: int | None = None,
        memory: str = "2GB",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Warehouse:
        """Open the database, make it if it is not there, and bring it to the newest schema.

        ``parties`` is the alias table, the bundled one by default; ``memory`` is the most that the database
        holds in memory, what is more goes to files beside it; ``now`` is the clock. Raises ``WarehouseBusy`` where
        another process writes it, ``SchemaError`` where it was written by another version, ``WarehouseError``
        where the file is no database.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        con = _connect(path, {**_CONFIG, "memory_limit": memory, **({"threads": threads} if threads else {})})
        migrate(con)
        return cls(con, path, parties if parties is not None else PartyTable.load(), now)

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; uncommitted work is dropped."""
        self._con.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection, for the statements of this package and for tests."""
        return self._con

    def commit(self, batch: Batch) -> Counts:
        """Load a batch in one transaction; what is there already is not touched.

        Claims that cannot be kept (an amount that is no amount, a date that is no date) become rejections.
        """
        with transaction(self._con):
            return self._put(batch)

    def commit_listing(
        self, batch: Batch, rows: Sequence[FrontierRow], *, now: datetime, recheck: timedelta, soonest: timedelta
    ) -> Counts:
        """Load what a listing gave and put its addresses into the frontier, in one transaction; see ``enlist``."""
        with transaction(self._con):
            enlist(self._con, rows, now=now, recheck=recheck, soonest=soonest)
            return self._put(batch)

    def _put(self, batch: Batch) -> Counts:
        added: dict[str, int] = {}
        replaced: dict[str, int] = {}
        tables = batch_rows(batch, now=self._now())
        if batch.again:
            self._clear(batch, tables)
        known = {owner: self._known(owner, tables[owner]) for owner in set(_OWNERS.values())}
        for table, rows in tables.items():
            fresh, rest = _parted(table, rows, known)
            self._insert(table, fresh)
            actions = self._load(table, rest)
            if count := len(fresh) + actions.count("INSERT"):
                added[table] = count
            if count := actions.count("UPDATE"):
                replaced[table] = count
        if touched := [str(row["url"]) for table in ("reading", "frontier") for row in tables[table]]:
            self._name_versions(touched)
        return Counts(added, replaced)

    def _clear(self, batch: Batch, tables: Mapping[str, list[Row]]) -> None:
        """Take out what the articles and addresses of a batch gave before, and bring their articles up to date."""
        with self._incoming(pa.table({"url": pa.array([one.url for one in batch.readings], pa.string())})):
            self._con.execute(sql("replay/stale_page_rejection"))
        with self._incoming(arrow(self._con, "article", tables["article"])):
            self._con.execute(sql("replay/stale_article_removed"))
            self._con.execute(sql("replay/renew_article"))
        with self._incoming(arrow(self._con, "extraction", tables["extraction"])):
            for table in ("evidence", "claim_party", "claim", "rejection"):
                self._con.execute(sql(f"replay/stale_{table}"))

    def _name_versions(self, urls: Iterable[str]) -> None:
        """Say which versions of the articles at some addresses count, after new readings of them."""
        with self._incoming(pa.table({"url": pa.array(list(urls), pa.string())})):
            self._con.execute(sql("frontier/places"))
        for step in ("superseded_clear", "superseded", "places_end"):
            self._con.execute(sql(f"frontier/{step}"))

    @contextmanager
    def _incoming(self, rows: pa.Table) -> Iterator[None]:
        """Rows that statements of the block read as ``incoming``."""
        self._con.register("incoming", rows)
        try:
            yield
        finally:
            self._con.unregister("incoming")

    def _known(self, owner: str, rows: list[Row]) -> frozenset[str]:
        """Which of the articles or claims of a batch are there already."""
        if not rows:
            return frozenset()
        self._con.register("incoming", pa.table({"id": pa.array([row[f"{owner}_id"] for row in rows], pa.string())}))
        found = self._ids(f"store/known_{owner}")
        self._con.unregister("incoming")
        return found

    def _insert(self, table: str, rows: list[Row]) -> None:
        if rows:
            self._con.register("incoming", arrow(self._con, table, rows))
            self._con.execute(sql(f"load/new_{table}"))
            self._con.unregister("incoming")

    def _load(self, table: str, rows: list[Row]) -> list[str]:
        if not rows:
            return []
        self._con.register("incoming", arrow(self._con, table, rows))
        if table == "claim":
            for child in ("claim_party", "evidence"):
                self._con.execute(sql(f"store/replaced_{child}"))
        actions = [str(action) for (action,) in self._con.execute(sql(f"load/{table}")).fetchall()]
        self._con.unregister("incoming")
        return actions

    def validators(self, urls: Iterable[str]) -> dict[str, Validators]:
        """What to ask "has it changed?" with, for the addresses that were fetched before."""
        rows = self._con.execute(sql("store/validators"), [list(urls)]).fetchall()
        return {url: Validators(etag, last_modified) for url, etag, last_modified in rows}

    def fetch_states(self, urls: Iterable[str]) -> dict[str, FetchState]:
        """The last answers for the addresses that were asked for before."""
        rows = self._con.execute(sql("store/fetch_states"), [list(urls)]).fetchall()
        return {
            url: FetchState(url, Validators(etag, modified), page_id, status, checked_at)
            for url, etag, modified, page_id, status, checked_at in rows
        }

    def pages_known(self) -> frozenset[str]:
        """Ids of all pages."""
        return self._ids("store/pages_known")

    def pages_unread(self) -> frozenset[str]:
        """Ids of pages that gave neither an article nor a rejection at reading: what a stopped run left."""
        return self._ids("store/pages_unread")

    def articles_known(self) -> frozenset[str]:
        """Ids of all articles."""
        return self._ids("store/articles_known")

    def articles_without_extraction(self, version: str, *, limit: int | None = None) -> Iterator[Article]:
        """Articles that this version of the extractor has not read, by id."""
        cursor = self._con.cursor()
        cursor.execute(sql("store/articles_without_extraction"), [version, limit])
        while rows := cursor.fetchmany(200):
            yield from (_article(row) for row in rows)

    def articles(self, ids: Iterable[str]) -> list[Article]:
        """Articles by id, in the order of ids; those that are not there are left out."""
        rows = self._con.execute(sql("replay/articles"), {"articles": list(ids)}).fetchall()
        return [_article(row) for row in rows]

    def unextracted(self, ids: Iterable[str], version: str) -> frozenset[str]:
        """Which of some articles this version of the extractor has not read."""
        rows = self._con.execute(sql("replay/unextracted"), {"articles": list(ids), "extractor": version}).fetchall()
        return frozenset(found for (found,) in rows)

    def assign_stories(self) -> int:
        """Name the story of articles that have none yet, by their signatures; returns how many names were set."""
        return name_stories(self._con)

    def merge(self, policy: Policy | None = None) -> Mapping[str, Change]:
        """Make parties, deals and flows from the current claims; returns rows changed per table.

        Deterministic, whatever the order in which the claims came; a rerun on the same claims changes nothing.
        """
        self.assign_stories()
        return merge_claims(self._con, self._parties, policy)

    def measure(self, bounds: Bounds | None = None) -> None:
        """Make the metric tables again from the flows."""
        measure_flows(self._con, bounds)

    def publish(self, snapshot: Path, *, kept: int | None = None) -> Path:
        """Put a copy of the database in the snapshot's place at once; readers of the old one are not disturbed.

        The last copy of each of the newest ``kept`` days stays beside it; None leaves kept ones alone.
        """
        return publish_snapshot(self._con, self._path, snapshot, kept=kept)

    @contextmanager
    def holding(self, memory: str) -> Iterator[None]:
        """Inside the block the database holds at most so much in memory (``400MB``), whatever it held before."""
        (before,) = self._con.execute(sql("store/memory")).fetchall()[0]
        self._con.execute(sql("store/memory_set"), [memory])
        try:
            yield
        finally:
            self._con.execute(sql("store/memory_set"), [before])

    def begin_run(self, command: str) -> str:
        """Note that a run began; returns its id."""
        now = self._now()
        run_id = content_key("run", command, now.isoformat(), str(os.getpid()))
        self._con.execute(sql("store/run_begin"), [run_id, command, utc(now)])
        return run_id

    def end_run(self, run_id: str, *, outcome: str, message: str = "", rows_added: int = 0) -> None:
        """Note how a run ended; ``outcome`` is completed or failed."""
        self._con.execute(sql("store/run_end"), [utc(self._now()), outcome, message, rows_added, run_id])

    def run_completed(self, command: str) -> RunEnd | None:
        """The first run of exactly this command that was completed; None where there is none."""
        rows = self._con.execute(sql("store/run_completed"), [command]).fetchall()
        return RunEnd(*rows[0]) if rows else None

    def close_runs(self, message: str) -> int:
        """Note of runs that never ended that their process died; returns how many. Only for who holds the folder."""
        return len(self._con.execute(sql("store/runs_closed"), [message]).fetchall())

    def counts(self) -> dict[str, int]:
        """Rows per table, by name."""
        tables = [name for (name,) in self._con.execute(sql("store/tables")).fetchall()]
        return {name: self._con.table(name).count("*").fetchall()[0][0] for name in tables}

    def _ids(self, name: str) -> frozenset[str]:
        return frozenset(found for (found,) in self._con.execute(sql(name)).fetchall())


def _parted(table: str, rows: list[Row], known: Mapping[str, frozenset[str]]) -> tuple[list[Row], list[Row]]:
    """Rows that come with a new article or claim, which need no look at the table, and the others."""
    owner = _OWNERS.get(table)
    if owner is None:
        return [], rows
    there = known[owner]
    fresh = [row for row in rows if row[f"{owner}_id"] not in there]
    return fresh, [row for row in rows if row[f"{owner}_id"] in there] if there else []


def _connect(path: Path, config: dict[str, str | bool | int | float | list[str]]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=config)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise WarehouseBusy(
                f"{path} is being written by another process: wait until it ends, or read the snapshot"
            ) from error
        first = str(error).splitlines()[0]
        raise WarehouseError(f"cannot open {path}: {first}; move it away to start afresh") from error


def _article(row: tuple[object, ...]) -> Article:
    values = dict(zip(_ARTICLE_COLUMNS, row, strict=True))
    published = values["published"]
    if isinstance(published, datetime):
        values["published"] = published.replace(tzinfo=UTC)
    return Article(**values)  # type: ignore[arg-type]


_ARTICLE_COLUMNS = (
    "article_id",
    "page_id",
    "source",
    "url",
    "title",
    "text",
    "language",
    "script",
    "published",
    "published_precision",
    "published_on",
    "published_raw",
    "publisher",
    "cited_origin",
    "encoding",
    "encoding_source",
    "replacement_characters",
    "signature",
)
"""Columns of the statements that read articles, in their order; each is a field of ``Article``."""
