"""Appointments as deployments: one per group of sources and one for the upkeep, each with its cron expression."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentUpdate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment

from flows import turns
from pipeline.errors import RoundtripError
from pipeline.schedules import MAINTAIN, Appointment

TAG = "roundtrip"
"""Carried by every deployment that is made here, so that those of groups that are gone are found again."""
GRACE_SECONDS = 120
"""A run that was taken holds its slot so long before it begins."""


class ScheduleError(RoundtripError):
    """A schedule that cannot be understood."""


def check_cron(cron: str, option: str = "--cron") -> str:
    """The expression, where it is one. Raises ScheduleError that shows the form."""
    try:
        return CronSchedule(cron=cron, timezone="UTC").cron
    except ValueError as error:
        told = "write five fields: minute hour day month weekday, such as '7 * * * *'"
        raise ScheduleError(f"{option}: {cron!r} is no cron expression; {told}") from error


def next_time(cron: str) -> datetime:
    """When an expression comes next (UTC)."""
    from prefect.server.schemas.schedules import CronSchedule as Clock

    (first,) = asyncio.run(Clock(cron=cron, timezone="UTC").get_dates(1))
    return datetime.fromtimestamp(first.timestamp(), UTC)


def deployments(
    appointments: Sequence[Appointment], settings: dict[str, Any], *, at: str | None = None
) -> list[RunnerDeployment]:
    """A deployment of each appointment; ``settings`` are plain values, ``at`` another scheme, host and port."""
    from flows.ingest import ingest
    from flows.maintain import maintain

    found = []
    for one in appointments:
        flow = maintain if one.flow == MAINTAIN else ingest
        parameters: dict[str, Any] = {"settings": settings}
        if flow is ingest:
            parameters |= {"group": one.name, "at": at}
        deployment = flow.to_deployment(
            one.name,
            cron=check_cron(one.cron),
            parameters=parameters,
            tags=[TAG],
            description=_described(one),
            concurrency_limit=ConcurrencyLimitConfig(
                limit=1,
                collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW,
                grace_period_seconds=GRACE_SECONDS,
            ),
        )
        assert isinstance(deployment, RunnerDeployment)
        found.append(deployment)
    return found


def tidy(appointments: Sequence[Appointment]) -> None:
    """Pause the deployments of groups that are gone, and leave one of the runs that piled up for each other one."""
    kept = {(one.flow, one.name) for one in appointments}
    with get_client(sync_client=True) as client:
        known = client.read_deployments(
            deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG])), limit=200
        )
        for deployment in known:
            flow = client.read_flow(deployment.flow_id).name
            gone = (flow, deployment.name) not in kept
            if deployment.paused is not gone:
                client.update_deployment(deployment.id, DeploymentUpdate(paused=gone))
            if not gone:
                turns.leave_newest(client, deployment.id)


def _described(one: Appointment) -> str:
    if one.flow == MAINTAIN:
        return "The daily upkeep: snapshots, archive, audits, Prefect's own database."
    return f"Reads {len(one.sources)} sources: {', '.join(one.sources)}."
