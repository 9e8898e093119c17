"""How commands speak: tables or JSON on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.redact import redacted
from pipeline.report import Progress as ProgressCall
from pipeline.report import RunReport, silent

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
_UNITS = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))
_CONTROL = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")
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
    print(f"error: {plain(redacted(' '.join(message.split())))}", file=sys.stderr, flush=True)


def tell(message: str) -> None:
    """One line of information, apart from the results."""
    print(plain(redacted(message)), file=sys.stderr, flush=True)


def tell_trouble(report: RunReport) -> None:
    """Say on standard error what a run could not get or keep, and where to read of it."""
    if report.work.failed:
        tell(f"{len(report.work.failed)} addresses failed for now; a later run tries them again")
    if report.work.unlisted:
        tell(f"not listed: {', '.join(report.work.unlisted)}; 'roundtrip sources check NAME' says why")


def plain(text: str) -> str:
    """Text without control characters, so that nothing scraped can steer the terminal."""
    return text.translate(_CONTROL)


def print_json(value: object) -> None:
    """A value as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=jsonable))


def jsonable(value: object) -> object:
    """Values that JSON has no form for: exact whole amounts as integers, days and moments as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset | tuple):
        return sorted(map(str, value)) if isinstance(value, set | frozenset) else list(value)
    return str(value)


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


def cell(value: object) -> str:
    """A value as a reader likes it."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, list | tuple):
        return ", ".join(cell(item) for item in value) or "-"
    if isinstance(value, Mapping):
        return plain(json.dumps(value, ensure_ascii=False, default=jsonable))
    return plain(str(value))


def money(low: object, high: object, currency: str | None = "USD") -> str:
    """An amount with its bounds.

    >>> money(Decimal(2_000_000_000), Decimal(2_000_000_000)), money(None, Decimal(4_000_000_000))
    ('$2bn', '≤ $4bn')
    >>> money(Decimal(3_000_000_000), Decimal(4_000_000_000), "CNY"), money(None, None)
    ('CNY 3bn – 4bn', '-')
    """
    first, last = _short(low), _short(high)
    sign = "$" if currency == "USD" else f"{currency} "
    if first is None and last is None:
        return "-"
    if first is None:
        return f"≤ {sign}{last}"
    if last is None:
        return f"≥ {sign}{first}"
    return f"{sign}{first}" if first == last else f"{sign}{first} – {last}"


def span(low: object, high: object, unit: str = "") -> str:
    """A measured interval; an unknown upper bound is open."""
    if low is None and high is None:
        return "-"
    first = "?" if low is None else f"{float(str(low)):.2f}"
    last = "∞" if high is None else f"{float(str(high)):.2f}"
    return f"{first}{unit}" if first == last else f"{first} – {last}{unit}"


def _short(value: object) -> str | None:
    if value is None:
        return None
    amount = Decimal(str(value))
    for size, unit in _UNITS:
        if abs(amount) >= size:
            digits = f"{amount / size:.2f}".rstrip("0").rstrip(".")
            return f"{digits}{unit}"
    return f"{amount.normalize():f}"


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
