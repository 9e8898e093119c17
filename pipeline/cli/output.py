"""How commands speak: tables or JSON on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.report import Progress as ProgressCall
from pipeline.report import RunReport, silent
from pipeline.secrets import redact
from pipeline.shown import cell, jsonable, money, plain, span

__all__ = [
    "LABELS",
    "JsonOption",
    "cell",
    "err",
    "jsonable",
    "money",
    "out",
    "plain",
    "print_json",
    "print_table",
    "progress_bars",
    "span",
    "tell",
    "tell_error",
    "tell_trouble",
]

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
LABELS = {
    "prefect": "starting Prefect",
    "discover": "listing sources",
    "fetch": "fetching pages",
    "content": "reading articles",
    "extract": "finding deals",
    "merge": "merging claims",
    "measure": "measuring",
    "publish": "publishing",
}


def out() -> Console:
    """Standard output, as wide as the terminal, or 140 columns into a file."""
    return Console(width=None if sys.stdout.isatty() else 140, highlight=False, emoji=False)


def err() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


def tell_error(message: str) -> None:
    """One line of error."""
    print(f"error: {plain(redact(' '.join(message.split())))}", file=sys.stderr, flush=True)


def tell(message: str) -> None:
    """One line of information, apart from the results."""
    print(plain(redact(message)), file=sys.stderr, flush=True)


def tell_trouble(report: RunReport) -> None:
    """Say on standard error what a run could not get or keep, and where to read of it."""
    if report.work.failed:
        tell(f"{len(report.work.failed)} addresses failed for now; a later run tries them again")
    if report.work.unlisted:
        tell(f"not listed: {', '.join(report.work.unlisted)}; 'roundtrip sources check NAME' says why")


def print_json(value: object) -> None:
    """A value as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=jsonable))


def print_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()
) -> None:
    """A table of already chosen cells; columns in ``right`` hold figures."""
    table = Table(title=Text(plain(title)), title_justify="left", header_style="bold", expand=False)
    for name in columns:
        table.add_column(Text(plain(name)), justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(value)) for value in row))
    out().print(table)


@contextmanager
def progress_bars(*, shown: bool) -> Iterator[ProgressCall]:
    """A callable that shows one bar per stage on standard error; nothing where it is no terminal or not wanted."""
    console = err()
    if not shown:
        yield silent
        return
    with Progress(
        TextColumn("{task.description:<16}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bars:
        known: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in known:
                known[stage] = bars.add_task(LABELS.get(stage, stage), total=total)
            bars.update(known[stage], completed=done, total=total)

        yield show
