"""What readers decide about claims: it holds on the extraction they saw and on every later one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.types import Article, Claim, Kind, Money, PartyName, Span, Status
from tests.warehouse.world import article, claim
from warehouse.audits import run_audits
from warehouse.decisions import Draft, apply_decisions, decide, read_decisions, read_effects
from warehouse.statements import DecisionError, from_json, read_shown, to_json, with_field
from warehouse.store import Batch, Warehouse
from warehouse.verdicts import Action, Pair, Verdict, labels_of, reconciled

BILLION = Decimal(10) ** 9
TWO = '{"low": "2000000000", "high": "2000000000", "currency": "USD", "qualifier": "exact"}'
Tell = Callable[..., None]


def decided(
    warehouse: Warehouse, told: Claim, action: Action, field: str | None = None, value: str | None = None
) -> str:
    """Decide on a claim as it is shown now, and merge; returns the decision's id."""
    (shown,) = read_shown(warehouse.connection, [told.claim_id])
    (one,) = decide(warehouse.connection, [Draft(action, shown, field, value)], author="Reader")
    warehouse.merge()
    warehouse.measure()
    return one.decision_id


def again(told: Claim, version: str, **changes: object) -> Claim:
    """The claim as another extractor states it, under another id."""
    return replace(told, claim_id=f"{version} {told.claim_id}"[:32], extractor=version, **changes)  # type: ignore[arg-type]


def deals(warehouse: Warehouse, columns: str = "kind, usd_high, sure") -> list[tuple[object, ...]]:
    return warehouse.connection.execute(f"SELECT {columns} FROM mart.v1_deal ORDER BY ALL").fetchall()  # noqa: S608


def faults(warehouse: Warehouse) -> dict[str, object]:
    found: dict[str, object] = {one.audit: one.rows for one in run_audits(warehouse.connection) if not one.good}
    found.pop("article_not_extracted", None)
    return found


@pytest.fixture
def told(warehouse: Warehouse, tell: Tell) -> Claim:
    """One unsure claim in the ledger."""
    a = article("story a")
    one = replace(claim(a, "Google", "Anthropic", "3e9", sure=False), confidence=0.2)
    tell(one, articles=(a,))
    return one


def test_a_rejected_claim_is_in_no_deal_and_stays_on_record(warehouse: Warehouse, told: Claim) -> None:
    assert len(deals(warehouse)) == 1
    decided(warehouse, told, Action.REJECT)
    assert deals(warehouse) == []
    assert warehouse.connection.execute("SELECT count(*) FROM mart.v1_claim").fetchall() == [(0,)]
    assert warehouse.connection.execute("SELECT claim_id FROM claim").fetchall() == [(told.claim_id,)]
    assert faults(warehouse) == {}


def test_an_accepted_claim_is_firm(warehouse: Warehouse, told: Claim) -> None:
    assert deals(warehouse) == [("equity", 3 * BILLION, False)]
    decided(warehouse, told, Action.ACCEPT)
    assert deals(warehouse) == [("equity", 3 * BILLION, True)]
    assert warehouse.connection.execute("SELECT count(*) FROM flow").fetchall() == [(1,)]
    assert faults(warehouse) == {}


def test_edited_fields_show_everywhere_and_the_extracted_row_stays(warehouse: Warehouse, told: Claim) -> None:
    decided(warehouse, told, Action.EDIT, "amount", TWO)
    decided(warehouse, told, Action.EDIT, "payer", '[{"names": ["Nvidia"], "party_id": null}]')
    assert deals(warehouse, "payers, usd_high, sure") == [(["Nvidia"], 2 * BILLION, True)]
    shown = warehouse.connection.execute("SELECT payers, amount_high, confidence FROM mart.v1_claim").fetchall()
    assert shown == [(["Nvidia"], 2 * BILLION, 1.0)]
    kept = warehouse.connection.execute(
        "SELECT amount_high, names FROM claim JOIN claim_party USING (claim_id)"
    ).fetchall()
    assert (3 * BILLION, ["Google"]) in kept
    assert faults(warehouse) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"quote": Span(0, 5), "quote_text": "story", "date": "2025-01"},
        {"kind": Kind.FINANCING},
        {"status": Status.TALKS, "payees": (PartyName(("Anthropic PBC", "Anthropic"), "anthropic"),)},
    ],
)
@pytest.mark.parametrize(("action", "left"), [(Action.REJECT, 0), (Action.ACCEPT, 1)])
def test_decisions_hold_when_another_extractor_says_the_same(
    warehouse: Warehouse, tell: Tell, told: Claim, action: Action, left: int, changes: dict[str, object]
) -> None:
    decided(warehouse, told, action)
    tell(again(told, "test-2", **changes))
    assert [row[2] for row in deals(warehouse)] == [True] * left
    assert len(warehouse.connection.execute("FROM mart.v1_claim").fetchall()) == left
    assert faults(warehouse) == {}


