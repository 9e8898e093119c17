"""``backfill``: fill the gaps of some days, with sitemaps for older addresses."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline import newsroom
from pipeline.backfill import Window
from pipeline.cli.context import day_of, settings_of
from pipeline.cli.output import JsonOption, print_json, progress_bars, tell, tell_trouble
from pipeline.cli.run import Names, Place, Port, Sample, Wait, WithPrefect, sources_to_read
from pipeline.errors import RoundtripError
from pipeline.lock import run_lock
from pipeline.runreport import Progress, RunReport


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(backfill)


First = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, included.")]
Missing = Annotated[
    bool, typer.Option("--only-missing/--everything", help="Only what is missing, or all of these days again.")
]


def backfill(
    context: typer.Context,
    names: Names = None,
    first: First = None,
    last: Last = None,
    only_missing: Missing = True,
    sample: Sample = False,
    port: Port = newsroom.DEFAULT_PORT,
    prefect: WithPrefect = True,
    wait: Wait = 60.0,
    json: JsonOption = False,
) -> None:
    """Fetch, read and extract what is missing of some days, then merge, measure, publish."""
    from pipeline.run import chosen

    begin, end = day_of(first, "--from"), day_of(last, "--to")
    if begin is None or end is None:
        raise RoundtripError("say which days: --from 2025-10-01 --to 2025-10-31")
    window = Window(begin, end)
    settings = settings_of(context)
    with (
        run_lock(settings.data_dir, wait_seconds=wait, on_wait=tell),
        sources_to_read(settings, sample=sample, port=port) as place,
        progress_bars(shown=not json and sys.stderr.isatty()) as progress,
    ):
        only = tuple(source.name for source in chosen(place.registry, names or ()))
        report = _backfill(place, only, window, progress, only_missing=only_missing, prefect=prefect)
    if json:
        print_json(report.as_dict())
        return
    print(
        f"{report.work.pages} pages fetched, {report.work.unchanged} unchanged, {report.work.read} articles extracted: "
        f"{report.message}"
    )
    tell_trouble(report)


def _backfill(
    place: Place, names: tuple[str, ...], window: Window, progress: Progress, *, only_missing: bool, prefect: bool
) -> RunReport:
    """The backfill with Prefect or without."""
    settings = place.settings
    if not prefect:
        from pipeline import backfill as filling
        from pipeline import run as runs
        from pipeline import stages

        sources = runs.chosen(place.registry, names)
        command = filling.command_of(sources, window, only_missing=only_missing)
        with (
            stages.workshop(settings, place.registry, progress=progress) as shop,
            runs.noted(shop, command) as record,
        ):
            return runs.finish(shop, record, filling.backfill(shop, sources, window, only_missing=only_missing))
    from flows.environment import prepare

    prepare(settings.prefect_home, keep_days=settings.prefect_days)
    from flows.backfill import run_flow

    return run_flow(settings, window, names=names, only_missing=only_missing, at=place.at, progress=progress)
