"""What a careful reader finds in the sample newsroom, in the shapes that tests and scorers take."""

from __future__ import annotations

from functools import cache

from pipeline.datafiles import Strict, read_model
from pipeline.newsroom.articles import HERE, Amount, Deal, Piece, pieces
from pipeline.newsroom.merged import Expectations


class _Names(Strict):
    names: dict[str, tuple[str, ...]]


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Party key to acceptable names; raises DataFileError where names.yml is malformed."""
    return read_model(HERE / "names.yml", _Names).names


@cache
def expectations() -> Expectations:
    """Merged deals, round trips, copies, conflicts and planted errors; raises DataFileError for a faulty file."""
    return read_model(HERE / "expected.yml", Expectations)


def docs() -> list[dict[str, str]]:
    """Every article as ``{"doc", "published", "text"}``, oldest first; the day is the local one."""
    return [
        {"doc": piece.id, "published": piece.published.date().isoformat(), "text": piece.text}
        for piece in pieces().values()
    ]


def gold() -> list[dict[str, object]]:
    """Every article's true deals as ``{"doc", "deals": [record, …]}``, records as annotated by hand."""
    return [{"doc": piece.id, "deals": [record(deal, piece) for deal in piece.deals]} for piece in pieces().values()]


def record(deal: Deal, piece: Piece) -> dict[str, object]:
    """One deal in the record format, party names that the article uses first."""
    return {
        "kind": str(deal.kind),
        "payer": [_named(key, deal, piece) for key in deal.payer],
        "payee": [_named(key, deal, piece) for key in deal.payee],
        "amount": _amount(deal.amount),
        "stake_pct": deal.stake,
        "term": {"years": deal.years, "start": deal.start, "end": deal.end},
        "status": str(deal.status),
        "date": deal.date,
        "scope": str(deal.scope),
        "exclusive": deal.exclusive,
        "collateral": deal.collateral,
        "quote": deal.quote,
        "sure": deal.sure,
    }


def _named(key: str, deal: Deal, piece: Piece) -> list[str]:
    """The party's names, those of the quote first, then those of the article, the longer of two that start together."""
    stated = deal.quote + "\n" + piece.text
    found = {name: stated.find(name) for name in names()[key]}
    return sorted(found, key=lambda name: (found[name] < 0, found[name], -len(name)))


def _amount(amount: Amount | None) -> dict[str, object] | None:
    if amount is None:
        return None
    return {
        "low": amount.low,
        "high": amount.high,
        "currency": amount.currency,
        "qualifier": str(amount.qualifier),
    }
