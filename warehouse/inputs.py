"""Reads the claims out of the database and makes them ready to be merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from pipeline.names import fold_name
from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.claims import Amount, Change, MergeClaim
from warehouse.dates import parse_date
from warehouse.intervals import Interval
from warehouse.match import Policy
from warehouse.resolve import Resolved, Resolver
from warehouse.rows import Row
from warehouse.sqlfiles import sql


@dataclass(frozen=True, slots=True)
class MergeInput:
    """Claims ready to be merged, and the rows that say who their parties are."""

    claims: list[MergeClaim] = field(default_factory=list)
    resolved: list[Row] = field(default_factory=list)
    names: Mapping[str, Counter[str]] = field(default_factory=dict)


def read_claims(con: duckdb.DuckDBPyConnection, resolver: Resolver, policy: Policy) -> MergeInput:
    """All current claims with parties resolved at the claim's date."""
    parties = _parties_by_claim(con)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    resolved_rows: list[Row] = []
    claims: list[MergeClaim] = []
    for row in con.execute(sql("store/claims")).to_arrow_table().to_pylist():
        days = parse_date(row["date_text"])
        on = days.middle if days else row["known_from"].date()
        sides: dict[str, list[Resolved]] = {"payer": [], "payee": []}
        for party in parties.get(row["claim_id"], ()):
            who = resolver.resolve(party["names"], party["party_id"], on)
            if who not in sides[party["side"]]:
                sides[party["side"]].append(who)
            names[who.party_id][next(iter(party["names"]), "")] += 1
            resolved_rows.append(
                {
                    "claim_id": row["claim_id"],
                    "side": party["side"],
                    "position": party["position"],
                    "party_id": who.party_id,
                    "group_id": who.group_id,
                }
            )
        payers, payees = tuple(sides["payer"]), tuple(sides["payee"])
        if row["kind"] == Kind.ACQUISITION:
            payees = _apart(payers, payees)
        claims.append(_claim(row, payers, payees, policy))
    return MergeInput(claims, resolved_rows, names)


def _apart(buyers: tuple[Resolved, ...], targets: tuple[Resolved, ...]) -> tuple[Resolved, ...]:
    """Targets of a takeover stand for themselves, although on that day they may belong to the buyer already."""
    groups = {buyer.group_id for buyer in buyers}
    return tuple(Resolved(one.party_id, one.party_id) if one.group_id in groups else one for one in targets)


def party_rows(names: Mapping[str, Counter[str]], resolver: Resolver) -> list[Row]:
    """Rows of table ``party``: who is named, and the groups they belong to today."""
    present: date | None = None
    groups = {party_id: resolver.group(party_id, present) for party_id in names}
    everyone = sorted({*names, *groups.values()})
    return [
        {
            "party_id": party_id,
            "name": resolver.display(party_id) or _commonest(names[party_id]),
            "group_id": resolver.group(party_id, present),
            "reviewed": resolver.known(party_id),
            "claim_count": names[party_id].total() if party_id in names else 0,
        }
        for party_id in everyone
    ]


def party_name_rows(names: Mapping[str, Counter[str]]) -> list[Row]:
    """Rows of table ``party_name``."""
    return [
        {"party_id": party_id, "name": name, "claim_count": count}
        for party_id, counter in sorted(names.items())
        for name, count in sorted(counter.items())
    ]


def _parties_by_claim(con: duckdb.DuckDBPyConnection) -> Mapping[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in con.execute(sql("store/claim_parties")).to_arrow_table().to_pylist():
        found[row["claim_id"]].append(row)
    return found


def _claim(
    row: dict[str, Any], payers: tuple[Resolved, ...], payees: tuple[Resolved, ...], policy: Policy
) -> MergeClaim:
    amount = None
    if row["currency"] is not None:
        amount = Amount(
            Interval(row["amount_low"], row["amount_high"]), row["currency"], Qualifier(row["qualifier"] or "exact")
        )
    return MergeClaim(
        claim_id=row["claim_id"],
        article_id=row["article_id"],
        kind=Kind(row["kind"]),
        payers=payers,
        payees=payees,
        amount=amount,
        stake_pct=row["stake_pct"],
        term_years=row["term_years"],
        term_start=row["term_start"],
        term_end=row["term_end"],
        status=Status(row["status"]),
        date_text=row["date_text"],
        days=parse_date(row["date_text"]),
        known_from=row["known_from"],
        scope=Scope(row["scope"]),
        change=Change(row["change"]) if row["change"] else None,
        exclusive=row["exclusive"],
        collateral=row["collateral"],
        confidence=row["confidence"],
        firm=row["sure"] and row["confidence"] >= policy.confidence_floor,
        sources=frozenset(_sources(row)),
    )


def _sources(row: dict[str, Any]) -> Iterable[str]:
    """What a claim's article shares with the copies of it: address, story, and the voice that told it first."""
    yield f"article:{row['article_id']}"
    if row["url"]:
        yield f"url:{row['url']}"
    if row["story_id"]:
        yield f"story:{row['story_id']}"
    if voice := fold_name(row["voice"]):
        yield f"voice:{voice}"


def _commonest(counter: Counter[str]) -> str:
    return min(counter, key=lambda name: (-counter[name], name))
