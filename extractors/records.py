"""Claims as records of the extraction specification: plain dicts that JSON can carry."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pipeline.types import Claim, Money, PartyName, Term

Record = dict[str, Any]


def records(claims: Iterable[Claim]) -> list[Record]:
    """One record per claim, with the quote's offsets and the confidence."""
    return [record(claim) for claim in claims]


def record(claim: Claim) -> Record:
    """The record of one claim; amounts are plain numbers in units of the currency."""
    return {
        "kind": str(claim.kind),
        "payer": [_party(party) for party in claim.payers],
        "payee": [_party(party) for party in claim.payees],
        "amount": _money(claim.amount),
        "stake_pct": number(claim.stake_pct),
        "term": _term(claim.term),
        "status": str(claim.status),
        "date": claim.date,
        "scope": str(claim.scope),
        "exclusive": claim.exclusive,
        "collateral": claim.collateral,
        "quote": claim.quote_text,
        "sure": claim.sure,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "confidence": claim.confidence,
    }


def number(value: Decimal | None) -> int | float | None:
    """An integer where the value is whole, else a float; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _party(party: PartyName) -> list[str]:
    return list(party.names)


def _money(money: Money | None) -> Record | None:
    if money is None:
        return None
    return {
        "low": number(money.low),
        "high": number(money.high),
        "currency": money.currency,
        "qualifier": str(money.qualifier),
    }


def _term(term: Term | None) -> Record | None:
    if term is None:
        return None
    return {"years": number(term.years), "start": term.start, "end": term.end}
