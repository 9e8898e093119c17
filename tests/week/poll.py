"""One poll of the week's sites, as a process of its own that can be killed: ``python -m tests.week.poll --help``."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import run as runs
from pipeline.registry import SourceRegistry
from pipeline.runreport import RunReport
from pipeline.settings import Settings
from tests.week.clock import DrivenClock

CLOCK = "clock"
"""File of the driven moment, in the week's folder."""


def settings_of(folder: Path, hosts: tuple[str, ...], revisit: float) -> Settings:
    """The settings of the week: one address at a time, so that the driven clock is exact."""
    return Settings(
        data_dir=folder / "data",
        sources_dir=folder / "sources",
        local_hosts=hosts,
        concurrency=1,
        retries=1,
        retry_wait_seconds=0.01,
        timeout_seconds=5,
        revisit_first_seconds=revisit,
    )


def poll(settings: Settings, clock: Path) -> RunReport:
    """Run once, at the moment that the clock shows."""
    return runs.run(settings, SourceRegistry.load(settings.sources_dir), clock=DrivenClock(clock))


def main() -> None:
    """Poll once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hosts", required=True)
    parser.add_argument("--revisit", type=float, required=True)
    given = parser.parse_args()
    poll(settings_of(given.folder, tuple(given.hosts.split(",")), given.revisit), given.folder / CLOCK)


if __name__ == "__main__":
    main()
