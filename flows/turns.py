"""Whose turn it is: the slot of a scheduled run, the newer run that makes it needless, the data folder that is busy.

Runs of one deployment never overlap (its limit is one, and what comes meanwhile is cancelled); runs on one data
folder never do (its lock). What piled up while nothing was running is one run's work: an ingest reads what there
is now, not what there was at its hour. So only the newest of those that are due is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger
from prefect.states import Cancelled, Completed

from pipeline.lock import RunBusy, run_lock

WAIT_SECONDS = 900.0
"""A scheduled run waits so long for the data folder; then it leaves the work to the next."""
SKIPPED = "Skipped"
SUPERSEDED = "Superseded"
REPEATED = "Repeated"


def slot() -> str | None:
    """The moment that this run is scheduled for (UTC, to the second); None where no deployment started it."""
    run = _this()
    if run is None or run.deployment_id is None or run.expected_start_time is None:
        return None
    return run.expected_start_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def superseded() -> State | None:
    """How this run ends where a newer one of its deployment is due already; those between are cancelled too."""
    run = _this()
    if run is None or run.deployment_id is None or not _of_schedule(run):
        return None
    with get_client(sync_client=True) as client:
        newest = leave_newest(client, run.deployment_id, running=run)
    if newest is None or newest.id == run.id:
        return None
    return Cancelled(name=SUPERSEDED, message=f"the run due at {_minute(newest)} does its work")


def leave_newest(client: SyncPrefectClient, deployment_id: UUID, *, running: FlowRun | None = None) -> FlowRun | None:
    """Cancel the runs of a schedule that are due, all but the newest, which is given back; None where none is.

    ``running`` is one that has begun: it is the newest where none of the others was due later.
    """
    waiting = client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=200,
    )
    now = datetime.now(UTC)
    due = [run for run in waiting if _of_schedule(run) and _due(run) <= now]
    newest = max([*due, *([running] if running else [])], key=_due, default=None)
    for run in due:
        if newest is not None and run.id != newest.id:
            state: State = Cancelled(name=SUPERSEDED, message=f"missed; the run due at {_minute(newest)} does its work")
            client.set_flow_run_state(run.id, state, force=True)
    return newest


@contextmanager
def folder(data_dir: Path, *, locked: bool, wait_seconds: float = WAIT_SECONDS) -> Iterator[State | None]:
    """Hold the data folder for the block; gives the state to end with where another run keeps it too long.

    ``locked`` says that the caller holds it already.
    """
    with ExitStack() as stack:
        state: State | None = None
        if not locked:
            try:
                stack.enter_context(run_lock(data_dir, wait_seconds=wait_seconds, on_wait=get_run_logger().warning))
            except RunBusy as error:
                state = Completed(name=SKIPPED, message=f"nothing was done: {error}")
        yield state


def ended(name: str, message: str, data: object) -> State:
    """A good end with a name of its own, as the Prefect UI shows it."""
    return Completed(name=name, message=message, data=data)


def _of_schedule(run: FlowRun) -> bool:
    """True for runs of the schedule; those that a user asked for are nobody's to cancel."""
    return bool(run.auto_scheduled)


def _this() -> FlowRun | None:
    context = FlowRunContext.get()
    return context.flow_run if context is not None else None


def _due(run: FlowRun) -> datetime:
    """When a run should begin; one without a time is due now."""
    return (run.expected_start_time or datetime.now(UTC)).astimezone(UTC)


def _minute(run: FlowRun) -> str:
    return f"{_due(run):%Y-%m-%d %H:%M} UTC"
