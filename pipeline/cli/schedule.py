"""``server`` and ``schedule``: the Prefect server with its pages, and the flows at the times of cron expressions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from pipeline import newsroom
from pipeline.cli.context import registry_of, settings_of, some_text
from pipeline.cli.output import JsonOption, print_json, print_table
from pipeline.cli.run import Port, place_of_sample
from pipeline.errors import RoundtripError
from pipeline.registry import SourceRegistry
from pipeline.schedules import appointments
from pipeline.settings import Settings

SERVER_PORT = 4200
"""Where Prefect's own programs look for a server."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(schedule)
    app.command()(server)


def schedule(
    context: typer.Context,
    groups: Annotated[
        list[str] | None, typer.Argument(metavar="[GROUP]...", help="Groups of sources; all if none.")
    ] = None,
    cron: Annotated[
        list[str] | None,
        typer.Option(help="GROUP=EXPRESSION, or an expression for all groups: minute hour day month weekday, UTC."),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show what would be run when, and end.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="Serve the bundled sample newsroom and read it.")] = False,
    port: Port = newsroom.DEFAULT_PORT,
    json: JsonOption = False,
) -> None:
    """Run the groups of sources, and the daily upkeep, at their times until stopped.

    Starts a Prefect server of its own unless PREFECT_API_URL names one.
    """
    settings = settings_of(context)
    everywhere, single = _crons(cron or [])
    with _place(settings, sample=sample, port=port) as (chosen, registry, at):
        plan = appointments(registry, {**chosen.schedules, **single}, groups=groups or (), everywhere=everywhere)
        from flows.environment import prepare

        prepare(chosen.prefect_home, keep_days=chosen.prefect_days, level="INFO")
        from flows.schedule import check_cron, next_time

        for one in plan:
            check_cron(one.cron)
        if not listed:
            from flows.serve import serve_schedule

            serve_schedule(chosen, plan, at=at)
            return
        columns = ("group", "flow", "cron", "next", "sources")
        rows = [(one.name, one.flow, one.cron, next_time(one.cron), len(one.sources) or None) for one in plan]
        if json:
            print_json([dict(zip(columns, row, strict=True)) for row in rows])
        else:
            print_table("Schedule (UTC)", columns, rows, right=("sources",))


def server(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on loopback.")] = SERVER_PORT,
) -> None:
    """Run the Prefect server with its pages until stopped; its database is in the data folder."""
    settings = settings_of(context)
    from flows.environment import prepare

    prepare(settings.prefect_home, keep_days=settings.prefect_days)
    from flows.server import become_server

    become_server(port)


def _crons(given: list[str]) -> tuple[str | None, dict[str, str]]:
    """(expression for all groups, expressions by group). Raises RoundtripError where two are for the same."""
    everywhere: str | None = None
    single: dict[str, str] = {}
    for text in given:
        some_text(text, "--cron")
        name, sign, expression = text.partition("=")
        if sign and name.strip().isidentifier():
            if name.strip() in single:
                raise RoundtripError(f"--cron: two expressions for {name.strip()}; give one")
            single[name.strip()] = expression.strip()
        elif everywhere is not None:
            raise RoundtripError("--cron: two expressions for all groups; write GROUP=EXPRESSION for one of them")
        else:
            everywhere = text
    return everywhere, single


@contextmanager
def _place(settings: Settings, *, sample: bool, port: int) -> Iterator[tuple[Settings, SourceRegistry, str | None]]:
    """Settings, sources and base address; for the sample, of a newsroom that serves until the block ends."""
    if not sample:
        yield settings, registry_of(settings), None
        return
    with newsroom.serve(port) as room:
        yield place_of_sample(settings, room)
