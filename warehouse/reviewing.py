"""What waits for a reader: unsure claims and deals whose claims disagree, with the words they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from pipeline.types import Claim, Money, Qualifier
from warehouse.decisions import Draft, read_effects, read_pairs
from warehouse.match import Policy
from warehouse.read import Result
from warehouse.sqlfiles import sql
from warehouse.statements import DecisionError, Statement, field_value, read_shown, read_statements
from warehouse.verdicts import Action, Verdict, labels_of

UNSURE, CONFLICT, CHOSEN = "unsure claim", "conflict", "chosen"
_POLICY = Policy()
_INFINITE = Decimal("Infinity")
_OF_CONFLICT = {"amount": "amount", "unit": "amount", "stake": "stake_pct"}
"""Fields of a claim for the names that conflicts carry, where they differ."""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its article; ``role`` is what it is to its deal."""

    statement: Statement
    role: str | None
    deal_id: str | None
    title: str
    text: str
    language: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide. ``conflicts`` holds field, value, sources and majority; ``others`` deals of the parties."""

    what: str
    cards: tuple[Card, ...]
    conflicts: tuple[tuple[str, str, int, bool], ...] = ()
    others: tuple[dict[str, object], ...] = ()
    deal_id: str | None = None


def unsure_claims(con: duckdb.DuckDBPyConnection, *, below: float, party: str | None = None) -> list[str]:
    """Ids of claims that no reader decided on and that are unsure or less sure than ``below``; most money first."""
    return _ids(con, "review_unsure", {"below": below, "party": party})


def disputed_deals(con: duckdb.DuckDBPyConnection, *, party: str | None = None) -> list[str]:
    """Ids of deals whose claims disagree, most money first."""
    return _ids(con, "review_conflicts", {"party": party})


def claim_item(con: duckdb.DuckDBPyConnection, claim_id: str, *, what: str = UNSURE) -> Item:
    """A claim to decide on. Raises DecisionError for an id that no current claim has."""
    cards = _cards(con, [claim_id])
    if not cards:
        raise DecisionError(f"no current claim has the id {claim_id!r}; see mart.v1_claim")
    return Item(what, cards, others=_others(con, cards[0].deal_id), deal_id=cards[0].deal_id)


def deal_item(con: duckdb.DuckDBPyConnection, deal_id: str, *, what: str = CONFLICT) -> Item:
    """A deal to decide on, its claims oldest first. Raises DecisionError for an id that no deal has."""
    claims = _ids(con, "review_deal_claims", {"deal": deal_id})
    if not claims:
        raise DecisionError(f"no deal has the id {deal_id!r}; see the column deal_id of `roundtrip ledger --json`")
    conflicts = con.execute(sql("decisions/review_deal_conflicts"), {"deal": deal_id}).fetchall()
    return Item(what, _cards(con, claims), tuple(conflicts), _others(con, deal_id), deal_id)


def join(con: duckdb.DuckDBPyConnection, card: Card, deal_id: str) -> list[Draft]:
    """Decisions by which the deal of a claim and another are one; older splits between the two no longer stand.

    Raises DecisionError for an id that no deal has, or that is the claim's own deal.
    """
    if deal_id == card.deal_id:
        raise DecisionError(f"{deal_id} is the deal that the claim is in; name another")
    theirs = {one.statement.claim.claim_id: one.statement for one in deal_item(con, deal_id).cards}
    own = {card.statement.claim.claim_id: card.statement}
    if card.deal_id is not None:
        own |= {one.statement.claim.claim_id: one.statement for one in deal_item(con, card.deal_id).cards}
    drafts = [Draft(Action.MERGE, card.statement, other=next(iter(theirs.values())))]
    for pair in read_pairs(con):
        for one, other in ((pair.claim_id, pair.other_id), (pair.other_id, pair.claim_id)):
            if pair.relation == "apart" and one in own and other in theirs:
                drafts.append(Draft(Action.MERGE, own[one], other=theirs[other]))
    return drafts


def take_value(cards: Sequence[Card], chosen: Card, name: str) -> list[Draft]:
    """Decisions that let the deal take one claim's word on a field: the others no longer contradict it there.

    A figure or stake that differs is set aside; of other fields the others get the chosen claim's value; for
    ``direction`` they get its parties. Raises DecisionError where no claim contradicts it.
    """
    field = _OF_CONFLICT.get(name, name)
    drafts: list[Draft] = []
    for card in cards:
        one, other = card.statement, chosen.statement
        if one.claim.claim_id == other.claim.claim_id:
            continue
        if field == "direction":
            drafts += _turned(card, chosen)
        elif field in ("amount", "stake_pct"):
            if _contradicts(one.claim, other.claim, field):
                drafts.append(Draft(Action.SETTLE, one, field, "null"))
        elif (value := field_value(other, field)) != field_value(one, field):
            drafts.append(Draft(Action.SETTLE, one, field, value))
    if not drafts:
        raise DecisionError(f"no other claim of the deal says something else on {name}")
    return drafts


def split_off(cards: Sequence[Card], leaving: Sequence[Card]) -> list[Draft]:
    """Decisions by which some claims of a deal become a deal of their own. Raises DecisionError if none stays."""
    gone = {card.statement.claim.claim_id for card in leaving}
    stays = [card.statement for card in cards if card.statement.claim.claim_id not in gone]
    if not stays or not leaving:
        raise DecisionError("a split needs a claim that leaves and one that stays")
    first, *more = [card.statement for card in leaving]
    apart = [Draft(Action.SPLIT, one, other=stays[0]) for one in (first, *more)]
    return [*apart, *(Draft(Action.MERGE, one, other=first) for one in more)]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles with decisions, all their claims, and what readers say of some (None: it is no deal)."""

    articles: tuple[Mapping[str, Any], ...]
    claims: tuple[Claim, ...]
    labels: Mapping[str, Claim | None]


