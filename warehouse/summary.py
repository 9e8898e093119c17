"""What a set of claims of one deal adds up to: status, amount, date, and what they disagree on.

The same function serves the deal as it is and the deal as of an earlier day: it is given the claims that
were known by then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from pipeline.types import Qualifier, Status
from warehouse.claims import Amount, MergeClaim
from warehouse.intervals import Interval
from warehouse.kinds import STAGE
from warehouse.match import Policy, amounts_agree, unit_factor

_T = TypeVar("_T")
_PRECISION = {
    Qualifier.EXACT: 0,
    Qualifier.ABOUT: 1,
    Qualifier.UP_TO: 2,
    Qualifier.AT_LEAST: 3,
    Qualifier.RANGE: 4,
}
"""How much a figure says, most first."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A value that some claims give, the claims, and how many independent sources are behind it."""

    value: str
    claims: tuple[MergeClaim, ...]
    source_count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class AmountFinding:
    """The amount that a deal takes; ``off_unit`` and ``minority`` are ids of claims it does not follow.

    ``opinions`` holds more than one entry only where figures exclude each other; ``lead`` names the
    figures (as ``figure_key`` does) of the opinion that is ahead, where one is.
    """

    amount: Amount | None
    opinions: tuple[Opinion, ...]
    off_unit: tuple[MergeClaim, ...]
    minority: tuple[MergeClaim, ...]
    lead: frozenset[object] = frozenset()


@dataclass(frozen=True, slots=True)
class StatusFinding:
    """The status after all claims; ``claim`` brought it; ``disputed`` where one source denies another."""

    status: Status
    disputed: bool
    claim: MergeClaim


