"""Who is meant by a name: the alias table, tickers in brackets, and what readers decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parties import load_parties
from tests.warehouse.world import FakeParties, article, claim
from warehouse.audits import run_audits
from warehouse.decisions import PartyDraft, decide_parties, read_party_decisions, read_rulings
from warehouse.partybook import find_party, list_parties, names_to_split, portrait
from warehouse.resolve import NEW, Resolver, bracketed_tickers, new_party_id
from warehouse.rulings import PartyAction, PartyDecision, make_rulings
from warehouse.statements import DecisionError
from warehouse.store import Warehouse

MERGE, SPLIT, ACCEPT, UNDO = PartyAction.MERGE, PartyAction.SPLIT, PartyAction.ACCEPT, PartyAction.UNDO
FOO = new_party_id("Foo Robotics")
Tell = Callable[..., None]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    """Over the bundled alias table."""
    return Resolver(load_parties())


@pytest.mark.parametrize(
    ("name", "party_id"),
    [
        ("Nvidia Corporation", "nvidia"),
        ("輝達", "nvidia"),
        ("ＮＶＩＤＩＡ", "nvidia"),
        ("阿里巴巴集團控股有限公司", "alibaba"),
        ("CoreWeave, Inc.", "coreweave"),
        ("寒武纪（688256.SH）", "cambricon"),
        ("某科技公司（688256.SH）", "cambricon"),
        ("A Neocloud (NASDAQ: CRWV)", "coreweave"),
        ("某云服务商（纳斯达克：CRWV）", "coreweave"),
        ("騰訊控股（港交所：700）", "tencent"),
        ("Chip Giant (NVDA.O)", "nvidia"),
        ("Two Listings (NYSE: BABA; HKEX: 9988)", "alibaba"),
    ],
)
def test_names_and_tickers_find_their_party(resolver: Resolver, name: str, party_id: str) -> None:
    assert resolver.party((name,)) == party_id


@pytest.mark.parametrize(
    "name",
    [
        "Q.ai",
        "Together",
        "联想",
        "Foo (AI)",
        "Foo (formerly Bar)",
        "Foo (2025)",
        "Foo (NASDAQ: ZZZZ)",
        "Both (NASDAQ: CRWV, NYSE: ORCL)",
    ],
)
def test_what_does_not_say_which_party_is_a_party_of_its_own(resolver: Resolver, name: str) -> None:
    found = resolver.party((name,))
    assert found.startswith(NEW)
    assert not resolver.known(found)
    assert resolver.group(found, date(2025, 1, 1)) == found


def test_context_decides_for_a_name_that_is_a_word_too(resolver: Resolver) -> None:
    assert resolver.party(("Together",), "together_ai") == "together_ai"
    assert resolver.party(("Together AI",)) == "together_ai"
    assert resolver.party(("联想 (HKEX: 0992)",)) == "lenovo"


def test_a_ticker_chooses_among_the_meanings_of_an_ambiguous_name() -> None:
    parties = FakeParties(names={**FakeParties().names, "NYSE:APO": ("apollo-global",), "APO": ("apollo-global",)})
    resolver = Resolver(parties)
    assert resolver.party(("Apollo",)) not in ("apollo-global", "apollo-go")
    table = {**parties.names, "Apollo (NYSE: APO)": parties.names["Apollo"], "Apollo (APO)": parties.names["Apollo"]}
    listed = Resolver(FakeParties(names=table))
    assert listed.party(("Apollo (NYSE: APO)",)) == "apollo-global"
    assert listed.party(("Apollo (APO)",)) == "apollo-global"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foo Robotics, Inc.", "foo  ROBOTICS"),
        ("Foo Robotics (NYSE: FOO)", "Foo Robotics"),
        ("某某科技股份有限公司（688999.SH）", "某某科技"),
        ("臺灣某某", "台湾某某"),
    ],
)
def test_spellings_of_a_new_name_are_one_party(one: str, other: str) -> None:
    assert new_party_id(one) == new_party_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Foo Robotics", "Foo Group"), ("Foo", "Foo Robotics"), ("Foo (Shanghai)", "Foo"), ("某某科技", "某某")],
)
def test_names_that_tell_companies_apart_are_kept_apart(one: str, other: str) -> None:
    assert new_party_id(one) != new_party_id(other)


@pytest.mark.parametrize(
    ("name", "day", "group"),
    [
        ("Google Cloud", date(2025, 1, 1), "alphabet"),
        ("xAI", date(2026, 1, 31), "xai"),
        ("xAI", date(2026, 2, 1), "spacex"),
        ("AWS", date(2025, 1, 1), "amazon"),
    ],
)
def test_groups_hold_from_a_day(resolver: Resolver, name: str, day: date, group: str) -> None:
    assert resolver.resolve((name,), None, day).group_id == group


def test_only_codes_of_exchanges_stand_alone() -> None:
    assert list(bracketed_tickers("Foo (FOO)", bare=False)) == []
    assert list(bracketed_tickers("Foo (FOO)")) == ["FOO"]


def ruled(warehouse: Warehouse, *drafts: PartyDraft) -> list[PartyDecision]:
    """Decide and merge."""
    found = decide_parties(warehouse.connection, drafts, author="Reader")
    warehouse.merge()
    warehouse.measure()
    return found


def payers(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return warehouse.connection.execute("SELECT payers, payer_ids FROM mart.v1_deal ORDER BY ALL").fetchall()


@pytest.fixture
def foo(warehouse: Warehouse, tell: Tell) -> Tell:
    """A ledger in which a new name pays; returns ``tell``."""
    a = article("a")
    tell(claim(a, "Foo Robotics, Inc.", "Anthropic", "2e9"), articles=(a,))
    assert payers(warehouse) == [(["Foo Robotics, Inc."], [FOO])]
    return tell


def test_a_new_name_is_listed_until_a_reader_accepts_it(warehouse: Warehouse, foo: Tell) -> None:
    rows, more = list_parties(warehouse.connection, unreviewed=True)
    assert ([row["party_id"] for row in rows], more) == ([FOO], False)
    ruled(warehouse, PartyDraft(ACCEPT, FOO))
    assert list_parties(warehouse.connection, unreviewed=True) == ([], False)


def test_a_merge_holds_for_later_extractions_and_articles(warehouse: Warehouse, foo: Tell) -> None:
    ruled(warehouse, PartyDraft(MERGE, FOO, "nvidia"))
    assert payers(warehouse) == [(["Nvidia"], ["nvidia"])]
    a, b = article("a"), article("b")
    again = replace(claim(a, "FOO Robotics", "Anthropic", "2e9"), claim_id="again", extractor="test-2")
    foo(again, claim(b, "Foo Robotics", "Anthropic", "2e9"), articles=(b,))
    assert payers(warehouse) == [(["Nvidia"], ["nvidia"])]
    assert [one.audit for one in run_audits(warehouse.connection) if not one.good] == []


def test_a_merged_party_has_the_owner_of_the_other(warehouse: Warehouse, foo: Tell) -> None:
    ruled(warehouse, PartyDraft(MERGE, FOO, "aws"))
    groups = warehouse.connection.execute("SELECT payer_group FROM flow").fetchall()
    assert groups == [("amazon",)]


def test_a_split_ends_a_merge_and_a_merge_a_split(warehouse: Warehouse, foo: Tell) -> None:
    ruled(warehouse, PartyDraft(MERGE, FOO, "nvidia"))
    ((name, other),) = names_to_split(warehouse.connection, "nvidia", ["foo robotics inc"], to=None)
    assert other == FOO
    ruled(warehouse, PartyDraft(SPLIT, "nvidia", other, name))
    assert payers(warehouse) == [(["Foo Robotics, Inc."], [FOO])]
    ruled(warehouse, PartyDraft(MERGE, FOO, "nvidia"))
    assert payers(warehouse) == [(["Nvidia"], ["nvidia"])]
    assert [one.action for one in read_party_decisions(warehouse.connection)] == [MERGE, SPLIT, MERGE]


def test_a_name_of_the_alias_table_can_be_split_off(warehouse: Warehouse, tell: Tell) -> None:
    a, b = article("a"), article("b")
    tell(claim(a, "谷歌", "Anthropic", "2e9"), claim(b, "Google", "OpenAI", "3e9"), articles=(a, b))
    ruled(warehouse, PartyDraft(SPLIT, "google", "microsoft", "谷歌"))
    assert payers(warehouse) == [(["Google"], ["google"]), (["Microsoft"], ["microsoft"])]


def test_an_undone_decision_no_longer_stands(warehouse: Warehouse, foo: Tell) -> None:
    (merged,) = ruled(warehouse, PartyDraft(MERGE, FOO, "nvidia"))
    ruled(warehouse, PartyDraft(UNDO, FOO, undoes=merged.decision_id))
    assert payers(warehouse) == [(["Foo Robotics, Inc."], [FOO])]
    assert read_rulings(warehouse.connection).merged == {}


def test_a_rerun_after_decisions_changes_nothing(warehouse: Warehouse, foo: Tell) -> None:
    ruled(warehouse, PartyDraft(MERGE, FOO, "nvidia"))
    assert all(change.inserted == change.deleted == 0 for change in warehouse.merge().values())


def test_a_party_is_found_by_id_or_by_a_name_that_it_alone_has(warehouse: Warehouse, foo: Tell) -> None:
    con, parties = warehouse.connection, FakeParties()
    assert find_party(con, parties, "foo robotics inc") == find_party(con, parties, FOO) == FOO
    assert find_party(con, parties, "Oracle") == "oracle"
    with pytest.raises(DecisionError, match="apollo-global, apollo-go"):
        find_party(con, parties, "Apollo")
    with pytest.raises(DecisionError, match="is no party"):
        find_party(con, parties, "Nobody")
    shown = portrait(con, FOO)
    assert ([row["name"] for row in shown.names], len(shown.claims)) == (["Foo Robotics, Inc."], 1)


def test_what_makes_no_sense_is_refused(warehouse: Warehouse, foo: Tell) -> None:
    con = warehouse.connection
    with pytest.raises(DecisionError, match="another party"):
        decide_parties(con, [PartyDraft(MERGE, FOO, FOO)], author="Reader")
    with pytest.raises(DecisionError, match="has no name 'Bar'"):
        names_to_split(con, FOO, ["Bar"], to=None)
    with pytest.raises(DecisionError, match="--to"):
        names_to_split(con, FOO, ["Foo Robotics, Inc."], to=None)
    assert read_party_decisions(con) == []


IDS = st.sampled_from(["a", "b", "c", "d"])


@given(st.lists(st.tuples(st.sampled_from([MERGE, SPLIT]), IDS, IDS, st.sampled_from(["One", "Two"])), max_size=12))
def test_rulings_always_lead_to_one_party_and_the_last_word_stands(
    words: list[tuple[PartyAction, str, str, str]],
) -> None:
    start = datetime(2025, 1, 1)
    decisions = [
        PartyDecision(str(number), start + timedelta(seconds=number), "Reader", action, one, other, name)
        for number, (action, one, other, name) in enumerate(words)
        if one != other
    ]
    rulings = make_rulings(decisions)
    for party_id in "abcd":
        assert rulings.final(rulings.final(party_id)) == rulings.final(party_id)
        for name in ("One", "Two", "Three"):
            assert rulings.party(party_id, name) in "abcd"
    if decisions and decisions[-1].action is MERGE:
        assert rulings.merged[decisions[-1].party_id] == decisions[-1].other_id
