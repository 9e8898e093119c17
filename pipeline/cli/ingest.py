"""``ingest``: take in pages that are on this machine already: a WARC file, a folder, a list of texts or addresses."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.committer import WAIT, Wait
from pipeline.cli.context import registry_of, settings_of, some_text
from pipeline.cli.output import JsonOption, print_json, progress_bars, tell
from pipeline.errors import RoundtripError
from pipeline.ingest import Ingested
from pipeline.lock import run_lock
from pipeline.registry import UNTOLD, Source, SourceKind, SourceRegistry, described_source
from pipeline.report import Progress, RunReport
from pipeline.settings import Settings
from pipeline.stages import Workshop


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ingest)


WarcFile = Annotated[Path | None, typer.Option("--warc", help="WARC file, packed or not, or a folder of them.")]
Folder = Annotated[Path | None, typer.Option("--folder", help="Folder of HTML and text files, with those below it.")]
Urls = Annotated[Path | None, typer.Option("--urls", help="File of addresses to fetch, one a line.")]
Jsonl = Annotated[Path | None, typer.Option("--jsonl", help="Texts: a line {doc, url, text, published} each.")]
Name = Annotated[str | None, typer.Option("--source", help="Name of the source; else made of the file's.")]
Publisher = Annotated[str | None, typer.Option(help="Who published the pages, where it is one.")]
Language = Annotated[str | None, typer.Option(help="zh or en, where all pages are in one.")]
Zone = Annotated[str | None, typer.Option(help="Time zone of times without one, as Asia/Shanghai.")]
Extract = Annotated[bool, typer.Option("--extract/--no-extract", help="Find deals too, or leave it to the next run.")]
Keep = Annotated[bool, typer.Option("--archive/--no-archive", help="Keep the pages, so that a replay can read them.")]


@dataclass(frozen=True, slots=True)
class _Given:
    """What is to be taken in."""

    kind: SourceKind
    path: Path


def ingest(
    context: typer.Context,
    warc: WarcFile = None,
    folder: Folder = None,
    urls: Urls = None,
    jsonl: Jsonl = None,
    source: Name = None,
    publisher: Publisher = None,
    language: Language = None,
    zone: Zone = None,
    extract: Extract = False,
    archive: Keep = True,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Take in pages from files; stopped and given again, it goes on where it was. Addresses in a list are fetched."""
    for text, option in ((source, "--source"), (publisher, "--publisher"), (language, "--language"), (zone, "--zone")):
        some_text(text, option)
    given = _given({"warc": warc, "folder": folder, "url_list": urls, "jsonl": jsonl})
    settings = settings_of(context)
    registry = registry_of(settings)
    chosen = _source(registry, given, source, publisher=publisher, language=language, zone=zone)
    with (
        run_lock(settings.data_dir, wait_seconds=wait, on_wait=tell),
        progress_bars(shown=not json and sys.stderr.isatty()) as progress,
    ):
        done, report = _work(settings, registry, chosen, progress, archive=archive, extract=extract)
    if json:
        print_json({"source": chosen.name, **_figures(done), **report.as_dict()})
        return
    print(
        f"{done.met} pages met, {done.known} known already, {done.work.articles} articles, "
        f"{done.work.rejections} not kept (why: mart.v1_rejection); {report.message}"
    )


def _work(
    settings: Settings, registry: SourceRegistry, source: Source, progress: Progress, *, archive: bool, extract: bool
) -> tuple[Ingested, RunReport]:
    """Take in, extract where asked for, publish."""
    from pipeline import run as runs
    from pipeline import stages

    everything = registry.with_source(source)
    with (
        stages.workshop(settings, everything, progress=progress) as shop,
        runs.noted(shop, f"ingest {source.kind} {source.name}") as record,
    ):
        done = _take(shop, source, archive=archive)
        work = done.work
        if extract:
            work += runs.mine_all(shop) + runs.derive(shop)
        return done, runs.finish(shop, record, work)


def _take(shop: Workshop, source: Source, *, archive: bool) -> Ingested:
    from pipeline import run as runs
    from pipeline.ingest import take_in

    if source.kind == "url_list":
        step = runs.gather(shop, [source])
        return Ingested(step.pages + step.unchanged, step.unchanged, len(step.failed), step)

    def show(so_far: Ingested) -> None:
        shop.progress("content", so_far.met, so_far.met)

    return take_in(shop, source, described=source.language != UNTOLD, archive=archive, on_batch=show)


def _given(files: dict[str, Path | None]) -> _Given:
    """The one file or folder that was named. Raises RoundtripError where it is none or several, or is not there."""
    named = [(kind, path) for kind, path in files.items() if path is not None]
    if len(named) != 1:
        raise RoundtripError("name one of --warc FILE, --folder DIR, --urls FILE and --jsonl FILE")
    ((kind, path),) = named
    if not path.exists():
        raise RoundtripError(f"{path}: no such file or folder; check the path")
    if kind == "folder" and not path.is_dir():
        raise RoundtripError(f"{path}: is no folder; give the folder that holds the file")
    if kind in ("url_list", "jsonl") and not path.is_file():
        raise RoundtripError(f"{path}: is no file; give a file")
    return _Given(kind, path.resolve())  # type: ignore[arg-type]


def _source(
    registry: SourceRegistry,
    given: _Given,
    name: str | None,
    *,
    publisher: str | None,
    language: str | None,
    zone: str | None,
) -> Source:
    """The source under whose name and by whose rules the pages are read: a configured one, or one made of the options.

    Raises RoundtripError for a name or a value that a source cannot have.
    """
    stem = re.sub(r"[^a-z0-9]+", "_", given.path.name.partition(".")[0].lower()).strip("_")
    own = name or (stem if stem[:1].isalpha() else f"local_{stem}".rstrip("_"))
    if name is not None and own in registry.names():
        if publisher or language or zone:
            raise RoundtripError(f"--source {own} is configured; change its file, or give another name")
        return registry.get(own).moved(given.kind, str(given.path))
    return described_source(own, given.kind, str(given.path), publisher=publisher, language=language, zone=zone)


def _figures(done: Ingested) -> dict[str, object]:
    return {"met": done.met, "known": done.known, "missed": done.missed}
