"""Claims to deals, links and flows, written as differences: a rerun on the same claims changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from warehouse.cluster import gather
from warehouse.deals import Deal, make_deal
from warehouse.edges import Flow, find_flows
from warehouse.inputs import party_name_rows, party_rows, read_claims
from warehouse.links import Link, find_links
from warehouse.match import Policy
from warehouse.resolve import Parties, Resolver
from warehouse.rows import Row, arrow, keyed
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction

DERIVED = (
    "party",
    "party_name",
    "resolved_party",
    "fx_rate",
    "deal",
    "deal_party",
    "deal_claim",
    "deal_status",
    "deal_conflict",
    "deal_link",
    "flow",
)
"""Tables that the merge makes equal to what the claims say."""


@dataclass(frozen=True, slots=True)
class Change:
    """Rows that a step put into a table and took out of it."""

    inserted: int = 0
    deleted: int = 0


def merge_claims(
    con: duckdb.DuckDBPyConnection, parties: Parties, policy: Policy | None = None
) -> Mapping[str, Change]:
    """Make the derived tables equal to what the current claims say, in one transaction; rows changed per table."""
    policy = policy or Policy()
    resolver = Resolver(parties)
    given = read_claims(con, resolver, policy)
    deals = [make_deal(cluster, policy) for cluster in gather(given.claims, policy)]
    links = find_links(deals, policy)
    tables: dict[str, Iterable[Row]] = {
        "party": party_rows(given.names, resolver),
        "party_name": party_name_rows(given.names),
        "resolved_party": given.resolved,
        "fx_rate": _rate_rows(deals),
        "deal": [_deal_row(deal) for deal in deals],
        "deal_party": [row for deal in deals for row in _party_rows(deal)],
        "deal_claim": [row for deal in deals for row in _claim_rows(deal)],
        "deal_status": [row for deal in deals for row in _status_rows(deal)],
        "deal_conflict": [row for deal in deals for row in _conflict_rows(deal)],
        "deal_link": [_link_row(link) for link in links],
        "flow": [_flow_row(flow) for flow in find_flows(deals, links)],
    }
    with transaction(con):
        return {table: sync(con, table, tables[table]) for table in DERIVED}


def sync(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> Change:
    """Make a derived table equal to the rows; what is equal already is not touched."""
    con.register("incoming", arrow(con, table, [keyed(row) for row in rows]))
    actions = [action for (action,) in con.execute(sql(f"sync/{table}")).fetchall()]
    con.unregister("incoming")
    return Change(actions.count("INSERT"), actions.count("DELETE"))


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
        }


def _status_rows(deal: Deal) -> Iterable[Row]:
    for position, entry in enumerate(deal.history):
        amount, usd = entry.amount, entry.conversion.usd
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


def _link_row(link: Link) -> Row:
    return {"deal_id": link.deal_id, "other_id": link.other_id, "relation": link.relation}


def _flow_row(flow: Flow) -> Row:
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
        "status": deal.status.status,
        "disputed": deal.status.disputed,
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


def _rate_rows(deals: Iterable[Deal]) -> Iterable[Row]:
    rates = {deal.conversion.rate for deal in deals if deal.conversion.rate is not None}
    rates |= {entry.conversion.rate for deal in deals for entry in deal.history if entry.conversion.rate is not None}
    return [
        {"currency": rate.currency, "rate_date": rate.day, "usd_per_unit": rate.usd_per_unit}
        for rate in sorted(rates, key=lambda rate: (rate.currency, rate.day))
    ]
