"""A forgotten address leaves nothing behind but a hash, and takes nothing with it that came from elsewhere too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.types import Article, Page, Rejection, Validators
from tests.warehouse.world import FakeParties, article, claim, page
from warehouse.audits import run_audits
from warehouse.decisions import Draft, PartyDraft, decide, decide_parties, read_decisions, read_party_decisions
from warehouse.forget import address_key, forget, forgotten_keys, rewrite, trace
from warehouse.resolve import new_party_id
from warehouse.rulings import PartyAction
from warehouse.statements import read_shown
from warehouse.store import Batch, FetchState, Warehouse
from warehouse.verdicts import Action

URL = "https://news.example/gone"
Tell = Callable[..., None]
LATER = {"run", "schema_migration", "forgotten"}
TOTALS = {"merge_state", "metric_search", "metric_throughput", "metric_value"}
"""Tables with a row for each cut even where there is no deal."""


def fetched(name: str) -> FetchState:
    """The answer that gave ``page(name)``."""
    one = page(name)
    return FetchState(one.url, Validators('"1"', None), one.page_id, 200, datetime(2025, 6, 1, tzinfo=UTC))


def batch(*names: str) -> Batch:
    """Pages, articles and one claim each, as a run commits them; ``gone`` names a party that no other does."""
    told = tuple(article(name) for name in names)
    payer = {"gone": "Foo Robotics"}
    return Batch(
        pages=tuple(page(name) for name in names),
        fetches=tuple(fetched(name) for name in names),
        articles=tuple(replace(one, removed=(("tail", f"more on {one.title}"),)) for one in told),
        claims=tuple(claim(one, payer.get(one.title, "Google"), "Anthropic", "2e9") for one in told),
        rejections=tuple(
            Rejection("extract", one.article_id, "valuation", f"in {one.title}", article_id=one.article_id)
            for one in told
        ),
    )


def contents(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that hold what was read and what follows, without the moments of this machine."""
    con = warehouse.connection
    found = {}
    for table in warehouse.counts():
        if table not in LATER and not table.startswith(("merge_", "search_")):
            kept = [name for name in con.table(table).columns if name != "extracted_at"]
            found[table] = sorted(con.table(table).select(*kept).fetchall(), key=repr)
    return found


def gone(warehouse: Warehouse, url: str = URL) -> None:
    """Forget and derive again."""
    forget(warehouse.connection, trace(warehouse.connection, url))
    warehouse.merge()
    warehouse.measure()


