"""The flow ``backfill``: the gaps of some days are filled, as in ``pipeline.backfill``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger

from flows import artifacts, context, turns
from flows.attended import attended
from flows.discreet import discreet, open_secrets, parameters_of
from flows.ingest import acquire, measure, merge, publish
from pipeline import backfill as filling
from pipeline import run as runs
from pipeline import stages
from pipeline.backfill import Gaps, Window
from pipeline.registry import Source, SourceRegistry
from pipeline.runreport import Progress, RunReport, Step, silent
from pipeline.settings import Settings, load_settings
from pipeline.stages import Workshop


@task(name="find gaps", task_run_name="find gaps of {name}", cache_policy=NO_CACHE, persist_result=False)
@discreet
def find_gaps(name: str, window: Window, only_missing: bool) -> str:
    """The addresses of one source and some days, by reference."""
    shop = context.shop()
    return context.keep(filling.find_gaps(shop, shop.registry.get(name), window, only_missing=only_missing))


@task(name="extract again", cache_policy=NO_CACHE, persist_result=False)
@discreet
def extract(ids: tuple[str, ...]) -> Step:
    """Extract from one batch of articles, and commit."""
    return filling.extract_batch(context.shop(), ids)


@flow(name="backfill", validate_parameters=False, persist_result=False)
@discreet
def backfill(
    first: str,
    last: str,
    settings: dict[str, Any] | None = None,
    names: Sequence[str] = (),
    only_missing: bool = True,
    at: str | None = None,
    locked: bool = False,
) -> RunReport | State:
    """Fetch, read and extract what is missing of the days from ``first`` to ``last`` (ISO form), merge, publish.

    ``settings`` are values that differ from the configured ones; ``names`` limits the sources; without
    ``only_missing`` all that the days have is asked for and extracted from again; ``at`` moves all sources to another
    scheme, host and port. Ends as Skipped where another run keeps the data folder.
    """
    open_secrets()
    chosen = load_settings(**(settings or {}))
    window = Window(date.fromisoformat(first), date.fromisoformat(last))
    registry = SourceRegistry.load(Path(chosen.sources_dir))
    if at is not None:
        registry = registry.at(at)
    sources = runs.chosen(registry, names)
    command = filling.command_of(sources, window, only_missing=only_missing)
    with turns.folder(chosen.data_dir, locked=locked, wait_seconds=chosen.wait_seconds) as busy:
        if busy is not None:
            return busy
        with (
            stages.workshop(chosen, registry, progress=context.progress()) as shop,
            context.working_in(shop),
            runs.noted(shop, command) as run,
        ):
            report = publish(run, _work(shop, sources, window, only_missing=only_missing))
    get_run_logger().info(report.message)
    artifacts.show_run(report, command)
    artifacts.show_house(chosen, registry)
    return report


def _work(shop: Workshop, sources: Sequence[Source], window: Window, *, only_missing: bool) -> Step:
    """All tasks up to the metrics, in order."""

    def find(source: Source) -> Gaps:
        gaps: Gaps = context.take(find_gaps(source.name, window, only_missing))
        return gaps

    total = filling.fill(shop, sources, window, only_missing=only_missing, find=find, acquire=acquire, extract=extract)
    return total + merge() + measure()


def run_flow(
    settings: Settings,
    window: Window,
    *,
    names: Sequence[str] = (),
    only_missing: bool = True,
    at: str | None = None,
    progress: Progress = silent,
) -> RunReport:
    """The flow on a server of its own (or the one that ``PREFECT_API_URL`` names); the caller holds the lock."""
    with attended(settings, progress):
        report = backfill(
            window.first.isoformat(),
            window.last.isoformat(),
            settings=parameters_of(settings),
            names=tuple(names),
            only_missing=only_missing,
            at=at,
            locked=True,
        )
    assert isinstance(report, RunReport)
    return report
