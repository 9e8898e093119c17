"""A seeded hand that spoils pages: bytes flipped, cut, doubled, swapped, recoded, hostile scraps put in."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from pipeline.newsroom.render import site as newsroom_site

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


def seeds() -> list[bytes]:
    pages = newsroom_site("http://newsroom.test")
    return [
        one.body
        for path, one in sorted(pages.items())
        if path.endswith((".html", ".shtml", ".htm")) or "/story" in path
    ]


def spoiled(count: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """(body, content type) of spoiled pages, made from the newsroom's articles; equal for equal seeds."""
    dice = random.Random(seed)
    pages = seeds()
    for _ in range(count):
        body = dice.choice(pages)
        for _ in range(dice.randrange(1, 4)):
            body = dice.choice(MUTATIONS)(dice, body) or b"x"
        yield body, dice.choice(KINDS)


KINDS = ("text/html", "text/html; charset=gb2312", "text/html; charset=nonsense", "text/plain", "")
