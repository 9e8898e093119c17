"""A claim as readers see and correct it: read from the database, kept as JSON in a decision, changed field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

import duckdb

from pipeline.types import Claim, Kind, Money, PartyName, Qualifier, Scope, Span, Status, Term
from warehouse.batch import Batch, batch_rows
from warehouse.errors import WarehouseError
from warehouse.rows import Row
from warehouse.sqlfiles import sql

Json = Any
"""What ``json.loads`` gives."""


class DecisionError(WarehouseError):
    """A decision that cannot be taken: an unknown field, claim or party, or a value that a field cannot have."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the address of its article and what it does to an earlier deal (``claim.change``)."""

    claim: Claim
    url: str
    change: str | None = None


def read_statements(
    con: duckdb.DuckDBPyConnection, *, articles: Iterable[str] = (), urls: Iterable[str] = ()
) -> list[Statement]:
    """Claims of the newest extraction of some articles (by id or address), before decisions, by id."""
    bound: dict[str, object] = {"articles": sorted(articles), "urls": sorted(urls)}
    return _read(con, "decisions/extracted_statements", bound)


def read_shown(con: duckdb.DuckDBPyConnection, claim_ids: Iterable[str]) -> list[Statement]:
    """Current claims of the given ids as readers see them, earlier decisions applied; by id."""
    return _read(con, "decisions/current_statements", {"claims": sorted(claim_ids)})


def _read(con: duckdb.DuckDBPyConnection, name: str, bound: dict[str, object]) -> list[Statement]:
    return [_statement(row) for row in con.execute(sql(name), bound).to_arrow_table().to_pylist()]


def _statement(row: Mapping[str, Any]) -> Statement:
    sides: dict[str, list[PartyName]] = {"payer": [], "payee": []}
    for party in row["parties"] or ():
        span = None if party["name_start"] is None else Span(party["name_start"], party["name_end"])
        sides[party["side"]].append(PartyName(tuple(party["names"]), party["party_id"], span))
    amount = None
    if row["currency"] is not None:
        qualifier = Qualifier(row["qualifier"] or "exact")
        amount = Money(row["amount_low"], row["amount_high"], row["currency"], qualifier)
    term = Term(row["term_years"], row["term_start"], row["term_end"])
    claim = Claim(
        claim_id=row["claim_id"],
        article_id=row["article_id"],
        kind=Kind(row["kind"]),
        payers=tuple(sides["payer"]),
        payees=tuple(sides["payee"]),
        amount=amount,
        stake_pct=row["stake_pct"],
        term=None if term == Term() else term,
        status=Status(row["status"]),
        date=row["date_text"],
        scope=Scope(row["scope"]),
        exclusive=row["exclusive"],
        collateral=row["collateral"],
        quote=Span(row["quote_start"], row["quote_end"]),
        quote_text=row["quote"],
        confidence=row["confidence"],
        sure=row["sure"],
        extractor=row["extractor"],
    )
    return Statement(claim, row["url"] or "", row["change"])


def statement_rows(statement: Statement) -> tuple[Row, list[Row]]:
    """The row of ``claim`` and the rows of ``claim_party``. Raises DecisionError where a value cannot be kept."""
    tables = batch_rows(Batch(claims=(statement.claim,)), now=datetime.now(UTC))
    if tables["rejection"]:
        fault = tables["rejection"][0]
        raise DecisionError(f"{fault['reason']}: {fault['detail']}; give a value that a deal can have")
    return {**tables["claim"][0], "change": statement.change}, tables["claim_party"]


