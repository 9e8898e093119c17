"""What a replay asks of the database: which pages it is about, and what the ledger said before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse.rows import utc
from warehouse.sqlfiles import sql

FIELDS = (
    "kind", "status", "amount_low", "amount_high", "currency", "qualifier", "stake_pct", "date", "scope", "sure",
    "payers", "payees",
)  # fmt: skip
"""Fields of a deal whose change is told."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page to read again under an address; ``article_id`` is what it was read as last, None for no article."""

    url: str
    page_id: str
    source: str
    reader: str
    article_id: str | None
    listed: str | None


@dataclass(frozen=True, slots=True)
class LedgerDeal:
    """A deal as the ledger tells it at a moment; ``fields`` are those of ``FIELDS``, ``urls`` who tells of it."""

    deal_id: str
    family: str
    fields: Mapping[str, Any]
    urls: frozenset[str]


@dataclass(frozen=True, slots=True)
class DealChange:
    """A deal that came (``before`` is None), went (``after`` is None), or is told otherwise now."""

    before: LedgerDeal | None
    after: LedgerDeal | None

    @property
    def what(self) -> str:
        """added, gone or changed."""
        return "added" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that differ; empty for deals that came or went."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in FIELDS if self.before.fields[name] != self.after.fields[name])


def find_targets(
    con: duckdb.DuckDBPyConnection,
    *,
    since: datetime | None = None,
    source: str | None = None,
    extracted_before: datetime | None = None,
    extractor: str | None = None,
) -> tuple[Target, ...]:
    """Pages to read again, in the order in which they were seen: of each address the version that counts."""
    bound = {
        "since": utc(since), "source": source, "extracted_before": utc(extracted_before), "extractor": extractor
    }  # fmt: skip
    return tuple(Target(*row) for row in con.execute(sql("replay/targets"), bound).fetchall())


def extractors(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Versions of the extractor that have read articles, oldest first, each with the time of its first use."""
    return dict(con.execute(sql("replay/extractors")).fetchall())


def read_ledger(con: duckdb.DuckDBPyConnection) -> dict[str, LedgerDeal]:
    """All deals as the ledger tells them now, by id."""
    cursor = con.execute(sql("replay/ledger"))
    names = [column[0] for column in cursor.description or ()]
    found: dict[str, LedgerDeal] = {}
    for row in cursor.fetchall():
        values = dict(zip(names, row, strict=True))
        fields = {name: values[name] for name in FIELDS}
        found[values["deal_id"]] = LedgerDeal(
            values["deal_id"], values["family"], fields, frozenset(values["urls"] or ())
        )
    return found


def compare(before: Mapping[str, LedgerDeal], after: Mapping[str, LedgerDeal]) -> tuple[DealChange, ...]:
    """What changed between two ledgers, in the order of ids.

    A deal whose id changed (another claim is its earliest now) is known again by its family and the articles that
    tell of it, and then it is not told as gone and added.
    """
    same = [DealChange(before[one], after[one]) for one in before.keys() & after.keys()]
    gone = [before[one] for one in sorted(before.keys() - after.keys())]
    come = [after[one] for one in sorted(after.keys() - before.keys())]
    pairs = _pairs(gone, come)
    paired = {one.deal_id for pair in pairs for one in pair}
    told = [change for change in (*same, *(DealChange(*pair) for pair in pairs)) if change.fields]
    told += [DealChange(one, None) for one in gone if one.deal_id not in paired]
    told += [DealChange(None, one) for one in come if one.deal_id not in paired]
    return tuple(sorted(told, key=lambda change: (change.what, _id_of(change))))


def _id_of(change: DealChange) -> str:
    deal = change.after or change.before
    return deal.deal_id if deal is not None else ""


def _pairs(gone: Sequence[LedgerDeal], come: Iterable[LedgerDeal]) -> list[tuple[LedgerDeal, LedgerDeal]]:
    """Deals of two ledgers that are one under another id, the likest first, each at most once."""
    by_place: dict[tuple[str, str], list[LedgerDeal]] = defaultdict(list)
    for deal in gone:
        for url in deal.urls:
            by_place[deal.family, url].append(deal)
    offers: list[tuple[int, int, str, str, LedgerDeal, LedgerDeal]] = []
    for deal in come:
        near = {one.deal_id: one for url in deal.urls for one in by_place[deal.family, url]}
        for one in near.values():
            alike = sum(one.fields[name] == deal.fields[name] for name in FIELDS)
            if _same_parties(one, deal):
                offers.append((-alike, -len(one.urls & deal.urls), one.deal_id, deal.deal_id, one, deal))
    taken: set[str] = set()
    found: list[tuple[LedgerDeal, LedgerDeal]] = []
    for _, _, old_id, new_id, old, new in sorted(offers, key=lambda offer: offer[:4]):
        if old_id not in taken and new_id not in taken:
            taken |= {old_id, new_id}
            found.append((old, new))
    return found


def _same_parties(one: LedgerDeal, other: LedgerDeal) -> bool:
    """At least one side is the same, known on both."""
    return any(one.fields[side] and one.fields[side] == other.fields[side] for side in ("payers", "payees"))
