"""Kills server, schedule and flow at random moments of runs of the sample newsroom, and looks what is left.

``python -m tests.storm.storm --help``; exit code 1 where anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipeline import newsroom
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.run import run
from tests.shell.conftest import contents
from tests.storm.house import PATIENCE, House, kill, served_sources, settings_for, until
from warehouse.audits import run_audits

VICTIMS = ("flow", "schedule", "server", "flow and schedule", "everything")
LONGEST_RUN = 20.0
"""A kill comes at most so long after the run took the data folder."""


@dataclass(slots=True)
class Report:
    """What came of the kills: seconds until the slot was free again by victim, and what was lost or doubled."""

    kills: Counter[str] = field(default_factory=Counter)
    freed: dict[str, list[float]] = field(default_factory=dict)
    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def undisturbed(folder: Path, room: Newsroom) -> dict[str, list[str]]:
    """The database of a plain run that nobody disturbs."""
    sources = served_sources(folder / "sources", room)
    settings = settings_for(folder / "data", sources, room)
    run(settings, SourceRegistry.load(sources))
    return contents(settings.warehouse_path)


def strike(house: House, victim: str, delay: float, report: Report, *, patience: float = PATIENCE) -> None:
    """Begin a run, kill after a while, set up again what was killed, and wait until the slot is free."""
    run_id = house.trigger()
    flow = house.wait_begun(run_id)
    time.sleep(delay)
    assert house.schedule is not None
    assert house.server is not None
    if victim in ("flow and schedule", "schedule", "everything"):
        kill(house.schedule.pid)
        house.schedule.wait()
    if victim in ("flow", "flow and schedule", "everything"):
        kill(flow)
    if victim in ("server", "everything"):
        kill(house.server.pid)
        house.server.wait()
    began = time.monotonic()
    report.kills[victim] += 1
    if victim in ("server", "everything"):
        house.start_server()
    if victim in ("flow and schedule", "schedule", "everything"):
        house.start_schedule()
    report.ends[f"{victim}: {house.wait_ended(run_id, patience)}"] += 1
    until(lambda: house.slots() == 0, f"the slot is free after {victim}", patience)
    report.freed.setdefault(victim, []).append(time.monotonic() - began)
    until(lambda: house.holder() is None, f"the data folder is free after {victim}", patience)


def complete(house: House, wanted: dict[str, list[str]], report: Report) -> None:
    """The next run must complete, with the database of the undisturbed one."""
    end = house.wait_ended(house.trigger())
    if end != "Completed":
        report.faults.append(f"the run after the kills ended as {end}")
    until(lambda: house.holder() is None, "the data folder is free")
    for path in (house.settings.warehouse_path, house.settings.snapshot_path):
        report.faults += differences(contents(path), wanted, path.name)
    with duckdb.connect(str(house.settings.snapshot_path), read_only=True) as con:
        report.faults += [f"audit {one.audit}: {one.count} rows" for one in run_audits(con) if not one.good]


def differences(found: dict[str, list[str]], wanted: dict[str, list[str]], name: str) -> list[str]:
    """Rows lost and doubled, by table."""
    faults = []
    for table in sorted({*found, *wanted}):
        here, there = Counter(found.get(table, ())), Counter(wanted.get(table, ()))
        if here != there:
            faults.append(
                f"{name}: {table}: {(there - here).total()} rows lost, {(here - there).total()} too many, "
                f"as {next(iter((there - here) or (here - there)))[:300]}"
            )
    return faults


def main() -> int:
    """Run the whole; exit code 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    report = Report()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, newsroom.serve(0) as room:
        wanted = undisturbed(Path(scratch) / "undisturbed", room)
        done = 0
        while done < given.kills:
            with House(Path(scratch) / f"house-{done}", room) as house:
                for _ in range(min(len(VICTIMS), given.kills - done)):
                    victim, delay = VICTIMS[done % len(VICTIMS)], dice.random() ** 2 * LONGEST_RUN
                    strike(house, victim, delay, report)
                    done += 1
                    print(
                        f"kill {done:>2}: {victim} after {delay:.1f} s; free again in {report.freed[victim][-1]:.0f} s",
                        flush=True,
                    )
                complete(house, wanted, report)
                print(f"completed; {len(report.faults)} faults so far", flush=True)
    for victim, seconds in report.freed.items():
        print(f"{victim}: slot free again after {min(seconds):.0f} to {max(seconds):.0f} s")
    print(
        f"{report.kills.total()} kills in {time.monotonic() - began:,.0f} s: {len(report.faults)} faults; {report.ends}"
    )
    for fault in report.faults:
        print(f"fault: {fault}", file=sys.stderr)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
