"""Whether a claim tells of the deal that other claims tell of: amounts as intervals, dates as ranges.

The rules, in the order they are tried:

* ``same``: the amounts agree within the tolerance (or a bound of one is the amount of the other), or both
  give the same stake and one gives no amount. Such claims may lie a year apart, since later articles
  restate a deal under the day they were written.
* ``silent``: one of the two gives no amount; kind and time must agree.
* ``conflict``: the amounts exclude each other although parties, kind and days agree, and no article
  tells the two apart. Kept as a conflict of one deal, or as a unit error.
* ``revised``: talks named another figure than the agreement that followed.
* ``kind``: parties, days and figure agree, and another article calls it another family of deal. Kept as a
  conflict of one deal, so that one sum is not counted under two names.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.claims import Amount, Change, MergeClaim
from warehouse.intervals import Interval
from warehouse.kinds import VAGUE


class Match(IntEnum):
    """How a claim fits, best first."""

    SAME = 0
    SILENT = 1
    REVISED = 2
    CONFLICT = 3
    KIND = 4


@dataclass(frozen=True, slots=True)
class Policy:
    """Numbers of the merge; days unless told otherwise.

    ``tolerance`` is the relative difference of equal amounts, ``fx_tolerance`` the same across currencies;
    ``rounding`` is the most that two exact figures may differ without contradicting each other;
    ``unit_tolerance`` how exactly ten- or a hundredfold a unit error must be. ``above`` is how far over
    "more than X" an exact figure may lie. ``conflict_ratio`` is the largest quotient of two figures that
    still contradict each other rather than tell of two deals. ``confidence_floor`` is the least
    confidence of a claim that may make a flow.
    """

    tolerance: Decimal = Decimal("0.05")
    fx_tolerance: Decimal = Decimal("0.12")
    rounding: Decimal = Decimal("0.005")
    unit_tolerance: Decimal = Decimal("0.02")
    above: Decimal = Decimal("1.5")
    conflict_ratio: Decimal = Decimal(3)
    window: int = 45
    same_window: int = 365
    revised_window: int = 180
    conflict_window: int = 14
    cancel_window: int = 730
    confidence_floor: float = 0.35


def kinds_agree(one: Kind, other: Kind) -> bool:
    """True where two kinds of a family need no amount to be taken for one deal."""
    return one is other or one in VAGUE or other in VAGUE


def intervals_of(one: Amount, other: Amount, when: MergeClaim) -> tuple[Interval, Interval] | None:
    """The two intervals in one currency (dollars on the claim's day where they differ); None without a rate."""
    if one.currency == other.currency:
        return one.interval, other.interval
    day = when.when.middle
    first, second = one.usd(day), other.usd(day)
    return None if first is None or second is None else (first, second)


def amounts_agree(one: Amount, other: Amount, when: MergeClaim, policy: Policy) -> bool:
    """True where both can be said of one sum."""
    pair = intervals_of(one, other, when)
    if pair is None:
        return False
    slack = policy.tolerance if one.currency == other.currency else policy.fx_tolerance
    first, second = pair
    if Qualifier.RANGE in (one.qualifier, other.qualifier):
        return _overlap(first, second, slack)
    if first.low is not None and second.low is not None and first.high is None and second.high is None:
        return _near(first.low, second.low, slack)
    for open_one, closed in ((first, second), (second, first)):
        if open_one.high is None and open_one.low is not None and closed.high is not None:
            return open_one.low * (1 - slack) <= closed.high <= open_one.low * policy.above
    return first.high is not None and second.high is not None and _near(first.high, second.high, slack)


def unit_factor(one: Amount, other: Amount, when: MergeClaim, policy: Policy) -> bool:
    """True where one is ten or a hundred times the other, within the unit tolerance."""
    quotient = _quotient(one, other, when)
    return quotient is not None and any(
        _near(quotient, factor, policy.unit_tolerance) for factor in (Decimal(10), Decimal(100))
    )


def stakes_differ(one: MergeClaim, other: MergeClaim) -> bool:
    """True where both give a stake and not the same."""
    return None not in (one.stake_pct, other.stake_pct) and one.stake_pct != other.stake_pct


def match(claim: MergeClaim, other: MergeClaim, policy: Policy) -> Match | None:
    """How a claim fits another of the same direction; None where they tell of two deals."""
    if claim.scope is not other.scope:
        return None
    if claim.family != other.family:
        return Match.KIND if _same_but_for_kind(claim, other, policy) else None
    if claim.scope is not Scope.SINGLE:
        return _match_totals(claim, other, policy)
    distance = claim.when.distance(other.when)
    if _too_early(claim, other, policy) or _too_early(other, claim, policy):
        return None
    if _is_addition(claim, other, distance, policy):
        return None
    if claim.amount is not None and other.amount is not None:
        return _match_amounts(claim, other, distance, policy)
    return _match_silent(claim, other, distance, policy)


def _same_but_for_kind(claim: MergeClaim, other: MergeClaim, policy: Policy) -> bool:
    return (
        claim.scope is Scope.SINGLE
        and claim.amount is not None
        and other.amount is not None
        and claim.change is other.change
        and Qualifier.RANGE not in (claim.amount.qualifier, other.amount.qualifier)
        and all(_parties(claim))
        and _parties(claim) == _parties(other)
        and claim.when.distance(other.when) <= policy.window
        and amounts_agree(claim.amount, other.amount, claim, policy)
    )


def _match_totals(claim: MergeClaim, other: MergeClaim, policy: Policy) -> Match | None:
    """Running totals and sums over several parties carry no date of their own: the figure is the deal."""
    if _parties(claim) != _parties(other):
        return None
    if claim.amount is None or other.amount is None:
        return Match.SILENT if claim.amount is other.amount and claim.kind is other.kind else None
    return Match.SAME if amounts_agree(claim.amount, other.amount, claim, policy) else None


def _match_amounts(claim: MergeClaim, other: MergeClaim, distance: int, policy: Policy) -> Match | None:
    assert claim.amount is not None
    assert other.amount is not None
    undated = claim.days is None or other.days is None
    if amounts_agree(claim.amount, other.amount, claim, policy):
        if claim.kind is not other.kind and distance > policy.window:
            return None
        if stakes_differ(claim, other) and distance > policy.window:
            return None
        half = not all((*_parties(claim), *_parties(other)))
        if half:
            return Match.SAME if distance <= (policy.same_window if undated else policy.window) else None
        return Match.SAME if undated or distance <= _reach(claim, other, policy) else None
    if claim.article_id == other.article_id or _parties(claim) != _parties(other):
        return None
    if not kinds_agree(claim.kind, other.kind):
        return None
    if unit_factor(claim.amount, other.amount, claim, policy) and distance <= policy.window:
        return Match.CONFLICT
    quotient = _quotient(claim.amount, other.amount, claim)
    if quotient is None or quotient > policy.conflict_ratio:
        return None
    if _talks_then_deal(claim, other) and distance <= policy.revised_window:
        return Match.REVISED
    return Match.CONFLICT if distance <= policy.conflict_window else None


def _match_silent(claim: MergeClaim, other: MergeClaim, distance: int, policy: Policy) -> Match | None:
    if not kinds_agree(claim.kind, other.kind) or stakes_differ(claim, other):
        return None
    if claim.stake_pct is not None and claim.stake_pct == other.stake_pct:
        return Match.SAME if distance <= policy.same_window else None
    if not claim.payer_groups or not claim.payee_groups:
        return Match.SILENT if distance <= policy.window else None
    if claim.days is None or other.days is None:
        return Match.SILENT
    return Match.SILENT if distance <= _silent_reach(claim, other, policy) else None


def _too_early(claim: MergeClaim, other: MergeClaim, policy: Policy) -> bool:
    """True where an undated claim became known well before the other's days: it tells of something earlier."""
    if claim.days is not None or other.days is None:
        return False
    return (other.days.low - claim.known_from.date()).days > policy.window


def _silent_reach(claim: MergeClaim, other: MergeClaim, policy: Policy) -> int:
    return policy.cancel_window if Status.CANCELLED in (claim.status, other.status) else policy.window


def _reach(claim: MergeClaim, other: MergeClaim, policy: Policy) -> int:
    return policy.cancel_window if Status.CANCELLED in (claim.status, other.status) else policy.same_window


def _is_addition(claim: MergeClaim, other: MergeClaim, distance: int, policy: Policy) -> bool:
    """An increment or an expansion is not the deal it changes; articles of its own days may leave the word out."""
    if claim.change is other.change:
        return False
    changed = claim if claim.change else other
    if changed.days is not None and distance > policy.window:
        return True
    if claim.amount is None or other.amount is None:
        return changed.change is Change.EXPANSION
    return not amounts_agree(claim.amount, other.amount, claim, policy)


def _talks_then_deal(one: MergeClaim, other: MergeClaim) -> bool:
    earlier, later = sorted((one, other), key=lambda claim: (claim.when.middle, claim.claim_id))
    return earlier.status is Status.TALKS and later.status in (Status.ANNOUNCED, Status.COMPLETED)


def _parties(claim: MergeClaim) -> tuple[frozenset[str], frozenset[str]]:
    return claim.payer_groups, claim.payee_groups


def _quotient(one: Amount, other: Amount, when: MergeClaim) -> Decimal | None:
    """The larger figure over the smaller; upper bounds where they are stated, else lower ones."""
    pair = intervals_of(one, other, when)
    if pair is None:
        return None
    figures = [interval.high if interval.high is not None else interval.low for interval in pair]
    large, small = max(f or Decimal(0) for f in figures), min(f or Decimal(0) for f in figures)
    return large / small if small > 0 else None


def _near(one: Decimal, other: Decimal, slack: Decimal) -> bool:
    return abs(one - other) <= slack * max(one, other)


def _overlap(one: Interval, other: Interval, slack: Decimal) -> bool:
    return (one.high is None or other.floor * (1 - slack) <= one.high) and (
        other.high is None or one.floor * (1 - slack) <= other.high
    )
