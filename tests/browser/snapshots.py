"""Published snapshots for the pages to show: the sample newsroom, hostile articles, five thousand deals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.types import Article, Kind, PartyName, Rejection, Span, Status
from tests.load.synthetic import loads
from tests.warehouse.newsroom import load_newsroom
from tests.warehouse.world import FakeParties, article, claim
from warehouse.store import Batch, Warehouse

HOSTILE = (
    "<script>window.hurt = 1</script>",
    "</script><script>window.hurt = 2</script>",
    "<img src=x onerror='window.hurt = 3'>",
    '"><svg onload="window.hurt = 4">',
    "' onmouseover='window.hurt = 5",
    "<!--<script>",
    "{{ 7 * 7 }}${7 * 7}",
    "</textarea></style><iframe src='javascript:parent.hurt = 6'></iframe>",
    "\u202egnp.exe\u2066 \u200f&lt;b&gt; \u2028 \u2029",
)
"""Words that a page may take for markup, or that turn the direction of writing."""
ADDRESSES = (
    "javascript:window.hurt=7",
    "data:text/html,<script>window.hurt=8</script>",
    'https://news.example/"onclick="window.hurt=9',
    "https://news.example/<script>",
    "vbscript:hurt",
    "file:///etc/passwd",
    "https://user@news.example/",
    "https://news.example/good?a=1&b=<2>",
    "https://news.example/plain",
)


def newsroom(folder: Path) -> Path:
    """The sample newsroom's statements as a careful reader notes them."""
    with Warehouse.open(folder / "live.duckdb") as warehouse:
        load_newsroom(warehouse)
        return _publish(warehouse, folder)


def hostile(folder: Path) -> Path:
    """Every hostile string as title, quote, publisher, cited origin, name of a party and detail of a rejection."""
    with Warehouse.open(folder / "live.duckdb", parties=FakeParties()) as warehouse:
        for number, words in enumerate(HOSTILE):
            told = _told(number, words)
            deal = claim(told, "Google", "Anthropic", f"{number + 1}e9", day=f"2025-0{number + 1}-10", exclusive=True)
            deal = replace(
                deal,
                payers=(PartyName((f"{words} payer",)),) if number % 2 else deal.payers,
                payees=(PartyName((f"{words} payee",)),) if number % 3 else deal.payees,
                quote=Span(0, len(words)),
                quote_text=words,
                collateral=words,
            )
            back = claim(told, "Anthropic", "Google", f"{number + 1}e9", kind=Kind.COMMITMENT, status=Status.COMPLETED)
            warehouse.commit(
                Batch(
                    articles=(told,),
                    claims=(deal, replace(back, quote=Span(0, len(words)), quote_text=words)),
                    rejections=(
                        Rejection("extract", f"{number}", "valuation", words, told.article_id, Span(0, len(words))),
                        Rejection("fetch", ADDRESSES[number], words[:40], words, None),
                    ),
                )
            )
        warehouse.merge()
        return _publish(warehouse, folder)


def large(folder: Path, *, deals: int = 5_200) -> Path:
    """A made-up press about at least five thousand deals, each told of twice or so."""
    with Warehouse.open(folder / "live.duckdb", parties=FakeParties()) as warehouse:
        for load in loads(claims=deals * 2, deals=deals, seed=7):
            warehouse.commit(Batch(articles=load.articles, claims=load.claims))
        warehouse.merge()
        return _publish(warehouse, folder)


def _publish(warehouse: Warehouse, folder: Path) -> Path:
    warehouse.measure()
    run = warehouse.begin_run("test")
    warehouse.end_run(run, outcome="completed", rows_added=1)
    return warehouse.publish(folder / "roundtrip.snapshot.duckdb")


def _told(number: int, words: str) -> Article:
    made = article(f"hostile {number}", published=f"2025-0{number + 1}-15", url=ADDRESSES[number])
    text = f"{words}\n\n{words} and then some. {words}"
    return replace(
        made,
        article_id=Article.id_of(ADDRESSES[number], text),
        title=words,
        text=text,
        publisher=f"{words} publisher",
        cited_origin=words,
    )