def test_a_rejection_is_not_carried_over_to_another_figure(warehouse: Warehouse, tell: Tell, told: Claim) -> None:
    decided(warehouse, told, Action.REJECT)
    other = again(told, "test-2", amount=Money(5 * BILLION, 5 * BILLION, "USD"), sure=True, confidence=0.9)
    tell(other)
    assert deals(warehouse) == [("equity", 5 * BILLION, True)]
    tell(again(told, "test-3"))
    assert deals(warehouse) == []


def test_a_correction_stands_over_another_misreading_of_the_same_words(
    warehouse: Warehouse, tell: Tell, told: Claim
) -> None:
    decided(warehouse, told, Action.EDIT, "amount", TWO)
    tell(again(told, "test-2", amount=Money(None, 9 * BILLION, "USD")))
    assert deals(warehouse) == [("equity", 2 * BILLION, True)]
    tell(again(told, "test-3", amount=Money(2 * BILLION, 2 * BILLION, "USD")))
    assert deals(warehouse) == [("equity", 2 * BILLION, True)]
    assert warehouse.connection.execute("SELECT count(*) FROM mart.v1_claim").fetchall() == [(1,)]


def test_what_a_reader_accepted_stays_when_no_extractor_finds_it(warehouse: Warehouse, told: Claim) -> None:
    decided(warehouse, told, Action.ACCEPT)
    warehouse.commit(Batch(extracted=((told.article_id, "test-2"),)))
    warehouse.merge()
    warehouse.measure()
    assert deals(warehouse) == [("equity", 3 * BILLION, True)]
    assert warehouse.connection.execute("SELECT quote FROM mart.v1_deal").fetchall() == [(told.quote_text,)]
    assert faults(warehouse) == {}
    assert all(change.inserted == change.deleted == 0 for change in warehouse.merge().values())


def test_decisions_under_the_ids_of_two_extractions_are_of_one_matter(
    warehouse: Warehouse, tell: Tell, told: Claim
) -> None:
    decided(warehouse, told, Action.ACCEPT)
    later = again(told, "test-2")
    tell(later)
    decided(warehouse, later, Action.REJECT)
    assert deals(warehouse) == []
    tell(again(told, "test-3"))
    assert deals(warehouse) == []


def test_the_other_version_of_a_page_has_the_decision_too(warehouse: Warehouse, tell: Tell, told: Claim) -> None:
    decided(warehouse, told, Action.REJECT)
    first = article("story a")
    text = first.text + " and more"
    second = replace(first, article_id=Article.id_of(first.url, text), text=text)
    tell(replace(again(told, "test-1"), article_id=second.article_id), articles=(second,))
    assert deals(warehouse) == []


def test_the_newest_decision_stands_and_an_undo_takes_one_back(warehouse: Warehouse, told: Claim) -> None:
    (shown,) = read_shown(warehouse.connection, [told.claim_id])
    decided(warehouse, told, Action.REJECT)
    (accepted,) = decide(warehouse.connection, [Draft(Action.ACCEPT, shown)], author="Reader")
    warehouse.merge()
    assert deals(warehouse) == [("equity", 3 * BILLION, True)]
    decide(warehouse.connection, [Draft(Action.UNDO, shown, value=accepted.decision_id)], author="Reader")
    warehouse.merge()
    assert deals(warehouse) == []
    assert [one.action for one in read_decisions(warehouse.connection)] == [Action.REJECT, Action.ACCEPT, Action.UNDO]


def test_settled_figures_no_longer_count_and_are_no_label(warehouse: Warehouse, tell: Tell) -> None:
    a, b = article("a"), article("b")
    right, wrong = claim(a, "Google", "Anthropic", "2e9"), claim(b, "Google", "Anthropic", "3e9")
    tell(right, wrong, articles=(a, b))
    assert deals(warehouse, "usd_low, usd_high, conflict_count") == [(2 * BILLION, 3 * BILLION, 1)]
    decided(warehouse, wrong, Action.SETTLE, "amount", "null")
    assert deals(warehouse, "usd_low, usd_high, conflict_count, claim_count") == [(2 * BILLION, 2 * BILLION, 0, 2)]
    effects = read_effects(warehouse.connection)
    assert [one.verdict for one in effects.reviewed] == [Verdict.SETTLED]
    assert labels_of(effects) == {}


