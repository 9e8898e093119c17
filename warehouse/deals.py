"""Clusters of claims to deals, with their parties, history and conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from pipeline.types import Kind, Scope, Status, content_key
from warehouse.claims import Amount, Change, MergeClaim
from warehouse.cluster import Cluster
from warehouse.dates import DayRange
from warehouse.fx import NoRate, Rate, reference_rates
from warehouse.intervals import Interval
from warehouse.kinds import FAMILY, FLOW_CLASS, STAGE, VAGUE
from warehouse.match import Policy
from warehouse.resolve import Resolved
from warehouse.summary import (
    AmountFinding,
    Opinion,
    SourceGroups,
    StatusFinding,
    StatusTrack,
    count_sources,
    decimal_text,
    figure_key,
    find_amount,
    find_status,
    known_order,
    most_said,
    show_amount,
    source_keys,
)

CENT = Decimal("0.01")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in US dollars: the interval, or the reason why there is none; ``rate`` is None for dollars."""

    usd: Interval | None = None
    rate: Rate | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What was known of a deal from a moment on."""

    known_from: datetime
    finding: StatusFinding
    amount: Amount | None
    conversion: Conversion


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value of a field on which claims disagree."""

    field: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal; see the comments of table ``deal`` for the meaning of each value."""

    deal_id: str
    kind: Kind
    scope: Scope
    change: Change | None
    payers: tuple[Resolved, ...]
    payees: tuple[Resolved, ...]
    amount: Amount | None
    conversion: Conversion
    stake_pct: Decimal | None
    term_years: Decimal | None
    term_start: str | None
    term_end: str | None
    status: StatusFinding
    date_text: str | None
    days: DayRange | None
    known_from: datetime
    last_heard: datetime
    exclusive: bool
    collateral: str | None
    firm: bool
    confidence: float
    claims: tuple[MergeClaim, ...]
    roles: dict[str, str]
    sources: dict[str, str]
    history: tuple[HistoryEntry, ...]
    conflicts: tuple[Conflict, ...]
    anchor: MergeClaim

    @property
    def family(self) -> str:
        """Kinds that may tell of one deal share it."""
        return FAMILY[self.kind]

    @property
    def contingent(self) -> bool:
        """True where no cash moves by itself."""
        return FLOW_CLASS[self.kind] == "contingent"

    @property
    def when(self) -> DayRange:
        """The days of the deal, or the day it became known."""
        known = self.known_from.date()
        return self.days or DayRange(known, known)

    @property
    def payer_groups(self) -> frozenset[str]:
        """Groups that pay; empty where unknown."""
        return frozenset(party.group_id for party in self.payers)

    @property
    def payee_groups(self) -> frozenset[str]:
        """Groups that are paid; empty where unknown."""
        return frozenset(party.group_id for party in self.payees)


def convert(amount: Amount | None, on: date) -> Conversion:
    """An amount in US dollars at the reference rate of a day."""
    if amount is None:
        return Conversion()
    if amount.currency == "USD":
        return Conversion(usd=amount.interval)
    rate = reference_rates().usd(amount.currency, on)
    if isinstance(rate, Rate):
        return Conversion(usd=_cents(amount.interval.times(rate.usd_per_unit)), rate=rate)
    return Conversion(note=rate.reason if isinstance(rate, NoRate) else None)


def make_deal(cluster: Cluster, policy: Policy) -> Deal:
    """The deal that a cluster's claims tell of."""
    claims = tuple(sorted(cluster.members, key=lambda claim: (claim.known_from, claim.claim_id)))
    anchor = claims[0]
    firm = [claim for claim in claims if claim.firm]
    counted = firm or list(claims)
    sources = source_keys(claims)
    straight, crossed, direction = _direction(counted, cluster.swapped, sources)
    kind = _kind(straight, sources)
    finding = find_amount(straight, sources, policy)
    days, date_text = _date(straight)
    payers, payees = (_side(straight, side, sources) for side in ("payer", "payee"))
    status = find_status(counted)
    conversion = convert(finding.amount, _fx_day(days, anchor))
    conflicts = _conflicts(finding, direction, status, straight, sources)
    return Deal(
        deal_id=content_key("deal", anchor.family, anchor.claim_id),
        kind=kind,
        scope=anchor.scope,
        change=most_said((claim.change, sources[claim.claim_id]) for claim in straight if claim.change),
        payers=payers,
        payees=payees,
        amount=finding.amount,
        conversion=conversion,
        stake_pct=_said(straight, lambda claim: claim.stake_pct, sources),
        term_years=_said(straight, lambda claim: claim.term_years, sources),
        term_start=_said(straight, lambda claim: claim.term_start, sources),
        term_end=_said(straight, lambda claim: claim.term_end, sources),
        status=status,
        date_text=date_text,
        days=days,
        known_from=anchor.known_from,
        last_heard=claims[-1].known_from,
        exclusive=any(claim.exclusive for claim in counted),
        collateral=_said(straight, lambda claim: claim.collateral, sources),
        firm=bool(firm),
        confidence=max(claim.confidence for claim in counted),
        claims=claims,
        roles=_roles(claims, finding, crossed, bool(firm)),
        sources=sources,
        history=_history(counted, {claim.claim_id for claim in straight}, policy),
        conflicts=conflicts,
        anchor=anchor,
    )


