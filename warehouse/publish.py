"""Publishes the live database as a snapshot that other processes read while the next batch is written.

The copy is made by a child process: a copy inside the writer's own process would close the file and so
drop the lock that keeps a second writer out. Readers never see a half-written file: the copy gets the
snapshot's name at once, when it is on disk. It is read-only for everyone, so that no tool that opens files
for writing keeps the others out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.search import index_texts
from warehouse.sqlfiles import sql

DATED_FOLDER = "snapshots"
"""Folder beside the snapshot that holds one file per day."""
_READ_ONLY = 0o444
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def publish_snapshot(
    con: duckdb.DuckDBPyConnection,
    live: Path,
    snapshot: Path,
    *,
    kept: int | None = None,
    today: date | None = None,
) -> Path:
    """Checkpoint, copy to a file beside the snapshot, force it to disk, and put it in the snapshot's place at once.

    The full-text index is brought up to date before. The last snapshot of each day (UTC) is kept too, for the
    newest ``kept`` days (None leaves them as they are, but for the next rule); ``today`` is the day that this one
    belongs to. Snapshots of days before a page was forgotten still hold it, so they are removed. Raises
    ``WarehouseError`` where the copy fails; the old snapshot then stays as it was.
    """
    index_texts(con)
    try:
        snapshot.parent.mkdir(parents=True, exist_ok=True)
        for left in snapshot.parent.glob(f".{snapshot.name}.*.tmp"):
            left.unlink(missing_ok=True)  # of a writer that was killed: there is only one at a time
        con.execute("CHECKPOINT")
        temporary = snapshot.with_name(f".{snapshot.name}.{os.getpid()}.tmp")
        _copy(live, temporary, snapshot)
        _sync(temporary)
        os.replace(temporary, snapshot)
        _sync(snapshot.parent)
        if kept is not None:
            _keep(snapshot, kept, today or datetime.now(UTC).date())
        _forget(con, snapshot)
    except OSError as error:
        raise WarehouseError(
            f"cannot write the snapshot {snapshot}: {error.strerror}; free space or rights?"
        ) from error
    return snapshot


def dated_snapshots(snapshot: Path) -> dict[date, Path]:
    """The kept snapshots of earlier days beside the published one, oldest first."""
    folder = snapshot.parent / DATED_FOLDER
    found = {path.stem: path for path in folder.glob("*.duckdb") if _DAY.fullmatch(path.stem)}
    return {date.fromisoformat(day): found[day] for day in sorted(found)}


def prune(snapshot: Path, *, kept: int) -> list[Path]:
    """Remove the kept snapshots of all but the newest ``kept`` days, and what killed writers left; returns them."""
    folder = snapshot.parent / DATED_FOLDER
    days = dated_snapshots(snapshot)
    gone = [days[day] for day in list(days)[: max(0, len(days) - kept)]]
    gone += [*snapshot.parent.glob(f".{snapshot.name}.*.tmp"), *folder.glob(".*.tmp")]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _copy(live: Path, temporary: Path, snapshot: Path) -> None:
    copied = subprocess.run(
        ["cp", "--", str(live), str(temporary)], capture_output=True, text=True, check=False, close_fds=True
    )
    if copied.returncode != 0:
        temporary.unlink(missing_ok=True)
        raise WarehouseError(f"cannot write the snapshot {snapshot}: {copied.stderr.strip()}; free space or rights?")
    temporary.chmod(_READ_ONLY)


def _keep(snapshot: Path, kept: int, today: date) -> None:
    """Give the snapshot its day's name too, and remove the days past the newest ``kept``."""
    if kept:
        folder = snapshot.parent / DATED_FOLDER
        folder.mkdir(exist_ok=True)
        temporary = folder / f".{today.isoformat()}.tmp"
        temporary.unlink(missing_ok=True)
        try:
            os.link(snapshot, temporary)  # one file with two names: no time, no space
        except OSError:
            shutil.copy(snapshot, temporary)
        os.replace(temporary, folder / f"{today.isoformat()}.duckdb")
        _sync(folder)
    prune(snapshot, kept=kept)


def _forget(con: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """Remove what was kept before the newest day on which a page was forgotten; that day's is written anew."""
    (last,) = con.execute(sql("read/last_forgotten")).fetchone() or (None,)
    for day, path in dated_snapshots(snapshot).items():
        if last is not None and day < last:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
