"""A clock that a test drives: sleeping costs no time, and sites in another process read the same moment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pipeline.clock import FileClock


class DrivenClock(FileClock):
    """The moment that a file tells; who sleeps moves it on there, and a process that follows goes on from it.

    One sleeper at a time: of several, the shorter sleep would be as long as the longest.
    """

    def sleep(self, seconds: float) -> None:
        """Let the time pass, for all who go by the file."""
        with self._lock:
            set_moment(self._path, self.now().timestamp() + max(0.0, seconds))


def set_moment(file: Path, seconds: float) -> None:
    """Put the clock to a moment, in seconds since the epoch."""
    part = file.with_name(f".{file.name}.part")
    part.write_text(datetime.fromtimestamp(seconds, UTC).isoformat(), "ascii")
    part.replace(file)


def moment_of(file: Path) -> float:
    """What the clock shows, in seconds since the epoch."""
    return datetime.fromisoformat(file.read_text("ascii")).timestamp()
