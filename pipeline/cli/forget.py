"""``forget``: remove a page and everything that came only from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import typer

from pipeline.archive import Archive
from pipeline.cli.committer import WAIT, Wait, existing
from pipeline.cli.context import settings_of
from pipeline.cli.output import JsonOption, out, plain, print_json, print_table, tell
from pipeline.errors import RoundtripError
from pipeline.lock import run_lock
from pipeline.settings import Settings
from warehouse.forget import Trace, rewrite, summary, trace
from warehouse.forget import forget as forget_rows
from warehouse.search import index_texts
from warehouse.store import Warehouse


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(forget)


def forget(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of the page, as mart.v1_article shows it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and change nothing.")] = False,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Remove a page and everything that came only from it, bytes and all; it is not fetched again.

    Dated snapshots of earlier days are removed too. Files exported before are the user's own to delete.
    """
    settings = settings_of(context)
    with run_lock(existing(settings), wait_seconds=wait, on_wait=tell):
        with Warehouse.open(settings.warehouse_path) as warehouse:
            found = trace(warehouse.connection, url)
            if not found.known:
                raise RoundtripError(f"nothing is known of {url!r}: give an address as it stands in mart.v1_article")
            removed = found.rows if dry_run else _remove(settings, warehouse, found)
        if not dry_run:
            rewrite(settings.warehouse_path)
            with Warehouse.open(settings.warehouse_path) as warehouse:
                warehouse.publish(settings.snapshot_path, kept=settings.snapshots_kept)
    if json:
        told = {"addresses": found.addresses, "pages": found.pages, "kept_for_others": dict(found.moved)}
        print_json({**told, "rows": dict(summary(removed)), "done": not dry_run})
        return
    out().print(f"{'would be' if dry_run else 'is'} forgotten: {plain(', '.join(found.addresses))}", markup=False)
    print_table("Taken out", ("table", "rows"), [*summary(removed), ("archive", len(found.pages))], right=("rows",))
    if found.before and not any(removed.values()):
        left = "to finish a forget that was stopped, give it again" if dry_run else "what was left to do is done"
        out().print(f"it was forgotten before; {left}", markup=False)


def _remove(settings: Settings, warehouse: Warehouse, found: Trace) -> Mapping[str, int]:
    """Take pages, rows and words out; a command stopped anywhere in it finds the rest when it is given again."""
    _clear_archive(settings, found)
    removed = forget_rows(warehouse.connection, found)
    warehouse.merge()
    warehouse.measure()
    index_texts(warehouse.connection)
    return removed


def _clear_archive(settings: Settings, found: Trace) -> None:
    """Remove the pages; one that another address gave too is kept under that."""
    archive = Archive(settings.archive_dir)
    for page_id in found.pages:
        archive.remove(page_id)
    for page_id, other in found.moved.items():
        if archive.has(page_id):
            page = archive.get(page_id)
            archive.remove(page_id)
            archive.put(replace(page, url=other, final_url=other))
