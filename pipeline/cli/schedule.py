"""``schedule``: runs at the times of a cron expression, until stopped."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.context import registry_of, settings_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(schedule)


def schedule(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Source names; all if none.")] = None,
    cron: Annotated[str, typer.Option(help="When to run: minute hour day month weekday, UTC.")] = "7 * * * *",
) -> None:
    """Serve the flow ingest on a cron schedule, with a Prefect server of its own unless PREFECT_API_URL names one."""
    from pipeline.run import chosen

    settings = settings_of(context)
    only = tuple(source.name for source in chosen(registry_of(settings), names or ()))
    from flows.environment import prepare

    prepare(settings.prefect_home)
    from flows.serve import serve_schedule

    serve_schedule(settings, cron=cron, names=only if names else ())
