"""``doctor``: is everything here that a run needs, do sources and runs live, and is the database sound?"""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.context import settings_of
from pipeline.cli.output import JsonOption, print_json, print_table
from pipeline.findings import checkup

FAULTY = 1


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
    """Check installation, settings, sources, runs, database and archive; exit code 1 where something is wrong."""
    findings = list(checkup(settings_of(context), models=models))
    if json:
        print_json([{"what": one.what, "found": one.found, "mend": one.mend} for one in findings])
    else:
        print_table(
            "Doctor", ("what", "found", "to mend"), ((one.what, one.found, one.mend or "-") for one in findings)
        )
    if any(one.mend for one in findings):
        raise typer.Exit(FAULTY)
