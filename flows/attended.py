"""A flow run that somebody waits for: on a server of its own, with its progress shown where it was started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import context
from flows.server import running
from pipeline.runreport import Progress
from pipeline.settings import Settings


@contextmanager
def attended(settings: Settings, progress: Progress) -> Iterator[None]:
    """Flows called inside the block run on a server of their own, or the one that ``PREFECT_API_URL`` names.

    Raises ServerError where it does not start.
    """
    progress("prefect", 0, 1)
    with (
        running(settings.prefect_home) as address,
        temporary_settings({PREFECT_API_URL: address}),
        context.showing(progress),
    ):
        progress("prefect", 1, 1)
        yield
