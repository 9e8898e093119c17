"""How much hangs on one funder or one customer, as bounds: shares, and the sum of their squares (Herfindahl).

Amounts are intervals, so shares are too: the sum of squares is least where all amounts lie as near to each other
as their bounds allow, and most at a corner, where each amount is at one of its bounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush

from warehouse.intervals import ZERO, Interval

SCALE = 10_000
"""The index of one party alone."""
_NEAR = 1e-9
"""Relative difference below which nothing better is looked for."""
_WORK = 200_000
"""Amounts that the search for the upper index may look at; after it what is promised stands for what is reached."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What a party gives or buys; ``generic`` is nobody in particular, so maybe many."""

    party: str
    usd: Interval
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """A deal of several parties whose shares nobody tells."""

    parties: tuple[str, ...]
    usd: Interval


@dataclass(frozen=True, slots=True)
class Concentration:
    """Bounds of one side of one group; the index is 0 to 10,000, a share 0 to 1, None where nothing is told."""

    largest: str | None
    total: Interval
    share_low: float | None
    share_high: float | None
    index_low: float | None
    index_high: float | None


def concentrate(stakes: Sequence[Stake], shared: Sequence[Shared] = ()) -> Concentration:
    """The lower bounds with shared deals in equal parts, the upper with each given to one of its parties."""
    if len(stakes) == 1 and not shared and not stakes[0].generic and stakes[0].usd.high != 0:
        return Concentration(stakes[0].party, stakes[0].usd, 1.0, 1.0, float(SCALE), float(SCALE))
    generic = {stake.party for stake in stakes if stake.generic}
    total = Interval(ZERO, ZERO)
    for usd in (*(stake.usd for stake in stakes), *(deal.usd for deal in shared)):
        total = total.plus(usd)
    own: dict[str, Interval] = defaultdict(lambda: Interval(ZERO, ZERO))
    for stake in stakes:
        own[stake.party] = own[stake.party].plus(stake.usd)
    for deal in shared:
        for party in deal.parties:
            own.setdefault(party, Interval(ZERO, ZERO))
    largest = max(sorted(own), key=lambda party: _likely(own[party], shared, party), default=None)
    if largest is None or total.high == 0:
        return Concentration(largest, total, None, None, None, None)
    even = _even(own, shared)
    named = [even[party] for party in sorted(even) if party not in generic]
    loose = Interval(ZERO, ZERO)
    for party in generic:
        loose = loose.plus(even[party])
    uneven = [_all_to_one(own, shared, party) for party in _leaders(own, shared)]
    share, index = _share_low(named, loose), index_low(named, loose)
    # Sums in another order may differ in the last digit, which must not turn the bounds round.
    return Concentration(
        largest,
        total,
        share,
        max(share, *(_share_high(amounts) for amounts in uneven)),
        SCALE * index,
        SCALE * max(index, *(index_high(list(amounts.values())) for amounts in uneven)),
    )


def index_low(amounts: Sequence[Interval], loose: Interval | None = None) -> float:
    """Least sum of squared shares, 0 to 1; ``loose`` is money of parties too many and small to count."""
    bounds = [(float(usd.floor), None if usd.high is None else float(usd.high)) for usd in amounts]
    if loose is not None and loose.high is None:
        return 0.0
    spare = 0.0 if loose is None or loose.high is None else float(loose.high)
    if not bounds:
        return 0.0
    if all(low == high for low, high in bounds):
        return _index([low for low, _ in bounds], spare)
    level = _level(bounds, spare)
    return _index([_clip(level, low, high) for low, high in bounds], spare)


def _level(bounds: Sequence[tuple[float, float | None]], spare: float) -> float:
    """The amount to which all are moved as near as their bounds allow, where the sum of squared shares is least.

    There the level is the mean of the amounts, each weighed by itself. Squares less level times total fall as the
    level rises, so the two bounds between which that is nought are found by halves, and between them it is solved.
    """
    points = sorted({0.0, *(low for low, _ in bounds), *(high for _, high in bounds if high is not None)})
    least, most = 0, len(points) - 1
    while least < most:
        middle = (least + most + 1) // 2
        level = points[middle]
        placed = [_clip(level, low, high) for low, high in bounds]
        if sum(one * one for one in placed) >= level * (sum(placed) + spare):
            least = middle
        else:
            most = middle - 1
    level = points[least]
    above = points[least + 1] if least + 1 < len(points) else None
    fixed = [high for _, high in bounds if high is not None and high <= level]
    fixed += [low for low, high in bounds if low > level and (high is None or high > level)]
    total = sum(fixed) + spare
    if not total:
        return above or level or 1.0
    return max(level, sum(one * one for one in fixed) / total)


