"""A deal as links and flows see it: no claims, no history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.claims import Change
from warehouse.dates import DayRange
from warehouse.intervals import Interval
from warehouse.resolve import Resolved
from warehouse.sqlfiles import sql


@dataclass(frozen=True, slots=True)
class Outline:
    """The part of a deal that decides its links and flows; see the comments of table ``deal``.

    ``qualifier`` is None where no amount is stated, ``usd`` where there is none in US dollars. ``near`` is False for
    deals that are looked at only because others may be linked to them.
    """

    deal_id: str
    family: str
    kind: Kind
    scope: Scope
    change: Change | None
    qualifier: Qualifier | None
    usd: Interval | None
    status: Status
    disputed: bool
    when: DayRange
    known_from: datetime
    last_heard: date
    contingent: bool
    firm: bool
    payers: tuple[Resolved, ...]
    payees: tuple[Resolved, ...]
    payer_groups: frozenset[str]
    payee_groups: frozenset[str]
    near: bool


def read_outlines(con: duckdb.DuckDBPyConnection) -> list[Outline]:
    """The deals of ``merge_near``, by id."""
    cursor = con.execute(sql("merge/outlines"))
    names = [column[0] for column in cursor.description or ()]
    return [_outline(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _outline(row: dict[str, Any]) -> Outline:
    known = row["known_from"].date()
    days = DayRange(known, known) if row["date_low"] is None else DayRange(row["date_low"], row["date_high"])
    payers, payees = _side(row["payers"]), _side(row["payees"])
    stated = row["currency"] is not None and row["fx_note"] is None
    return Outline(
        deal_id=row["deal_id"],
        family=row["family"],
        kind=Kind(row["kind"]),
        scope=Scope(row["scope"]),
        change=Change(row["change"]) if row["change"] else None,
        qualifier=Qualifier(row["qualifier"]) if row["qualifier"] else None,
        usd=Interval(row["usd_low"], row["usd_high"]) if stated else None,
        status=Status(row["status"]),
        disputed=row["disputed"],
        when=days,
        known_from=row["known_from"],
        last_heard=row["last_heard"].date(),
        contingent=row["contingent"],
        firm=row["sure"],
        payers=payers,
        payees=payees,
        payer_groups=frozenset(party.group_id for party in payers),
        payee_groups=frozenset(party.group_id for party in payees),
        near=row["near"],
    )


def _side(parties: Iterable[dict[str, str]] | None) -> tuple[Resolved, ...]:
    return tuple(Resolved(party["party_id"], party["group_id"]) for party in parties or ())