def _direction(
    claims: Sequence[MergeClaim], swapped: set[str], sources: dict[str, str]
) -> tuple[list[MergeClaim], list[MergeClaim], tuple[Opinion, ...]]:
    """Claims in the direction most independent sources give, those in the other, and the two opinions."""
    one = [claim for claim in claims if claim.claim_id not in swapped]
    other = [claim for claim in claims if claim.claim_id in swapped]
    if not other or not one:
        return one or other, [], ()
    more = count_sources(other, sources) > count_sources(one, sources)
    straight, crossed = (other, one) if more else (one, other)
    opinions = tuple(
        Opinion(_direction_text(group[0]), tuple(group), count_sources(group, sources), group is straight)
        for group in (straight, crossed)
    )
    return straight, crossed, opinions


def _direction_text(claim: MergeClaim) -> str:
    payers, payees = (",".join(sorted(p.party_id for p in side)) for side in (claim.payers, claim.payees))
    return f"{payers} > {payees}"


def _kind(claims: Sequence[MergeClaim], sources: dict[str, str]) -> Kind:
    telling = [claim for claim in claims if claim.kind not in VAGUE] or list(claims)
    kind = most_said((claim.kind, sources[claim.claim_id]) for claim in telling)
    assert kind is not None
    return kind


def _side(claims: Sequence[MergeClaim], side: str, sources: dict[str, str]) -> tuple[Resolved, ...]:
    """The parties most sources give for a side, the longer list on a tie; per group the entity named most."""
    lists = [(claim.payers if side == "payer" else claim.payees, sources[claim.claim_id]) for claim in claims]
    named = [(parties, source) for parties, source in lists if parties]
    if not named:
        return ()
    votes: dict[frozenset[str], set[str]] = {}
    for parties, source in named:
        votes.setdefault(frozenset(party.group_id for party in parties), set()).add(source)
    chosen = min(votes, key=lambda groups: (-len(votes[groups]), -len(groups), sorted(groups)))
    order = next(parties for parties, _ in named if frozenset(party.group_id for party in parties) == chosen)
    found = []
    for group in dict.fromkeys(party.group_id for party in order):
        entity = most_said((party, source) for parties, source in named for party in parties if party.group_id == group)
        assert entity is not None
        found.append(entity)
    return tuple(found)


def _date(claims: Sequence[MergeClaim]) -> tuple[DayRange | None, str | None]:
    """The earliest date of those that tell of more than talks, where there are such; the more precise first."""
    dated = [claim for claim in claims if claim.days is not None and claim.status is not Status.CANCELLED]
    going = [claim for claim in dated if claim.status is not Status.TALKS]
    pool = going or dated or [claim for claim in claims if claim.days is not None]
    best = min(pool, key=lambda claim: (claim.when.high, claim.when.length, claim.claim_id), default=None)
    return (None, None) if best is None else (best.days, best.date_text)


def _fx_day(days: DayRange | None, anchor: MergeClaim) -> date:
    return days.middle if days is not None else anchor.known_from.date()


def _said(claims: Sequence[MergeClaim], value: Callable[[MergeClaim], _T | None], sources: dict[str, str]) -> _T | None:
    """The value most independent sources give, of those that give one."""
    pairs = [(found, sources[claim.claim_id]) for claim in claims if (found := value(claim)) is not None]
    return most_said(pairs)


def _conflicts(
    finding: AmountFinding,
    direction: tuple[Opinion, ...],
    status: StatusFinding,
    claims: Sequence[MergeClaim],
    sources: dict[str, str],
) -> tuple[Conflict, ...]:
    found = [Conflict("amount", opinion) for opinion in finding.opinions]
    if finding.off_unit:
        groups = defaultdict(list)
        for claim in finding.off_unit:
            groups[show_amount(claim.amount) if claim.amount else ""].append(claim)
        found += [
            Conflict("unit", Opinion(value, tuple(group), count_sources(group, sources), chosen=False))
            for value, group in sorted(groups.items())
        ]
    found += [Conflict("direction", opinion) for opinion in direction]
    if status.disputed:
        found += _by_value(claims, "status", lambda claim: claim.status.value, status.status.value, sources)
    if len({claim.family for claim in claims}) > 1:
        kind = _kind(claims, sources)
        found += _by_value(claims, "kind", lambda claim: claim.kind.value, kind.value, sources)
    stakes = {claim.stake_pct for claim in claims if claim.stake_pct is not None}
    if len(stakes) > 1:
        chosen = decimal_text(_said(claims, lambda claim: claim.stake_pct, sources))
        found += _by_value(claims, "stake", lambda claim: decimal_text(claim.stake_pct), chosen, sources)
    return tuple(found)


