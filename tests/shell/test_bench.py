"""Measures, run with ``pytest -m bench -s``: the stages on the sample newsroom, and extraction alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline import newsroom
from pipeline.documents import Document, read_documents
from pipeline.guard import extract_guarded
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.run import run
from tests.shell.conftest import SOURCES, sample_settings


@pytest.mark.bench
def test_seconds_of_each_stage(tmp_path: Path, room: Newsroom) -> None:
    """A first run, then a second on which nothing is new."""
    settings = sample_settings(tmp_path, room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    for title in ("first run", "second run"):
        began = time.perf_counter()
        report = run(settings, registry)
        print(f"\n{title}: {time.perf_counter() - began:.1f} s, {report.message}")
        for stage, seconds in report.work.seconds.items():
            print(f"  {stage:<9} {seconds:6.2f} s")


@pytest.mark.bench
def test_articles_a_second(tmp_path: Path) -> None:
    """Extraction of every article of the newsroom, models loaded before."""
    articles = []
    for entry in newsroom.docs():
        (tmp_path / f"{entry['doc']}.txt").write_text(entry["text"], "utf-8")
        (found,) = read_documents(tmp_path / f"{entry['doc']}.txt")
        assert isinstance(found, Document)
        articles.append(found.article)
    list(extract_guarded(articles[:2] + articles[-2:], deadline_seconds=60))
    began = time.perf_counter()
    claims = sum(len(one.claims) for one in extract_guarded(articles, deadline_seconds=60))
    seconds = time.perf_counter() - began
    characters = sum(len(article.text) for article in articles)
    print(f"\n{len(articles)} articles, {claims} claims: {len(articles) / seconds:.1f} articles/s")
    print(f"  {characters / seconds / 1000:.1f} thousand characters/s")
    assert claims
