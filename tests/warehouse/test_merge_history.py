"""The history of a deal is what all claims known by each moment come to, however it is worked out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.claims import Amount, MergeClaim
from warehouse.cluster import Cluster
from warehouse.dates import DayRange
from warehouse.deals import make_deal
from warehouse.intervals import Interval
from warehouse.match import Policy
from warehouse.resolve import Resolved
from warehouse.summary import find_amount, find_status, source_keys

PAYER, PAYEE = (Resolved("a", "a"),), (Resolved("b", "b"),)
FIGURES = (
    Amount(Interval(Decimal("2e9"), Decimal("2e9")), "USD", Qualifier.EXACT),
    Amount(Interval(Decimal("2.005e9"), Decimal("2.005e9")), "USD", Qualifier.EXACT),
    Amount(Interval(Decimal("2e9"), Decimal("2e9")), "USD", Qualifier.ABOUT),
    Amount(Interval(None, Decimal("2e9")), "USD", Qualifier.UP_TO),
    Amount(Interval(Decimal("2e9"), None), "USD", Qualifier.AT_LEAST),
    Amount(Interval(Decimal("2e10"), Decimal("2e10")), "USD", Qualifier.EXACT),
    Amount(Interval(Decimal("3e9"), Decimal("3e9")), "USD", Qualifier.EXACT),
    Amount(Interval(Decimal("1.85e9"), Decimal("1.85e9")), "EUR", Qualifier.EXACT),
)


@st.composite
def claims(draw: st.DrawFn) -> list[tuple[MergeClaim, bool]]:
    """Claims of one deal, and which of them have the parties the other way round."""
    made = []
    for number in range(draw(st.integers(1, 9))):
        known = datetime(2025, 1, 1) + timedelta(days=draw(st.integers(0, 6)))
        told = draw(st.sampled_from((None, date(2025, 1, 1), date(2025, 1, 3))))
        sources = draw(st.frozensets(st.sampled_from(("voice:x", "voice:y", "story:1", "story:2")), max_size=2))
        swapped = draw(st.sampled_from((False, False, False, True)))
        made.append(
            (
                MergeClaim(
                    claim_id=f"{number:02}",
                    article_id=f"article {number}",
                    kind=Kind.EQUITY,
                    payers=PAYEE if swapped else PAYER,
                    payees=PAYER if swapped else PAYEE,
                    amount=draw(st.sampled_from((None, *FIGURES))),
                    stake_pct=None,
                    term_years=None,
                    term_start=None,
                    term_end=None,
                    status=draw(st.sampled_from(tuple(Status))),
                    date_text=None if told is None else told.isoformat(),
                    days=None if told is None else DayRange(told, told),
                    known_from=known,
                    scope=Scope.SINGLE,
                    change=None,
                    exclusive=False,
                    collateral=None,
                    confidence=0.9,
                    firm=True,
                    sources=sources,
                ),
                swapped,
            )
        )
    return made


@settings(max_examples=300)
@given(claims())
def test_each_moment_is_what_was_known_then(made: list[tuple[MergeClaim, bool]]) -> None:
    swapped = {claim.claim_id for claim, other_way in made if other_way}
    deal = make_deal(Cluster([claim for claim, _ in made], swapped), Policy())
    straight = {claim_id for claim_id, role in deal.roles.items() if role != "swapped"}
    expected: list[tuple[object, ...]] = []
    for moment in sorted({claim.known_from for claim in deal.claims}):
        known = [claim for claim in deal.claims if claim.known_from <= moment]
        aligned = [claim for claim in known if claim.claim_id in straight] or known
        status = find_status(known)
        amount = find_amount(aligned, source_keys(known), Policy()).amount
        if not expected or expected[-1][1:] != (status.status, status.disputed, amount):
            expected.append((moment, status.status, status.disputed, amount))
    found = [(one.known_from, one.finding.status, one.finding.disputed, one.amount) for one in deal.history]
    assert found == expected
