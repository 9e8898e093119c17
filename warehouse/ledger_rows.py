"""Deals, links and flows as rows of the ledger's tables."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse.deals import Deal
from warehouse.edges import Flow
from warehouse.links import Link
from warehouse.rows import Row


def deal_rows(deals: Iterable[Deal]) -> dict[str, list[Row]]:
    """Rows by table for the tables that belong to a deal alone."""
    tables: dict[str, list[Row]] = {
        name: [] for name in ("deal", "deal_party", "deal_claim", "deal_status", "deal_conflict")
    }
    for deal in deals:
        tables["deal"].append(_deal_row(deal))
        tables["deal_party"] += _party_rows(deal)
        tables["deal_claim"] += _claim_rows(deal)
        tables["deal_status"] += _status_rows(deal)
        tables["deal_conflict"] += _conflict_rows(deal)
    return tables


def _deal_row(deal: Deal) -> Row:
    amount, usd, rate = deal.amount, deal.conversion.usd, deal.conversion.rate
    return {
        "deal_id": deal.deal_id,
        "family": deal.family,
        "kind": deal.kind,
        "scope": deal.scope,
        "change": deal.change,
        "amount_low": amount.interval.low if amount else None,
        "amount_high": amount.interval.high if amount else None,
        "currency": amount.currency if amount else None,
        "qualifier": amount.qualifier if amount else None,
        "usd_low": usd.low if usd else None,
        "usd_high": usd.high if usd else None,
        "fx_date": rate.day if rate else None,
        "fx_rate": rate.usd_per_unit if rate else None,
        "fx_note": deal.conversion.note,
        "stake_pct": deal.stake_pct,
        "term_years": deal.term_years,
        "term_start": deal.term_start,
        "term_end": deal.term_end,
        "status": deal.status.status,
        "disputed": deal.status.disputed,
        "date_text": deal.date_text,
        "date_low": deal.days.low if deal.days else None,
        "date_high": deal.days.high if deal.days else None,
        "known_from": deal.known_from,
        "last_heard": deal.last_heard,
        "exclusive": deal.exclusive,
        "collateral": deal.collateral,
        "contingent": deal.contingent,
        "sure": deal.firm,
        "confidence": deal.confidence,
        "claim_count": len(deal.claims),
        "independent_source_count": len(set(deal.sources.values())),
        "conflict_count": len({conflict.field for conflict in deal.conflicts}),
        "anchor_claim_id": deal.anchor.claim_id,
    }


def _party_rows(deal: Deal) -> Iterable[Row]:
    for side, parties in (("payer", deal.payers), ("payee", deal.payees)):
        for position, party in enumerate(parties):
            yield {
                "deal_id": deal.deal_id,
                "side": side,
                "position": position,
                "party_id": party.party_id,
                "group_id": party.group_id,
            }


def _claim_rows(deal: Deal) -> Iterable[Row]:
    for claim in deal.claims:
        yield {
            "deal_id": deal.deal_id,
            "claim_id": claim.claim_id,
            "role": deal.roles[claim.claim_id],
            "source_key": deal.sources[claim.claim_id],
            "known_from": claim.known_from,
        }


def _status_rows(deal: Deal) -> Iterable[Row]:
    for position, entry in enumerate(deal.history):
        amount, usd, rate = entry.amount, entry.conversion.usd, entry.conversion.rate
        yield {
            "deal_id": deal.deal_id,
            "position": position,
            "known_from": entry.known_from,
            "status": entry.finding.status,
            "disputed": entry.finding.disputed,
            "event_date": entry.finding.claim.date_text,
            "amount_low": amount.interval.low if amount else None,
            "amount_high": amount.interval.high if amount else None,
            "currency": amount.currency if amount else None,
            "usd_low": usd.low if usd else None,
            "usd_high": usd.high if usd else None,
            "fx_date": rate.day if rate else None,
            "fx_rate": rate.usd_per_unit if rate else None,
            "claim_id": entry.finding.claim.claim_id,
        }


def _conflict_rows(deal: Deal) -> Iterable[Row]:
    for conflict in deal.conflicts:
        yield {
            "deal_id": deal.deal_id,
            "field": conflict.field,
            "value": conflict.opinion.value,
            "claim_count": len(conflict.opinion.claims),
            "source_count": conflict.opinion.source_count,
            "majority": conflict.opinion.chosen,
        }


def link_row(link: Link) -> Row:
    """Row of table ``deal_link``."""
    return {"deal_id": link.deal_id, "other_id": link.other_id, "relation": link.relation}


def flow_row(flow: Flow) -> Row:
    """Row of table ``flow``."""
    deal = flow.deal
    return {
        "flow_id": flow.flow_id,
        "deal_id": deal.deal_id,
        "payer_group": flow.payer.group_id,
        "payee_group": flow.payee.group_id,
        "payer_id": flow.payer.party_id,
        "payee_id": flow.payee.party_id,
        "kind": deal.kind,
        "class": flow.flow_class,
        "scope": deal.scope,
        "status": deal.status,
        "disputed": deal.disputed,
        "contingent": deal.contingent,
        "usd_low": flow.usd_low,
        "usd_high": flow.usd_high,
        "stated": flow.stated,
        "unsplit": flow.unsplit,
        "summed": flow.summed,
        "covered_by": flow.covered_by,
        "date_low": deal.when.low,
        "date_high": deal.when.high,
        "known_from": deal.known_from,
    }
