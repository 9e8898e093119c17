"""What a run leaves to be seen in Prefect: a summary, the day's new deals, the freshness and yield of the sources.

Scraped text is hostile. It is shown as code, which no reader of Markdown looks into for links, images or tags; what
could end the code or the cell of a table is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

import httpx
from prefect.artifacts import create_markdown_artifact
from prefect.exceptions import PrefectException
from prefect.logging import get_run_logger

from pipeline.errors import RoundtripError
from pipeline.health import SourceHealth, source_health
from pipeline.maintain import Upkeep
from pipeline.registry import SourceRegistry
from pipeline.runreport import RunReport
from pipeline.settings import Settings
from pipeline.shown import money, plain
from warehouse.health import new_deals
from warehouse.read import Ledger

RUN = "run-summary"
DEALS = "new-deals"
SOURCES = "source-health"
UPKEEP = "upkeep"
MOST_DEALS = 100
LONGEST = 300
"""Characters of a quote."""
_MARKS = str.maketrans({"`": "'", "|": "¦", "\\": "/"})


def code(value: object, *, longest: int = LONGEST) -> str:
    """A value as inline code of one line, in which nothing is a link, a tag or a mark; a dash where it is empty.

    >>> code("a|b `c`\\n<img src=x>")
    "`a¦b 'c' <img src=x>`"
    """
    text = " ".join(plain(" ".join(str(value if value is not None else "").split())).split()).translate(_MARKS)
    if not text:
        return "-"
    return f"`{text if len(text) <= longest else text[: longest - 1] + '…'}`"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are safe already."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def run_table(report: RunReport, command: str) -> str:
    """A run in numbers."""
    values = [
        ("run", code(report.run_id)),
        ("what", code(command)),
        ("result", code(report.message)),
        ("pages fetched, unchanged", f"{report.work.pages}, {report.work.unchanged}"),
        *((f"new rows: {name}", str(count)) for name, count in sorted(report.added.items())),
        ("addresses to try again", str(len(report.work.failed))),
        ("sources not listed", code(", ".join(report.work.unlisted))),
        *((f"seconds: {stage}", f"{seconds:.1f}") for stage, seconds in report.work.seconds.items()),
    ]
    return table(("", ""), values)


def deals_table(rows: Sequence[Sequence[object]]) -> str:
    """Deals as rows of ``warehouse.health.new_deals``."""
    cells = []
    for day, kind, payers, payees, low, high, status, quote, address in rows:
        sides = (", ".join(map(str, names)) if isinstance(names, list) else "" for names in (payers, payees))
        cells.append([*map(code, (day, kind, *sides, money(low, high), status, quote, address))])
    if not cells:
        return "No new deal."
    return table(("date", "kind", "payer", "payee", "amount", "status", "quote", "address"), cells)


def sources_table(found: Sequence[SourceHealth]) -> str:
    """Sources, those with an alarm first."""
    rows = [
        [
            code(one.source),
            f"**{one.state}**" if one.alarm else one.state,
            f"{one.last_page:%Y-%m-%d %H:%M}" if one.last_page else "-",
            str(one.articles_day),
            "-" if one.per_day is None else f"{one.per_day:.1f}",
            "-" if one.expected is None else f"{one.expected[0]} to {one.expected[1]}",
            code(one.told) if one.alarm else "-",
            code(one.mend),
        ]
        for one in sorted(found, key=lambda one: (not one.alarm, one.source))
    ]
    columns = ("source", "state", "last page (UTC)", "last day", "a day", "expected a day", "alarm", "to do")
    return table(columns, rows) if rows else "No source is enabled."


def show_run(report: RunReport, command: str) -> None:
    """Leave the summary of a run."""
    _leave(RUN, run_table(report, command), "What the newest run did.")


def show_upkeep(done: Upkeep) -> None:
    """Leave what the upkeep did and found, what is wrong first."""
    found = sorted(done.findings, key=lambda one: not one.mend)
    rows = [[code(one.what), code(one.found), code(one.mend)] for one in found]
    _leave(UPKEEP, f"{code(done.message)}\n\n{table(('what', 'found', 'to mend'), rows)}", "The newest upkeep.")


def show_house(settings: Settings, registry: SourceRegistry) -> None:
    """Leave the day's new deals and the health of the sources; alarms are warnings in the log too."""
    logger = get_run_logger()
    now = datetime.now(UTC)
    try:
        with Ledger.open(settings.snapshot_path) as snapshot:
            deals = new_deals(snapshot.connection, datetime.combine(now.date(), time(), UTC), limit=MOST_DEALS)
            health = source_health(snapshot.connection, registry, stale_days=settings.stale_days, now=now)
    except RoundtripError as error:
        logger.warning("nothing can be shown of the snapshot: %s", error)
        return
    for one in health:
        if one.alarm:
            logger.warning("source %s: %s; %s", one.source, one.told, one.mend)
    _leave(DEALS, deals_table(deals), f"Deals first read on {now:%Y-%m-%d} (UTC), at most {MOST_DEALS}.")
    _leave(SOURCES, sources_table(health), "Freshness and yield of the enabled sources.")


def _leave(key: str, text: str, description: str) -> None:
    """An artifact; where the server is gone, the work that it tells of is done all the same."""
    try:
        create_markdown_artifact(text, key=key, description=description)
    except (httpx.HTTPError, PrefectException) as error:
        get_run_logger().warning("no artifact %s: %s", key, " ".join(str(error).split())[:200])
