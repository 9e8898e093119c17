"""Gaps of some days: addresses listed and not fetched, older ones from sitemaps, articles not extracted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipeline import run as runs
from pipeline import stages
from pipeline.backfill import Window, backfill, command_of
from pipeline.errors import RoundtripError
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.runreport import RunReport
from pipeline.settings import Settings
from tests.shell.conftest import SOURCES, Outcome, Sample, contents, sample_settings

AUTUMN = Window(date(2025, 9, 1), date(2025, 10, 31))


def fill(
    settings: Settings, registry: SourceRegistry, *names: str, window: Window = AUTUMN, only_missing: bool = True
) -> RunReport:
    """A backfill without Prefect."""
    sources = runs.chosen(registry, names)
    command = command_of(sources, window, only_missing=only_missing)
    with stages.workshop(settings, registry) as shop, runs.noted(shop, command) as record:
        return runs.finish(shop, record, backfill(shop, sources, window, only_missing=only_missing))


def days(database: Path) -> set[str]:
    """The publication days of all articles."""
    with duckdb.connect(str(database), read_only=True) as con:
        return {day for (day,) in con.execute("SELECT published_on FROM article").fetchall()}


def test_listed_addresses_of_the_days_are_fetched_and_no_others(tmp_path: Path, room: Newsroom) -> None:
    """A run that was stopped after listing leaves addresses in the frontier; the feed says of which day they are."""
    settings = sample_settings(tmp_path, room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    with stages.workshop(settings, registry) as shop:
        listed = stages.discover(shop, registry.get("sample_keji")).listings
    report = fill(settings, registry, "sample_keji")
    found = days(settings.warehouse_path)
    assert 0 < report.count("article") < len(listed)
    assert all("2025-09-01" <= day <= "2025-10-31" for day in found), found
    assert fill(settings, registry, "sample_keji").nothing_new


@pytest.mark.parametrize("name", ["sample_shangbao", "sample_keji"])
def test_older_addresses_come_from_sitemaps(tmp_path: Path, room: Newsroom, name: str) -> None:
    """Of a sitemap source, and of a feed whose patterns say which addresses of its site's sitemap are its own."""
    settings = sample_settings(tmp_path, room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    source = registry.get(name)
    if source.kind == "feed":
        source = replace(source, include=("/keji/p/",))
    report = fill(settings, SourceRegistry((source,)), name)
    assert report.count("article") > 0
    assert all("2025-09-01" <= day <= "2025-10-31" for day in days(settings.warehouse_path))
    assert report.count("deal") > 0


def test_articles_of_the_days_are_extracted_again_where_the_version_is_older(copied: Sample) -> None:
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        con.execute("UPDATE extraction SET extractor = 'older'")
        wanted = con.execute(
            "SELECT count(*) FROM article WHERE published_on BETWEEN '2025-09-01' AND '2025-10-31'"
        ).fetchall()[0][0]
        total = con.execute("SELECT count(*) FROM article").fetchall()[0][0]
    report = fill(copied.settings, copied.registry)
    assert 0 < wanted < total
    assert report.work.read == wanted
    assert report.work.pages == 0


def test_everything_of_the_days_is_asked_again_on_demand(copied: Sample, room: Newsroom) -> None:
    """Conditionally: the server says that nothing changed; the articles are extracted from again, to no effect."""
    before = contents(copied.settings.warehouse_path)["deal"]
    report = fill(copied.settings, copied.registry, "sample_keji", only_missing=False)
    assert report.work.pages == 0
    assert report.work.unchanged > 0
    assert report.work.read > 0
    assert contents(copied.settings.warehouse_path)["deal"] == before


@pytest.mark.timeout(180)
def test_the_flow_does_what_the_plain_backfill_does(prefect: str, tmp_path: Path, room: Newsroom) -> None:
    from flows.backfill import backfill as flow

    plain = sample_settings(tmp_path / "plain", room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    fill(plain, registry, "sample_shangbao")
    flowing = sample_settings(tmp_path / "flow", room)
    report = flow(
        "2025-09-01",
        "2025-10-31",
        settings=flowing.model_dump(mode="json", exclude_unset=True),
        names=("sample_shangbao",),
        at=room.base_url,
    )
    assert isinstance(report, RunReport)
    assert contents(flowing.warehouse_path) == contents(plain.warehouse_path)


def test_days_in_the_wrong_order_and_days_left_out_are_told(roundtrip: Callable[..., Outcome], tmp_path: Path) -> None:
    with pytest.raises(RoundtripError, match="the last day 2025-01-01 is before the first 2025-02-01"):
        Window(date(2025, 2, 1), date(2025, 1, 1))
    done = roundtrip("--data", tmp_path, "backfill", "--from", "2025-02-01", "--to", "2025-01-01")
    assert (done.code, done.out) == (2, "")
    done = roundtrip("--data", tmp_path, "backfill", "--from", "2025-02-01")
    assert done.code == 2
    assert "say which days: --from 2025-10-01 --to 2025-10-31" in done.err
    assert not (tmp_path / "roundtrip.duckdb").exists()


def test_the_command_works_without_prefect(roundtrip: Callable[..., Outcome], tmp_path: Path) -> None:
    words = ("backfill", "sample_shangbao", "--from", "2025-09-01", "--to", "2025-12-31", "--no-prefect", "--sample")
    done = roundtrip("--data", tmp_path, *words, "--port", free_port())
    assert done.code == 0, done.err
    assert "articles extracted" in done.out


def free_port() -> int:
    """A port that nobody has."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