def test_what_is_left_is_what_would_be_there_without_the_page(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.commit(batch("a", "gone", "b"))
    warehouse.merge()
    warehouse.measure()
    gone(warehouse)
    with Warehouse.open(tmp_path / "other.duckdb", parties=FakeParties()) as other:
        other.commit(batch("a", "b"))
        other.merge()
        other.measure()
        assert contents(warehouse) == contents(other)
    assert [one.audit for one in run_audits(warehouse.connection) if not one.good] == []
    assert forgotten_keys(warehouse.connection) == {address_key(URL)}


def test_decisions_on_the_page_go_with_it_and_others_stay(warehouse: Warehouse) -> None:
    given = batch("a", "gone")
    warehouse.commit(given)
    warehouse.merge()
    kept, lost = (read_shown(warehouse.connection, [one.claim_id])[0] for one in given.claims)
    decide(
        warehouse.connection,
        [Draft(Action.ACCEPT, lost), Draft(Action.ACCEPT, kept), Draft(Action.MERGE, kept, other=lost)],
        author="Reader",
    )
    foo = new_party_id("Foo Robotics")
    parties = [
        PartyDraft(PartyAction.MERGE, foo, "nvidia", "Foo Robotics"),
        PartyDraft(PartyAction.SPLIT, "google", "alphabet", "Google"),
    ]
    decide_parties(warehouse.connection, parties, author="Reader")
    warehouse.merge()
    gone(warehouse)
    assert [(one.action, one.subject.url) for one in read_decisions(warehouse.connection)] == [
        (Action.ACCEPT, "https://news.example/a")
    ]
    assert [one.name for one in read_party_decisions(warehouse.connection)] == ["Google"]
    assert warehouse.counts()["reviewed_claim"] == 1
    assert [one.audit for one in run_audits(warehouse.connection) if not one.good] == []


def test_a_body_that_another_address_gave_too_stays_under_that(warehouse: Warehouse) -> None:
    shared = page("gone")
    copy = replace(fetched("gone"), url="https://copy.example/gone")
    told = article("gone")
    copied = replace(told, article_id=Article.id_of(copy.url, told.text), url=copy.url)
    warehouse.commit(
        Batch(
            pages=(shared,),
            fetches=(fetched("gone"), copy),
            articles=(told, copied),
            claims=(claim(told, "Google", "Anthropic", "2e9"), claim(copied, "Google", "Anthropic", "2e9")),
        )
    )
    warehouse.merge()
    found = trace(warehouse.connection, URL)
    assert (found.pages, dict(found.moved)) == ((), {shared.page_id: copy.url})
    gone(warehouse)
    con = warehouse.connection
    assert con.execute("SELECT url, final_url FROM page").fetchall() == [(copy.url, copy.url)]
    assert con.execute("SELECT url FROM article").fetchall() == [(copy.url,)]
    assert con.execute("SELECT url FROM fetch_state").fetchall() == [(copy.url,)]
    assert con.execute("SELECT claim_count FROM deal").fetchall() == [(1,)]


def test_a_page_is_known_by_the_address_that_it_was_led_to(warehouse: Warehouse) -> None:
    led = replace(page("gone"), url="https://short.example/1")
    warehouse.commit(Batch(pages=(led,), fetches=(replace(fetched("gone"), url=led.url),), articles=(article("gone"),)))
    found = trace(warehouse.connection, URL)
    assert found.addresses == (URL, led.url)
    gone(warehouse)
    assert {name for name, count in warehouse.counts().items() if count} <= LATER | TOTALS


def test_the_rest_of_a_story_is_told_apart_again(warehouse: Warehouse) -> None:
    signature = bytes(512)
    told = tuple(article(name, signature=signature) for name in ("a", "gone", "b"))
    warehouse.commit(Batch(articles=told, claims=tuple(claim(one, "Google", "Anthropic", "2e9") for one in told)))
    warehouse.merge()
    assert warehouse.connection.execute("SELECT count(DISTINCT story_id), count(*) FROM story").fetchall() == [(1, 3)]
    gone(warehouse)
    names = warehouse.connection.execute("SELECT count(DISTINCT story_id), count(*) FROM story").fetchall()
    assert names == [(1, 2)]
    assert warehouse.connection.execute("SELECT independent_source_count FROM deal").fetchall() == [(1,)]


def test_nothing_is_known_of_other_addresses_and_a_second_time_finds_nothing(warehouse: Warehouse) -> None:
    warehouse.commit(batch("a", "gone"))
    assert not trace(warehouse.connection, "https://news.example/other").known
    assert sum(trace(warehouse.connection, URL).rows.values()) > 8
    gone(warehouse)
    again = trace(warehouse.connection, URL)
    assert (again.known, again.before, sum(again.rows.values())) == (True, True, 0)


def test_no_byte_of_it_stays_in_the_rewritten_file(tmp_path: Path) -> None:
    live = tmp_path / "live.duckdb"
    secret = "".join(Page.id_of(str(number).encode()) for number in range(40))
    told = article("gone")
    text = f"{told.text} {secret}"
    with Warehouse.open(live, parties=FakeParties()) as warehouse:
        warehouse.commit(batch("a"))
        warehouse.commit(Batch(articles=(replace(told, text=text),)))
        warehouse.merge()
        warehouse.connection.execute("CHECKPOINT")
        assert secret[:64].encode() in live.read_bytes()
        before = contents(warehouse)
        gone(warehouse)
        after = contents(warehouse)
    rewrite(live)
    assert [path.name for path in tmp_path.iterdir()] == ["live.duckdb"]
    body = live.read_bytes()
    assert secret[:64].encode() not in body
    assert URL.encode() not in body
    with Warehouse.open(live, parties=FakeParties()) as again:
        assert contents(again) == after != before
        assert all(change.inserted == change.deleted == 0 for change in again.merge().values())
        assert again.connection.execute("SELECT count(*) FROM mart.v1_deal").fetchall() == [(1,)]


def test_a_stopped_rewrite_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = tmp_path / "live.duckdb"
    with Warehouse.open(live, parties=FakeParties()) as warehouse:
        warehouse.commit(batch("a"))
    before = live.read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("warehouse.forget._copy", stop)
    with pytest.raises(KeyboardInterrupt):
        rewrite(live)
    assert [path.name for path in tmp_path.iterdir()] == ["live.duckdb"]
    assert live.read_bytes() == before
