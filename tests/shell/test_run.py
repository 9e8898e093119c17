"""The whole run through plain functions: what it gives, that it can be repeated, that it can be killed anywhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import RoundtripError
from pipeline.lock import RunBusy, run_lock
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.run import chosen, plan, run
from pipeline.runreport import STAGES, RunReport, Step
from pipeline.stages import Found
from pipeline.types import Listing
from tests.shell.conftest import CHECKOUT, SOURCES, Sample, contents, sample_settings

TWO_SOURCES = ("sample_ribao", "sample_shangbao")
KILLED = """
import os, signal, sys, threading
from pathlib import Path
from pipeline.registry import SourceRegistry
from pipeline.run import run
from pipeline.settings import load_settings

folder, sources, base, host, stage, number = sys.argv[1:]
settings = load_settings(data_dir=Path(folder), sources_dir=Path(sources), local_hosts=(host,), delay_seconds=0.0,
                         retry_wait_seconds=0.05, batch_size=3)
calls = []

def progress(name, done, total):
    if name == stage:
        calls.append(done)
        if len(calls) == int(number.partition("+")[0]):
            delay = float(number.partition("+")[2] or 0)
            if not delay:
                os.kill(os.getpid(), signal.SIGKILL)
            threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()

run(settings, SourceRegistry.load(Path(sources)).at(base), names=("sample_ribao", "sample_shangbao"), progress=progress)
"""


def test_run_fills_every_table_that_the_newsroom_can_fill(sample: Sample) -> None:
    """Articles of all six papers become claims, deals and metrics."""
    tables = sample.report.tables
    for table in ("source", "page", "article", "story", "extraction", "claim", "evidence", "rejection", "deal", "flow"):
        assert tables[table] > 0, table
    assert tables["source"] == len(sample.registry)
    assert tables["extraction"] == tables["article"]
    assert tables["metric_search"] == 3
    assert sample.report.count("deal") == tables["deal"]


def test_report_names_the_seconds_of_each_stage(sample: Sample) -> None:
    assert set(sample.report.work.seconds) == set(STAGES)
    assert sample.report.as_dict()["deals"] == sample.report.count("deal")


def test_nothing_that_is_closed_is_asked_for(sample: Sample, room: Newsroom) -> None:
    """robots.txt closes /private/; the run asks for robots.txt and keeps to it."""
    assert "/robots.txt" in room.paths()
    assert not [path for path in room.paths() if path.startswith("/private/")]


def test_snapshot_holds_the_finished_run(sample: Sample) -> None:
    with duckdb.connect(str(sample.settings.snapshot_path), read_only=True) as con:
        assert con.execute("SELECT outcome, rows_added FROM run").fetchall() == [
            ("completed", sample.report.rows_added)
        ]


def test_second_run_adds_no_row_but_its_own(copied: Sample) -> None:
    before = contents(copied.settings.warehouse_path)
    again = run(copied.settings, copied.registry)
    assert again.nothing_new
    assert again.message == "nothing new: no row was added"
    assert again.work.pages == 0
    assert contents(copied.settings.warehouse_path) == before
    assert again.tables["run"] == 2


def test_articles_of_an_older_extractor_are_read_again(copied: Sample) -> None:
    """Extraction is owed to every article that the present version has not read."""
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        con.execute(
            "UPDATE extraction SET extractor = 'older' WHERE article_id IN (SELECT min(article_id) FROM article)"
        )
    again = run(copied.settings, copied.registry)
    assert again.work.read == 1
    assert again.added == {"extraction": 1}


def test_archived_page_without_article_is_read_without_a_fetch(copied: Sample, room: Newsroom) -> None:
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        (lost,) = con.execute("SELECT min(article_id) FROM claim").fetchall()[0]
        for table in ("article", "article_removed", "extraction", "story"):
            con.execute(f"DELETE FROM {table} WHERE article_id = ?", [lost])  # noqa: S608
    asked = len(room.requests)
    again = run(copied.settings, copied.registry, names=["sample_keji"])
    assert again.added["article"] == 1
    assert again.work.pages == 0
    assert {request.path for request in room.requests[asked:]} <= {"/robots.txt", "/keji/feed.xml"}


@pytest.mark.timeout(300)
def test_killed_at_any_point_and_started_again_gives_the_same_database(tmp_path: Path, room: Newsroom) -> None:
    """SIGKILL while fetching, extracting, merging, publishing; the last start runs to its end."""
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    undisturbed = sample_settings(tmp_path / "undisturbed", room)
    run(undisturbed, registry, names=TWO_SOURCES)
    folder = tmp_path / "killed"
    for stage, number in (("fetch", "2"), ("fetch", "2+0.15"), ("extract", "2"), ("merge", "1+0.1"), ("publish", "1")):
        command = [sys.executable, "-c", KILLED, str(folder), str(SOURCES), room.base_url, room.host, stage, number]
        ended = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
    settings = sample_settings(folder, room)
    report = run(settings, registry, names=TWO_SOURCES)
    assert report.tables["run"] == 6
    wanted = contents(undisturbed.warehouse_path)
    for found in (contents(settings.warehouse_path), contents(settings.snapshot_path)):
        assert {table: set(rows) ^ set(wanted[table]) for table, rows in found.items() if rows != wanted[table]} == {}


def test_failed_run_is_on_record(tmp_path: Path, room: Newsroom) -> None:
    settings = sample_settings(tmp_path, room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)

    def stop(stage: str, done: int, total: int) -> None:
        raise RuntimeError("the terminal\nis gone")

    with pytest.raises(RuntimeError, match="is gone"):
        run(settings, registry, names=["sample_keji"], progress=stop)
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as con:
        assert con.execute("SELECT outcome, message FROM run").fetchall() == [("failed", "the terminal is gone")]


def test_source_that_cannot_be_listed_is_told(tmp_path: Path, room: Newsroom) -> None:
    """Nothing serves on port 1: the run ends well, names the source and keeps the reason."""
    settings = sample_settings(tmp_path, room).model_copy(update={"local_hosts": ("127.0.0.1:1",), "retries": 0})
    report = run(settings, SourceRegistry.load(SOURCES).at("http://127.0.0.1:1"), names=["sample_keji"])
    assert report.work.unlisted == ("sample_keji",)
    assert report.count("rejection") == 1


def test_two_runs_on_one_folder_do_not_overlap(tmp_path: Path, room: Newsroom) -> None:
    settings = sample_settings(tmp_path, room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    with run_lock(tmp_path), pytest.raises(RunBusy, match=f"process {os.getpid()}"):
        run(settings, registry)
    assert not room.paths() or not settings.warehouse_path.exists()


def test_lock_is_waited_for(tmp_path: Path) -> None:
    told: list[str] = []
    with run_lock(tmp_path), pytest.raises(RunBusy), run_lock(tmp_path, wait_seconds=0.3, on_wait=told.append):
        pass
    assert len(told) == 1
    with run_lock(tmp_path):
        pass


def test_no_enabled_source_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(RoundtripError, match="add one"):
        chosen(SourceRegistry(()))


def test_plan_takes_each_address_once_and_the_sources_in_turn() -> None:
    def found(source: str, *urls: str) -> Found:
        return Found(source, tuple(Listing(source, url) for url in urls))

    batches = plan([found("a", "1", "2", "3"), found("b", "3", "4")], 2)
    assert [[(one.source, one.url) for one in batch] for batch in batches] == [
        [("a", "1"), ("b", "3")],
        [("a", "2"), ("b", "4")],
    ]


def test_a_run_that_adds_no_row_says_so() -> None:
    def message(**added: int) -> str:
        return RunReport("r", Step(changed=added.pop("changed", 0)), added, {}).message

    assert message(deal=0) == "nothing new: no row was added"
    assert message(deal=-1, flow=-11) == "no row was added; deals and metrics have changed"
    assert message(changed=2) == "no row was added; deals and metrics have changed"
    assert message(deal=-1, flow=1) == "no row was added; deals and metrics have changed"
    assert message(article=2, deal=1) == "3 rows added (2 article, 1 deal)"


def test_steps_add_up() -> None:
    total = Step(pages=1, failed=("x",), seconds={"fetch": 1.0}) + Step(pages=2, seconds={"fetch": 0.5, "merge": 2.0})
    assert total == Step(pages=3, failed=("x",), seconds={"fetch": 1.5, "merge": 2.0})
