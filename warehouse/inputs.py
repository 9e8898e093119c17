"""Reads claims out of the database, part by part, and makes them ready to be merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb

from pipeline.names import fold_name
from pipeline.origins import kept_name
from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.claims import Amount, Change, MergeClaim
from warehouse.dates import parse_date
from warehouse.intervals import Interval
from warehouse.match import Policy
from warehouse.resolve import Resolved, Resolver
from warehouse.rows import Row
from warehouse.sqlfiles import sql

PART = 20_000
"""Claims that are held at once, more only where a single unit has more."""


_KINDS = {str(kind): kind for kind in Kind}
_STATUSES = {str(status): status for status in Status}
_SCOPES = {str(scope): scope for scope in Scope}


KEPT = 30_000
"""Claims that are kept for the next step of the same merge; in a larger merge the others are made again."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A claim ready to be merged, with what the last merge or an earlier step made of it.

    ``unit`` names the claims that must be seen together with it; ``cluster_id`` and ``sides`` are as in table
    ``merge_claim``, None where the claim was not placed yet.
    """

    claim: MergeClaim
    unit: str
    cluster_id: str | None
    sides: str | None
    swapped: bool


class Reader:
    """Reads the claims of one merge; ``resolved_party`` must say who is meant by them."""

    def __init__(self, con: duckdb.DuckDBPyConnection, policy: Policy) -> None:
        """``con`` must hold the table ``merge_source``."""
        self._con = con
        self._policy = policy
        self._made: dict[str, MergeClaim] = {}

    def pack(self, units: str, size: int | None = None) -> list[int]:
        """Fetch the claims that the statement ``merge/<units>`` names into parts; returns the parts' numbers.

        Units are kept together; a part holds ``size`` claims, or one unit.
        """
        self._con.execute(sql("merge/units_clear"))
        self._con.execute(sql(f"merge/{units}"))
        return self.pack_units(size)

    def pack_units(self, size: int | None = None) -> list[int]:
        """The same for claims that are in ``merge_unit`` already."""
        self._con.execute(sql("merge/pack"), {"size": size or PART})
        return [part for (part,) in self._con.execute(sql("merge/parts")).fetchall()]

    def part(self, number: int) -> Iterator[Loaded]:
        """The claims of one part, by unit and id."""
        return self._read("merge/part", {"part": number})

    def candidates(self) -> Iterator[Loaded]:
        """The claims of the clusters that the part at hand is held against, by cluster and id."""
        return self._read("merge/candidates", None)

    def _read(self, name: str, bound: Mapping[str, object] | None) -> Iterator[Loaded]:
        cursor = self._con.execute(sql(name), bound)
        names = [column[0] for column in cursor.description or ()]
        for values in cursor.fetchall():
            yield self._loaded(dict(zip(names, values, strict=True)))

    def _loaded(self, row: dict[str, Any]) -> Loaded:
        claim = self._made.get(row["claim_id"])
        if claim is None:
            claim = self._make(row)
            if len(self._made) < KEPT:
                self._made[claim.claim_id] = claim
        return Loaded(claim, row["unit"], row["cluster_id"], row["sides"], bool(row["swapped"]))

    def _make(self, row: dict[str, Any]) -> MergeClaim:
        payers, payees = _side(row["payers"]), _side(row["payees"])
        if row["kind"] == Kind.ACQUISITION:
            payees = _apart(payers, payees)
        return _claim(row, *_parted(payers, payees), self._policy)


@lru_cache(maxsize=65_536)
def _side(told: str | None) -> tuple[Resolved, ...]:
    """The parties of a side, in the order of their positions, each once; ``merge/pack`` says how they are told."""
    if told is None:
        return ()
    seats = [seat.split("\x1f") for seat in told.split("\x1e")]
    seats.sort(key=lambda seat: int(seat[0]))
    return tuple(dict.fromkeys(Resolved(party_id, group_id) for _, party_id, group_id in seats))


@lru_cache(maxsize=65_536)
def _apart(buyers: tuple[Resolved, ...], targets: tuple[Resolved, ...]) -> tuple[Resolved, ...]:
    """Targets of a takeover stand for themselves, although on that day they may belong to the buyer already."""
    groups = {buyer.group_id for buyer in buyers}
    return tuple(Resolved(one.party_id, one.party_id) if one.group_id in groups else one for one in targets)


@lru_cache(maxsize=65_536)
def _parted(
    payers: tuple[Resolved, ...], payees: tuple[Resolved, ...]
) -> tuple[tuple[Resolved, ...], tuple[Resolved, ...]]:
    """The sides without who would pay their own group, where others are left: "OpenAI, AWS to Amazon" is OpenAI's."""
    both = {one.group_id for one in payers} & {one.group_id for one in payees}
    paying, paid = (tuple(one for one in side if one.group_id not in both) for side in (payers, payees))
    if both and paying and not paid:
        return paying, payees
    if both and paid and not paying:
        return payers, paid
    return payers, payees


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


def _claim(
    row: dict[str, Any], payers: tuple[Resolved, ...], payees: tuple[Resolved, ...], policy: Policy
) -> MergeClaim:
    amount = None
    if row["currency"] is not None:
        amount = _amount(row["amount_low"], row["amount_high"], row["currency"], row["qualifier"] or "exact")
    return MergeClaim(
        claim_id=row["claim_id"],
        article_id=row["article_id"],
        kind=_KINDS[row["kind"]],
        payers=payers,
        payees=payees,
        amount=amount,
        stake_pct=row["stake_pct"],
        term_years=row["term_years"],
        term_start=row["term_start"],
        term_end=row["term_end"],
        status=_STATUSES[row["status"]],
        date_text=row["date_text"],
        days=parse_date(row["date_text"]),
        known_from=row["known_from"],
        scope=_SCOPES[row["scope"]],
        change=Change(row["change"]) if row["change"] else None,
        exclusive=row["exclusive"],
        collateral=row["collateral"],
        confidence=row["confidence"],
        firm=row["sure"] and row["confidence"] >= policy.confidence_floor,
        sources=frozenset(_sources(row)),
    )


@lru_cache(maxsize=65_536)
def _amount(low: Decimal | None, high: Decimal | None, currency: str, qualifier: str) -> Amount:
    """One object for equal amounts, so that they are quick to compare."""
    return Amount(Interval(low, high), currency, Qualifier(qualifier))


def _sources(row: dict[str, Any]) -> Iterable[str]:
    """What a claim's article shares with the copies of it: address, story, and the voice that told it first."""
    yield f"article:{row['article_id']}"
    if row["url"]:
        yield f"url:{row['url']}"
    if row["story_id"]:
        yield f"story:{row['story_id']}"
    if voice := _voice(row["voice"]):
        yield f"voice:{voice}"


@lru_cache(maxsize=65_536)
def _voice(name: str) -> str:
    """One spelling for a publisher, however its own pages and those that cite it write it."""
    return fold_name(kept_name(name) or name)


def _commonest(counter: Counter[str]) -> str:
    return min(counter, key=lambda name: (-counter[name], name))
