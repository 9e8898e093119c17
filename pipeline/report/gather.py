"""What a report shows, as plain values: the rows of the snapshot cleaned, named in both languages, and made small.

Tables travel as columns and rows, so that five thousand deals stay a few megabytes. Amounts are numbers in plain
units; days and moments are ISO text; open bounds are null.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.reasons import reasons
from pipeline.report.clean import clean, passage, plain, safe_url
from pipeline.report.measures import load_measures, tables
from pipeline.scripts import simplify
from warehouse.read import Ledger, Result
from warehouse.reporting import ReportRows, report_rows

CYCLES = 200
"""Cycles of each cut on one page, shortest first; the headline counts all."""
SENTENCES = 8
"""Sentences of one deal that a report carries; further ones are counted."""
Table = dict[str, Any]
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Gathered:
    """A snapshot's report before it is cut to a page. ``sentences`` holds all of them by deal."""

    rows: ReportRows
    parties: Mapping[str, Mapping[str, Any]]
    sentences: Mapping[str, Sequence[Mapping[str, Any]]]
    measures: Sequence[Mapping[str, Any]]
    made_at: datetime

    def deal_ids(self) -> list[str]:
        """Ids of all deals, newest first."""
        place = self.rows.deals.columns.index("deal_id")
        return [str(row[place]) for row in self.rows.deals.rows]

    def deals_of(self, party_id: str) -> list[str]:
        """Deals in which a party or group pays or is paid."""
        sides = ("payer_ids", "payee_ids", "payer_group_ids", "payee_group_ids")
        return [
            str(row["deal_id"])
            for row in self.rows.deals.records()
            if any(party_id in _listed(row[side]) for side in sides)
        ]


def gather(snapshot: Path) -> Gathered:
    """Read a snapshot. Raises what ``Ledger.open`` raises."""
    with Ledger.open(snapshot) as ledger:
        rows = report_rows(ledger, [one.view for one in load_measures()])
    return Gathered(rows, _parties(rows.parties), _sentences(rows.claims), tables(rows.measures), datetime.now(UTC))


def page_data(
    gathered: Gathered,
    *,
    only: Iterable[str] | None = None,
    about: str | None = None,
    sentences: int | None = SENTENCES,
) -> Table:
    """The data of a page, ready for JSON.

    ``only`` keeps some deals, and of round trips and cycles those of the group ``about``; ``sentences`` is the
    most that one deal carries.
    """
    rows = gathered.rows
    kept = None if only is None else frozenset(only)
    deals = _chosen(rows.deals, kept)
    pairs = rows.round_trips if kept is None else _pairs_of(rows.round_trips, about)
    cycles = rows.cycles if kept is None else _cycles_of(rows.cycles, about)
    named = {*_ids(deals), *(one for path in _column(cycles, "group_ids") for one in path), about}
    shown = {deal: list(gathered.sentences.get(deal, ()))[:sentences] for deal in _column(deals, "deal_id")}
    return {
        "made_at": gathered.made_at.isoformat(timespec="minutes"),
        "read": plain(dict(zip(rows.read.columns, rows.read.rows[0], strict=True))),
        "headline": [plain(record) for record in rows.headline.records()],
        "deals": table(deals),
        "flows": table(_chosen(rows.flows, kept)),
        "history": table(_chosen(rows.history, kept)),
        "conflicts": table(_chosen(rows.conflicts, kept)),
        "round_trips": table(pairs),
        "cycles": table(_few(cycles)),
        "rejections": _set_aside(rows.rejections) if kept is None else [],
        "sentences": shown,
        "parties": {key: party for key, party in gathered.parties.items() if kept is None or key in named},
        "measures": list(gathered.measures) if kept is None else [],
    }


def table(result: Result) -> Table:
    """Columns and rows of plain values, text cleaned."""
    return {"columns": list(result.columns), "rows": [[plain(value) for value in row] for row in result.rows]}


