"""Pages mutated by a seeded hand: every one ends as an article or a rejection, soon."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.content import read_article
from pipeline.reasons import reasons
from pipeline.types import Article, Page, Rejection
from tests.acquisition.mutate import seeds, spoiled
from tests.load.mutations import put_through

COUNT = int(os.environ.get("ROUNDTRIP_TEST_MUTATIONS", "150"))
DEADLINE = 5.0
"""Seconds for one page, many times what a page needs, on a busy machine too."""


def test_mutated_pages_neither_crash_nor_hang(page_of: Callable[..., Page]) -> None:
    assert len(seeds()) > 20
    slowest, unreadable = 0.0, []
    for number, (body, kind) in enumerate(spoiled(COUNT, 20260301)):
        started = time.perf_counter()
        outcome = read_article(page_of(body, content_type=kind, url=f"http://news.test/{number}"), None)
        slowest = max(slowest, time.perf_counter() - started)
        assert isinstance(outcome, Article | Rejection)
        if isinstance(outcome, Article):
            assert "\0" not in outcome.text
            assert outcome.article_id == Article.id_of(outcome.url, outcome.text)
            outcome.text.encode("utf-8")
        else:
            assert outcome.reason in reasons()
            unreadable += [outcome.detail] if outcome.reason == "unreadable" else []
    assert slowest < DEADLINE
    assert len(unreadable) <= COUNT / 100, unreadable


def test_spoiled_pages_go_through_content_and_extraction_and_every_failure_is_a_row(tmp_path: Path) -> None:
    """The short form of ``make mutations``."""
    found = put_through(tmp_path, count=max(COUNT // 3, 40), seed=20260302, extract_each=5)
    assert found.lost == 0
    assert found.articles + found.rejected == found.pages
    assert found.slowest_content < DEADLINE
    assert found.slowest_extraction < found.deadline


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 50_000 + "正文".encode() * 100 + b"</div>" * 50_000,
        b"<html><title>t</title><body><p>" + b"word and the of to " * 10_000 + b"</p>",
        b"<html><title>long title here</title>" + b"<p>" + "链".encode() * 200_000,
        b"<html><body>" + b"<p>a sentence of the day, and more.</p>" * 20_000,
        b"<ul>" + b"<li><a href=x>headline of the day</a></li>" * 20_000 + b"</ul>",
        b"<p>" + b"&lt;" * 100_000,
        b"<table>" * 2_000 + b"<tr><td>the of and to" * 2_000,
        ("<title>标题标题标题</title>" + "<p>免责声明：</p><p>相关阅读</p>" * 5_000).encode(),
        ("<title>标题标题标题</title><p>" + "据路透社报道" * 20_000 + "</p>").encode(),
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
        b"<a" * 100_000,
        b"<" * 300_000,
        b"&#" * 300_000,
    ],
    ids=lambda body: body[:24].decode("utf-8", "replace"),
)
def test_monstrous_pages_end_soon(page_of: Callable[..., Page], body: bytes) -> None:
    started = time.perf_counter()
    assert isinstance(read_article(page_of(body), None), Article | Rejection)
    assert time.perf_counter() - started < 3 * DEADLINE
