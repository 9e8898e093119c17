"""Decisions of readers as rows: written once, never changed, and applied on top of every extraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from pipeline.types import content_key
from warehouse.rows import Row, arrow, keyed, utc
from warehouse.rulings import PartyAction, PartyDecision, Rulings, make_rulings
from warehouse.sqlfiles import sql
from warehouse.statements import (
    DecisionError,
    Statement,
    from_json,
    read_statements,
    statement_rows,
    to_json,
    with_field,
)
from warehouse.transactions import transaction
from warehouse.verdicts import Action, Decision, Effects, Pair, Verdict, find_effects, standing

LONGEST_AUTHOR = 100
_NO_TIME = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision on a claim that is not written yet; ``value`` is JSON, or a decision's id for an undo."""

    action: Action
    subject: Statement
    field: str | None = None
    value: str | None = None
    other: Statement | None = None


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A decision on a party that is not written yet."""

    action: PartyAction
    party_id: str
    other_id: str | None = None
    name: str | None = None
    undoes: str | None = None


def decide(
    con: duckdb.DuckDBPyConnection, drafts: Sequence[Draft], *, author: str, now: datetime | None = None
) -> list[Decision]:
    """Write decisions on claims, in their order, in one transaction; returns them with ids and times.

    Raises DecisionError for a field or value that a claim cannot have, a second claim that is missing, or no author.
    """
    moment = _next_moment(con, now)
    name = _checked_author(author)
    decisions = []
    for number, draft in enumerate(drafts):
        _check(draft)
        at = moment + timedelta(microseconds=number)
        one = Decision("", at, name, draft.action, draft.subject, draft.field, draft.value, draft.other)
        decisions.append(replace(one, decision_id=_key(_row(one))))
    _append(con, "claim_decision", [_row(one) for one in decisions])
    return decisions


def decide_parties(
    con: duckdb.DuckDBPyConnection, drafts: Sequence[PartyDraft], *, author: str, now: datetime | None = None
) -> list[PartyDecision]:
    """Write decisions on parties, in their order, in one transaction; returns them with ids and times.

    Raises DecisionError for a party merged with itself, a split without a name, or no author.
    """
    moment = _next_moment(con, now)
    name = _checked_author(author)
    decisions = []
    for number, draft in enumerate(drafts):
        if draft.action in (PartyAction.MERGE, PartyAction.SPLIT) and draft.other_id in (None, draft.party_id):
            raise DecisionError(f"{draft.party_id}: a {draft.action} needs another party; name one that is not itself")
        if draft.action is PartyAction.SPLIT and not draft.name:
            raise DecisionError(f"{draft.party_id}: a split needs the name that is another party's")
        at = moment + timedelta(microseconds=number)
        one = PartyDecision("", at, name, draft.action, draft.party_id, draft.other_id, draft.name, draft.undoes)
        decisions.append(replace(one, decision_id=_key(_party_row(one))))
    _append(con, "party_decision", [_party_row(one) for one in decisions])
    return decisions


def read_decisions(con: duckdb.DuckDBPyConnection) -> list[Decision]:
    """All decisions on claims, oldest first, undone ones too."""
    return [_decision(row) for row in con.execute(sql("decisions/claim_decisions")).fetchall()]


def read_party_decisions(con: duckdb.DuckDBPyConnection) -> list[PartyDecision]:
    """All decisions on parties, oldest first, undone ones too."""
    rows = con.execute(sql("decisions/party_decisions")).fetchall()
    return [PartyDecision(row[0], row[1], row[2], PartyAction(row[3]), *row[4:]) for row in rows]


def read_rulings(con: duckdb.DuckDBPyConnection) -> Rulings:
    """What the decisions on parties come to."""
    return make_rulings(read_party_decisions(con))


def read_effects(con: duckdb.DuckDBPyConnection) -> Effects:
    """What the decisions on claims come to on the newest extraction."""
    decisions = read_decisions(con)
    told = [one for decision in standing(decisions) for one in (decision.subject, decision.other) if one is not None]
    if not told:
        return Effects()
    articles = {one.claim.article_id for one in told}
    extracted = read_statements(con, articles=articles, urls={one.url for one in told if one.url})
    texts = dict(con.execute(sql("decisions/texts"), {"articles": sorted(articles)}).fetchall())
    return find_effects(decisions, extracted, texts)


def apply_decisions(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Make the reviewed tables equal to what the decisions come to; ids of the claims that this changes.

    Opens no transaction of its own, so that it can be part of the merge's.
    """
    effects = read_effects(con)
    claims: list[Row] = []
    parties: list[Row] = []
    for one in effects.reviewed:
        claim, sides = statement_rows(one.statement)
        claims.append({**claim, "verdict": one.verdict, "decision_id": one.decision_id})
        if one.verdict is not Verdict.REJECTED:
            parties += sides
    changed = _sync(con, "reviewed_claim", claims) | _sync(con, "reviewed_party", parties)
    return frozenset(changed | _sync(con, "reviewed_pair", [_pair_row(pair) for pair in effects.pairs]))


