"""Published snapshots for the pages to show: the sample newsroom, hostile articles, five thousand deals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.report.gather import gather, page_data
from pipeline.report.page import REPORT, render
from pipeline.types import Article, Kind, PartyName, Rejection, Span, Status
from tests.warehouse.newsroom import load_newsroom
from tests.warehouse.world import FakeParties, article, claim
from warehouse.store import Batch, Warehouse

DEALS = frozenset({"deal_id", "part_of"})
PARTIES = frozenset(f"{side}_{kind}" for side in ("payer", "payee") for kind in ("ids", "group_ids", "group_id")) | {
    "funder_group_id",
    "spender_group_id",
}
"""Columns that name deals, and those that name parties."""
WORLDS = 8
"""Sets of parties among which the copies of a ledger are dealt out."""
TABLES = ("deals", "flows", "history", "conflicts", "round_trips")
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


def large(snapshot: Path, out: Path, *, deals: int = 5_000) -> int:
    """The report of a snapshot many times over, dealt out among eight sets of parties; returns its number of deals."""
    once = page_data(gather(snapshot))
    times = -(-deals // len(once["deals"]["rows"]))
    whole = {**once, **{name: {"columns": once[name]["columns"], "rows": []} for name in TABLES}}
    whole["sentences"], whole["parties"] = dict(once["sentences"]), dict(once["parties"])
    for number in range(times):
        for name in TABLES:
            columns = once[name]["columns"]
            whole[name]["rows"] += [
                [_copied(column, value, number) for column, value in zip(columns, row, strict=True)]
                for row in once[name]["rows"]
            ]
        for deal_id, told in once["sentences"].items():
            whole["sentences"][_again(deal_id, number)] = [{**one, "title": f"{one['title']} {number}"} for one in told]
        for party_id, party in once["parties"].items():
            world = number % WORLDS
            twin = {**party, "en": f"{party['en']} {world}", "group": _again(party["group"], world)}
            whole["parties"][_again(party_id, world)] = twin
    out.write_text(render("report", whole, sections=REPORT).html, "utf-8")
    return len(whole["deals"]["rows"])


def _copied(column: str, value: Any, number: int) -> Any:
    """A value in the so-many-th copy."""
    if column in DEALS:
        return _again(value, number)
    return _again(value, number % WORLDS) if column in PARTIES else value


def _again(value: Any, number: int) -> Any:
    """An id, or ids, of the so-many-th copy."""
    if isinstance(value, list):
        return [_again(item, number) for item in value]
    return value if value is None else f"{value}-{number}"


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