def read_labels(con: duckdb.DuckDBPyConnection) -> Labelled:
    """All standing decisions that say what an article says, with what is needed to make examples of them."""
    effects = read_effects(con)
    labels = labels_of(effects)
    articles = {one.statement.claim.article_id for one in labels.values()}
    claims = {one.claim.claim_id: one.claim for one in read_statements(con, articles=articles)}
    claims |= {
        one.statement.claim.claim_id: one.statement.claim
        for one in effects.reviewed
        if one.statement.claim.article_id in articles
    }
    rows = _result(con, "review_articles", {"articles": sorted(articles)}).records()
    told = {
        claim_id: None if one.verdict is Verdict.REJECTED else one.statement.claim for claim_id, one in labels.items()
    }
    return Labelled(tuple(rows), tuple(claims.values()), told)


def _turned(card: Card, chosen: Card) -> list[Draft]:
    one, other = card.statement, chosen.statement
    if card.role == chosen.role or "swapped" not in (card.role, chosen.role):
        return []
    return [Draft(Action.SETTLE, one, side, field_value(other, side)) for side in ("payer", "payee")]


def _contradicts(one: Claim, other: Claim, field: str) -> bool:
    """True where both give a figure and the two cannot both be said of one sum (or one stake)."""
    if field == "stake_pct":
        return None not in (one.stake_pct, other.stake_pct) and one.stake_pct != other.stake_pct
    if one.amount is None or other.amount is None:
        return False
    if one.amount.currency != other.amount.currency:
        return True
    exact = one.amount.qualifier is other.amount.qualifier is Qualifier.EXACT
    slack = 1 + (_POLICY.rounding if exact else _POLICY.tolerance)
    (low, high), (floor, ceiling) = _bounds(one.amount), _bounds(other.amount)
    return high * slack < floor or ceiling * slack < low


def _bounds(amount: Money) -> tuple[Decimal, Decimal]:
    return amount.low or Decimal(0), _INFINITE if amount.high is None else amount.high


def _cards(con: duckdb.DuckDBPyConnection, claim_ids: Iterable[str]) -> tuple[Card, ...]:
    wanted = list(claim_ids)
    statements = {one.claim.claim_id: one for one in read_shown(con, wanted)}
    rows = _result(con, "review_cards", {"claims": wanted}).records()
    about: dict[object, dict[str, Any]] = {row.pop("claim_id"): row for row in rows}
    return tuple(Card(statements[one], **about[one]) for one in wanted if one in statements and one in about)


def _others(con: duckdb.DuckDBPyConnection, deal_id: str | None) -> tuple[dict[str, object], ...]:
    return tuple(_result(con, "review_others", {"deal": deal_id}).records()) if deal_id else ()


def _ids(con: duckdb.DuckDBPyConnection, name: str, bound: dict[str, object]) -> list[str]:
    return [row[0] for row in con.execute(sql(f"decisions/{name}"), bound).fetchall()]


def _result(con: duckdb.DuckDBPyConnection, name: str, bound: dict[str, object]) -> Result:
    cursor = con.execute(sql(f"decisions/{name}"), bound)
    return Result(tuple(column[0] for column in cursor.description or ()), tuple(cursor.fetchall()))
