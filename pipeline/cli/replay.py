"""``replay``: read archived pages again without a fetch, and tell what changed in the ledger."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Annotated

import typer

from pipeline.cli.committer import WAIT, Wait, existing
from pipeline.cli.context import day_of, registry_of, settings_of, some_text
from pipeline.cli.output import JsonOption, cell, print_json, print_table, progress_bars, tell
from pipeline.errors import RoundtripError
from pipeline.lock import run_lock
from warehouse.replaying import DealChange

LIMIT = 40


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(replay)


All = Annotated[bool, typer.Option("--all", help="Everything in the archive.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Pages last seen on that day or later (UTC).")]
OfSource = Annotated[str | None, typer.Option("--source", metavar="SOURCE", help="Pages of one source.")]
Older = Annotated[
    str | None,
    typer.Option(metavar="VERSION", help="Articles read before this extractor; 'current' is this program's."),
]


def replay(
    context: typer.Context,
    everything: All = False,
    since: Since = None,
    source: OfSource = None,
    extractor_older_than: Older = None,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Read archived pages again without a fetch, extract, merge, measure, publish; tell what changed in the ledger."""
    from pipeline import run as runs
    from pipeline import stages
    from pipeline.replay import Selection
    from pipeline.replay import replay as replay_pages

    some_text(source, "--source")
    some_text(extractor_older_than, "--extractor-older-than")
    if everything and (since or source or extractor_older_than):
        raise RoundtripError("--all takes everything; leave it out, or leave the other selections out")
    day = day_of(since, "--since")
    selection = Selection(
        since=datetime.combine(day, time(), UTC) if day is not None else None,
        source=source,
        extractor_older_than=extractor_older_than,
        everything=everything,
    )
    settings = settings_of(context)
    with (
        run_lock(existing(settings), wait_seconds=wait, on_wait=tell),
        progress_bars(shown=not json and sys.stderr.isatty()) as progress,
        stages.workshop(settings, registry_of(settings), progress=progress) as shop,
        runs.noted(shop, selection.command) as record,
    ):
        done = replay_pages(shop, selection)
        report = runs.finish(shop, record, done.work, message=done.message)
        done = replace(done, work=report.work)
    if json:
        print_json(done.as_dict())
        return
    if done.changes:
        columns = ("deal", "what", "from", "to", "kind", "difference")
        print_table("Changes in the ledger", columns, [_row(change) for change in done.changes[:LIMIT]])
        if len(done.changes) > LIMIT:
            tell(f"{len(done.changes) - LIMIT} more; --json lists them")
    print(
        f"{done.selected} pages selected, {done.reread} read by newer rules, {done.work.read} articles extracted: "
        f"{done.message}"
    )
    if done.missing:
        tell(f"{done.missing} pages are not in the archive; their articles were kept as they were read")


def _row(change: DealChange) -> tuple[object, ...]:
    """A change as a row of cells."""
    deal = change.after or change.before
    assert deal is not None
    difference = "; ".join(
        f"{name}: {cell(change.before.fields[name])} -> {cell(change.after.fields[name])}"
        for name in change.fields
        if change.before is not None and change.after is not None
    )
    payers, payees = deal.fields["payers"], deal.fields["payees"]
    return deal.deal_id[:10], change.what, payers, payees, deal.fields["kind"], difference or None
