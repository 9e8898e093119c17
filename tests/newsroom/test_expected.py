"""expected.yml against the articles: each sure statement in one deal, figures by a second reckoning."""

import itertools
import math

import pytest

from pipeline.newsroom import expectations, gold
from pipeline.newsroom.articles import Amount, Deal, pieces
from pipeline.newsroom.expected import names
from pipeline.newsroom.merged import CUTS, MergedDeal, RoundTrip
from pipeline.types import Kind, Scope, Status

GROUPS = {"azure": "microsoft", "aws": "amazon", "google-cloud": "google"}
MONEY_IN = {Kind.EQUITY, Kind.DEBT, Kind.FINANCING}
BACK = {Kind.COMMITMENT, Kind.PURCHASE, Kind.REVENUE_SHARE}
DEALS = {deal.key: deal for deal in expectations().deals}


def groups(parties: tuple[str, ...]) -> set[str]:
    return {GROUPS.get(party, party) for party in parties}


def bounds(amount: Amount | None) -> tuple[float, float]:
    if amount is None:
        return 0.0, math.inf
    return float(amount.low or 0), math.inf if amount.high is None else float(amount.high)


def fits(deal: Deal, merged: MergedDeal, article: str) -> bool:
    if (deal.kind, deal.scope) != (merged.kind, merged.scope) or (deal.amount is None) != (merged.amount is None):
        return False
    if not groups(deal.payer) <= groups(merged.payer) or not groups(deal.payee) <= groups(merged.payee):
        return False
    if article in merged.set_aside or merged.amount is None:
        return True
    (low, high), (least, most) = bounds(deal.amount), bounds(merged.amount)
    return low <= most and least <= high


def close(found: tuple[float, float], stated: tuple[float | None, float | None]) -> bool:
    return all(
        bound is None if math.isinf(value) or math.isnan(value) else bound == pytest.approx(value)
        for value, bound in zip(found, stated, strict=True)
    )


def sure() -> list[tuple[str, Deal]]:
    return [(piece.id, deal) for piece in pieces().values() for deal in piece.deals if deal.sure]


@pytest.mark.parametrize(("article", "deal"), sure(), ids=lambda value: getattr(value, "quote", value)[:40])
def test_every_sure_statement_belongs_to_a_deal(article: str, deal: Deal):
    assert [merged.key for merged in DEALS.values() if article in merged.articles and fits(deal, merged, article)]


def test_every_deal_is_stated_in_each_of_its_articles():
    for merged in DEALS.values():
        for article in merged.articles:
            assert any(deal.sure and fits(deal, merged, article) for deal in pieces()[article].deals), (
                merged.key,
                article,
            )


def test_names_are_known_and_used():
    used = {party for piece in pieces().values() for deal in piece.deals for party in (*deal.payer, *deal.payee)}
    used |= {party for merged in DEALS.values() for party in (*merged.payer, *merged.payee)}
    assert used == set(names())


def test_references_lead_somewhere():
    expected = expectations()
    articles = set(pieces())
    assert len(DEALS) == len(expected.deals)
    for merged in expected.deals:
        assert set(merged.articles) <= articles
        assert set(merged.set_aside) < set(merged.articles)
        assert set(merged.parts) <= set(DEALS)
        assert {event.article for event in merged.history} <= set(merged.articles)
    assert set(itertools.chain(*expected.stories)) <= articles


def test_deals_without_a_part_or_total_are_single():
    for merged in DEALS.values():
        assert (merged.scope is Scope.SINGLE) == (not merged.parts)


@pytest.mark.parametrize("key", ["ms-openai-total", "amazon-anthropic-total", "openai-coreweave-total"])
def test_a_total_is_the_sum_of_its_parts(key: str):
    total = DEALS[key]
    assert total.amount is not None
    assert sum(bounds(DEALS[part].amount)[1] for part in total.parts) == total.amount.high


def test_the_last_event_is_the_status_and_events_are_in_order():
    rank = [Status.TALKS, Status.ANNOUNCED, Status.COMPLETED, Status.CANCELLED]
    changed = [merged for merged in DEALS.values() if merged.history]
    for merged in changed:
        steps = [event.status for event in merged.history]
        assert steps == sorted(steps, key=rank.index)
        assert steps[-1] is merged.status
        published = [pieces()[event.article].published for event in merged.history]
        assert published == sorted(published) or merged.date is not None
    assert {(m.history[0].status, m.status) for m in changed} >= {
        (Status.TALKS, Status.ANNOUNCED),
        (Status.TALKS, Status.COMPLETED),
        (Status.ANNOUNCED, Status.CANCELLED),
    }


