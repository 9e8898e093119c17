"""``maintain``: the daily upkeep of the data folder, at once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.cli.committer import WAIT, Wait, existing
from pipeline.cli.context import settings_of
from pipeline.cli.output import JsonOption, print_json, print_table, progress_bars, tell
from pipeline.cli.run import WithPrefect
from pipeline.lock import run_lock
from pipeline.maintain import Upkeep
from pipeline.runreport import Progress
from pipeline.settings import Settings

FAULTY = 1


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(maintain)


def maintain(
    context: typer.Context,
    whole: Annotated[bool, typer.Option("--all", help="Read every archived page, not the day's sixteenth.")] = False,
    prefect: WithPrefect = True,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Clear what runs left, look at archive, audits, sources and runs; exit code 1 where something is wrong."""
    settings = settings_of(context)
    with (
        run_lock(existing(settings), wait_seconds=wait, on_wait=tell),
        progress_bars(shown=not json and sys.stderr.isatty()) as progress,
    ):
        done = _maintain(settings, progress, whole=whole, prefect=prefect)
    if json:
        print_json(done.as_dict())
    else:
        rows = ((one.what, one.found, one.mend or "-") for one in done.findings)
        print_table("Upkeep", ("what", "found", "to mend"), rows)
        print(done.message)
    if done.alarms:
        raise typer.Exit(FAULTY)


def _maintain(settings: Settings, progress: Progress, *, whole: bool, prefect: bool) -> Upkeep:
    """The upkeep with Prefect, which looks after its own database too, or without."""
    if not prefect:
        from pipeline.maintain import maintain as maintain_plainly

        return maintain_plainly(settings, whole_archive=whole, locked=True, progress=progress)
    from flows.environment import prepare

    prepare(settings.prefect_home, keep_days=settings.prefect_days)
    from flows.maintain import run_flow

    return run_flow(settings, whole_archive=whole, progress=progress)
