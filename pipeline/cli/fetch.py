"""``fetch``: discover, fetch and read sources, without extraction."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.cli.context import registry_of, settings_of
from pipeline.cli.output import JsonOption, print_json, progress_bars, tell_trouble
from pipeline.lock import run_lock


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(fetch)


def fetch(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Source names; all if none.")] = None,
    json: JsonOption = False,
) -> None:
    """Fetch what sources list and read it into articles; the next run extracts from them."""
    from pipeline import run as runs
    from pipeline import stages

    settings = settings_of(context)
    registry = registry_of(settings)
    sources = runs.chosen(registry, names or ())
    with (
        run_lock(settings.data_dir),
        progress_bars(shown=not json and sys.stderr.isatty()) as progress,
        stages.workshop(settings, registry, progress=progress) as shop,
        runs.noted(shop, " ".join(("fetch", *(source.name for source in sources)))) as record,
    ):
        report = runs.finish(shop, record, runs.gather(shop, sources))
    if json:
        print_json(report.as_dict())
        return
    print(f"{report.work.pages} pages fetched, {report.work.unchanged} unchanged; {report.message}")
    tell_trouble(report)
