"""The frontier: what happens next to an address, over days that a test's clock makes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from pipeline import frontier, stages
from pipeline.clock import FileClock, SystemClock, clock_of
from pipeline.errors import RoundtripError
from pipeline.fetch import FetchError
from pipeline.registry import Source, SourceRegistry
from pipeline.run import gather, plan
from pipeline.settings import Settings, load_settings
from pipeline.stages import Workshop
from pipeline.types import Listing
from warehouse.forget import forget, trace
from warehouse.frontier import FrontierRow, find_rows

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXT = (
    "<html><head><title>{title}</title><meta property='article:published_time' content='2026-03-02T07:00:00Z'></head>"
    "<body><article><h1>{title}</h1><p>Northwind Energy agreed to invest $2 billion in Southwind Grid, the companies "
    "said on Monday, in the largest deal of the year for both of them.</p><p>{body} The boards of both companies have "
    "approved the plan, and it is expected to close in the summer, people who know of it said.</p></article></body>"
)


class Hours:
    """A clock that a test moves; waiting moves it too."""

    def __init__(self) -> None:
        self.moment = START
        self.slept = 0.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return (self.moment - START).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.moment += timedelta(seconds=seconds)

    def pass_hours(self, hours: float) -> None:
        self.moment += timedelta(hours=hours)


@pytest.fixture
def hours() -> Hours:
    return Hours()


class Paper:
    """A paper with a feed on the test server, polled by a workshop that is opened anew for each poll."""

    def __init__(self, site: Any, settings: Settings, hours: Hours) -> None:
        self.site = site
        self.hours = hours
        self.settings = settings
        self.source = Source(
            name="paper", title="Paper", publisher="Paper", language="en", kind="feed", url=f"{site.base}/feed.xml",
            timezone="UTC",
        )  # fmt: skip
        self.lists()

    def lists(self, *paths: str, dates: dict[str, str] | None = None) -> None:
        items = "".join(
            f"<item><title>t</title><link>{self.site.base}{path}</link>"
            f"<pubDate>{(dates or {}).get(path, 'Mon, 02 Mar 2026 07:00:00 GMT')}</pubDate></item>"
            for path in paths
        )
        feed = f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>"
        self.site.serve("/feed.xml", feed.encode(), content_type="application/rss+xml")

    def prints(
        self, path: str, body: str = "It was long in the making.", title: str = "Northwind backs Southwind"
    ) -> None:
        self.site.serve(path, TEXT.format(title=title, body=body).encode())

    @contextmanager
    def shop(self) -> Iterator[Workshop]:
        with stages.workshop(self.settings, SourceRegistry((self.source,)), clock=self.hours) as made:
            yield made

    def poll(self) -> dict[str, FrontierRow]:
        """One poll; the frontier by path after it."""
        with self.shop() as shop:
            gather(shop, [self.source])
            return self._rows(shop)

    def rows(self) -> dict[str, FrontierRow]:
        with self.shop() as shop:
            return self._rows(shop)

    def _rows(self, shop: Workshop) -> dict[str, FrontierRow]:
        rows = shop.warehouse.connection.execute("SELECT url FROM frontier").fetchall()
        found = find_rows(shop.warehouse.connection, [url for (url,) in rows])
        return {url.removeprefix(self.site.base): row for url, row in found.items()}

    def ask(self, statement: str) -> list[Any]:
        with self.shop() as shop:
            return shop.warehouse.connection.execute(statement).fetchall()

    def asked(self, path: str) -> int:
        return self.site.paths().count(path)


@pytest.fixture
def paper(site: Any, hours: Hours, tmp_path: Path) -> Paper:
    settings = load_settings(
        data_dir=tmp_path / "data", local_hosts=(site.host,), delay_seconds=1.0, retries=0, timeout_seconds=2.0
    )
    return Paper(site, settings, hours)


def test_an_article_is_fetched_once_and_looked_at_again_at_growing_intervals(paper: Paper, hours: Hours) -> None:
    paper.prints("/a")
    paper.lists("/a")
    row = paper.poll()["/a"]
    assert (row.state, row.visits, row.attempts, row.reason) == ("parsed", 0, 0, None)
    assert row.next_try is not None
    assert row.next_try - row.changed_at == timedelta(hours=6)
    looks = []
    for hour in range(6, 9 * 24, 6):
        hours.pass_hours(6)
        before = paper.asked("/a")
        paper.poll()
        looks += [hour] if paper.asked("/a") > before else []
    assert looks == [6, 18, 42, 90]
    assert paper.rows()["/a"].next_try is None
    assert paper.ask("SELECT count(*) FROM article") == [(1,)]


def test_an_edit_is_a_version_and_brings_the_looks_forward(paper: Paper, hours: Hours) -> None:
    paper.prints("/a")
    paper.lists("/a")
    paper.poll()
    hours.pass_hours(7)
    paper.poll()
    paper.prints("/a", "It was corrected since.")
    hours.pass_hours(13)
    row = paper.poll()["/a"]
    assert row.visits == 0
    assert row.next_try == row.changed_at + timedelta(hours=6)
    versions = paper.ask(
        "SELECT a.counts, t.text FROM mart.v1_article AS a JOIN article AS t USING (article_id) ORDER BY 1"
    )
    assert [(counts, "corrected" in text) for counts, text in versions] == [(False, False), (True, True)]


def test_an_edit_that_is_taken_back_makes_the_first_version_count_again(paper: Paper, hours: Hours) -> None:
    paper.lists("/a")
    for body in ("One.", "Two.", "One."):
        paper.prints("/a", body)
        paper.poll()
        hours.pass_hours(7)
    versions = paper.ask(
        "SELECT a.counts, t.text FROM mart.v1_article AS a JOIN article AS t USING (article_id) ORDER BY 1"
    )
    assert [(counts, "One." in text) for counts, text in versions] == [(False, False), (True, True)]


def test_claims_of_a_replaced_version_do_not_count(paper: Paper, hours: Hours) -> None:
    paper.lists("/a")
    for body in ("One.", "Two."):
        paper.prints("/a", body)
        paper.poll()
        with paper.shop() as shop:
            while stages.mine(shop).read:
                pass
            shop.warehouse.merge()
        hours.pass_hours(7)
    ((claims, articles),) = paper.ask("SELECT count(*), count(DISTINCT article_id) FROM claim")
    assert articles == 2
    assert paper.ask("SELECT count(*) FROM current_claim") == [(claims // 2,)]
    assert paper.ask("SELECT sum(claim_count) FROM mart.v1_deal") == [(claims // 2,)]


def test_bytes_that_change_without_the_article_make_no_version(paper: Paper, hours: Hours) -> None:
    """A page with a clock on it has other bytes at every look."""
    paper.lists("/a")
    page = TEXT.format(title="Northwind backs Southwind", body="One.")
    for number in range(3):
        paper.site.serve("/a", page.replace("<article>", f"<nav>visitor {number}</nav><article>").encode())
        paper.poll()
        hours.pass_hours(13)
    assert paper.asked("/a") == 3
    assert paper.ask("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM page)") == [(1, 1)]
    assert paper.rows()["/a"].visits == 2
    with paper.shop() as shop:
        assert len(list(shop.archive)) == 1


def test_an_address_that_was_listed_is_fetched_though_the_list_dropped_it(paper: Paper, hours: Hours) -> None:
    """The run was killed between listing and fetching; the next feed no longer names the address."""
    paper.prints("/a")
    paper.lists("/a")
    with paper.shop() as shop:
        assert stages.discover(shop, paper.source).listed == 1
    paper.lists("/b")
    paper.prints("/b", title="Another headline of the day")
    rows = paper.poll()
    assert {path: row.state for path, row in rows.items()} == {"/a": "parsed", "/b": "parsed"}


def test_failures_are_retried_with_growing_pauses_and_given_up(paper: Paper, hours: Hours) -> None:
    paper.site.serve("/a", status=500)
    paper.lists("/a")
    pauses = []
    while (row := paper.poll()["/a"]).next_try is not None:
        assert row.state == "failed"
        pauses.append((row.next_try - row.changed_at).total_seconds() / 900)
        asked = paper.asked("/a")
        hours.moment = row.next_try - timedelta(seconds=60)
        paper.poll()
        assert paper.asked("/a") == asked, "nothing is asked before its time"
        hours.pass_hours(1)
    assert pauses == [1, 2, 4, 8, 16, 32, 64]
    assert paper.asked("/a") == paper.settings.give_up_after
    assert (row.state, row.reason, row.next_try) == ("gave_up", "server_error", None)
    assert paper.ask("SELECT state, reason FROM mart.v1_frontier") == [("gave_up", "server_error")]


def test_a_site_that_comes_back_is_read_and_its_failures_forgotten(paper: Paper, hours: Hours) -> None:
    paper.site.serve("/a", status=503)
    paper.lists("/a")
    assert paper.poll()["/a"].state == "failed"
    paper.prints("/a")
    hours.pass_hours(1)
    row = paper.poll()["/a"]
    assert (row.state, row.attempts, row.reason) == ("parsed", 0, None)


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ({"status": 404}, "gone", "not_found"),
        ({"status": 410}, "gone", "not_found"),
        ({"status": 403}, "gave_up", "forbidden"),
        ({"content_type": "application/pdf"}, "gave_up", "content_type"),
    ],
)
def test_what_will_not_pass_is_not_asked_again_until_much_later(
    paper: Paper, hours: Hours, answer: dict[str, Any], state: str, reason: str
) -> None:
    paper.site.serve("/a", **answer)
    paper.lists("/a")
    row = paper.poll()["/a"]
    assert (row.state, row.reason, row.next_try) == (state, reason, None)
    for _ in range(4):
        hours.pass_hours(7 * 24)
        paper.poll()
    assert paper.asked("/a") == 1
    hours.pass_hours(3 * 24)
    paper.prints("/a")
    assert paper.poll()["/a"].state == "parsed"


def test_what_robots_close_is_not_asked_for_and_not_tried_each_run(paper: Paper, hours: Hours) -> None:
    paper.site.serve("/robots.txt", b"User-agent: *\nDisallow: /a\n", content_type="text/plain")
    paper.lists("/a")
    row = paper.poll()["/a"]
    assert (row.state, row.reason) == ("gave_up", "robots")
    for _ in range(3):
        hours.pass_hours(5)
        paper.poll()
    assert paper.asked("/a") == 0
    assert paper.asked("/robots.txt") == 1, "a robots.txt is believed for a day, also by the next run"
    hours.pass_hours(24)
    paper.poll()
    assert paper.asked("/robots.txt") == 2


def test_a_host_that_asks_for_an_hour_is_left_alone_for_an_hour(paper: Paper, hours: Hours) -> None:
    """Of ten addresses one is asked; the others wait untried, and so does the feed itself."""

    def busy(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", "3600")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    paths = [f"/{number}" for number in range(10)]
    for path in paths:
        paper.site.raw(path, busy)
    paper.lists(*paths)
    paper.settings = paper.settings.model_copy(update={"concurrency": 1})
    rows = paper.poll()
    assert sum(map(paper.asked, paths)) == 1
    assert sorted(row.attempts for row in rows.values()) == [0] * 9 + [1]
    feeds = paper.asked("/feed.xml")
    hours.pass_hours(0.5)
    paper.poll()
    assert (sum(map(paper.asked, paths)), paper.asked("/feed.xml")) == (1, feeds)
    for path in paths:
        paper.prints(path, title=f"Headline number {path[1:]} of the day")
    hours.pass_hours(0.6)
    assert {row.state for row in paper.poll().values()} == {"parsed"}


def test_a_redirected_address_and_tracking_parameters_make_no_double(paper: Paper, hours: Hours) -> None:
    paper.prints("/new")
    paper.site.serve("/old", status=301, headers={"Location": "/new?utm_source=feed"})
    paper.site.routes["/new?utm_source=feed"] = paper.site.routes["/new"]
    paper.lists("/old", "/new?utm_medium=rss", "/new?fbclid=1#top")
    for _ in range(4):
        rows = paper.poll()
        hours.pass_hours(13)
    assert (rows["/old"].state, rows["/old"].target) == ("moved", f"{paper.site.base}/new")
    assert rows["/new"].state == "parsed"
    assert paper.ask("SELECT url FROM article") == [(f"{paper.site.base}/new",)]
    assert paper.asked("/old") == 1


def test_an_article_that_moves_later_keeps_its_versions_together(paper: Paper, hours: Hours) -> None:
    paper.prints("/old")
    paper.lists("/old")
    paper.poll()
    hours.pass_hours(7)
    paper.prints("/new", "It was edited when it moved.")
    paper.site.serve("/old", status=301, headers={"Location": "/new"})
    paper.poll()
    found = paper.ask("SELECT url, counts FROM mart.v1_article ORDER BY counts")
    assert found == [(f"{paper.site.base}/old", False), (f"{paper.site.base}/new", True)]


def test_a_listing_that_tells_of_a_change_brings_the_next_look_forward(paper: Paper, hours: Hours) -> None:
    paper.prints("/a")
    paper.lists("/a")
    paper.poll()
    hours.pass_hours(7)
    paper.poll()
    hours.pass_hours(7)
    paper.lists("/a", dates={"/a": "Mon, 02 Mar 2026 20:00:00 GMT"})
    before = paper.asked("/a")
    paper.poll()
    assert paper.asked("/a") == before + 1


def test_forgotten_addresses_do_not_come_back_into_the_frontier(paper: Paper) -> None:
    paper.prints("/a")
    paper.lists("/a")
    paper.poll()
    with paper.shop() as shop:
        forget(shop.warehouse.connection, trace(shop.warehouse.connection, f"{paper.site.base}/a"))
    assert paper.poll() == {}
    assert paper.ask("SELECT count(*) FROM reading") == [(0,)]


def _row(**fields: Any) -> FrontierRow:
    return replace(frontier.listed_row(Listing("one", "https://a.test/x"), START), **fields)


def test_a_long_retry_after_is_kept_and_a_senseless_one_is_bounded() -> None:
    settings = load_settings()
    error = FetchError("https://a.test/x", "rate_limited", status=429, retry_after=7200.0)
    row = frontier.after_failure(_row(), error, START, settings)
    assert row.next_try == START + timedelta(hours=2)
    error = FetchError("https://a.test/x", "rate_limited", status=429, retry_after=9e8)
    row = frontier.after_failure(_row(), error, START, settings)
    assert row.next_try == START + timedelta(days=settings.recheck_days)


def test_a_page_that_was_read_keeps_its_state_when_a_look_fails() -> None:
    settings = load_settings()
    error = FetchError("https://a.test/x", "timeout")
    row = frontier.after_failure(_row(state="parsed"), error, START, settings)
    assert (row.state, row.reason, row.attempts) == ("parsed", "timeout", 1)
    row = frontier.after_failure(_row(state="parsed", attempts=settings.give_up_after), error, START, settings)
    assert (row.state, row.next_try) == ("parsed", None)


def test_a_host_without_robots_costs_an_address_no_try() -> None:
    error = FetchError("https://a.test/x", "robots_unavailable")
    row = frontier.after_failure(_row(), error, START, load_settings())
    assert (row.state, row.attempts) == ("discovered", 0)
    assert row.next_try is not None
    assert row.next_try > START


def test_the_clock_of_a_file_is_the_time_that_the_file_tells(tmp_path: Path) -> None:
    path = tmp_path / "now"
    path.write_text("2026-03-02T16:00:00+08:00\n")
    clock = FileClock(path)
    assert clock.now() == START
    clock.sleep(60)
    assert (clock.now() - START, clock.monotonic()) == (timedelta(seconds=60), 60.0)
    path.write_text("2026-03-02T09:00:00")
    assert clock.now() == START + timedelta(seconds=3660)
    path.write_text("soon")
    with pytest.raises(RoundtripError, match="clock_path"):
        clock_of(path)
    assert isinstance(clock_of(None), SystemClock)


def test_the_politeness_of_a_run_waits_by_its_clock(paper: Paper, hours: Hours) -> None:
    for number in range(5):
        paper.prints(f"/{number}", title=f"Headline number {number} of the day")
    paper.lists(*(f"/{number}" for number in range(5)))
    paper.poll()
    assert hours.slept >= 5.0
    assert plan([], 5) == ()