def _by_value(
    claims: Sequence[MergeClaim],
    field: str,
    value: Callable[[MergeClaim], str],
    chosen: str,
    sources: dict[str, str],
) -> list[Conflict]:
    groups = defaultdict(list)
    for claim in claims:
        if value(claim):
            groups[value(claim)].append(claim)
    return [
        Conflict(field, Opinion(said, tuple(group), count_sources(group, sources), chosen=said == chosen))
        for said, group in sorted(groups.items())
    ]


def _roles(
    claims: Sequence[MergeClaim], finding: AmountFinding, crossed: Sequence[MergeClaim], firm: bool
) -> dict[str, str]:
    roles = {claim.claim_id: "support" for claim in claims}
    roles |= {claim.claim_id: "minority" for claim in finding.minority}
    roles |= {claim.claim_id: "unit_error" for claim in finding.off_unit}
    roles |= {claim.claim_id: "swapped" for claim in crossed}
    if firm:
        roles |= {claim.claim_id: "unsure" for claim in claims if not claim.firm}
    return roles


def _history(claims: Sequence[MergeClaim], straight: set[str], policy: Policy) -> tuple[HistoryEntry, ...]:
    """One entry for each moment at which status, dispute or amount changed, by what was known then."""
    entries: list[HistoryEntry] = []
    track, amounts = StatusTrack(), _AmountTrack(straight, policy)
    for moment, group in groupby(sorted(claims, key=known_order), key=lambda claim: claim.known_from):
        for claim in group:
            track.add(claim)
            amounts.add(claim)
        status, amount = track.finding, amounts.amount
        last = entries[-1] if entries else None
        if last and (last.finding.status, last.finding.disputed, last.amount) == (
            status.status,
            status.disputed,
            amount,
        ):
            continue
        days, _ = _date(amounts.aligned)
        entries.append(HistoryEntry(moment, status, amount, convert(amount, _fx_day(days, amounts.known[0]))))
    return tuple(entries)


class _AmountTrack:
    """The amount of a deal as its claims become known.

    It is looked at again only where a claim came that may change it: not where a claim gives no figure, repeats what
    its source said, or adds its word to the figure that is ahead.
    """

    def __init__(self, straight: set[str], policy: Policy) -> None:
        self.known: list[MergeClaim] = []
        self._straight = straight
        self._policy = policy
        self._sources = SourceGroups()
        self._told: set[object] = set()
        self._currencies: set[str] = set()
        self._straight_known = False
        self._beyond = False
        self._finding = AmountFinding(None, (), (), ())
        self._current = True

    def add(self, claim: MergeClaim) -> None:
        """Take in a claim that became known after all that were added before."""
        self.known.append(claim)
        joined = self._sources.add(claim)
        straight = claim.claim_id in self._straight
        vote = (claim.amount, claim.status, claim.when.middle, self._sources.source(claim), straight)
        if joined or (straight and not self._straight_known):
            self._current = False
        elif vote not in self._told and claim.amount is not None and (straight or not self._straight_known):
            self._current = self._current and self._confirms(claim)
        self._told.add(vote)
        self._straight_known |= straight
        if claim.amount is not None:
            self._currencies.add(claim.amount.currency)
        self._beyond |= claim.amount is not None and STAGE.get(claim.status, 0) > 0

    def _confirms(self, claim: MergeClaim) -> bool:
        """True where the claim gives the figure that is ahead, at the stage that counts."""
        beyond = STAGE.get(claim.status, int(self._beyond)) > 0
        return (
            claim.amount == self._finding.amount
            and figure_key(claim, len(self._currencies) > 1) in self._finding.lead
            and beyond == self._beyond
        )

    @property
    def aligned(self) -> list[MergeClaim]:
        """The claims so far that give the parties the way the deal has them; all where none does."""
        return [one for one in self.known if one.claim_id in self._straight] or self.known

    @property
    def amount(self) -> Amount | None:
        """The amount by the claims so far."""
        if not self._current:
            keys = {one.claim_id: self._sources.source(one) for one in self.known}
            self._finding = find_amount(self.aligned, keys, self._policy)
            self._current = True
        return self._finding.amount


def _cents(interval: Interval) -> Interval:
    """Bounds rounded to two places, half to even."""
    return Interval(*(None if bound is None else bound.quantize(CENT) for bound in (interval.low, interval.high)))
