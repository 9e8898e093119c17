"""The article that the project began with: what it states, and what it must not yield."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extractors.api import Extractor
from pipeline.types import Claim, Kind, Scope, Status
from tests.extractors.deals.support import SHARED, needs_shared, read_plain

pytestmark = [needs_shared, pytest.mark.shared]


@pytest.fixture(scope="module")
def found(extractor: Extractor) -> tuple[Claim, ...]:
    (path,) = sorted((SHARED / "seeds").iterdir())
    return read_plain(extractor, path.read_text("utf-8"), "zh", date(2023, 11, 23)).claims


def bounds(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
    return (claim.amount.low, claim.amount.high) if claim.amount else (None, None)


def between(found: tuple[Claim, ...], payer: str, payee: str, *kinds: Kind) -> list[Claim]:
    """Claims of the kinds in which the two names stand on their sides (an empty name fits any)."""

    def named(parties: tuple[object, ...], name: str) -> bool:
        return not name or any(name.casefold() in str(party).casefold() for party in parties)

    return [c for c in found if c.kind in kinds and named(c.payers, payer) and named(c.payees, payee)]


def only(found: tuple[Claim, ...], payer: str, payee: str, *kinds: Kind, amount: int | None = None) -> Claim:
    fits = between(found, payer, payee, *kinds)
    if amount is not None:
        fits = [c for c in fits if Decimal(amount) in bounds(c)]
    assert len(fits) == 1, [c.quote_text for c in fits]
    return fits[0]


def test_google_and_anthropic(found: tuple[Claim, ...]) -> None:
    equity = only(found, "谷歌", "Anthropic", Kind.EQUITY, amount=2_000_000_000)
    assert equity.status is Status.ANNOUNCED
    cloud = only(found, "Anthropic", "谷歌云", Kind.COMMITMENT)
    assert bounds(cloud) == (Decimal("3e9"), Decimal("4e9"))


def test_amazon_and_anthropic(found: tuple[Claim, ...]) -> None:
    equity = only(found, "亚马逊", "Anthropic", Kind.EQUITY, amount=4_000_000_000)
    assert bounds(equity) == (None, Decimal("4e9"))
    assert equity.date is not None
    assert equity.date.startswith("2023-09")
    cloud = only(found, "Anthropic", "AWS", Kind.COMMITMENT, amount=4_000_000_000)
    assert cloud.term is not None
    assert cloud.term.years == 5


def test_the_sum_over_givers_and_takers_stays_whole(found: tuple[Claim, ...]) -> None:
    (total,) = [c for c in found if Decimal("2e10") in bounds(c)]
    assert total.scope is Scope.AGGREGATE
    assert len(total.payees) == 2


def test_microsoft_and_openai(found: tuple[Claim, ...]) -> None:
    first = only(found, "微软", "OpenAI", Kind.EQUITY, amount=1_000_000_000)
    assert (first.date or "").startswith("2019")
    total = only(found, "微软", "OpenAI", Kind.EQUITY, amount=13_000_000_000)
    assert total.scope is Scope.CUMULATIVE
    assert total.stake_pct == 49
    cloud = between(found, "OpenAI", "Azure", Kind.COMMITMENT)
    assert [c.exclusive for c in cloud] == [True]
    assert between(found, "OpenAI", "微软", Kind.REVENUE_SHARE)


def test_nvidia_and_coreweave(found: tuple[Claim, ...]) -> None:
    assert between(found, "英伟达", "CoreWeave", Kind.EQUITY)
    assert between(found, "CoreWeave", "英伟达", Kind.PURCHASE)
    raised = [c for c in found if bounds(c) == (Decimal("2.7e9"), None)]
    assert [c.kind in (Kind.FINANCING, Kind.EQUITY, Kind.DEBT) for c in raised] == [True]


def test_crusoe_borrows_against_its_chips(found: tuple[Claim, ...]) -> None:
    loan = only(found, "", "Crusoe", Kind.DEBT, amount=200_000_000)
    assert loan.collateral is not None
    assert "芯片" in loan.collateral


def test_nothing_of_growth_estimates_prices_and_adverts(found: tuple[Claim, ...]) -> None:
    wrong = {Decimal("4e8"), Decimal("3e10"), Decimal("32000"), Decimal("60")}
    assert not [c.quote_text for c in found if wrong & set(bounds(c))]