class SourceGroups:
    """Independent sources of claims that are told one after the other."""

    def __init__(self) -> None:
        """No claim was told yet."""
        self._parent: dict[str, str] = {}

    def add(self, claim: MergeClaim) -> bool:
        """Take a claim in; True where it shows that two sources that were told apart are one."""
        own = f"claim:{claim.claim_id}"
        known = {self._root(key) for key in claim.sources if key in self._parent}
        roots = sorted({own, *claim.sources, *known})
        for key in (*roots, *known):
            self._parent[key] = roots[0]
        return len(known) > 1

    def source(self, claim: MergeClaim) -> str:
        """The name of the source of a claim that was told; it may change as further claims are."""
        return self._root(f"claim:{claim.claim_id}")

    def _root(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key


def source_keys(claims: Sequence[MergeClaim]) -> dict[str, str]:
    """For each claim the name of its independent source: claims that share a story, an address or a voice share it."""
    groups = SourceGroups()
    for claim in claims:
        groups.add(claim)
    return {claim.claim_id: groups.source(claim) for claim in claims}


def count_sources(claims: Iterable[MergeClaim], keys: Mapping[str, str]) -> int:
    """Independent sources behind some claims."""
    return len({keys[claim.claim_id] for claim in claims})


class StatusTrack:
    """Status by the order in which things became known.

    A later stage replaces an earlier one, never the other way. A cancellation holds until an event that lies
    after it was reported says otherwise; then the later word counts and the deal is disputed. A denied
    rumour is disputed too.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._best: MergeClaim | None = None
        self._cancelled: MergeClaim | None = None
        self._disputed = False

    def add(self, claim: MergeClaim) -> None:
        """Take in a claim that became known after all that were added before."""
        best, cancelled = self._best, self._cancelled
        if claim.status is Status.CANCELLED:
            self._cancelled = cancelled or claim
        elif cancelled is None:
            self._best = claim if best is None or STAGE[claim.status] > STAGE[best.status] else best
        elif claim.when.low >= cancelled.known_from.date() - timedelta(days=1) and (
            claim.known_from > cancelled.known_from
        ):
            self._disputed = True
            self._cancelled = None
            self._best = claim if best is None or STAGE[claim.status] >= STAGE[best.status] else best

    @property
    def finding(self) -> StatusFinding:
        """The status after all claims so far."""
        best, cancelled = self._best, self._cancelled
        if cancelled is not None:
            denied = best is not None and best.status is Status.TALKS and best.article_id != cancelled.article_id
            return StatusFinding(Status.CANCELLED, self._disputed or denied, cancelled)
        assert best is not None
        return StatusFinding(best.status, self._disputed, best)


def known_order(claim: MergeClaim) -> tuple[object, ...]:
    """The order in which claims became known; of one moment a cancellation comes last."""
    return claim.known_from, claim.status is Status.CANCELLED, claim.claim_id


def find_status(claims: Iterable[MergeClaim]) -> StatusFinding:
    """The status after all claims."""
    track = StatusTrack()
    for claim in sorted(claims, key=known_order):
        track.add(claim)
    return track.finding


def find_amount(claims: Sequence[MergeClaim], keys: Mapping[str, str], policy: Policy) -> AmountFinding:
    """The amount most independent sources give at the furthest stage that gives one.

    Figures that can both be said of one sum form one opinion. An opinion exactly ten or a hundred times off
    another that two or more independent sources share is set aside. On a tie the deal takes the hull.
    """
    stated = [claim for claim in claims if claim.amount is not None]
    if not stated:
        return AmountFinding(None, (), (), ())
    groups = _opinions(stated, policy)
    off_unit = _off_unit(groups, keys, policy)
    aside = {claim.claim_id for claim in off_unit}
    kept = _furthest([claim for claim in stated if claim.claim_id not in aside])
    if len(kept) < len(stated):
        groups = _opinions(kept, policy)
    counts = [count_sources(group, keys) for group in groups]
    leading = [group for group, count in zip(groups, counts, strict=True) if count == max(counts)]
    amount = _joint([_consensus(group, keys) for group in leading])
    opinions = tuple(
        Opinion(show_amount(_consensus(group, keys)), tuple(group), count, len(leading) == 1 and group is leading[0])
        for group, count in sorted(zip(groups, counts, strict=True), key=lambda pair: (-pair[1], pair[0][0].claim_id))
    )
    minority = tuple(
        claim for group, count in zip(groups, counts, strict=True) if count < max(counts) for claim in group
    )
    foreign = is_foreign(kept)
    lead = frozenset(figure_key(claim, foreign) for claim in leading[0]) if len(leading) == 1 else frozenset()
    return AmountFinding(amount, opinions if len(groups) > 1 else (), off_unit, minority, lead)


def is_foreign(claims: Iterable[MergeClaim]) -> bool:
    """True where the amounts are in several currencies, so that rates of their days decide what agrees."""
    return len({claim.amount.currency for claim in claims if claim.amount is not None}) > 1


def figure_key(claim: MergeClaim, foreign: bool) -> object:
    """What decides which opinion a claim's figure belongs to."""
    return (claim.amount, claim.when.middle) if foreign else claim.amount


def most_said(values: Iterable[tuple[_T, str]]) -> _T | None:
    """The value with most independent sources (second of each pair); ties go to the smallest in print."""
    sources: dict[_T, set[str]] = defaultdict(set)
    for value, source in values:
        sources[value].add(source)
    if not sources:
        return None
    return min(sources, key=lambda value: (-len(sources[value]), str(value)))


def show_amount(amount: Amount) -> str:
    """An amount in words for tables: ``up_to 4000000000 USD``."""
    low, high = amount.interval.low, amount.interval.high
    figure = f"{low:f}" if low == high and low is not None else f"{low or 0:f}..{'' if high is None else f'{high:f}'}"
    return f"{amount.qualifier.value} {figure} {amount.currency}"


def _opinions(claims: Sequence[MergeClaim], policy: Policy) -> list[list[MergeClaim]]:
    """Groups of claims whose amounts agree with the first of the group; exact figures found groups first."""
    groups: list[list[MergeClaim]] = []
    foreign = is_foreign(claims)
    found: dict[object, list[MergeClaim]] = {}
    for claim in sorted(claims, key=_telling):
        key = figure_key(claim, foreign)
        home = found.get(key)
        if home is None:
            home = next((group for group in groups if _same_figure(claim, group[0], policy)), None)
            if home is None:
                home = []
                groups.append(home)
            found[key] = home
        home.append(claim)
    return groups


def _same_figure(claim: MergeClaim, other: MergeClaim, policy: Policy) -> bool:
    """Exact figures of one currency are the same only where rounding parts them; others within the tolerance."""
    one, two = claim.amount, other.amount
    assert one is not None
    assert two is not None
    exact = one.qualifier is two.qualifier is Qualifier.EXACT and one.currency == two.currency
    if exact and one.interval.high is not None and two.interval.high is not None:
        larger = max(one.interval.high, two.interval.high)
        return abs(one.interval.high - two.interval.high) <= policy.rounding * larger
    return amounts_agree(one, two, claim, policy)


def _telling(claim: MergeClaim) -> tuple[object, ...]:
    assert claim.amount is not None
    return _PRECISION[claim.amount.qualifier], claim.known_from, claim.claim_id


def _off_unit(
    groups: Sequence[Sequence[MergeClaim]], keys: Mapping[str, str], policy: Policy
) -> tuple[MergeClaim, ...]:
    """Claims exactly ten or a hundred times off the figure that most sources, and two or more, give."""
    counts = [count_sources(group, keys) for group in groups]
    most = max(counts)
    if most < 2 or len(groups) == 1:
        return ()
    leading = min(
        (group for group, count in zip(groups, counts, strict=True) if count == most),
        key=lambda group: min((claim.known_from, claim.claim_id) for claim in group),
    )
    others = {claim.amount: claim for claim in leading}.values()
    return tuple(
        claim
        for group, count in zip(groups, counts, strict=True)
        if count < most
        for claim in group
        if any(_tenfold(claim, other, policy) for other in others)
    )


def _tenfold(claim: MergeClaim, other: MergeClaim, policy: Policy) -> bool:
    return (
        claim.amount is not None and other.amount is not None and unit_factor(claim.amount, other.amount, claim, policy)
    )


def _furthest(claims: Sequence[MergeClaim]) -> list[MergeClaim]:
    """Claims of the furthest stage, talks or beyond; a cancellation repeats what was agreed."""
    beyond = {STAGE[claim.status] > 0 for claim in claims if claim.status in STAGE}
    top = max(beyond, default=False)
    return [claim for claim in claims if claim.status not in STAGE or (STAGE[claim.status] > 0) == top]


def _consensus(group: Sequence[MergeClaim], keys: Mapping[str, str]) -> Amount:
    """One amount for figures that agree: what all of them allow.

    A figure says more than a bound, so where some give one, the one most sources give counts; unless
    more sources say "up to" it and none that it was paid: the others then only shorten.
    """
    stated = [(claim.amount, keys[claim.claim_id]) for claim in group if claim.amount is not None]
    points = [(amount, source) for amount, source in stated if amount.interval.low == amount.interval.high]
    ceilings = [(amount, source) for amount, source in stated if amount.qualifier is Qualifier.UP_TO]
    figures = {amount for amount, _ in points}
    paid = any(claim.status is Status.COMPLETED and claim.amount in figures for claim in group)
    hedged = not paid and len({source for _, source in ceilings}) > len({source for _, source in points})
    exact = [(amount, source) for amount, source in points if amount.qualifier is Qualifier.EXACT]
    figure = most_said(ceilings if hedged else exact or points)
    if figure is not None:
        return figure
    amounts = sorted({claim.amount for claim in group if claim.amount is not None}, key=show_amount)
    currency = Counter(amount.currency for amount in amounts).most_common(1)[0][0]
    amounts = [amount for amount in amounts if amount.currency == currency]
    met: Interval | None = amounts[0].interval
    for amount in amounts[1:]:
        met = None if met is None else met.meet(amount.interval)
    if met is None:
        return _joint(amounts)
    same = [amount for amount in amounts if amount.interval == met]
    return same[0] if same else Amount(met, currency, _qualifier(met))


def _joint(amounts: Sequence[Amount]) -> Amount:
    """The hull of amounts of one currency; those in the currency of the first, where there are several."""
    first = amounts[0]
    hull = first.interval
    for amount in amounts[1:]:
        if amount.currency == first.currency:
            hull = hull.hull(amount.interval)
    return first if hull == first.interval else Amount(hull, first.currency, _qualifier(hull))


def _qualifier(interval: Interval) -> Qualifier:
    if interval.low is None:
        return Qualifier.UP_TO
    if interval.high is None:
        return Qualifier.AT_LEAST
    return Qualifier.EXACT if interval.low == interval.high else Qualifier.RANGE


def decimal_text(value: Decimal | None) -> str:
    """A number without exponent; empty for None."""
    return "" if value is None else f"{value:f}"
