"""Pages mutated by a seeded hand: every one ends as an article or a rejection, soon."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable

import pytest

from pipeline.content import read_article
from pipeline.newsroom.render import site as newsroom_site
from pipeline.reasons import reasons
from pipeline.types import Article, Page, Rejection

COUNT = int(os.environ.get("ROUNDTRIP_TEST_MUTATIONS", "150"))
DEADLINE = 5.0
"""Seconds for one page, many times what a page needs, on a busy machine too."""

Mutation = Callable[[random.Random, bytes], bytes]


def _flip(dice: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(dice.randrange(1, 60)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(dice: random.Random, body: bytes) -> bytes:
    return body[: dice.randrange(len(body))]


def _double(dice: random.Random, body: bytes) -> bytes:
    start = dice.randrange(len(body))
    piece = body[start : start + dice.randrange(1, 3000)]
    return body[:start] + piece * dice.randrange(2, 30) + body[start:]


def _insert(dice: random.Random, body: bytes) -> bytes:
    scraps = [
        b"\0" * 50,
        b"<div>" * 800,
        b"</div>" * 800,
        b"<table><tr><td>" * 100,
        b"<!--",
        b"<![CDATA[",
        b"&#xD800;&#0;",
        b"<script>",
        b"<p>" + b"x" * 200_000,
        b"\xff\xfe",
        "\u202e\u200b\u2066".encode(),
        b"&" * 5000,
        b"<a href='" * 300,
        b"<svg><math><template>",
        b"<form><button><select>" * 50,
        b"\xed\xa0\x80",
        b"<h1></h1>" * 500,
        b"<meta charset=utf-16>",
        b"<base href='http://[::1'>",
        b'<script type="application/ld+json">{"@graph":[[[[[[{"@type":"Article"}]]]]]]}</script>',
    ]
    start = dice.randrange(len(body))
    return body[:start] + dice.choice(scraps) + body[start:]


def _swap(dice: random.Random, body: bytes) -> bytes:
    first, second = sorted(dice.randrange(len(body)) for _ in range(2))
    return body[second:] + body[first:second] + body[:first]


def _recode(dice: random.Random, body: bytes) -> bytes:
    wire = dice.choice(["gb18030", "big5", "utf-16", "utf-32", "shift_jis", "cp1252", "utf-7"])
    return body.decode("utf-8", "replace").encode(wire, "replace")


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _double, _insert, _swap, _recode)


def _seeds() -> list[bytes]:
    pages = newsroom_site("http://newsroom.test")
    return [
        one.body
        for path, one in sorted(pages.items())
        if path.endswith((".html", ".shtml", ".htm")) or "/story" in path
    ]


def test_mutated_pages_neither_crash_nor_hang(page_of: Callable[..., Page]) -> None:
    dice = random.Random(20260301)
    seeds = _seeds()
    assert len(seeds) > 20
    slowest, unreadable = 0.0, []
    for number in range(COUNT):
        body = dice.choice(seeds)
        for _ in range(dice.randrange(1, 4)):
            body = dice.choice(MUTATIONS)(dice, body) or b"x"
        kind = dice.choice(["text/html", "text/html; charset=gb2312", "text/html; charset=nonsense", "text/plain", ""])
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
