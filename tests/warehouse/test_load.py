"""What is loaded: repeats, hostile values, runs, and what a stopped run left to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from pipeline.types import Claim, Money, PartyName, Rejection, Term
from tests.warehouse.world import FakeParties, article, claim, page
from warehouse.resolve import Resolver
from warehouse.store import Batch, Warehouse


def test_a_batch_with_repeats_is_loaded_once(warehouse: Warehouse) -> None:
    a = article("a")
    one = claim(a, "Google", "Anthropic", "2e9")
    refused = Rejection("extract", a.article_id, "valuation", article_id=a.article_id)
    batch = Batch(pages=(page("a"), page("a")), articles=(a, a), claims=(one, one), rejections=(refused, refused))
    added = warehouse.commit(batch).added
    assert (added["page"], added["article"], added["claim"], added["rejection"]) == (1, 1, 1, 1)
    assert warehouse.commit(batch).total == 0


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("amount", Money(Decimal("NaN"), None, "USD"), "amount_out_of_range"),
        ("amount", Money(None, None, "USD"), "amount_out_of_range"),
        ("amount", Money(Decimal(-1), Decimal(1), "USD"), "amount_out_of_range"),
        ("amount", Money(Decimal("1e40"), Decimal("1e40"), "USD"), "amount_out_of_range"),
        ("amount", Money(Decimal(2), Decimal(1), "USD"), "amount_bounds_crossed"),
        ("amount", Money(Decimal(1), Decimal(1), "dollars"), "unknown_currency"),
        ("date", "2025-02-30", "bad_date"),
        ("stake_pct", Decimal(101), "stake_out_of_range"),
        ("term", Term(years=Decimal("Infinity")), "term_out_of_range"),
    ],
)
def test_what_is_no_value_becomes_a_rejection(warehouse: Warehouse, field: str, value: object, reason: str) -> None:
    a = article("a")
    good, bad = claim(a, "Google", "Anthropic", "2e9"), claim(a, "Nvidia", "xAI")
    bad = replace(bad, **{field: value})  # type: ignore[arg-type]
    warehouse.commit(Batch(articles=(a,), claims=(good, bad)))
    kept = warehouse.connection.execute("SELECT claim_id FROM claim").fetchall()
    assert kept == [(good.claim_id,)]
    rejected = warehouse.connection.execute("SELECT stage, subject, reason FROM rejection").fetchall()
    assert rejected == [("load", bad.claim_id, reason)]


def test_hostile_text_is_kept_as_it_is_but_for_lone_surrogates(warehouse: Warehouse) -> None:
    a = replace(article("a"), title="'; DROP TABLE deal; --\x00", text="\ud800半\u202e导体\x00", publisher="\u200b")
    one = replace(claim(a, "Google", "Anthropic", "2e9"), quote_text="半\udfff", payers=(PartyName(("\ud800",)),))
    warehouse.commit(Batch(articles=(a,), claims=(one,)))
    warehouse.merge()
    warehouse.measure()
    title, text = warehouse.connection.execute("SELECT title, text FROM article").fetchall()[0]
    assert (title, text) == ("'; DROP TABLE deal; --\x00", "\ufffd半\u202e导体\x00")
    assert [found.text for found in warehouse.articles_without_extraction("other")] == [text]
    assert warehouse.counts()["deal"] == 1


def test_amounts_survive_the_way_through_the_database(warehouse: Warehouse) -> None:
    a = article("a")
    exact = Decimal("123456789012345.67")
    warehouse.commit(Batch(articles=(a,), claims=(claim(a, "Google", "Anthropic", Money(exact, exact, "USD")),)))
    warehouse.merge()
    assert warehouse.connection.execute("SELECT usd_low, usd_high FROM deal").fetchall() == [(exact, exact)]


def test_what_a_stopped_run_left_is_known(warehouse: Warehouse) -> None:
    pages = (page("a"), page("b"), page("c"))
    warehouse.commit(Batch(pages=pages))
    assert warehouse.pages_unread() == {one.page_id for one in pages} == warehouse.pages_known()
    read = article("a")
    warehouse.commit(Batch(articles=(read,), rejections=(Rejection("content", pages[1].url, "no_text"),)))
    assert warehouse.pages_unread() == {pages[2].page_id}
    assert warehouse.articles_known() == {read.article_id}
    (todo,) = warehouse.articles_without_extraction("1")
    assert todo == read
    warehouse.commit(Batch(extracted=((read.article_id, "1"),)))
    assert list(warehouse.articles_without_extraction("1")) == []


def test_only_the_run_table_grows_on_a_second_run(warehouse: Warehouse) -> None:
    a = article("a")
    before: dict[str, int] = {}
    for number in range(2):
        run = warehouse.begin_run("run")
        warehouse.commit(Batch(pages=(page("a"),), articles=(a,), claims=(claim(a, "Google", "Anthropic", "2e9"),)))
        warehouse.merge()
        warehouse.measure()
        warehouse.end_run(run, outcome="completed")
        counts = warehouse.counts()
        if number:
            assert {name for name in counts if counts[name] != before[name]} == {"run"}
        before = counts
    started, finished = warehouse.connection.execute("SELECT min(started_at), max(finished_at) FROM run").fetchall()[0]
    assert started <= finished <= datetime.now(UTC).replace(tzinfo=None)


def test_names_resolve_by_table_then_by_their_own_spelling() -> None:
    resolver = Resolver(FakeParties())
    assert resolver.party(("谷歌", "Google")) == "google"
    assert resolver.party(("whatever",), "nvidia") == "nvidia"
    assert resolver.party(("Gemini lab", "Google")) == "google"
    assert resolver.party(("Foo Robotics, Inc.",)) == resolver.party(("FOO  robotics",)) != "google"
    assert resolver.party(("某某科技有限公司",)) == resolver.party(("某某科技",))


def test_an_ambiguous_name_is_merged_with_nobody() -> None:
    resolver = Resolver(FakeParties())
    found = resolver.party(("Apollo",))
    assert found not in {"apollo-global", "apollo-go"}
    assert not resolver.known(found)


def test_unreviewed_parties_are_listed(warehouse: Warehouse) -> None:
    a = article("a")
    warehouse.commit(Batch(articles=(a,), claims=(claim(a, "Foo Robotics", "Anthropic", "2e9"),)))
    warehouse.merge()
    found = warehouse.connection.execute("SELECT name, reviewed FROM mart.v1_party ORDER BY name").fetchall()
    assert found == [("Anthropic", True), ("Foo Robotics", False)]


def test_claims_of_one_id_keep_the_newest_extractor(warehouse: Warehouse) -> None:
    a = article("a")
    old: Claim = claim(a, "Google", "Anthropic", "2e9")
    new = replace(old, extractor="test-2", payers=(PartyName(("Nvidia",)),), evidence=())
    warehouse.commit(Batch(articles=(a,), claims=(old,)))
    assert warehouse.commit(Batch(claims=(new,))).replaced == {"claim": 1}
    names = warehouse.connection.execute("SELECT names FROM claim_party ORDER BY side").fetchall()
    assert names == [(["Anthropic"],), (["Nvidia"],)]
    assert warehouse.counts()["evidence"] == 0
