"""``export``: the mart views as files for other programs, with the data contract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import settings_of
from pipeline.cli.output import JsonOption, print_json, print_table
from pipeline.errors import RoundtripError
from warehouse.export import CONTRACT_FILE, FORMATS
from warehouse.export import export as write_views


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    context: typer.Context,
    to: Annotated[str, typer.Option(metavar="PATH", help="Folder to write to; made if it is not there.")],
    format: Annotated[str, typer.Option(help=", ".join(FORMATS) + ".")] = "parquet",
    json: JsonOption = False,
) -> None:
    """Write every mart view of the snapshot to a folder, one file each, and the data contract beside them."""
    if not to.strip():  # as a path it would be the current folder
        raise RoundtripError("--to: name a folder")
    written = write_views(settings_of(context).snapshot_path, Path(to), form=format)
    if json:
        print_json({"folder": str(Path(to)), "contract": CONTRACT_FILE, "rows": written})
    else:
        print_table(f"Written to {Path(to)}, with {CONTRACT_FILE}", ("file", "rows"), written.items(), right=("rows",))
