"""Concentration against every corner and a grid of points, and with shares that nobody tells."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse import concentration
from warehouse.concentration import Shared, Stake, concentrate, index_high, index_low
from warehouse.intervals import Interval


def interval(low: int, high: int | None) -> Interval:
    return Interval(Decimal(low), None if high is None else Decimal(high))


def squares(amounts: tuple[float, ...]) -> float:
    total = sum(amounts)
    return sum(one * one for one in amounts) / total**2 if total else 0.0


ends = st.tuples(st.integers(0, 20), st.integers(0, 20))
amounts = st.lists(ends.map(lambda one: interval(*sorted(one))), min_size=1, max_size=5)


@settings(max_examples=150)
@given(amounts)
def test_bounds_hold_every_point_of_a_grid_and_are_reached(given_amounts: list[Interval]) -> None:
    grid = [
        [float(usd.floor) + step * float((usd.high or 0) - usd.floor) / 4 for step in range(5)] for usd in given_amounts
    ]
    found = [squares(point) for point in product(*grid) if sum(point)]
    low, high = index_low(given_amounts), index_high(given_amounts)
    assert all(low - 1e-9 <= one <= high + 1e-9 for one in found)
    if found:
        corners = [squares(point) for point in product(*((grid[0], grid[-1]) for grid in grid)) if sum(point)]
        assert high == pytest.approx(max(corners))


@settings(max_examples=150)
@given(amounts, st.integers(0, 9))
def test_the_lower_bound_is_where_no_amount_can_move_nearer(given_amounts: list[Interval], spare: int) -> None:
    """Each amount moved to the weighted mean, or to its bound before it, again and again."""
    placed = [float(usd.high or 0) for usd in given_amounts]
    for _ in range(3000):
        total = sum(placed) + spare
        mean = sum(one * one for one in placed) / total if total else 0.0
        placed = [max(float(usd.floor), min(mean, float(usd.high or 0))) for usd in given_amounts]
    total = sum(placed) + spare
    reached = sum(one * one for one in placed) / total**2 if total else 0.0
    assert index_low(given_amounts, interval(0, spare)) <= reached + 1e-9
    if any(usd.floor for usd in given_amounts):
        assert index_low(given_amounts, interval(0, spare)) == pytest.approx(reached, abs=1e-3)


@settings(max_examples=40)
@given(st.lists(ends.map(lambda one: interval(*sorted(one))), min_size=6, max_size=9))
def test_the_upper_bound_is_the_highest_corner(given_amounts: list[Interval]) -> None:
    corners = product(*((float(usd.floor), float(usd.high or 0)) for usd in given_amounts))
    assert index_high(given_amounts) == pytest.approx(max(map(squares, corners)), rel=1e-8)


def test_a_corner_that_no_single_move_betters_need_not_be_the_highest() -> None:
    """13, 6, 6 beside the two threes is lower, yet moving one amount alone makes it lower still."""
    hard = [interval(3, 3), interval(3, 3), interval(5, 13), interval(6, 12), interval(6, 12)]
    assert index_high(hard) == pytest.approx(squares((3, 3, 5, 12, 12)))


@settings(max_examples=20)
@given(st.lists(ends, min_size=10, max_size=40), st.randoms(use_true_random=False))
def test_the_upper_bound_holds_when_the_search_is_cut_short(ends_of: list[tuple[int, int]], random: Random) -> None:
    given_amounts = [interval(*sorted(one)) for one in ends_of]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(concentration, "_WORK", 0)
        bound = index_high(given_amounts)
    assert index_high(given_amounts) <= bound <= 1
    for _ in range(200):
        assert squares(tuple(float(random.choice(one)) for one in ends_of)) <= bound + 1e-12


def test_known_answers() -> None:
    stakes = [Stake("a", interval(60, 60)), Stake("b", interval(30, 30)), Stake("c", interval(10, 10))]
    found = concentrate(stakes)
    assert (found.largest, found.share_low, found.share_high) == ("a", 0.6, 0.6)
    assert (found.index_low, found.index_high) == (pytest.approx(4600), pytest.approx(4600))
    alone = concentrate([Stake("a", interval(0, None))])
    assert (alone.share_low, alone.share_high, alone.index_low, alone.index_high) == (1, 1, 10_000, 10_000)


def test_shares_that_nobody_tells_are_equal_at_least_and_all_for_one_at_most() -> None:
    round_of_four = Shared(("a", "b", "c", "d"), interval(100, 100))
    found = concentrate([], [round_of_four])
    assert (found.index_low, found.index_high) == (pytest.approx(2500), pytest.approx(10_000))
    assert (found.share_low, found.share_high) == (0.25, 1.0)
    beside = concentrate([Stake("e", interval(100, 100))], [Shared(("a", "b"), interval(100, 100))])
    assert beside.index_low == pytest.approx(3750)
    assert beside.index_high == pytest.approx(5000)
    both = concentrate([Stake("a", interval(100, 100))], [Shared(("a", "b"), interval(100, 100))])
    assert both.index_low == pytest.approx(10_000 * (0.75**2 + 0.25**2))
    assert both.index_high == pytest.approx(10_000)


def test_nobody_in_particular_may_be_many() -> None:
    stakes = [Stake("a", interval(50, 50)), Stake("lenders", interval(50, 50), generic=True)]
    found = concentrate(stakes)
    assert (found.index_low, found.index_high) == (pytest.approx(2500), pytest.approx(5000))
    endless = concentrate([Stake("a", interval(50, 50)), Stake("lenders", interval(0, None), generic=True)])
    assert (endless.index_low, endless.index_high, endless.share_low) == (0, 10_000, 0)


def test_nothing_told_has_no_figures() -> None:
    found = concentrate([Stake("a", interval(0, 0))])
    assert (found.index_low, found.index_high, found.share_low, found.share_high) == (None, None, None, None)
