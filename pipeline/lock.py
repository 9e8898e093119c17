"""One run at a time on a data folder: an advisory lock that the system drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import RoundtripError

LOCK_NAME = "run.lock"
POLL_SECONDS = 0.2


class RunBusy(RoundtripError):
    """Another run holds the data folder."""


@contextmanager
def run_lock(
    folder: Path, *, wait_seconds: float = 0.0, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the folder for one run; the file keeps the holder's process number for the error of the next.

    Waits up to ``wait_seconds`` for another run to end, and tells ``on_wait`` once that it does so.
    Raises RunBusy when the time is over, RoundtripError where the folder cannot be made.
    """
    path = folder / LOCK_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise RoundtripError(f"{folder}: cannot be used as the data folder ({error.strerror}); name another") from error
    try:
        _take(descriptor, folder, wait_seconds, on_wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path, wait_seconds: float, on_wait: Callable[[str], None] | None) -> None:
    until = time.monotonic() + wait_seconds
    told = False
    while not _try(descriptor):
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
        if time.monotonic() >= until:
            raise RunBusy(
                f"{folder}: another run is at work on this data folder (process {holder}); "
                "wait until it ends, or name another folder with --data"
            )
        if on_wait is not None and not told:
            on_wait(f"waiting for the run of process {holder} on {folder}")
            told = True
        time.sleep(POLL_SECONDS)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
