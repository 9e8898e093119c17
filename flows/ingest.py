"""The flow ``ingest``: the same steps as ``pipeline.run``, each a Prefect task over a batch.

Nothing large passes through Prefect: tasks take names and addresses and give counts, and the open workshop
(warehouse, archive, fetcher) is held beside them. The flow's parameters are plain values, so that a
schedule can hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import context
from flows.server import running
from pipeline import run as runs
from pipeline import stages
from pipeline.lock import run_lock
from pipeline.registry import SourceRegistry
from pipeline.runreport import Progress, RunReport, Step, silent
from pipeline.settings import Settings, load_settings
from pipeline.stages import Found, Workshop
from pipeline.types import Listing


@task(name="discover", task_run_name="discover {name}", cache_policy=NO_CACHE, persist_result=False)
def discover(name: str) -> tuple[Found, Step]:
    """What one source lists."""
    shop = context.shop()
    return runs.timed_discover(shop, shop.registry.get(name))


@task(name="acquire", cache_policy=NO_CACHE, persist_result=False)
def acquire(listings: tuple[Listing, ...]) -> Step:
    """Fetch, read and commit one batch of addresses."""
    return stages.acquire(context.shop(), listings)


@task(name="settle", cache_policy=NO_CACHE, persist_result=False)
def settle(found: tuple[Found, ...], failed: frozenset[str]) -> Step:
    """Remember the listings whose addresses were all settled."""
    return sum((stages.settle(context.shop(), one, failed=failed) for one in found), Step())


@task(name="extract", cache_policy=NO_CACHE, persist_result=False)
def extract() -> Step:
    """Extract from one batch of articles that were not read yet, and commit."""
    return stages.mine(context.shop())


@task(name="derive", cache_policy=NO_CACHE, persist_result=False)
def derive() -> Step:
    """Merge claims into deals and measure."""
    return runs.derive(context.shop())


@flow(name="ingest", validate_parameters=False, persist_result=False)
def ingest(
    settings: dict[str, Any] | None = None,
    names: Sequence[str] = (),
    at: str | None = None,
    locked: bool = False,
) -> RunReport:
    """Discover, fetch, read, extract, merge, measure and publish.

    ``settings`` are values that differ from the configured ones, ``names`` limits the sources, ``at`` moves
    all sources to another scheme, host and port, ``locked`` says that the caller holds the data folder.
    """
    chosen = load_settings(**(settings or {}))
    registry = SourceRegistry.load(Path(chosen.sources_dir))
    if at is not None:
        registry = registry.at(at)
    sources = runs.chosen(registry, names)
    with (
        nullcontext() if locked else run_lock(chosen.data_dir),
        stages.workshop(chosen, registry, progress=context.progress()) as shop,
        context.working_in(shop),
        runs.noted(shop, runs.command_of(sources)) as run,
    ):
        return runs.finish(shop, run, _work(shop, [source.name for source in sources]))


def _work(shop: Workshop, names: Sequence[str]) -> Step:
    """All tasks, in order."""
    total = stages.reread(shop)
    found: list[Found] = []
    for number, name in enumerate(names):
        shop.progress("discover", number, len(names))
        one, step = discover(name)
        found.append(one)
        total += step
    shop.progress("discover", len(names), len(names))
    batches = runs.plan(found, shop.settings.batch_size)
    done, listed = 0, sum(map(len, batches))
    for batch in batches:
        shop.progress("fetch", done, listed)
        total += acquire(batch)
        done += len(batch)
    shop.progress("fetch", done, listed)
    total += settle(tuple(found), frozenset(total.failed))
    waiting = runs.count_waiting(shop)
    read = 0
    shop.progress("extract", read, waiting)
    while waiting > read and (step := extract()).read:
        total += step
        read += step.read
        shop.progress("extract", read, waiting)
    return total + derive()


def run_flow(
    settings: Settings, *, names: Sequence[str] = (), at: str | None = None, progress: Progress = silent
) -> RunReport:
    """The flow on a server of its own (or the one that ``PREFECT_API_URL`` names); the caller holds the lock."""
    plain = settings.model_dump(mode="json", exclude_unset=True)
    progress("prefect", 0, 1)
    with (
        running(settings.prefect_home) as address,
        temporary_settings({PREFECT_API_URL: address}),
        context.showing(progress),
    ):
        progress("prefect", 1, 1)
        return ingest(settings=plain, names=tuple(names), at=at, locked=True)
