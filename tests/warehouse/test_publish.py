"""Snapshots: replaced at once, kept by day, read by other processes while the writer goes on."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.world import article
from warehouse.errors import WarehouseError
from warehouse.publish import DATED_FOLDER, dated_snapshots, publish_snapshot
from warehouse.read import Ledger
from warehouse.store import Batch, Warehouse

ROOT = Path(__file__).parents[2]
READERS, READS = 4, 25


@contextmanager
def writing(live: Path, snapshot: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that commits and publishes without pause while the block runs."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.warehouse.publisher", str(live), str(snapshot)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "published\n"
        yield writer
    finally:
        writer.kill()
        writer.wait()


@pytest.mark.timeout(420)
def test_a_hundred_reads_while_a_writer_commits_without_pause(tmp_path: Path) -> None:
    live, snapshot = tmp_path / "live.duckdb", tmp_path / "snapshot.duckdb"
    with writing(live, snapshot) as writer:
        readers = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.warehouse.reader", str(snapshot), str(READS)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(READERS)
        ]
        ended = [reader.communicate(timeout=250) for reader in readers]
        assert [told for _, told in ended] == [""] * READERS
        seen = [json.loads(printed) for printed, _ in ended]
        writer.send_signal(signal.SIGINT)
        rounds = int(writer.communicate(timeout=120)[0])
    assert [one["failed"] for one in seen] == [[]] * READERS
    assert [one["torn"] for one in seen] == [[]] * READERS
    assert rounds > 2, "the writer did not go on while the readers read"
    assert max(one["versions"] for one in seen) > 1, "the readers never saw a new snapshot"


def test_who_has_a_snapshot_open_keeps_it(warehouse: Warehouse, tmp_path: Path) -> None:
    snapshot = warehouse.publish(tmp_path / "snapshot.duckdb")
    with Ledger.open(snapshot) as old:
        warehouse.commit(Batch(articles=(article("a"),)))
        warehouse.publish(snapshot)
        assert old.counts()["article"] == 0
    with Ledger.open(snapshot) as new:
        assert new.counts()["article"] == 1


def test_the_last_snapshot_of_each_day_is_kept_as_long_as_set(warehouse: Warehouse, tmp_path: Path) -> None:
    live, snapshot = tmp_path / "live.duckdb", tmp_path / "snapshot.duckdb"
    first = date(2026, 1, 30)
    for number in range(5):
        for part in "ab":
            warehouse.commit(Batch(articles=(article(f"{part}{number}"),)))
            publish_snapshot(warehouse.connection, live, snapshot, kept=3, today=first + timedelta(days=number))
    kept = dated_snapshots(snapshot)
    assert list(kept) == [date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 3)]
    articles = []
    for path in kept.values():
        with Ledger.open(path) as ledger:
            articles.append(ledger.counts()["article"])
    assert articles == [6, 8, 10], "the last of its day"
    (tmp_path / DATED_FOLDER / "mine.duckdb").touch()
    publish_snapshot(warehouse.connection, live, snapshot, kept=1, today=date(2026, 2, 3))
    assert list(dated_snapshots(snapshot)) == [date(2026, 2, 3)]
    publish_snapshot(warehouse.connection, live, snapshot, kept=0)
    assert dated_snapshots(snapshot) == {}
    assert [path.name for path in (tmp_path / DATED_FOLDER).iterdir()] == ["mine.duckdb"], "only what it made itself"


def test_a_snapshot_cannot_be_written_and_leftovers_are_removed(warehouse: Warehouse, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.duckdb"
    left = tmp_path / f".{snapshot.name}.999999.tmp"
    left.write_bytes(b"of a killed writer")
    warehouse.publish(snapshot, kept=1)
    assert not left.exists()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (snapshot, *dated_snapshots(snapshot).values())]
    assert modes == [0o444, 0o444]


def test_a_publication_that_fails_leaves_the_old_snapshot(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = warehouse.publish(tmp_path / "snapshot.duckdb")
    before = snapshot.read_bytes()
    with pytest.raises(WarehouseError, match="cannot write the snapshot"):
        publish_snapshot(warehouse.connection, tmp_path / "gone.duckdb", snapshot)

    def full(path: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    warehouse.commit(Batch(articles=(article("a"),)))
    monkeypatch.setattr("warehouse.publish.os.replace", full)
    with pytest.raises(WarehouseError, match="No space left"):
        warehouse.publish(snapshot)
    assert snapshot.read_bytes() == before
    with duckdb.connect(str(snapshot), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM article").fetchall() == [(0,)]
