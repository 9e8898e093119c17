"""How deals hang together: totals with their parts, ceilings with their tranches, changes with what they change.

A sum and its parts are never added up, so every part is linked to the sum it belongs to:

* ``part_of``: a single deal inside a running total or inside one sum over several parties;
* ``tranche_of``: a single deal inside a larger single deal (an instalment under a ceiling, one
  investor's share of a round);
* ``supersedes``: an expansion and the deal whose place it takes;
* ``increment_of``: an addition and the deal it adds to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.claims import Change
from warehouse.match import Policy
from warehouse.outlines import Outline


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """``deal_id`` has ``relation`` to ``other_id``."""

    deal_id: str
    relation: str
    other_id: str


def find_links(deals: Iterable[Outline], policy: Policy | None = None) -> list[Link]:
    """All links among firm deals, sorted."""
    policy = policy or Policy()
    blocks: dict[tuple[str, str], list[Outline]] = defaultdict(list)
    for deal in deals:
        if deal.firm:
            for payee in deal.payee_groups:
                blocks[deal.family, payee].append(deal)
    return sorted({link for block in blocks.values() for link in _links_of(block, policy)})


def _links_of(block: Sequence[Outline], policy: Policy) -> Iterable[Link]:
    """Links of the deals of one family and payee."""
    singles = [deal for deal in block if deal.scope is Scope.SINGLE]
    sums = [deal for deal in block if deal.scope is not Scope.SINGLE]
    wide: dict[tuple[Kind, str | None], list[Outline]] = defaultdict(list)
    same: dict[tuple[object, ...], list[Outline]] = defaultdict(list)
    for deal in singles:
        same[_kind_and_parties(deal)].append(deal)
        if _may_hold_tranches(deal):
            for payer in deal.payer_groups or (None,):
                wide[deal.kind, payer].append(deal)
    for part in singles:
        for total in sums:
            if _is_part(part, total):
                yield Link(part.deal_id, "part_of", total.deal_id)
        # What a part belongs to names its payers, or none: those of one payer are enough to look at.
        payer = min(part.payer_groups, default=None)
        whole = _whole(part, wide.get((part.kind, payer), []) + wide.get((part.kind, None), []), policy)
        if whole is not None:
            yield Link(part.deal_id, "tranche_of", whole.deal_id)
        if part.change is not None:
            earlier = _changed(part, same[_kind_and_parties(part)])
            if earlier is not None:
                relation = "supersedes" if part.change is Change.EXPANSION else "increment_of"
                yield Link(part.deal_id, relation, earlier.deal_id)


def _kind_and_parties(deal: Outline) -> tuple[object, ...]:
    return deal.kind, deal.payer_groups, deal.payee_groups


def _is_part(part: Outline, total: Outline) -> bool:
    """True where the parties lie inside the total's and the total was told of after the part was struck."""
    return (
        _inside(part, total)
        and part.when.low <= total.last_heard
        and part.status is not Status.CANCELLED
        and _fits(part, total)
    )


def _may_hold_tranches(deal: Outline) -> bool:
    several = len(deal.payers) > 1 or len(deal.payees) > 1 or not deal.payers
    ceiling = deal.qualifier is Qualifier.UP_TO
    return deal.qualifier is not None and (several or ceiling) and deal.status is not Status.CANCELLED


def _whole(part: Outline, wide: Sequence[Outline], policy: Policy) -> Outline | None:
    """The single deal that a smaller one is an instalment or a share of; the nearest in time, then the smallest."""
    fits = [deal for deal in wide if _is_tranche(part, deal, policy)]
    return min(
        fits,
        key=lambda deal: (part.when.distance(deal.when), _ceiling(deal) or Decimal("Infinity"), deal.deal_id),
        default=None,
    )


def _is_tranche(part: Outline, whole: Outline, policy: Policy) -> bool:
    if part.deal_id == whole.deal_id or part.change is not None or part.kind is not whole.kind:
        return False
    if not _smaller(part, whole) or not _inside(part, whole):
        return False
    distance = part.when.distance(whole.when)
    if part.payer_groups == whole.payer_groups and part.payee_groups == whole.payee_groups:
        starts = part.when.high >= whole.when.low
        return starts and distance <= policy.same_window and not _may_hold_tranches(part)
    return distance <= policy.window


def _changed(later: Outline, same: Sequence[Outline]) -> Outline | None:
    """The newest earlier deal of the same parties and kind."""
    earlier = [
        deal
        for deal in same
        if deal.payer_groups
        and (deal.when.middle, deal.deal_id) < (later.when.middle, later.deal_id)
        and deal.status is not Status.CANCELLED
    ]
    return max(earlier, key=lambda deal: (deal.when.middle, deal.deal_id), default=None)


def _inside(part: Outline, total: Outline) -> bool:
    """True where the total names all parties of the part; an unknown payer of the total may be anybody."""
    return (
        bool(part.payer_groups)
        and (part.payer_groups <= total.payer_groups or not total.payer_groups)
        and part.payee_groups <= total.payee_groups
    )


def _ceiling(deal: Outline) -> Decimal | None:
    return None if deal.usd is None else deal.usd.high


def _fits(part: Outline, total: Outline) -> bool:
    """False only where the part is surely larger than the total."""
    inner, outer = part.usd, total.usd
    return inner is None or outer is None or outer.high is None or inner.floor <= outer.high


def _smaller(part: Outline, whole: Outline) -> bool:
    """True where the part's figure is known and surely below the whole's ceiling."""
    inner, outer = part.usd, whole.usd
    return (
        inner is not None
        and outer is not None
        and inner.high is not None
        and outer.high is not None
        and inner.high < outer.high
    )
