"""The flow ``ingest``: the same steps as ``pipeline.run``, each a Prefect task over a batch.

Nothing large passes through Prefect: tasks take names and addresses and give counts, and the open workshop
(warehouse, archive, fetcher) is held beside them. The flow's parameters are plain values, so that a
schedule can hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger

from flows import artifacts, context, turns
from flows.attended import attended
from flows.discreet import discreet, open_secrets, parameters_of
from pipeline import run as runs
from pipeline import stages
from pipeline.registry import Source, SourceRegistry
from pipeline.run import OpenRun
from pipeline.runreport import Progress, RunReport, Step, Stopwatch, silent
from pipeline.schedules import UnknownGroup, groups_of
from pipeline.settings import Settings, load_settings
from pipeline.stages import Found, Workshop
from pipeline.types import Listing


@task(name="discover", task_run_name="discover {name}", cache_policy=NO_CACHE, persist_result=False)
@discreet
def discover(name: str) -> tuple[Found, Step]:
    """What one source lists."""
    shop = context.shop()
    return runs.timed_discover(shop, shop.registry.get(name))


@task(name="fetch", cache_policy=NO_CACHE, persist_result=False)
@discreet
def fetch(listings: str) -> tuple[str, Step]:
    """Ask for one batch of addresses; the answers by reference."""
    watch = Stopwatch()
    with watch.time("fetch"):
        found = stages.fetch(context.shop(), context.kept(listings))
    return context.keep(found), Step(seconds=watch.seconds)


@task(name="content", cache_policy=NO_CACHE, persist_result=False)
@discreet
def content(listings: str, fetched: str) -> tuple[str, Step]:
    """Read the pages of one batch into articles; these by reference."""
    watch = Stopwatch()
    with watch.time("content"):
        times = stages.times_of(context.kept(listings))
        read = stages.content(context.shop(), context.kept(fetched).pages, listed=times)
    return context.keep(read), Step(seconds=watch.seconds)


@task(name="commit", cache_policy=NO_CACHE, persist_result=False)
@discreet
def commit(fetched: str, read: str) -> Step:
    """Keep and commit what one batch gave, in one transaction."""
    return stages.keep(context.shop(), context.take(fetched), context.take(read))


def acquire(listings: Sequence[Listing]) -> Step:
    """The tasks of one batch of addresses, from the network to the database."""
    batch = context.keep(tuple(listings))
    fetched, asking = fetch(batch)
    read, reading = content(batch, fetched)
    context.take(batch)
    return asking + reading + commit(fetched, read)


@task(name="settle", cache_policy=NO_CACHE, persist_result=False)
@discreet
def settle(found: tuple[Found, ...]) -> Step:
    """What the listings came to."""
    return stages.settle(found)


@task(name="extract", cache_policy=NO_CACHE, persist_result=False)
@discreet
def extract() -> Step:
    """Extract from one batch of articles that were not read yet, and commit what they gave."""
    return stages.mine(context.shop())


@task(name="merge", cache_policy=NO_CACHE, persist_result=False)
@discreet
def merge() -> Step:
    """Merge claims into deals."""
    return runs.merge(context.shop())


@task(name="measure", cache_policy=NO_CACHE, persist_result=False)
@discreet
def measure() -> Step:
    """Measure what goes round."""
    return runs.measure(context.shop())


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
@discreet
def publish(run: OpenRun, work: Step, message: str | None = None) -> RunReport:
    """Note the end of the run and publish the snapshot."""
    return runs.finish(context.shop(), run, work, message=message)


@flow(name="ingest", validate_parameters=False, persist_result=False)
@discreet
def ingest(
    settings: dict[str, Any] | None = None,
    names: Sequence[str] = (),
    at: str | None = None,
    locked: bool = False,
    group: str | None = None,
    slot: str | None = None,
) -> RunReport | State:
    """Discover, fetch, read, extract, merge, measure and publish.

    ``settings`` are values that differ from the configured ones; ``names`` or ``group`` limit the sources; ``at``
    moves all sources to another scheme, host and port; ``locked`` says that the caller holds the data folder;
    ``slot`` names the hour or the like that the run is for, else it is that of the schedule. Ends as Skipped
    where another run keeps the data folder, as Repeated where its slot was done before, as Superseded where a
    newer run of the schedule is due.
    """
    open_secrets()
    if (newer := turns.superseded()) is not None:
        return newer
    chosen = load_settings(**(settings or {}))
    registry = SourceRegistry.load(Path(chosen.sources_dir))
    if at is not None:
        registry = registry.at(at)
    sources = runs.chosen(registry, names or _members(registry, group))
    command = runs.command_of(sources, slot or turns.slot())
    with turns.folder(chosen.data_dir, locked=locked, wait_seconds=chosen.wait_seconds) as busy:
        if busy is not None:
            return busy
        with stages.workshop(chosen, registry, progress=context.progress()) as shop, context.working_in(shop):
            if "@" in command and (before := runs.repeated(shop, command)) is not None:
                return turns.ended(turns.REPEATED, before.message, before)
            with runs.noted(shop, command) as run:
                report = publish(run, _work(shop, sources))
    get_run_logger().info(report.message)
    artifacts.show_run(report, command)
    artifacts.show_house(chosen, registry)
    return report


def _members(registry: SourceRegistry, group: str | None) -> tuple[str, ...]:
    """The sources of a group, as they are now. Raises UnknownGroup."""
    if group is None:
        return ()
    known = groups_of(registry)
    if group not in known:
        raise UnknownGroup(f"no enabled source is of group {group!r} any more; start 'roundtrip schedule' anew")
    return known[group]


def _work(shop: Workshop, sources: Sequence[Source]) -> Step:
    """All tasks up to the metrics, in order."""

    def list_one(source: Source) -> tuple[Found, Step]:
        return discover(source.name)

    total = runs.gather(shop, sources, discover=list_one, acquire=acquire, settle=settle)
    return total + runs.mine_all(shop, extract) + merge() + measure()


def run_flow(
    settings: Settings,
    *,
    names: Sequence[str] = (),
    at: str | None = None,
    slot: str | None = None,
    progress: Progress = silent,
) -> RunReport:
    """The flow on a server of its own (or the one that ``PREFECT_API_URL`` names); the caller holds the lock."""
    with attended(settings, progress):
        report = ingest(settings=parameters_of(settings), names=tuple(names), at=at, slot=slot, locked=True)
    assert isinstance(report, RunReport)
    return report
