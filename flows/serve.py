"""The flow ``ingest`` on a cron schedule: ``roundtrip schedule``, or ``python -m flows.serve [CRON]``.

A schedule fires only where a server with its background services runs; unless ``PREFECT_API_URL`` names
one, it is started here and ends with this program. Runs never overlap: at most one at a time, and the
lock of the data folder holds against runs from elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from flows.environment import prepare
from flows.server import running
from pipeline.errors import RoundtripError
from pipeline.settings import Settings, load_settings

DEFAULT_CRON = "7 * * * *"
"""Every hour, seven minutes past: not when everybody else asks."""


class ScheduleError(RoundtripError):
    """A schedule that cannot be understood."""


def check_cron(cron: str) -> str:
    """The expression, where it is one. Raises ScheduleError that shows the form."""
    from prefect.client.schemas.schedules import CronSchedule

    try:
        return CronSchedule(cron=cron, timezone="UTC").cron
    except ValueError as error:
        told = "write five fields: minute hour day month weekday, such as '7 * * * *'"
        raise ScheduleError(f"--cron: {cron!r} is no cron expression; {told}") from error


def serve_schedule(settings: Settings, *, cron: str = DEFAULT_CRON, names: Sequence[str] = ()) -> None:
    """Serve until interrupted. Raises ScheduleError, ServerError."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.ingest import ingest

    check_cron(cron)
    parameters = {"settings": settings.model_dump(mode="json", exclude_unset=True), "names": list(names)}
    with (
        running(settings.prefect_home, services=True) as address,
        temporary_settings({PREFECT_API_URL: address}),
    ):
        print(f"serving the flow ingest at {cron!r} (UTC) with {address}; Ctrl-C ends it", flush=True)
        ingest.serve(name="ingest", cron=cron, parameters=parameters, limit=1, pause_on_shutdown=False)


def main() -> None:
    """Serve with the configured settings; the argument is the cron expression."""
    settings = load_settings()
    prepare(settings.prefect_home)
    serve_schedule(settings, cron=sys.argv[1] if len(sys.argv) > 1 else DEFAULT_CRON)


if __name__ == "__main__":
    main()
