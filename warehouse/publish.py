"""Publishes the live database as a snapshot that other processes read while the next batch is written.

The copy is made by a child process: a copy inside the writer's own process would close the file and so
drop the lock that keeps a second writer out.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError


def publish_snapshot(con: duckdb.DuckDBPyConnection, live: Path, snapshot: Path) -> Path:
    """Checkpoint, copy to a file beside the snapshot, force it to disk, and put it in the snapshot's place at once.

    Raises ``WarehouseError`` where the copy fails; the old snapshot then stays as it was.
    """
    snapshot.parent.mkdir(parents=True, exist_ok=True)
    con.execute("CHECKPOINT")
    temporary = snapshot.with_name(f".{snapshot.name}.{os.getpid()}.tmp")
    copied = subprocess.run(
        ["cp", "--", str(live), str(temporary)], capture_output=True, text=True, check=False, close_fds=True
    )
    if copied.returncode != 0:
        temporary.unlink(missing_ok=True)
        raise WarehouseError(f"cannot write the snapshot {snapshot}: {copied.stderr.strip()}; free space or rights?")
    _sync(temporary)
    os.replace(temporary, snapshot)
    _sync(snapshot.parent)
    return snapshot


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
