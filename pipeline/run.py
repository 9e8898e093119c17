"""One run, start to end, without Prefect: the same steps as the flow, as plain calls.

A run may be killed at any point and started again: pages are immutable, every commit is one transaction
keyed by content, what a source listed stays in the frontier until it was fetched or given up, and the derived
tables are made from the claims alone. The end is the database of an undisturbed run.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pipeline import stages
from pipeline.clock import Clock
from pipeline.errors import RoundtripError
from pipeline.guard import version
from pipeline.ingest import take_in
from pipeline.lock import run_lock
from pipeline.registry import LOCAL_KINDS, Source, SourceRegistry
from pipeline.runreport import Progress, RunReport, Step, Stopwatch, silent
from pipeline.secrets import redact
from pipeline.settings import Settings
from pipeline.stages import Found, Workshop
from pipeline.types import Listing

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run under way: its id and the rows per table when it began."""

    run_id: str
    before: dict[str, int]


def chosen(registry: SourceRegistry, names: Sequence[str] = ()) -> tuple[Source, ...]:
    """The named sources, or all that are enabled.

    Raises UnknownSource for a name that no source has, RoundtripError where there is nothing to read.
    """
    if names:
        return tuple(registry.get(name) for name in dict.fromkeys(names))
    found = tuple(source for source in registry if source.enabled)
    if not found:
        raise RoundtripError(
            "no source is enabled; add one (see the README), or read the sample newsroom: run --sample"
        )
    return found


def plan(found: Sequence[Found], size: int) -> tuple[tuple[Listing, ...], ...]:
    """The due addresses in batches, each once; the sources take turns, so that no host is asked all the time."""
    distinct: dict[str, Listing] = {}
    for turn in itertools.zip_longest(*(one.listings for one in found)):
        for listing in turn:
            if listing is not None:
                distinct.setdefault(listing.url, listing)
    return tuple(stages.batched(tuple(distinct.values()), size))


def repeated(shop: Workshop, command: str) -> RunReport | None:
    """The report of a run whose key (its command, with a slot) was completed before; None where it was not."""
    done = shop.warehouse.run_completed(command)
    if done is None:
        return None
    told = f"nothing to do: {command!r} was completed at {done.finished_at:%Y-%m-%d %H:%M} UTC (run {done.run_id[:12]})"
    return RunReport(done.run_id, Step(), {}, shop.warehouse.counts(), told)


def begin(shop: Workshop, command: str) -> OpenRun:
    """Note that a run began."""
    before = shop.warehouse.counts()
    return OpenRun(shop.warehouse.begin_run(command), before)


def finish(shop: Workshop, run: OpenRun, work: Step, *, message: str | None = None) -> RunReport:
    """Note that the run is complete, publish the snapshot, and report; ``message`` is kept of it for readers."""
    now = shop.warehouse.counts()
    added = {
        table: count - run.before.get(table, 0)
        for table, count in now.items()
        if table != "run" and count != run.before.get(table, 0)
    }
    report = RunReport(run.run_id, work, added, now)
    told = report.message if message is None else message
    shop.warehouse.end_run(run.run_id, outcome="completed", message=told, rows_added=report.rows_added)
    shop.progress("publish", 0, 1)
    done = stages.publish(shop)
    shop.progress("publish", 1, 1)
    return RunReport(run.run_id, work + done, added, now)


def fail(shop: Workshop, run: OpenRun, error: BaseException) -> None:
    """Note that the run ended with an error."""
    told = " ".join(redact(str(error)).split())[:300] or type(error).__name__
    shop.warehouse.end_run(run.run_id, outcome="failed", message=told)


@contextmanager
def noted(shop: Workshop, command: str) -> Iterator[OpenRun]:
    """A run that is on record, and is noted as failed where the block raises."""
    run = begin(shop, command)
    try:
        yield run
    except BaseException as error:
        fail(shop, run, error)
        raise


def gather(
    shop: Workshop,
    sources: Sequence[Source],
    *,
    discover: Callable[[Source], tuple[Found, Step]] | None = None,
    acquire: Callable[[Sequence[Listing]], Step] | None = None,
    settle: Callable[[tuple[Found, ...]], Step] = stages.settle,
) -> Step:
    """Everything up to articles: what stopped runs left, then discover, fetch and read all sources.

    ``discover``, ``acquire`` and ``settle`` are the steps for one source, one batch of addresses and all listings where
    they are not the plain ones.
    """
    total = stages.reread(shop)
    found: list[Found] = []
    for one, step in each_source(shop, sources, discover or partial(timed_discover, shop)):
        found.append(one)
        total += step
    total += acquire_all(shop, plan(found, shop.settings.batch_size), acquire)
    return total + settle(tuple(found))


