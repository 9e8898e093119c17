"""The clock that a run goes by: the machine's, or one that a test moves.

Everything that asks what time it is, and everything that waits for politeness, asks this clock. With the setting
``clock_path`` the time is the one written in that file, and waiting takes none: a week passes in a minute.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from pipeline.errors import RoundtripError


class Clock(Protocol):
    """What the time is, and how to wait."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class FileClock:
    """The time that a file tells (one moment in ISO form, with its zone), plus what was slept in this process.

    Whoever drives the simulation replaces the file; several processes may go by it. Raises RoundtripError where the
    file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._slept = 0.0
        self._lock = threading.Lock()
        self._start = self._told()

    def now(self) -> datetime:
        """The moment of the file and the seconds slept."""
        return self._told() + timedelta(seconds=self._slept)

    def monotonic(self) -> float:
        """Seconds since the clock was opened."""
        return (self.now() - self._start).total_seconds()

    def sleep(self, seconds: float) -> None:
        """Let time pass without waiting."""
        with self._lock:
            self._slept += max(seconds, 0.0)

    def _told(self) -> datetime:
        try:
            moment = datetime.fromisoformat(self._path.read_text("utf-8").strip())
        except (OSError, ValueError) as error:
            raise RoundtripError(
                f"clock_path: {self._path} tells no time ({error}); write one as 2026-03-01T08:00:00+00:00"
            ) from error
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


SYSTEM: Clock = SystemClock()


def clock_of(path: Path | None) -> Clock:
    """The clock of a file, or the machine's where none is named."""
    return SYSTEM if path is None else FileClock(path)
