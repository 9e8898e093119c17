"""Deals to flows: directed edges between groups, with bounds in US dollars.

A deal with an unknown side makes no flow, nor does one that only unsure claims tell of, nor money
that stays inside one group. Where several payers or payees share one amount and nobody says how, each
edge gets the bounds "none of it" and "all of it".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.types import Scope, Status, content_key
from warehouse.intervals import ZERO, Interval
from warehouse.kinds import FLOW_CLASS
from warehouse.links import Link
from warehouse.outlines import Outline
from warehouse.resolve import Resolved


@dataclass(frozen=True, slots=True)
class Flow:
    """One edge; see the comments of table ``flow``."""

    flow_id: str
    deal: Outline
    payer: Resolved
    payee: Resolved
    flow_class: str
    usd_low: Decimal
    usd_high: Decimal | None
    stated: bool
    unsplit: bool
    summed: bool
    covered_by: tuple[str, ...]


def find_flows(deals: Iterable[Outline], links: Iterable[Link]) -> list[Flow]:
    """The edges of the near deals, by id."""
    by_id = {deal.deal_id: deal for deal in deals}
    parts: dict[str, list[Outline]] = defaultdict(list)
    covers: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.relation == "tranche_of":
            part, whole = by_id[link.deal_id], by_id[link.other_id]
            parts[link.other_id].append(part)
            if part.payer_groups == whole.payer_groups and part.payee_groups == whole.payee_groups:
                covers[link.deal_id].append(link.other_id)
        elif link.relation == "supersedes":
            covers[link.other_id].append(link.deal_id)
    flows = [
        flow
        for deal in by_id.values()
        if deal.firm and deal.near
        for flow in _flows_of(deal, parts[deal.deal_id], covers[deal.deal_id])
    ]
    return sorted(flows, key=lambda flow: flow.flow_id)


def _flows_of(deal: Outline, parts: list[Outline], covers: list[str]) -> Iterator[Flow]:
    unsplit = len(deal.payers) > 1 or len(deal.payees) > 1 or deal.scope is Scope.AGGREGATE
    usd = deal.usd
    for payer in deal.payers:
        for payee in deal.payees:
            if payer.group_id == payee.group_id:
                continue
            own = [part for part in parts if _of_pair(part, payer, payee)]
            yield Flow(
                flow_id=content_key("flow", deal.deal_id, payer.party_id, payee.party_id),
                deal=deal,
                payer=payer,
                payee=payee,
                flow_class=FLOW_CLASS[deal.kind],
                usd_low=ZERO if usd is None or unsplit else _firm_part(usd, own),
                usd_high=None if usd is None else usd.high,
                stated=usd is not None,
                unsplit=unsplit,
                summed=deal.scope is Scope.SINGLE,
                covered_by=tuple(sorted({*covers, *(part.deal_id for part in own if unsplit)})),
            )


def _firm_part(usd: Interval, instalments: list[Outline]) -> Decimal:
    """The lower bound: what is promised at least, or what instalments have already paid, below the ceiling."""
    paid = sum(
        (part.usd.floor for part in instalments if part.usd is not None and part.status is Status.COMPLETED),
        ZERO,
    )
    low = max(usd.floor, paid)
    return low if usd.high is None else min(low, usd.high)


def _of_pair(part: Outline, payer: Resolved, payee: Resolved) -> bool:
    return part.payer_groups == {payer.group_id} and part.payee_groups == {payee.group_id}
