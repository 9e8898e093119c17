"""The laws of interval arithmetic, on generated bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.dates import parse_date
from warehouse.intervals import Interval

amounts = st.decimals(min_value=0, max_value=10**12, places=2)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(amounts), draw(amounts)))
    return Interval(draw(st.sampled_from((low, None))), draw(st.sampled_from((high, None))))


@st.composite
def held(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and an amount that it holds."""
    interval = draw(intervals())
    top = interval.high if interval.high is not None else interval.floor + 10**12
    share = draw(st.decimals(min_value=0, max_value=1, places=4))
    return interval, interval.floor + (top - interval.floor) * share


@given(held(), held())
def test_results_hold_what_the_operands_may_be(one: tuple[Interval, Decimal], two: tuple[Interval, Decimal]) -> None:
    (first, x), (second, y) = one, two
    assert first.plus(second).holds(x + y)
    assert first.smaller(second).holds(min(x, y))
    assert first.hull(second).holds(x)
    assert first.hull(second).holds(y)
    met = first.meet(second)
    assert (met is not None and met.holds(x)) == second.holds(x)


@given(intervals(), intervals(), intervals())
def test_order_of_operands_does_not_matter(a: Interval, b: Interval, c: Interval) -> None:
    assert a.plus(b) == b.plus(a)
    assert a.plus(b).plus(c) == a.plus(b.plus(c))
    assert a.smaller(b).smaller(c) == a.smaller(b.smaller(c))
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    assert a.meet(b) == b.meet(a)


def test_an_open_ceiling_stays_open_and_an_open_floor_is_nothing() -> None:
    four, more_than_two = Interval(None, Decimal(4)), Interval(Decimal(2), None)
    assert four.plus(more_than_two) == Interval(Decimal(2), None)
    assert four.smaller(more_than_two) == Interval(Decimal(0), Decimal(4))


@pytest.mark.parametrize(("low", "high"), [("2", "1"), ("-1", "1"), ("NaN", None), (None, "Infinity")])
def test_what_is_no_interval_is_refused(low: str | None, high: str | None) -> None:
    with pytest.raises(ValueError, match=r"no amount|no interval"):
        Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-09-25", "2023-09-25", "2023-09-25"),
    ],
)
def test_a_date_covers_its_days(text: str, low: str, high: str) -> None:
    days = parse_date(text)
    assert days is not None
    assert (days.low.isoformat(), days.high.isoformat()) == (low, high)


@pytest.mark.parametrize("text", [None, "", "2024-13", "2023-02-29", "0000", "2024-1-1", "last week", "20240101"])
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert parse_date(text) is None
