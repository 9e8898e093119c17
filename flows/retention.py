"""Prefect's own database in the data folder: runs that ended long ago leave it, with their logs and artifacts.

A server that runs for long does so by itself (see ``flows.environment``); those that live as long as one run do not.
So the upkeep does it too, by the server's own rules on the file itself, in a process of its own
(``python -m flows.retention FILE``). A server may be at work on the file meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from flows.environment import defaults

NAME = "prefect.db"


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Bytes of the database before and after; ``note`` says what was not done, and why."""

    before: int = 0
    after: int = 0
    note: str = ""

    @property
    def message(self) -> str:
        """One line for a reader."""
        sizes = f"Prefect's database: {self.before / 1e6:.1f} MB before, {self.after / 1e6:.1f} MB after"
        return f"{sizes}; {self.note}" if self.note and self.before else self.note or sizes


def forget_old_runs(home: Path, *, keep_days: int) -> Shrunk:
    """Remove runs that ended more than ``keep_days`` ago, and give their room back to the disk."""
    path = home / NAME
    if not path.is_file():
        return Shrunk(note=f"no Prefect database at {path}")
    before = _size(path)
    environment = {**os.environ, **defaults(home, keep_days=keep_days)}
    done = subprocess.run(
        [sys.executable, "-m", "flows.retention", str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    note = ""
    if done.returncode != 0:
        note = f"old runs stay in it: {' '.join(done.stderr.split()[-40:]) or 'no word why'}"
    return Shrunk(before, _size(path), note)


async def _vacuum(path: Path) -> None:
    from prefect.server.database.configurations import AioSqliteConfiguration
    from prefect.server.database.dependencies import provide_database_interface, temporary_database_config
    from prefect.server.services import db_vacuum

    with temporary_database_config(AioSqliteConfiguration(connection_url=f"sqlite+aiosqlite:///{path}")):
        db = provide_database_interface()
        for clean in (
            db_vacuum.vacuum_old_flow_runs,
            db_vacuum.vacuum_orphaned_logs,
            db_vacuum.vacuum_orphaned_artifacts,
            db_vacuum.vacuum_stale_artifact_collections,
            db_vacuum.vacuum_events_with_retention_overrides,
            db_vacuum.vacuum_old_events,
        ):
            await clean(db=db)
        await (await db.engine()).dispose()


def _give_back(path: Path) -> None:
    """Shrink the file. Raises sqlite3.OperationalError where a server is writing it all the time."""
    with sqlite3.connect(path, timeout=10, isolation_level=None) as con:
        con.execute("VACUUM")
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _size(path: Path) -> int:
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*"))


def main() -> None:
    """Clean the database that the argument names."""
    path = Path(sys.argv[1])
    asyncio.run(_vacuum(path))
    _give_back(path)


if __name__ == "__main__":
    main()
