"""The flow ``maintain``: the daily upkeep of ``pipeline.maintain``, and Prefect's own database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger

from flows import artifacts, context, turns
from flows.attended import attended
from flows.discreet import discreet, open_secrets, parameters_of
from flows.retention import Shrunk, forget_old_runs
from pipeline import maintain as upkeep
from pipeline.maintain import Upkeep
from pipeline.registry import SourceRegistry
from pipeline.runreport import Progress, silent
from pipeline.settings import Settings, load_settings


@task(name="keep house", cache_policy=NO_CACHE, persist_result=False)
@discreet
def keep_house(settings: dict[str, Any], whole_archive: bool) -> Upkeep:
    """Snapshots, archive, audits, sources, runs; the caller holds the data folder."""
    chosen = load_settings(**settings)
    return upkeep.maintain(chosen, whole_archive=whole_archive, locked=True, progress=context.progress())


@task(name="forget old runs", cache_policy=NO_CACHE, persist_result=False)
@discreet
def shrink(home: str, keep_days: int) -> Shrunk:
    """Remove from Prefect's own database what ended long ago."""
    return forget_old_runs(Path(home), keep_days=keep_days)


@flow(name="maintain", validate_parameters=False, persist_result=False)
@discreet
def maintain(
    settings: dict[str, Any] | None = None, whole_archive: bool = False, locked: bool = False
) -> Upkeep | State:
    """The upkeep of a data folder; ends as Skipped where a run keeps it, as Superseded where a newer one is due.

    ``settings`` are values that differ from the configured ones; ``whole_archive`` reads every archived page instead
    of the day's part; ``locked`` says that the caller holds the data folder.
    """
    open_secrets()
    if (newer := turns.superseded()) is not None:
        return newer
    given = settings or {}
    chosen = load_settings(**given)
    with turns.folder(chosen.data_dir, locked=locked, wait_seconds=chosen.wait_seconds) as busy:
        if busy is not None:
            return busy
        done = keep_house(given, whole_archive)
    logger = get_run_logger()
    logger.info(done.message)
    for one in done.alarms:
        logger.warning("%s: %s; %s", one.what, one.found, one.mend)
    logger.info(shrink(str(chosen.prefect_home), chosen.prefect_days).message)
    artifacts.show_upkeep(done)
    artifacts.show_house(chosen, SourceRegistry.load(Path(chosen.sources_dir)))
    return done


def run_flow(settings: Settings, *, whole_archive: bool = False, progress: Progress = silent) -> Upkeep:
    """The flow on a server of its own (or the one that ``PREFECT_API_URL`` names); the caller holds the lock."""
    with attended(settings, progress):
        plain = parameters_of(settings)
        done = maintain(settings=plain, whole_archive=whole_archive, locked=True)
    assert isinstance(done, Upkeep)
    return done