def _parties(result: Result) -> dict[str, dict[str, Any]]:
    """Each party with its group and names: for Chinese readers the Chinese one that articles use most, if any."""
    found = {}
    for row in result.records():
        key, name = str(row["party_id"]), clean(str(row["name"]))
        used = next((one for one in _listed(row["names"]) if _HAN.search(one)), name)
        chinese = clean(simplify(used)) if row["reviewed"] else name
        found[key] = {
            "en": name,
            "zh": chinese,
            "group": row["group_id"],
            "names": [clean(str(one)) for one in _listed(row["names"])][:12],
            "reviewed": row["reviewed"],
            "claims": row["claim_count"],
        }
    return found


def _sentences(result: Result) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in result.records():
        found[str(row["deal_id"])].append(_sentence(row))
    return dict(found)


def _sentence(row: Mapping[str, Any]) -> dict[str, Any]:
    """One statement: the quote with what stands round it, who published it and when, and where to read it."""
    start, end, shift = row["quote_start"], row["quote_end"], row["around_start"] or 0
    url = safe_url(row["url"])
    known = start is not None and end is not None
    before, quote, after = passage(
        row["around"], start - shift if known else None, end - shift if known else None, row["quote"]
    )
    return {
        "role": row["role"],
        "before": before,
        "quote": quote,
        "after": after,
        "publisher": plain(row["publisher"]),
        "origin": plain(row["cited_origin"]),
        "published": plain(row["published"]),
        "title": plain(row["title"]),
        "url": url,
        "address": None if url else plain(row["url"]),
        "language": plain(row["language"]),
        "status": row["status"],
        "amount": [plain(row["amount_low"]), plain(row["amount_high"]), plain(row["currency"])],
        "confidence": None if row["confidence"] is None else round(float(row["confidence"]), 2),
    }


def _set_aside(result: Result) -> list[dict[str, Any]]:
    """Rejections by stage and reason, with their number, what the reason means, and a few examples."""
    known = reasons()
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in result.records():
        key = clean(str(row["stage"])), clean(str(row["reason"]))
        entry = found.setdefault(
            key,
            {
                "stage": key[0],
                "reason": key[1],
                "total": row["total"],
                "means": known[key[1]].means if key[1] in known else None,
                "examples": [],
            },
        )
        text = plain(row["span_text"] or row["detail"] or row["subject"])
        entry["examples"].append(
            {"text": text, "title": plain(row["title"]), "url": safe_url(row["url"] or row["subject"])}
        )
    return list(found.values())


def _chosen(result: Result, kept: frozenset[str] | None) -> Result:
    if kept is None:
        return result
    place = result.columns.index("deal_id")
    return Result(result.columns, tuple(row for row in result.rows if row[place] in kept))


def _pairs_of(result: Result, group: str | None) -> Result:
    """Pairs in which a group funds or spends."""
    funder, spender = result.columns.index("funder_group_id"), result.columns.index("spender_group_id")
    return Result(result.columns, tuple(row for row in result.rows if group in (row[funder], row[spender])))


def _cycles_of(result: Result, group: str | None) -> Result:
    """Cycles through a group."""
    place = result.columns.index("group_ids")
    return Result(result.columns, tuple(row for row in result.rows if group in _listed(row[place])))


def _few(cycles: Result) -> Result:
    """The first cycles of each cut."""
    place = cycles.columns.index("cut")
    seen: Counter[object] = Counter()
    kept = []
    for row in cycles.rows:
        seen[row[place]] += 1
        if seen[row[place]] <= CYCLES:
            kept.append(row)
    return Result(cycles.columns, tuple(kept))


def _ids(deals: Result) -> Iterable[str]:
    for row in deals.records():
        for side in ("payer_ids", "payee_ids", "payer_group_ids", "payee_group_ids"):
            yield from _listed(row[side])


def _column(result: Result, name: str) -> list[Any]:
    place = result.columns.index(name)
    return [row[place] for row in result.rows]


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
