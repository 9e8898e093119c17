"""Texts that mean harm: hidden marks in names, script in titles, endless lines, secrets in addresses."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from pipeline import stages
from pipeline.content import read_article
from pipeline.fetch import Fetcher, FetchError
from pipeline.guard import DeadlinePassed, deadline, extract_guarded, read_guarded
from pipeline.redact import redacted, without_user
from pipeline.registry import Source, SourceRegistry
from pipeline.settings import Settings, load_settings
from pipeline.types import Article, Page, Rejection
from tests.load.warc import resident
from warehouse.batch import Batch

REST = (
    "The companies said on Monday that the boards of both have approved the plan, and that it is expected to close in "
    "the summer of this year, after the approval of the authorities."
)


def _page(body: str, title: str = "Chip maker backs laboratory") -> bytes:
    head = f"<html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


@pytest.mark.parametrize(
    "marks",
    [
        ("\u200b", "\u2060"), ("\u202e", "\u202c"), ("\u2066", "\u2069"), ("\ufeff", "\u00ad"),
        ("&#8203;", "&#x202e;"), ("&shy;", "&lrm;"),
    ],
)  # fmt: skip
def test_hidden_marks_in_names_hide_nothing(page_of: Callable[..., Page], marks: tuple[str, str]) -> None:
    """A name with marks that nobody sees is the name, and its evidence is a slice of the text."""
    one, other = marks
    body = f"<p>Nvi{one}dia agreed to invest $2 billion in Anth{other}ropic, the companies said.</p><p>{REST}</p>"
    article = read_article(page_of(_page(body, f"Nvid{one}ia backs Anthropic")), None)
    assert isinstance(article, Article)
    assert article.title == "Nvidia backs Anthropic"
    assert "Nvidia agreed to invest $2 billion in Anthropic" in article.text
    (found,) = extract_guarded([article], deadline_seconds=60.0)
    ids = {party.party_id for claim in found.claims for party in (*claim.payers, *claim.payees)}
    assert {"nvidia", "anthropic"} <= ids
    for claim in found.claims:
        assert claim.quote.of(article.text) == claim.quote_text


def test_script_in_a_title_is_text(page_of: Callable[..., Page]) -> None:
    title = "&lt;script&gt;alert(1)&lt;/script&gt; and &lt;img src=x onerror=y&gt;"
    article = read_article(page_of(_page(f"<p>{REST}</p><script>document.write('x')</script>", title)), None)
    assert isinstance(article, Article)
    assert article.title == "<script>alert(1)</script> and <img src=x onerror=y>"
    assert "document.write" not in article.text
    real = read_article(page_of(_page(f"<p>{REST}</p>", "Deal <script>alert(1)</script> of the day")), None)
    assert isinstance(real, Article)
    assert "<script" not in real.text.partition("\n\n")[2]


@pytest.mark.parametrize(
    "line",
    [
        "x" * 200_000,
        "Nvidia agreed to invest $2 billion in Anthropic and " * 4_000,
        "甲公司向乙公司投资20亿美元，" * 15_000,
    ],
    ids=["one word", "English", "Chinese"],
)
def test_endless_lines_end_by_the_deadline(page_of: Callable[..., Page], line: str) -> None:
    page = page_of(_page(f"<p>{REST}</p><p>{line}</p>"))
    started = time.process_time()
    outcome = read_guarded(page, None, listed=None, seconds=5.0)
    assert isinstance(outcome, Article | Rejection)
    if isinstance(outcome, Article):
        (found,) = extract_guarded([outcome], deadline_seconds=2.0)
        assert found.claims or found.rejections or not found.candidates
    assert time.process_time() - started < 30.0


def test_a_deadline_that_passes_while_garbage_is_collected_is_not_lost() -> None:
    """What is raised in a callback of the collector vanishes; the test run fails on what vanishes so."""

    def busy(phase: str, _: dict[str, int]) -> None:
        until = time.process_time() + 0.3
        while phase == "start" and time.process_time() < until:
            sum(range(1000))

    def work() -> None:
        gc.collect()
        while True:
            sum(range(1000))

    gc.callbacks.append(busy)
    try:
        with pytest.raises(DeadlinePassed), deadline(0.1):
            work()
    finally:
        gc.callbacks.remove(busy)


def test_a_page_that_keeps_its_reader_busy_is_a_row(
    page_of: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: Any, **__: Any) -> None:
        while True:
            with suppress(Exception):  # as a library below may do with errors
                sum(range(1000))

    monkeypatch.setattr("pipeline.content._general_body", busy)
    outcome = read_guarded(page_of(_page(f"<p>{REST}</p>")), None, listed=None, seconds=0.3)
    assert isinstance(outcome, Rejection)
    assert (outcome.stage, outcome.reason) == ("content", "deadline")
    with deadline(5.0):
        assert True


def test_fifty_megabytes_are_refused_without_being_held(site: Any, settings: Settings) -> None:
    def large(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"<p>" + b"x" * 999_997)

    url = site.raw("/a", large)
    before = resident()
    with Fetcher(settings.model_copy(update={"max_bytes": 10_000_000})) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(url, source="one")
    assert caught.value.reason == "too_large"
    assert resident() - before < 40


def test_secrets_in_addresses_are_told_to_nobody(
    site: Any, tmp_path: Path, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    """A feed lists an address with a password: it is refused, and the row says so without the password."""
    item = "<item><title>t</title><link>https://ann:hush@wire.example/a</link></item>"
    feed = f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>"
    url = site.serve("/feed.xml", feed.encode(), content_type="application/rss+xml")
    source = Source("one", "One", "One", "en", "feed", url, "UTC")
    own = settings.model_copy(update={"data_dir": tmp_path / "data"})
    with stages.workshop(own, SourceRegistry((source,))) as shop:
        stages.discover(shop, source)
        shop.warehouse.commit(
            Batch(rejections=(Rejection("fetch", "https://a.test/", "connect", "http://u:p@h/?token=t"),))
        )
        kept = repr(shop.warehouse.connection.execute("SELECT subject, detail FROM rejection").fetchall())
    assert "hush" not in kept
    assert "u:p" not in kept
    assert "token=t" not in kept
    assert "https://***@wire.example/a" in kept
    from pipeline.cli.output import tell, tell_error

    tell_error("https://ann:hush@wire.example/feed failed")
    tell("see https://wire.example/feed?api_key=hush")
    assert "hush" not in capfd.readouterr().err


def test_what_is_redacted_and_what_is_not() -> None:
    assert redacted("no address, user:password@host") == "no address, user:password@host"
    assert redacted("https://wire.example/a@b?page=2") == "https://wire.example/a@b?page=2"
    assert redacted("x https://t0ken@h.example/ y") == "x https://***@h.example/ y"
    assert without_user("https://h.example/?token=1") == "https://h.example/?token=1"


def test_settings_of_a_run_take_no_password_in_an_address(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(
        "title: T\npublisher: P\nlanguage: en\nkind: feed\nurl: https://ann:hush@wire.example/feed\n", "utf-8"
    )
    with pytest.raises(Exception, match="passwords") as caught:
        SourceRegistry.load(load_settings(sources_dir=tmp_path).sources_dir)
    assert "hush" not in str(caught.value)
