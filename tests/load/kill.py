"""Kills a writer at random moments of load and merge, and looks whether anything was lost or doubled.

``python -m tests.load.kill --help``; exit code 1 where the database is not what an undisturbed writer makes.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.load.writer import Press
from tests.warehouse.world import FakeParties
from warehouse.audits import run_audits
from warehouse.merge import DERIVED
from warehouse.store import Warehouse

ROOT = Path(__file__).parents[2]
LOADED = ("article", "claim", "claim_party", "evidence")
TABLES = (
    *LOADED,
    "story",
    *DERIVED,
    "merge_state",
    "merge_claim",
    "merge_block",
    "merge_offer",
    "metric_direction",
    "metric_round_trip",
    "metric_component",
    "metric_cycle",
    "metric_exposure",
)
"""Tables that must be equal in the end; those that note times are left out."""
UNFINISHED = frozenset({"claim_not_merged", "metrics_missing"})
"""Audits that tell of work still to be done, as there is after a kill."""
PHASES = ("merge", "load", "merge", "load", "measure")


@dataclass(slots=True)
class Undisturbed:
    """What a writer that nobody kills says and when, and what it leaves."""

    lines: list[str]
    seconds: list[float]
    content: dict[str, list[tuple[object, ...]]]


@dataclass(slots=True)
class Report:
    """What came of all kills; ``faults`` is empty where nothing was lost or doubled."""

    during: Counter[str] = field(default_factory=Counter)
    databases: int = 0
    faults: list[str] = field(default_factory=list)


def undisturbed(live: Path, press: Press) -> Undisturbed:
    """Let a writer end, and note how long each of its steps took."""
    writer = _start(live, press)
    assert writer.stdout is not None
    lines, moments = [], []
    for line in writer.stdout:
        lines.append(line.strip())
        moments.append(time.monotonic())
    if writer.wait() != 0:
        raise RuntimeError(f"the undisturbed writer ended with exit code {writer.returncode}")
    seconds = [after - before for before, after in pairwise(moments)]
    return Undisturbed(lines, [*seconds, 0.0], content(live))


def strike(live: Path, press: Press, model: Undisturbed, phase: str, dice: random.Random) -> tuple[str, list[str]]:
    """Kill a writer at a random moment of a phase; returns what it was doing, and all that it said."""
    at = dice.choice([number for number, line in enumerate(model.lines) if line.startswith(f"{phase} ")])
    writer = _start(live, press)
    assert writer.stdout is not None
    said = [writer.stdout.readline().strip() for _ in range(at + 1)]
    time.sleep(dice.random() * model.seconds[at])
    writer.kill()
    rest, _ = writer.communicate()
    said += rest.splitlines()
    return said[-1].split()[0], said


def faults_after_kill(live: Path, press: Press, said: list[str]) -> Iterator[str]:
    """What is lost, doubled or half there: each batch must be whole or absent, and whole where it was said to be."""
    with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
        con = warehouse.connection
        kept = {
            table: Counter(key for (key,) in con.table(table).project(f"{table}_id").fetchall())
            for table in ("article", "claim")
        }
        for table, found in kept.items():
            yield from (f"{table} {key} is there {count} times" for key, count in found.items() if count > 1)
        for number, load in enumerate(press.batches()):
            there = {claim.claim_id in kept["claim"] for claim in load.claims}
            there |= {article.article_id in kept["article"] for article in load.articles}
            if len(there) > 1:
                yield f"batch {number} is there in part"
            elif f"loaded {number}" in said and there != {True}:
                yield f"batch {number} was said to be loaded and is lost"
        for finding in run_audits(con):
            if not finding.good and finding.audit not in UNFINISHED:
                yield f"audit {finding.audit}: {finding.count} bad rows, as {finding.rows[:1]}"


def faults_at_end(live: Path, model: Undisturbed) -> Iterator[str]:
    """Tables that differ from those of the undisturbed writer, and all audits."""
    found = content(live)
    for table in TABLES:
        if found[table] != model.content[table]:
            lost = Counter(model.content[table]) - Counter(found[table])
            more = Counter(found[table]) - Counter(model.content[table])
            yield f"{table}: {lost.total()} rows lost, {more.total()} too many"
    with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
        for finding in run_audits(warehouse.connection):
            if not finding.good:
                yield f"audit {finding.audit}: {finding.count} bad rows, as {finding.rows[:1]}"


def content(live: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that must be equal; lists as tuples, so that rows can be counted."""
    with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
        con = warehouse.connection
        return {
            table: [
                tuple(tuple(value) if isinstance(value, list) else value for value in row)
                for row in con.execute("FROM query_table(?) ORDER BY ALL", [table]).fetchall()
            ]
            for table in TABLES
        }


def kill_often(folder: Path, press: Press, kills: int, seed: int, *, loud: bool = False) -> Report:
    """Kill a writer again and again; a database that was completed all the same is compared and begun anew."""
    dice = random.Random(seed)
    model = undisturbed(folder / "undisturbed.duckdb", press)
    report = Report(databases=1)
    live = folder / "killed-1.duckdb"
    for number in range(kills):
        doing, said = strike(live, press, model, PHASES[number % len(PHASES)], dice)
        report.during[doing] += 1
        report.faults += faults_after_kill(live, press, said)
        if loud:
            print(f"kill {number + 1:>2}: after {said[-1]!r}, {len(report.faults)} faults so far", flush=True)
        if doing in ("measure", "done"):
            _complete(live, press, model, report)
            report.databases += 1
            live = folder / f"killed-{report.databases}.duckdb"
    _complete(live, press, model, report)
    return report


def _complete(live: Path, press: Press, model: Undisturbed, report: Report) -> None:
    """The next run must end, with the tables of the undisturbed one."""
    writer = _start(live, press)
    writer.communicate()
    if writer.returncode != 0:
        report.faults.append(f"the run after the kills ended with exit code {writer.returncode}")
    report.faults += faults_at_end(live, model)


def _start(live: Path, press: Press) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.load.writer", str(live), *press.arguments()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def main() -> int:
    """Run the whole; exit code 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--claims", type=int, default=3_000)
    parser.add_argument("--deals", type=int, default=150)
    parser.add_argument("--size", type=int, default=250, help="claims of a batch")
    parser.add_argument("--every", type=int, default=3, help="batches between merges")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    press = Press(given.claims, given.deals, given.seed, given.size, given.every)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        report = kill_often(Path(scratch), press, given.kills, given.seed, loud=True)
    during = ", ".join(f"{count} during or after {doing}" for doing, count in sorted(report.during.items()))
    print(
        f"{report.during.total()} kills ({during}) of {report.databases} databases in "
        f"{time.monotonic() - began:,.0f} s: {len(report.faults)} faults"
    )
    for fault in report.faults:
        print(f"fault: {fault}", file=sys.stderr)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
