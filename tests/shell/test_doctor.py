"""The doctor: what it finds in a database that something happened to, and what it says to do."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.archive import Archive
from pipeline.lock import run_lock
from tests.shell.conftest import Outcome, Sample
from tests.warehouse.store_schemas import RELEASED, unpack
from warehouse.migrate import newest

Call = Callable[..., Outcome]
Found = dict[str, dict[str, str]]


def look(roundtrip: Call, folder: Path) -> tuple[int, Found]:
    """Exit code and findings by what was looked at."""
    done = roundtrip("--data", folder, "doctor", "--no-models", "--json")
    return done.code, {one["what"]: one for one in json.loads(done.out)}


def test_a_sound_database_passes_every_audit(roundtrip: Call, sample: Sample) -> None:
    code, found = look(roundtrip, sample.settings.data_dir)
    assert code == 0
    for where in ("snapshot", "database"):
        passed, _, of = found[f"{where}: audits"]["found"].partition(" of ")
        assert int(passed) == int(of.split()[0]) > 10
    assert f"all {sample.report.tables['page']} pages" in found["archive"]["found"]
    assert found["database: schema"]["found"] == f"{newest()} of {newest()}"


def test_bad_rows_are_named_with_what_to_do(roundtrip: Call, copied: Sample) -> None:
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        con.execute("DELETE FROM deal_claim")
    code, found = look(roundtrip, copied.settings.data_dir)
    assert code == 1
    bad = found["database: claim_not_merged"]
    assert "current claims that are in no deal" in bad["found"]
    assert "problem claim in no deal" in bad["found"]
    assert "roundtrip run" in bad["mend"]
    assert not any(what.startswith("snapshot") and one["mend"] for what, one in found.items())


def test_pages_that_the_archive_lost_are_counted(roundtrip: Call, copied: Sample) -> None:
    archive = Archive(copied.settings.archive_dir)
    with duckdb.connect(str(copied.settings.warehouse_path), read_only=True) as con:
        (page_id,) = con.execute("SELECT min(page_id) FROM page").fetchall()[0]
    archive.path_of(page_id).unlink()
    code, found = look(roundtrip, copied.settings.data_dir)
    assert code == 1
    assert page_id in found["archive"]["found"]
    assert "backup" in found["archive"]["mend"]


def test_a_view_that_lost_a_column_breaks_the_contract(roundtrip: Call, copied: Sample) -> None:
    copied.settings.snapshot_path.chmod(0o644)
    with duckdb.connect(str(copied.settings.snapshot_path)) as con:
        con.execute("DROP VIEW mart.v1_exposure")
    code, found = look(roundtrip, copied.settings.data_dir)
    assert code == 1
    assert found["data contract"]["found"] == "v1_exposure: the view is gone"


@pytest.mark.parametrize("version", [1, RELEASED])
def test_an_older_database_is_told_and_the_next_run_is_the_cure(roundtrip: Call, tmp_path: Path, version: int) -> None:
    unpack(version, tmp_path).rename(tmp_path / "roundtrip.duckdb")
    code, found = look(roundtrip, tmp_path)
    assert code == 1
    assert found["database: schema"]["found"] == f"{version} of {newest()}"
    assert "newest schema" in found["database: schema"]["mend"]
    assert "database: audits" not in found, "its audits speak of tables that it does not have yet"


def test_a_database_that_is_gone_is_told_where_a_snapshot_is_left(
    roundtrip: Call, copied: Sample, tmp_path: Path
) -> None:
    copied.settings.warehouse_path.unlink()
    code, found = look(roundtrip, copied.settings.data_dir)
    assert (code, found["database"]["found"]) == (1, f"none at {copied.settings.warehouse_path}")
    assert "restore it from a backup" in found["database"]["mend"]
    assert not copied.settings.warehouse_path.exists()
    assert "database" not in look(roundtrip, tmp_path / "new")[1], "where no run has been, nothing is lost"


def test_a_newer_and_a_broken_database_are_told(roundtrip: Call, copied: Sample, tmp_path: Path) -> None:
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        con.execute("INSERT INTO schema_migration VALUES (999, 'later', 'x')")
    code, found = look(roundtrip, copied.settings.data_dir)
    assert (code, found["database: schema"]["mend"]) == (1, "use the newer program")
    copied.settings.warehouse_path.write_bytes(b"no database" * 1000)
    code, found = look(roundtrip, copied.settings.data_dir)
    assert code == 1
    assert "archive holds all pages" in found["database"]["mend"]


def test_a_run_at_work_is_left_alone(roundtrip: Call, copied: Sample) -> None:
    with run_lock(copied.settings.data_dir):
        code, found = look(roundtrip, copied.settings.data_dir)
    assert code == 0
    assert "another run is at work" in found["database"]["found"]
    assert "snapshot: audits" in found


def test_a_database_that_was_not_closed_is_read_with_its_log(roundtrip: Call, copied: Sample) -> None:
    """After a kill the last commits are in the log beside the file; the doctor sees them and changes nothing."""
    live = copied.settings.warehouse_path
    code = (
        "import duckdb, os, sys\n"
        "con = duckdb.connect(sys.argv[1])\n"
        "con.execute(\"INSERT INTO evidence VALUES ('nobody', 'amount', 0, 1)\")\n"
        "os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(live)], check=False)
    log = live.with_name(f"{live.name}.wal")
    before = log.read_bytes()
    assert before
    status, found = look(roundtrip, copied.settings.data_dir)
    assert status == 1
    assert "nobody" in found["database: claim_without_article"]["found"]
    assert log.read_bytes() == before