def read_pairs(con: duckdb.DuckDBPyConnection) -> list[Pair]:
    """Claims that readers joined or set apart, as ``apply_decisions`` left them."""
    return [Pair(*row) for row in con.execute(sql("decisions/pairs")).fetchall()]


def _check(draft: Draft) -> None:
    if draft.action in (Action.MERGE, Action.SPLIT):
        if draft.other is None or draft.other.claim.claim_id == draft.subject.claim.claim_id:
            raise DecisionError(f"a {draft.action} needs two claims; name a second one")
    elif draft.action in (Action.EDIT, Action.SETTLE):
        if draft.field is None or draft.value is None:
            raise DecisionError(f"{draft.action}: name a field and its new value")
        with_field(draft.subject, draft.field, draft.value)


def _checked_author(author: str) -> str:
    name = " ".join(author.split())
    if not name or len(name) > LONGEST_AUTHOR or not name.isprintable():
        raise DecisionError(f"the author {author[:40]!r} is no name; give one with --author")
    return name


def _next_moment(con: duckdb.DuckDBPyConnection, now: datetime | None) -> datetime:
    """Now, in UTC without zone; later than all decisions so far, so that the newest word is the last one given."""
    moment = utc(now or datetime.now(UTC)) or _NO_TIME
    (last,) = con.execute(sql("decisions/last")).fetchone() or (None,)
    return moment if last is None else max(moment, last + timedelta(microseconds=1))


def _key(row: Row) -> str:
    return content_key("decision", *(repr(row[name]) for name in sorted(row) if name != "decision_id"))


def _append(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    con.register("incoming", arrow(con, table, rows))
    with transaction(con):
        con.execute(sql(f"decisions/append_{table}"))
    con.unregister("incoming")


def _sync(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> set[str]:
    con.register("incoming", arrow(con, table, [keyed(row) for row in rows]))
    changed = {claim_id for row in con.execute(sql(f"decisions/sync_{table}")).fetchall() for claim_id in row[1:]}
    con.unregister("incoming")
    return changed


def _row(one: Decision) -> Row:
    subject, other = one.subject, one.other
    return {
        "decision_id": one.decision_id,
        "decided_at": one.decided_at,
        "author": one.author,
        "action": str(one.action),
        "field": one.field,
        "value": one.value,
        "claim_id": subject.claim.claim_id,
        "article_id": subject.claim.article_id,
        "url": subject.url,
        "record": to_json(subject),
        "other_claim_id": other.claim.claim_id if other else None,
        "other_article_id": other.claim.article_id if other else None,
        "other_url": other.url if other else None,
        "other_record": to_json(other) if other else None,
    }


def _decision(row: tuple[Any, ...]) -> Decision:
    key, at, author, action, field, value, claim_id, article_id, url, record, *rest = row
    other = None
    if rest[0] is not None:
        other = from_json(rest[3], claim_id=rest[0], article_id=rest[1], url=rest[2])
    subject = from_json(record, claim_id=claim_id, article_id=article_id, url=url)
    return Decision(key, at, author, Action(action), subject, field, value, other)


def _party_row(one: PartyDecision) -> Row:
    return {
        "decision_id": one.decision_id,
        "decided_at": one.decided_at,
        "author": one.author,
        "action": str(one.action),
        "party_id": one.party_id,
        "other_id": one.other_id,
        "name": one.name,
        "undoes": one.undoes,
    }


def _pair_row(pair: Pair) -> Row:
    return {
        "claim_id": pair.claim_id,
        "other_id": pair.other_id,
        "relation": pair.relation,
        "decision_id": pair.decision_id,
    }
