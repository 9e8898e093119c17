"""The daily upkeep: what it clears, what it finds, what it leaves alone."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.archive import Archive
from pipeline.lock import RunBusy, run_lock
from pipeline.maintain import DIED, SHARES, maintain
from tests.shell.conftest import Outcome, Sample, contents


def test_a_sound_folder_is_left_as_it_is(copied: Sample) -> None:
    before = contents(copied.settings.warehouse_path)
    done = maintain(copied.settings, whole_archive=True)
    assert done.alarms == ()
    assert (done.closed, done.removed) == (0, ())
    assert done.pages_read == len(list(Archive(copied.settings.archive_dir))) > 0
    assert contents(copied.settings.warehouse_path) == before


def test_runs_that_died_are_closed(copied: Sample) -> None:
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        con.execute("INSERT INTO run (run_id, command, started_at) VALUES ('x', 'run a', TIMESTAMP '2025-01-01')")
    assert maintain(copied.settings).closed == 1
    with duckdb.connect(str(copied.settings.warehouse_path), read_only=True) as con:
        assert con.execute("SELECT outcome, message, finished_at FROM run WHERE run_id = 'x'").fetchall() == [
            ("failed", DIED, None)
        ]
    assert maintain(copied.settings).closed == 0


def test_snapshots_past_the_limit_and_half_written_files_are_removed(copied: Sample) -> None:
    folder = copied.settings.data_dir / "snapshots"
    today = date.today()
    for age in range(1, 12):
        (folder / f"{today - timedelta(days=age)}.duckdb").write_bytes(b"x")
    temporary = copied.settings.snapshot_path.with_name(f".{copied.settings.snapshot_path.name}.1.tmp")
    temporary.write_bytes(b"half")
    old, young = (copied.settings.archive_dir / "aa" / "bb" / f".{name}.part" for name in ("old", "young"))
    old.parent.mkdir(parents=True, exist_ok=True)
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    done = maintain(copied.settings)
    kept = sorted(path.stem for path in folder.glob("*.duckdb"))
    assert len(kept) == copied.settings.snapshots_kept
    assert kept[-1] >= str(today - timedelta(days=1))
    assert {str(temporary), str(old)} <= set(done.removed)
    assert young.exists(), "a process may be at work on it"
    assert not temporary.exists()


def test_damaged_pages_are_found_within_so_many_days(copied: Sample) -> None:
    """Each day reads a part of the archive; together they read all of it, and each page once."""
    archive = Archive(copied.settings.archive_dir)
    pages = list(archive)
    damaged = pages[3]
    path = archive.path_of(damaged)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-40] + b"0" * 40)
    first = datetime.now(UTC)
    found = [maintain(copied.settings, now=first + timedelta(days=day)) for day in range(SHARES)]
    assert sum(one.pages_read for one in found) == len(pages) - 1
    told = [one.found for day in found for one in day.alarms if one.what.startswith("archive: bytes")]
    assert len(told) == 1
    assert damaged in told[0]


def test_the_upkeep_waits_for_no_run(copied: Sample) -> None:
    with run_lock(copied.settings.data_dir), pytest.raises(RunBusy):
        maintain(copied.settings)


def test_the_command_says_what_is_wrong(roundtrip: Callable[..., Outcome], copied: Sample) -> None:
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        con.execute("DELETE FROM deal_claim")
    done = roundtrip("--data", copied.settings.data_dir, "maintain", "--no-prefect", "--all", "--json")
    assert done.code == 1
    told = json.loads(done.out)
    assert told["pages_read"] > 0
    alarms = {one["what"]: one for one in told["findings"] if one["mend"]}
    assert {"database: claim_not_merged", "database: deal_without_parts"} == set(alarms)
    assert "roundtrip run" in alarms["database: claim_not_merged"]["mend"]


def test_without_a_database_there_is_nothing_to_keep(roundtrip: Callable[..., Outcome], tmp_path: Path) -> None:
    done = roundtrip("--data", tmp_path, "maintain", "--no-prefect")
    assert done.code == 2
    assert "roundtrip run" in done.err


@pytest.mark.timeout(240)
def test_the_flow_leaves_an_artifact_and_old_runs_leave_the_server(prefect: str, copied: Sample) -> None:
    """Prefect's database loses a run that ended years ago, with its logs, and keeps today's."""
    from prefect.client.orchestration import get_client

    from flows.maintain import maintain as flow
    from flows.retention import forget_old_runs

    settings = copied.settings.model_dump(mode="json", exclude_unset=True)
    first = flow(settings=settings, return_state=True)
    second = flow(settings=settings, return_state=True)
    old, new = (state.state_details.flow_run_id for state in (first, second))
    home = Path(os.environ["PREFECT_HOME"])
    with sqlite3.connect(home / "prefect.db", timeout=30) as con:
        con.execute("UPDATE flow_run SET end_time = '2020-01-01 00:00:00.000000' WHERE id = ?", [str(old)])
        con.execute(
            "UPDATE flow_run SET end_time = '2020-01-01 00:00:00.000000' WHERE replace(id, '-', '') = ?", [old.hex]
        )
    shrunk = forget_old_runs(home, keep_days=30)
    assert shrunk.before > 0
    assert "old runs stay" not in shrunk.note
    with get_client(sync_client=True) as client:
        found = client.request("POST", "/flow_runs/filter", json={"flow_runs": {"id": {"any_": [str(old), str(new)]}}})
        assert [one["id"] for one in found.json()] == [str(new)]
        artifacts = client.request("POST", "/artifacts/latest/filter", json={}).json()
    assert "upkeep" in {one["key"] for one in artifacts}


def test_no_database_of_prefect_is_no_fault(tmp_path: Path) -> None:
    from flows.retention import forget_old_runs

    assert "no Prefect database" in forget_old_runs(tmp_path, keep_days=30).message
