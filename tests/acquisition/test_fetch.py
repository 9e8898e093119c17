"""Fetching from a server that behaves."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from pipeline.fetch import Fetcher, FetchError, NotModified
from pipeline.settings import Settings
from pipeline.types import Page, Validators


def test_a_page_carries_what_the_fetch_knew(site: Any, fetcher: Fetcher) -> None:
    url = site.serve("/a", b"<p>x</p>", headers={"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"})
    page = fetcher.fetch(url, source="one")
    assert isinstance(page, Page)
    assert (page.body, page.status, page.source, page.url, page.final_url) == (b"<p>x</p>", 200, "one", url, url)
    assert page.page_id == Page.id_of(b"<p>x</p>")
    assert page.validators == Validators('"v1"', "Mon, 02 Mar 2026 10:00:00 GMT")
    assert page.fetched_at.tzinfo is UTC


def test_validators_make_the_request_conditional(site: Any, fetcher: Fetcher) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"v1"'
        handler.send_response(304 if known else 200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    url = site.raw("/a", answer)
    given = Validators('"v1"', "Mon, 02 Mar 2026 10:00:00 GMT")
    outcome = fetcher.fetch(url, source="one", validators=given)
    assert isinstance(outcome, NotModified)
    assert outcome.validators == given
    assert site.requests[-1][1]["if-modified-since"] == given.last_modified
    assert isinstance(fetcher.fetch(url, source="one", validators=Validators('"old"')), Page)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("gzip", lambda data: gzip.compress(data[:5]) + gzip.compress(data[5:])),
        ("", bytes),
    ],
)
def test_bodies_are_unpacked(site: Any, fetcher: Fetcher, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    url = site.serve("/a", pack("新闻 news".encode()), headers={"Content-Encoding": encoding} if encoding else {})
    page = fetcher.fetch(url, source="one")
    assert isinstance(page, Page)
    assert page.body.decode() == "新闻 news"


def test_redirects_are_followed_and_kept_apart_from_the_address_asked_for(site: Any, fetcher: Fetcher) -> None:
    site.serve("/new", b"here")
    url = site.serve("/old", status=301, headers={"Location": "/new#part"})
    page = fetcher.fetch(url, source="one")
    assert isinstance(page, Page)
    assert (page.url, page.final_url) == (url, site.base + "/new")


def test_robots_decide_per_address_and_are_asked_once(site: Any, fetcher: Fetcher) -> None:
    site.serve("/robots.txt", b"User-agent: RoundtripBot\nDisallow: /closed/\n", content_type="text/plain")
    for path in ("/closed/a", "/open/a", "/open/b"):
        site.serve(path, b"x")
    fetcher.fetch(site.base + "/open/a", source="one")
    fetcher.fetch(site.base + "/open/b", source="one")
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(site.base + "/closed/a", source="one")
    assert caught.value.reason == "robots"
    assert site.paths().count("/robots.txt") == 1
    assert "/closed/a" not in site.paths()


def test_robots_hold_for_the_target_of_a_redirect(site: Any, fetcher: Fetcher) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /closed/\n", content_type="text/plain")
    site.serve("/closed/a", b"x")
    url = site.serve("/a", status=302, headers={"Location": "/closed/a"})
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, source="one")
    assert caught.value.reason == "robots"


@pytest.mark.parametrize(("status", "reason"), [(500, "robots_unavailable"), (429, "robots_unavailable"), (403, None)])
def test_a_robots_file_that_fails_closes_the_host_unless_it_is_merely_missing(
    site: Any, fetcher: Fetcher, status: int, reason: str | None
) -> None:
    site.serve("/robots.txt", b"", status=status)
    url = site.serve("/a", b"x")
    if reason is None:
        assert isinstance(fetcher.fetch(url, source="one"), Page)
    else:
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(url, source="one")
        assert caught.value.reason == reason
        assert "/a" not in site.paths()


class _Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_requests_to_a_host_keep_the_longest_delay_asked_for(site: Any, settings: Settings) -> None:
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n", content_type="text/plain")
    for path in ("/a", "/b", "/c"):
        site.serve(path, b"x")
    clock = _Time()
    quick = settings.model_copy(update={"delay_seconds": 2.0})
    with Fetcher(quick, delays={"slow": 11.0}, sleep=clock.sleep, monotonic=clock.monotonic) as fetcher:
        fetcher.fetch(site.base + "/a", source="one")
        fetcher.fetch(site.base + "/b", source="one")
        fetcher.fetch(site.base + "/c", source="slow")
    assert clock.slept == [pytest.approx(7.0)] * 3  # the first pause is after robots.txt itself


def test_a_host_that_asks_for_too_long_a_pause_is_left_alone(site: Any, fetcher: Fetcher) -> None:
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 9999\n", content_type="text/plain")
    url = site.serve("/a", b"x")
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, source="one")
    assert caught.value.reason == "crawl_delay"


def _failing(times: int, status: int, headers: dict[str, str]) -> Callable[[BaseHTTPRequestHandler], None]:
    """Fail a number of times, then answer."""
    left = [times]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        failing = left[0] > 0
        left[0] -= 1
        handler.send_response(status if failing else 200)
        for name, value in {"Content-Type": "text/html", "Content-Length": "2", **(headers if failing else {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(b"ok")

    return answer


@pytest.mark.parametrize("status", [500, 503, 429])
def test_passing_faults_are_tried_again(site: Any, fetcher: Fetcher, status: int) -> None:
    url = site.raw("/a", _failing(2, status, {}))
    page = fetcher.fetch(url, source="one")
    assert isinstance(page, Page)
    assert site.paths().count("/a") == 3


def test_retries_end(site: Any, fetcher: Fetcher) -> None:
    url = site.raw("/a", _failing(99, 503, {}))
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, source="one")
    assert (caught.value.reason, caught.value.transient) == ("server_error", True)
    assert site.paths().count("/a") == 3


def test_retry_after_is_waited_for(site: Any, settings: Settings) -> None:
    url = site.raw("/a", _failing(1, 429, {"Retry-After": "4"}))
    clock = _Time()
    with Fetcher(settings, sleep=clock.sleep, monotonic=clock.monotonic) as fetcher:
        assert isinstance(fetcher.fetch(url, source="one"), Page)
    assert clock.slept == [pytest.approx(4.0)]


def test_retry_after_as_a_date_is_waited_for(site: Any, settings: Settings) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    then = format_datetime(now + timedelta(seconds=3), usegmt=True)
    url = site.raw("/a", _failing(1, 503, {"Retry-After": then}))
    clock = _Time()
    with Fetcher(settings, sleep=clock.sleep, monotonic=clock.monotonic, now=lambda: now) as fetcher:
        assert isinstance(fetcher.fetch(url, source="one"), Page)
    assert clock.slept == [pytest.approx(3.0)]


def test_a_retry_after_that_is_too_long_ends_the_attempt_and_is_told(site: Any, fetcher: Fetcher) -> None:
    url = site.raw("/a", _failing(1, 429, {"Retry-After": "86400"}))
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, source="one")
    assert (caught.value.reason, caught.value.retry_after) == ("rate_limited", 86400.0)
    assert site.paths().count("/a") == 1


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "not_found"),
        (410, "not_found"),
        (401, "forbidden"),
        (402, "forbidden"),
        (451, "forbidden"),
        (418, "status"),
    ],
)
def test_final_answers_are_not_tried_again(site: Any, fetcher: Fetcher, status: int, reason: str) -> None:
    url = site.serve("/a", status=status)
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, source="one")
    assert (caught.value.reason, caught.value.status, caught.value.transient) == (reason, status, False)
    assert site.paths().count("/a") == 1


def test_no_cookie_comes_back_and_no_credentials_go_out(site: Any, fetcher: Fetcher) -> None:
    site.serve("/a", b"x", headers={"Set-Cookie": "session=secret; Path=/"})
    fetcher.fetch(site.base + "/a", source="one")
    fetcher.fetch(site.base + "/a", source="one")
    sent = site.requests[-1][1]
    assert "cookie" not in sent
    assert "authorization" not in sent


def test_threads_share_a_fetcher(site: Any, fetcher: Fetcher) -> None:
    urls = [site.serve(f"/{number}", f"page {number}".encode()) for number in range(12)]
    bodies: dict[str, bytes] = {}

    def work(url: str) -> None:
        page = fetcher.fetch(url, source="one")
        assert isinstance(page, Page)
        bodies[url] = page.body

    threads = [threading.Thread(target=work, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == {url: f"page {number}".encode() for number, url in enumerate(urls)}
    assert site.paths().count("/robots.txt") == 1
