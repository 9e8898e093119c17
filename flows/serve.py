"""The flows on their schedules: ``roundtrip schedule``, or ``python -m flows.serve``.

A schedule fires only where a server with its background services runs; unless ``PREFECT_API_URL`` names
one, it is started here and ends with this program. One run at a time: what comes due meanwhile waits, and of
what piled up only the newest is run. A server that dies is waited for (or started again), and the schedule goes on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from flows.environment import prepare
from flows.server import answers, running
from pipeline.registry import SourceRegistry
from pipeline.schedules import Appointment, appointments
from pipeline.settings import Settings, load_settings

AGAIN_SECONDS = 5.0
"""Before a server that is gone is asked again."""


def serve_schedule(settings: Settings, chosen: Sequence[Appointment], *, at: str | None = None) -> None:
    """Serve until interrupted. ``at`` moves all sources to another scheme, host and port.

    Raises ScheduleError; ServerError where a server of one's own does not start.
    """
    from flows.schedule import check_cron

    for one in chosen:
        check_cron(one.cron, f"the schedule of {one.name}")
    absolute = settings.model_copy(
        update={"data_dir": settings.data_dir.resolve(), "sources_dir": settings.sources_dir.resolve()}
    )
    began = False
    while not _serve_once(absolute, chosen, at, again=began):
        began = True
        time.sleep(AGAIN_SECONDS)


def _serve_once(settings: Settings, chosen: Sequence[Appointment], at: str | None, *, again: bool) -> bool:
    """True where the schedule was ended by its user, False where its server is gone."""
    from prefect import serve
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.discreet import parameters_of
    from flows.schedule import deployments, tidy
    from flows.watch import watch_runs

    plain = parameters_of(settings)
    with (
        running(settings.prefect_home, services=True) as address,
        temporary_settings({PREFECT_API_URL: address}),
    ):
        try:
            watch_runs()
            tidy(chosen)
            told = ", ".join(f"{one.name} at {one.cron!r}" for one in chosen)
            print(f"{'again ' if again else ''}serving with {address} (UTC): {told}; Ctrl-C ends it", flush=True)
            serve(*deployments(chosen, plain, at=at), limit=1, pause_on_shutdown=False, print_starting_message=False)
        except Exception as error:
            if answers(address):
                raise  # the server lives, so the fault is another one
            print(f"no answer from {address} ({_line(error)}); trying again", file=sys.stderr, flush=True)
            return False
    return True


def _line(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup) and error.exceptions:
        error = error.exceptions[0]
    return " ".join(str(error).split())[:200] or type(error).__name__


def main() -> None:
    """Serve all groups with the configured settings."""
    settings = load_settings()
    prepare(settings.prefect_home, keep_days=settings.prefect_days, level="INFO")
    serve_schedule(settings, appointments(SourceRegistry.load(Path(settings.sources_dir)), settings.schedules))


if __name__ == "__main__":
    main()