def pair(warehouse: Warehouse, action: Action, one: Claim, other: Claim) -> None:
    first, second = (read_shown(warehouse.connection, [told.claim_id])[0] for told in (one, other))
    decide(warehouse.connection, [Draft(action, first, other=second)], author="Reader")
    warehouse.merge()
    warehouse.measure()


def test_deals_are_split_and_merged_and_stay_so_after_another_extraction(warehouse: Warehouse, tell: Tell) -> None:
    a, b, c = article("a"), article("b"), article("c")
    one = claim(a, "Google", "Anthropic", "2e9")
    two = claim(b, "Google", "Anthropic", "2e9")
    far = claim(c, "Google", "Anthropic", "4e9", day="2023-01-10")
    tell(one, two, far, articles=(a, b, c))
    assert deals(warehouse, "claim_count") == [(1,), (2,)]
    pair(warehouse, Action.SPLIT, two, one)
    assert deals(warehouse, "claim_count") == [(1,), (1,), (1,)]
    tell(again(one, "test-2"), again(two, "test-2"), again(far, "test-2"))
    assert deals(warehouse, "claim_count") == [(1,), (1,), (1,)]
    assert faults(warehouse) == {}
    pair(warehouse, Action.MERGE, again(far, "test-2"), again(two, "test-2"))
    assert deals(warehouse, "claim_count") == [(1,), (2,)]
    pair(warehouse, Action.MERGE, again(one, "test-2"), again(two, "test-2"))
    assert deals(warehouse, "claim_count") == [(3,)]
    assert faults(warehouse) == {}


WORDS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(("together", "apart"))), max_size=10
)


@given(WORDS)
def test_merges_and_splits_never_contradict_each_other_and_the_last_stands(words: list[tuple[str, str, str]]) -> None:
    told = [Pair(*word) for word in words if word[0] != word[1]]
    left = reconciled(told)
    group = {one: {one} for one in "abcd"}
    for pair in left:
        if pair.relation == "together":
            joined = group[pair.claim_id] | group[pair.other_id]
            group |= dict.fromkeys(joined, joined)
    assert all(pair.other_id not in group[pair.claim_id] for pair in left if pair.relation == "apart")
    assert not told or told[-1] in left


def test_decisions_are_only_ever_added_to(warehouse: Warehouse, told: Claim) -> None:
    decided(warehouse, told, Action.ACCEPT)
    first = read_decisions(warehouse.connection)
    decided(warehouse, told, Action.REJECT)
    second = read_decisions(warehouse.connection)
    assert second[:1] == first
    assert (second[1].author, second[1].decided_at > second[0].decided_at) == ("Reader", True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", '{"low": "3", "high": "2", "currency": "USD", "qualifier": "exact"}'),
        ("amount", '"much"'),
        ("kind", '"gift"'),
        ("date", '"2025-02-30"'),
        ("stake_pct", '"101"'),
        ("exclusive", '"yes"'),
        ("quote", '"other"'),
    ],
)
def test_a_value_that_no_claim_can_have_is_refused(warehouse: Warehouse, told: Claim, field: str, value: str) -> None:
    with pytest.raises(DecisionError, match=field):
        decided(warehouse, told, Action.EDIT, field, value)
    assert read_decisions(warehouse.connection) == []


def test_no_author_no_decision(warehouse: Warehouse, told: Claim) -> None:
    (shown,) = read_shown(warehouse.connection, [told.claim_id])
    with pytest.raises(DecisionError, match="--author"):
        decide(warehouse.connection, [Draft(Action.ACCEPT, shown)], author=" ")


def test_a_claim_survives_the_way_through_a_decision(warehouse: Warehouse, told: Claim) -> None:
    (shown,) = read_shown(warehouse.connection, [told.claim_id])
    key = {"claim_id": told.claim_id, "article_id": told.article_id, "url": shown.url}
    assert from_json(to_json(shown), **key) == shown
    assert replace(shown.claim, evidence=told.evidence) == told
    assert with_field(shown, "amount", TWO).claim.amount == Money(2 * BILLION, 2 * BILLION, "USD")


def test_without_decisions_nothing_is_touched(warehouse: Warehouse, told: Claim) -> None:
    assert apply_decisions(warehouse.connection) == frozenset()
    decided(warehouse, told, Action.ACCEPT)
    assert apply_decisions(warehouse.connection) == frozenset()
