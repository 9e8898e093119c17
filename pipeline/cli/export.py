"""``export``: the mart views as files for other programs, with the data contract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import settings_of
from pipeline.cli.output import JsonOption, print_json, print_table
from warehouse.export import CONTRACT_FILE, FORMATS
from warehouse.export import export as write_views


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="Folder to write to; made if it is not there.")],
    format: Annotated[str, typer.Option(help=", ".join(FORMATS) + ".")] = "parquet",
    json: JsonOption = False,
) -> None:
    """Write every mart view of the snapshot to a folder, one file each, and the data contract beside them."""
    written = write_views(settings_of(context).snapshot_path, to, form=format)
    if json:
        print_json({"folder": str(to), "contract": CONTRACT_FILE, "rows": written})
    else:
        print_table(f"Written to {to}, with {CONTRACT_FILE}", ("file", "rows"), written.items(), right=("rows",))