def index_high(amounts: Sequence[Interval]) -> float:
    """Most that the sum of squared shares can be, 0 to 1: to a relative ``_NEAR``, or an upper limit of it.

    The most lies at a corner. Between its bounds an amount's square is below the chord, and with chords for squares
    the best way to any total is to raise amounts in order of the sum of their bounds: all corners but one amount. Its
    two ends are looked at in turn as long as the chords promise more than the best corner found (branch and bound).
    Where the work is at its end before, what is still promised is returned: an upper limit.
    """
    if any(usd.high is None for usd in amounts):
        return 1.0
    bounds = [(float(usd.floor), float(usd.high or 0)) for usd in amounts]
    free = sorted((one for one in bounds if one[0] < one[1]), key=lambda one: -(one[0] + one[1]))
    told = [low for low, high in bounds if low == high]
    total, squares = sum(told), sum(one * one for one in told)
    best, steps = 0.0, 0
    waiting: list[tuple[float, int, dict[int, float]]] = [(-1.0, 0, {})]
    while waiting:
        promise, _, placed = heappop(waiting)
        if -promise <= best * (1 + _NEAR):
            break
        if steps * len(bounds) > _WORK:
            return -promise
        found, most, raised = _raise_in_turn(free, placed, total, squares)
        best = max(best, found)
        if raised is not None and most > best * (1 + _NEAR):
            for end in free[raised]:
                steps += 1
                heappush(waiting, (-most, steps, {**placed, raised: end}))
    return best


def _raise_in_turn(
    free: Sequence[tuple[float, float]], placed: Mapping[int, float], total: float, squares: float
) -> tuple[float, float, int | None]:
    """Raise what is not placed from low to high: the best corner on the way, what chords promise, and of which."""
    total += sum(placed.get(number, low) for number, (low, _) in enumerate(free))
    squares += sum(placed.get(number, low) ** 2 for number, (low, _) in enumerate(free))
    best = most = squares / (total * total) if total else 0.0
    raised = None
    for number, (low, high) in enumerate(free):
        if number in placed:
            continue
        # On the chord squares are offset + slope * total, and their index is highest at -2 * offset / slope.
        slope = low + high
        offset = squares - slope * total
        if not total:
            promise = 1.0
        elif offset < 0 and total < -2 * offset / slope < total + high - low:
            promise = min(1.0, -slope * slope / (4 * offset))
        else:
            promise = 0.0
        total, squares = total + high - low, squares + high * high - low * low
        best = max(best, squares / (total * total))
        if promise > most:
            most, raised = promise, number
    return best, max(best, most), raised if most > best else None


def _index(placed: Sequence[float], spare: float = 0.0) -> float:
    total = sum(placed) + spare
    return sum(one * one for one in placed) / (total * total) if total else 0.0


def _clip(level: float, low: float, high: float | None) -> float:
    return max(low, level if high is None else min(level, high))


def _share_low(amounts: Sequence[Interval], loose: Interval) -> float:
    """The largest share that one party surely has."""
    highs = [usd.high for usd in (*amounts, loose)]
    open_ended = sum(high is None for high in highs)
    ceiling = float(sum((high for high in highs if high is not None), ZERO))
    best = 0.0
    for usd in amounts:
        if usd.floor > 0 and open_ended == (usd.high is None):
            rest = ceiling - float(usd.high or 0)
            best = max(best, float(usd.floor) / (float(usd.floor) + rest))
    if len(amounts) == 1 and loose.high == 0:
        return 1.0
    return best


def _share_high(amounts: Mapping[str, Interval]) -> float:
    """The largest share that one party can have."""
    floor = float(sum((usd.floor for usd in amounts.values()), ZERO))
    best = 0.0
    for usd in amounts.values():
        if usd.high is None:
            return 1.0
        if usd.high > 0:
            best = max(best, float(usd.high) / (float(usd.high) + floor - float(usd.floor)))
    return best


def _even(own: Mapping[str, Interval], shared: Iterable[Shared]) -> dict[str, Interval]:
    amounts = dict(own)
    for deal in shared:
        count = len(deal.parties)
        part = Interval(deal.usd.floor / count, None if deal.usd.high is None else deal.usd.high / count)
        for party in deal.parties:
            amounts[party] = amounts[party].plus(part)
    return amounts


def _all_to_one(own: Mapping[str, Interval], shared: Iterable[Shared], one: str) -> dict[str, Interval]:
    """Each shared deal goes to a party, or to its largest where that party has no part in it."""
    amounts = dict(own)
    for deal in shared:
        taker = one if one in deal.parties else max(sorted(deal.parties), key=lambda party: _rank(own[party]))
        amounts[taker] = amounts[taker].plus(deal.usd)
    return amounts


def _leaders(own: Mapping[str, Interval], shared: Sequence[Shared]) -> list[str]:
    """Parties to whom shared deals are given in turn; any one of them where there are none."""
    if not shared:
        return [min(own)]
    return sorted({party for deal in shared for party in deal.parties})


def _rank(usd: Interval) -> tuple[Decimal, bool, Decimal]:
    return usd.floor, usd.high is None, usd.high or ZERO


def _likely(usd: Interval, shared: Iterable[Shared], party: str) -> tuple[Decimal, bool, Decimal]:
    """By lower bound, then upper, with what it may have of shared deals."""
    for deal in shared:
        if party in deal.parties:
            usd = usd.plus(Interval(ZERO, deal.usd.high))
    return _rank(usd)
