"""The daily upkeep: what runs leave behind is cleared, what is kept is looked at, and what is wrong is told.

Nothing that was read is removed: only snapshots of days past the limit, files of writers that were killed, and
entries of runs that never ended, which are closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from pipeline.archive import Archive, ArchiveError
from pipeline.findings import Finding, archive_whole, audits, runs, sources_alive
from pipeline.lock import run_lock
from pipeline.runreport import Progress, silent
from pipeline.settings import Settings
from warehouse.publish import prune
from warehouse.store import Warehouse

SHARES = 16
"""Each day the bytes of one part in so many of the archive are read, so that all are in so many days."""
DIED = "the process died before its end; what it had committed is kept"
LEFT_FOR = 86_400.0
"""Seconds after which a half-written page of a killed process is removed."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What the upkeep did and found. ``pages_read`` were read from the archive and are what their names say."""

    closed: int = 0
    removed: tuple[str, ...] = ()
    pages_read: int = 0
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """What somebody should look at."""
        return tuple(one for one in self.findings if one.mend)

    @property
    def message(self) -> str:
        """One line for a reader."""
        return (
            f"{self.closed} dead runs closed, {len(self.removed)} files removed, "
            f"{self.pages_read} archived pages read, {len(self.alarms)} things to look at"
        )

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "message": self.message,
            "closed": self.closed,
            "removed": list(self.removed),
            "pages_read": self.pages_read,
            "findings": [{"what": one.what, "found": one.found, "mend": one.mend} for one in self.findings],
        }


def maintain(
    settings: Settings,
    *,
    whole_archive: bool = False,
    locked: bool = False,
    now: datetime | None = None,
    progress: Progress = silent,
) -> Upkeep:
    """Do the upkeep of a data folder; ``whole_archive`` reads every archived page instead of the day's part.

    ``locked`` says that the caller holds the lock of the data folder. Raises RunBusy, WarehouseError.
    """
    moment = now or datetime.now(UTC)
    with nullcontext() if locked else run_lock(settings.data_dir):
        removed = [str(path) for path in prune(settings.snapshot_path, kept=settings.snapshots_kept)]
        removed += _half_written(settings, moment)
        with Warehouse.open(settings.warehouse_path) as warehouse:
            closed = warehouse.close_runs(DIED)
            con = warehouse.connection
            damaged, read = _read_archive(settings, None if whole_archive else moment.date(), progress)
            findings = (
                archive_whole(settings, con),
                damaged,
                *audits("database", con),
                *sources_alive(con, settings, moment),
                *runs(con, settings, moment),
            )
    return Upkeep(closed, tuple(removed), read, findings)


def _half_written(settings: Settings, now: datetime) -> Iterator[str]:
    """Remove pages that a killed process was writing; younger ones may be of one at work on another batch."""
    for path in sorted(settings.archive_dir.glob("??/??/.*.part")):
        if now.timestamp() - path.stat().st_mtime > LEFT_FOR:
            path.unlink(missing_ok=True)
            yield str(path)


def _read_archive(settings: Settings, day: date | None, progress: Progress) -> tuple[Finding, int]:
    """Read the day's part of the archive, or all of it: is every page what its name says?"""
    archive = Archive(settings.archive_dir)
    share = None if day is None else day.toordinal() % SHARES
    pages = [page_id for page_id in archive if share is None or int(page_id[-1], 16) % SHARES == share]
    faults: list[str] = []
    for number, page_id in enumerate(pages):
        progress("archive", number, len(pages))
        try:
            archive.get(page_id)
        except ArchiveError as error:
            faults.append(str(error))
    progress("archive", len(pages), len(pages))
    what = "archive: all bytes" if share is None else f"archive: bytes, part {share + 1} of {SHARES}"
    if not faults:
        return Finding(what, f"{len(pages)} pages are what their names say"), len(pages)
    told = f"{len(faults)} of {len(pages)} pages are damaged; first: {faults[0]}"
    return Finding(what, told, "restore those files from a backup, or delete them and let a run fetch them again"), len(
        pages
    ) - len(faults)