def each_source(shop: Workshop, sources: Sequence[Source], ask: Callable[[Source], Told]) -> Iterator[Told]:
    """What each source gives, with progress."""
    for number, source in enumerate(sources):
        shop.progress("discover", number, len(sources))
        yield ask(source)
    shop.progress("discover", len(sources), len(sources))


def acquire_all(
    shop: Workshop,
    batches: Sequence[Sequence[Listing]],
    acquire: Callable[[Sequence[Listing]], Step] | None = None,
) -> Step:
    """Fetch, read and commit batches of addresses, with progress."""
    work = acquire or partial(stages.acquire, shop)
    total, done, listed = Step(), 0, sum(map(len, batches))
    for batch in batches:
        shop.progress("fetch", done, listed)
        total += work(batch)
        done += len(batch)
    shop.progress("fetch", done, listed)
    return total


def timed_discover(shop: Workshop, source: Source) -> tuple[Found, Step]:
    """What is to be fetched of a source, and the time that it took to list it; local pages are taken in at once."""
    if source.kind in LOCAL_KINDS:
        taken = take_in(shop, source)
        missing = taken.missed and not taken.met
        return Found(source.name, listed=taken.met), taken.work + Step(unlisted=(source.name,) if missing else ())
    watch = Stopwatch()
    with watch.time("discover"):
        found = stages.discover(shop, source)
    return found, Step(seconds=watch.seconds)


def mine_all(shop: Workshop, mine: Callable[[], Step] | None = None) -> Step:
    """Extract from every article that this version of the extractor has not read; ``mine`` takes one batch."""
    work = mine or partial(stages.mine, shop)
    total = Step()
    waiting = count_waiting(shop)
    shop.progress("extract", 0, waiting)
    while total.read < waiting and (step := work()).read:
        total += step
        shop.progress("extract", total.read, waiting)
    return total


def derive(shop: Workshop) -> Step:
    """Deals, flows and metrics from the claims."""
    return merge(shop) + measure(shop)


def merge(shop: Workshop) -> Step:
    """Deals and flows from the claims, with progress."""
    shop.progress("merge", 0, 1)
    step = stages.merge(shop)
    shop.progress("merge", 1, 1)
    return step


def measure(shop: Workshop) -> Step:
    """Metrics from the flows, with progress."""
    shop.progress("measure", 0, 1)
    step = stages.measure(shop)
    shop.progress("measure", 1, 1)
    return step


def run(
    settings: Settings,
    registry: SourceRegistry,
    *,
    names: Sequence[str] = (),
    progress: Progress = silent,
    locked: bool = False,
    slot: str | None = None,
    clock: Clock | None = None,
) -> RunReport:
    """Discover, fetch, read, extract, merge, measure and publish; returns what was done.

    ``names`` limits the run to some sources; ``locked`` says that the caller holds the lock of the data
    folder; ``slot`` names the hour or the like that the run is for: a second run of the same sources for
    the same slot does nothing; ``clock`` is the one of the settings. Raises UnknownSource, RunBusy, WarehouseError.
    """
    sources = chosen(registry, names)
    command = command_of(sources, slot)
    with (
        nullcontext() if locked else run_lock(settings.data_dir),
        stages.workshop(settings, registry, progress=progress, clock=clock) as shop,
    ):
        if slot is not None and (before := repeated(shop, command)) is not None:
            return before
        with noted(shop, command) as record:
            return finish(shop, record, gather(shop, sources) + mine_all(shop) + derive(shop))


def command_of(sources: Sequence[Source], slot: str | None = None) -> str:
    """How a run is named in table ``run``; with a slot, it is the key by which a repeated run is known."""
    return " ".join(("run", *(source.name for source in sources), *(() if slot is None else (f"@{slot}",))))


def count_waiting(shop: Workshop) -> int:
    """Articles that this version of the extractor has not read."""
    return sum(1 for _ in shop.warehouse.articles_without_extraction(version()))
