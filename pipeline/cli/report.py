"""``report``: the published snapshot as one page to mail round."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import settings_of
from pipeline.cli.output import JsonOption, print_json, tell
from pipeline.errors import RoundtripError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)


def report(
    context: typer.Context,
    out: Annotated[str, typer.Option(metavar="FILE", help="HTML file to write.")],
    language: Annotated[str, typer.Option(help="Language it opens in: en or zh; it holds both.")] = "en",
    json: JsonOption = False,
) -> None:
    """Write one self-contained page: headline figures, the money circle, the time line, the ledger, every sentence."""
    if not out.strip():
        raise RoundtripError("--out: name a file, such as report.html")
    from pipeline.report.page import write_report

    written = write_report(settings_of(context).snapshot_path, Path(out), language=language)
    if json:
        print_json({"file": out, **written})
    else:
        tell(f"{out}: {written['deals']} deals, {written['bytes'] / 1_000_000:.1f} MB; open it in any browser")
