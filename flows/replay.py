"""The flow ``replay``: archived pages are read again without a fetch, as in ``pipeline.replay``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger

from flows import artifacts, context, turns
from flows.discreet import discreet, open_secrets
from flows.ingest import measure, merge, publish
from pipeline import replay as replaying
from pipeline import run as runs
from pipeline import stages
from pipeline.registry import SourceRegistry
from pipeline.replay import Replayed, Selection
from pipeline.settings import load_settings
from pipeline.stages import Workshop
from warehouse.replaying import compare


@task(name="select pages", cache_policy=NO_CACHE, persist_result=False)
@discreet
def select(selection: Selection) -> tuple[str, int]:
    """What a selection means, by reference, and how many pages it is."""
    found = replaying.targets(context.shop(), selection)
    return context.keep(found), len(found)


@task(name="read again", cache_policy=NO_CACHE, persist_result=False)
@discreet
def read_again(targets: str, first: int, size: int, selection: Selection) -> Replayed:
    """Read and extract some of the selected pages again, and commit."""
    return replaying.replay_batch(context.shop(), context.kept(targets)[first : first + size], selection)


@flow(name="replay", validate_parameters=False, persist_result=False)
@discreet
def replay(
    settings: dict[str, Any] | None = None,
    since: str | None = None,
    source: str | None = None,
    extractor_older_than: str | None = None,
    everything: bool = False,
    locked: bool = False,
) -> Replayed | State:
    """Read archived pages again, extract, merge, measure, publish, and tell what changed in the ledger.

    ``settings`` are values that differ from the configured ones; the selection is that of
    ``pipeline.replay.Selection``, ``since`` a day or moment in ISO form (UTC). Ends as Skipped where another run
    keeps the data folder.
    """
    open_secrets()
    chosen = load_settings(**(settings or {}))
    moment = datetime.fromisoformat(since) if since else None
    selection = Selection(
        since=moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC),
        source=source,
        extractor_older_than=extractor_older_than,
        everything=everything,
    )
    registry = SourceRegistry.load(Path(chosen.sources_dir))
    with turns.folder(chosen.data_dir, locked=locked, wait_seconds=chosen.wait_seconds) as busy:
        if busy is not None:
            return busy
        with (
            stages.workshop(chosen, registry, progress=context.progress()) as shop,
            context.working_in(shop),
            runs.noted(shop, selection.command) as run,
        ):
            done = _work(shop, selection)
            report = publish(run, done.work, done.message)
    get_run_logger().info(done.message)
    artifacts.show_run(report, selection.command)
    artifacts.show_house(chosen, registry)
    return replace(done, work=report.work)


def _work(shop: Workshop, selection: Selection) -> Replayed:
    """All tasks up to the metrics, in order."""
    before = replaying.ledger(shop)
    targets, count = select(selection)
    total = Replayed()
    size = shop.settings.batch_size
    for first in range(0, count, size):
        shop.progress("extract", first, count)
        total += read_again(targets, first, size, selection)
    shop.progress("extract", count, count)
    total += Replayed(work=merge() + measure())
    return total + Replayed(changes=compare(before, replaying.ledger(shop)))
