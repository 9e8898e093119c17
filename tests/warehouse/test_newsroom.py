"""The sample newsroom's statements, as a careful reader notes them, merge to what was worked out by hand."""

from __future__ import annotations

import pytest

from pipeline.newsroom.expected import expectations
from pipeline.newsroom.merged import MergedDeal
from tests.warehouse.newsroom import deal_of, group, rows
from warehouse.audits import run_audits
from warehouse.store import Warehouse

CUTS = {"completed": "completed", "announced": "announced", "all": "open"}


@pytest.mark.parametrize("expected", expectations().deals, ids=lambda deal: deal.key)
def test_the_deal_comes_out(ledger: Warehouse, expected: MergedDeal) -> None:
    deal = deal_of(ledger, expected)
    assert deal is not None
    assert (deal["status"], deal["exclusive"] or not expected.exclusive) == (str(expected.status), True)
    amount = expected.amount
    wanted = (None, None, None) if amount is None else (amount.low, amount.high, amount.currency)
    assert (deal["amount_low"], deal["amount_high"], deal["currency"]) == wanted
    assert sorted(deal["aside"] or ()) == sorted(expected.set_aside)  # type: ignore[call-overload]
    history = rows(ledger, "SELECT status FROM deal_status WHERE deal_id = ? ORDER BY position", deal["deal_id"])
    seen = list(dict.fromkeys(row["status"] for row in history))
    assert not expected.history or seen == [str(event.status) for event in expected.history]


def test_totals_are_linked_to_their_parts_and_to_nothing_else(ledger: Warehouse) -> None:
    """A total among the parts of another brings its own parts."""
    deals = {deal.key: deal for deal in expectations().deals}
    ids = {key: _id(ledger, deal) for key, deal in deals.items()}
    wanted = {
        (ids[part], ids[key])
        for key, deal in deals.items()
        for whole in deal.parts
        for part in deals[whole].parts or (whole,)
    }
    assert wanted
    assert set(ledger.connection.execute("SELECT deal_id, other_id FROM deal_link").fetchall()) == wanted


def _id(ledger: Warehouse, expected: MergedDeal) -> str:
    deal = deal_of(ledger, expected)
    assert deal is not None
    return str(deal["deal_id"])


def test_no_other_deal_comes_out(ledger: Warehouse) -> None:
    assert ledger.connection.execute("SELECT count(*) FROM deal WHERE sure").fetchall() == [
        (len(expectations().deals),)
    ]


@pytest.mark.parametrize(
    "expected",
    [trip for trip in expectations().round_trips if not trip.contingent],
    ids=lambda t: f"{t.investor}-{t.company}",
)
def test_the_round_trip_is_measured(ledger: Warehouse, expected: object) -> None:
    for cut, wanted in expected.cuts.items():  # type: ignore[attr-defined]
        (row,) = rows(
            ledger,
            "SELECT * FROM metric_round_trip WHERE cut = ? AND funder_group = ? AND spender_group = ?",
            CUTS[cut],
            group(expected.investor),  # type: ignore[attr-defined]
            group(expected.company),  # type: ignore[attr-defined]
        )
        found = {
            "money_in": (row["capital_low"], row["capital_high"]),
            "back": (row["spend_low"], row["spend_high"]),
            "recycled": (row["recycled_low"], row["recycled_high"]),
            "spend_back": (row["spend_back_low"], row["spend_back_high"]),
        }
        for name, bounds in found.items():
            plain = tuple(None if bound is None else pytest.approx(float(bound)) for bound in bounds)  # type: ignore[arg-type]
            assert plain == getattr(wanted, name), (cut, name)


def test_the_round_trips_are_all(ledger: Warehouse) -> None:
    found = {
        (row["funder_group"], row["spender_group"])
        for row in rows(ledger, "SELECT * FROM metric_round_trip WHERE cut = 'open'")
    }
    wanted = {(group(trip.investor), group(trip.company)) for trip in expectations().round_trips if not trip.contingent}
    assert found == wanted


def test_the_cycles_are_all(ledger: Warehouse) -> None:
    found = {tuple(row["path"]) for row in rows(ledger, "SELECT * FROM metric_cycle WHERE cut = 'open' AND length > 2")}  # type: ignore[arg-type]
    wanted = set()
    for cycle in expectations().cycles:
        groups = [group(key) for key in cycle]
        first = groups.index(min(groups))
        wanted.add((*groups[first:], *groups[:first]))
    assert found == wanted


def test_copies_are_one_story(ledger: Warehouse) -> None:
    stories: dict[str, set[str]] = {}
    for row in rows(ledger, "SELECT * FROM story"):
        stories.setdefault(str(row["story_id"]), set()).add(str(row["article_id"]))
    assert {frozenset(story) for story in stories.values() if len(story) > 1} == {
        frozenset(story) for story in expectations().stories
    }


def test_contradictions_are_kept(ledger: Warehouse) -> None:
    deals = {deal.key: deal for deal in expectations().deals}
    for conflict in expectations().contradictions:
        deal = deal_of(ledger, deals[conflict.deal])
        assert deal is not None
        values = rows(ledger, "SELECT * FROM deal_conflict WHERE deal_id = ? AND field = 'amount'", deal["deal_id"])
        assert len(values) == len(conflict.amounts)


def test_audits_find_nothing(ledger: Warehouse) -> None:
    assert [found.audit for found in run_audits(ledger.connection) if not found.good] == []