def test_articles_without_a_deal_are_those_listed():
    assert sorted(row["doc"] for row in gold() if not row["deals"]) == sorted(expectations().no_deal)
    assert len(expectations().no_deal) >= 5


def test_stories_are_the_copies():
    copies = {(piece.reprint_of, piece.id) for piece in pieces().values() if piece.reprint_of}
    assert {tuple(story) for story in expectations().stories} == copies


def test_contradictions_differ_by_more_than_rounding_and_less_than_tenfold():
    for conflict in expectations().contradictions:
        stated = [Amount.parse(text) for text in conflict.amounts.values()]
        values = sorted(float(amount.high or 0) for amount in stated)
        assert 1.01 < values[-1] / values[0] < 5
        for article, amount in zip(conflict.amounts, stated, strict=True):
            assert any(deal.amount == amount for deal in pieces()[article].deals)
            assert article in DEALS[conflict.deal].articles


def test_unit_errors_are_off_by_their_factor_from_two_peers():
    for error in expectations().unit_errors:
        merged = DEALS[error.deal]
        assert merged.set_aside == (error.article,)
        assert merged.amount is not None
        wrong = [
            deal.amount
            for deal in pieces()[error.article].deals
            if (deal.kind, deal.payer, deal.payee) == (merged.kind, merged.payer, merged.payee)
        ]
        assert [amount.high for amount in wrong if amount] == [merged.amount.high * error.factor]
        assert len(set(merged.articles) - set(merged.set_aside)) >= 2


def members(pair: RoundTrip, cut: str) -> tuple[tuple[float, float], tuple[float, float]]:
    def total(keys: tuple[str, ...]) -> tuple[float, float]:
        counted = [bounds(DEALS[key].amount) for key in keys if DEALS[key].status in CUTS[cut]]
        return sum(low for low, _ in counted), sum(high for _, high in counted)

    return total(pair.money_in), total(pair.back)


@pytest.mark.parametrize("pair", expectations().round_trips, ids=lambda pair: f"{pair.investor}-{pair.company}")
def test_round_trip_figures(pair: RoundTrip):
    for key in pair.money_in:
        assert DEALS[key].payer == (pair.investor,)
        assert DEALS[key].payee == (pair.company,)
    for key in pair.back:
        assert DEALS[key].payer == (pair.company,)
        assert DEALS[key].payee == (pair.investor,)
    assert set(pair.cuts) == (set() if pair.contingent else set(CUTS))
    for cut, measure in pair.cuts.items():
        money_in, back = members(pair, cut)
        assert close(money_in, measure.money_in)
        assert close(back, measure.back)
        assert close((min(money_in[0], back[0]), min(money_in[1], back[1])), measure.recycled)
        low = back[0] / money_in[1] if money_in[1] else math.nan
        high = back[1] / money_in[0] if money_in[0] else math.nan
        assert close((low, high), measure.spend_back)


def live(kinds: set[Kind]) -> set[tuple[str, str]]:
    return {
        (payer, payee)
        for deal in DEALS.values()
        if deal.kind in kinds and deal.scope is Scope.SINGLE and deal.status is not Status.CANCELLED
        for payer in deal.payer
        for payee in deal.payee
    }


def test_no_round_trip_is_missing():
    there, back = live(MONEY_IN), live(BACK)
    found = {(investor, company) for investor, company in there if (company, investor) in back}
    assert found == {(p.investor, p.company) for p in expectations().round_trips if not p.contingent}


def test_each_deal_of_a_pair_is_counted():
    for pair in expectations().round_trips:
        if not pair.contingent:
            ends = {
                deal.key
                for deal in DEALS.values()
                if deal.kind in MONEY_IN
                and deal.scope is Scope.SINGLE
                and deal.status is not Status.CANCELLED
                and deal.payer == (pair.investor,)
                and deal.payee == (pair.company,)
            }
            assert ends == set(pair.money_in)


def test_cycles_by_walking_every_path():
    edges = live(set(Kind) - {Kind.GUARANTEE, Kind.EQUITY_GRANT})
    found = set()
    paths = [(start,) for start in {payer for payer, _ in edges}]
    while paths:
        path = paths.pop()
        for payer, payee in edges:
            if payer != path[-1]:
                continue
            if payee == path[0] and len(path) >= 3:
                found.add(path)
            elif payee > path[0] and payee not in path and len(path) < 5:
                paths.append((*path, payee))
    assert found == set(expectations().cycles)
