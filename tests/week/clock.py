"""A clock that a test drives: sleeping costs no time, and sites in another process read the same moment."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path


class DrivenClock:
    """The moment that a file tells; who sleeps moves it on, and a process that follows goes on from there.

    One sleeper at a time: of several, the shorter sleep would be as long as the longest.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        """Seconds since the epoch of the driven world; never back."""
        return moment_of(self._file)

    def now(self) -> datetime:
        """The driven moment."""
        return datetime.fromtimestamp(moment_of(self._file), UTC)

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        with self._lock:
            set_moment(self._file, moment_of(self._file) + max(0.0, seconds))


def set_moment(file: Path, seconds: float) -> None:
    """Put the clock to a moment, in seconds since the epoch."""
    part = file.with_name(f".{file.name}.part")
    part.write_text(repr(seconds), "ascii")
    part.replace(file)


def moment_of(file: Path) -> float:
    """What the clock shows, in seconds since the epoch."""
    return float(file.read_text("ascii"))