def to_json(statement: Statement) -> str:
    """All that a decision must know of a claim; ids are kept beside it."""
    claim = statement.claim
    record = {name: codec.encode(getattr(claim, codec.attribute)) for name, codec in FIELDS.items()}
    record |= {
        "change": statement.change,
        "quote": claim.quote_text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "confidence": claim.confidence,
        "sure": claim.sure,
        "extractor": claim.extractor,
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def from_json(text: str, *, claim_id: str, article_id: str, url: str) -> Statement:
    """The claim of a decision."""
    record = json.loads(text)
    fields = {codec.attribute: codec.decode(record[name]) for name, codec in FIELDS.items()}
    claim = Claim(
        claim_id=claim_id,
        article_id=article_id,
        **fields,
        quote=Span(record["start"], record["end"]),
        quote_text=record["quote"],
        confidence=record["confidence"],
        sure=record["sure"],
        extractor=record["extractor"],
    )
    return Statement(claim, url, record["change"])


def with_field(statement: Statement, field: str, value: str) -> Statement:
    """The claim with one field changed; ``value`` is JSON as in a decision.

    Raises DecisionError for a field that is not there or a value it cannot have.
    """
    codec = FIELDS.get(field)
    if codec is None:
        raise DecisionError(f"{field!r} is no field of a claim; take one of {', '.join(FIELDS)}")
    try:
        decoded = codec.decode(json.loads(value))
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise DecisionError(f"{field}: {value} is no value for it ({error})") from error
    changed = replace(statement, claim=replace(statement.claim, **{codec.attribute: decoded}))
    try:
        statement_rows(changed)
    except DecisionError as error:
        raise DecisionError(f"{field}: {error}") from error
    return changed


def field_value(statement: Statement, field: str) -> str:
    """The JSON of one field, as a decision keeps it. Raises DecisionError for a field that is not there."""
    codec = FIELDS.get(field)
    if codec is None:
        raise DecisionError(f"{field!r} is no field of a claim; take one of {', '.join(FIELDS)}")
    return json.dumps(codec.encode(getattr(statement.claim, codec.attribute)), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Codec:
    """A field that a reader may change: its attribute in ``Claim``, to JSON and back."""

    attribute: str
    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]


def _same(value: Any) -> Any:
    return value


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _decimal(value: Json) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _money_out(money: Money | None) -> Json:
    if money is None:
        return None
    return {
        "low": _number(money.low),
        "high": _number(money.high),
        "currency": money.currency,
        "qualifier": str(money.qualifier),
    }


def _money_in(value: Json) -> Money | None:
    if value is None:
        return None
    qualifier = Qualifier(value["qualifier"])
    return Money(_decimal(value["low"]), _decimal(value["high"]), value["currency"], qualifier)


def _term_out(term: Term | None) -> Json:
    return None if term is None else {"years": _number(term.years), "start": term.start, "end": term.end}


def _term_in(value: Json) -> Term | None:
    return None if value is None else Term(_decimal(value["years"]), value["start"], value["end"])


def _parties_out(parties: tuple[PartyName, ...]) -> Json:
    return [
        {
            "names": list(party.names),
            "party_id": party.party_id,
            "start": party.span.start if party.span else None,
            "end": party.span.end if party.span else None,
        }
        for party in parties
    ]


def _parties_in(value: Json) -> tuple[PartyName, ...]:
    return tuple(
        PartyName(
            tuple(str(name) for name in one["names"]),
            one["party_id"],
            None if one.get("start") is None else Span(one["start"], one["end"]),
        )
        for one in value
    )


def _truth(value: Json) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _text(value: Json) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("text or null")
    return value


FIELDS: Mapping[str, Codec] = MappingProxyType(
    {
        "kind": Codec("kind", str, Kind),
        "payer": Codec("payers", _parties_out, _parties_in),
        "payee": Codec("payees", _parties_out, _parties_in),
        "amount": Codec("amount", _money_out, _money_in),
        "stake_pct": Codec("stake_pct", _number, _decimal),
        "term": Codec("term", _term_out, _term_in),
        "status": Codec("status", str, Status),
        "date": Codec("date", _same, _text),
        "scope": Codec("scope", str, Scope),
        "exclusive": Codec("exclusive", bool, _truth),
        "collateral": Codec("collateral", _same, _text),
    }
)
"""Fields by their names in the extraction specification."""
