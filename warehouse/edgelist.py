"""Anybody's list of edges as a ledger in memory, so that hand-made trackers are measured as the news is.

A CSV file with a row per deal: ``from``, ``to``, ``instrument``, ``amount_usd``, ``status``, and, where known, ``date``
and ``cancelable``. Which kind an instrument is and how far a status has come is in ``data/instruments.yml``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

import duckdb
from pydantic import Field

from pipeline.datafiles import Strict, read_model
from pipeline.names import fold_name
from pipeline.parties import PartyTable
from pipeline.types import Kind, Status, content_key
from warehouse.cycles import Bounds
from warehouse.dates import DayRange, parse_date
from warehouse.errors import WarehouseError
from warehouse.intervals import ZERO, Interval
from warehouse.kinds import FAMILY, FLOW_CLASS
from warehouse.measure import measure_flows
from warehouse.read import Ledger
from warehouse.resolve import NEW
from warehouse.rows import Row, arrow, utc
from warehouse.scene import ParentsOf, Question, memory
from warehouse.sqlfiles import sql
from warehouse.wordlists import DATA

REQUIRED = ("from", "to", "instrument", "amount_usd", "status")
OPTIONAL = ("date", "cancelable")
LONGEST = 64 * 1024 * 1024
"""Most bytes of a list."""
MOST_DOLLARS = Decimal(10) ** 17
"""No sum of money is larger; what is, is a wrong unit."""
_EVER = DayRange(date.min, date.max)
"""The days that a row without a date may be of."""
_YES, _NO = frozenset({"true", "yes", "y", "1"}), frozenset({"false", "no", "n", "0", ""})


Name = TypeVar("Name", bound=StrEnum)


class EdgeListError(WarehouseError):
    """A list of edges that cannot be measured; the message names file, line and fault."""


class _Instruments(Strict):
    instruments: dict[Kind, tuple[str, ...]] = Field(min_length=1)
    statuses: dict[Status, tuple[str, ...]] = Field(min_length=1)
    cancelable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedEdge:
    """One row; ``usd`` is None where no amount is stated."""

    line: int
    payer: str
    payee: str
    kind: Kind
    usd: Interval | None
    status: Status
    days: DayRange | None
    date_text: str | None
    cancelable: bool

    @property
    def deal_id(self) -> str:
        """A key by line: equal rows are parallel deals."""
        return f"line-{self.line:09d}"


@dataclass(frozen=True, slots=True)
class EdgeList:
    """The rows of a file, and the columns that nobody reads."""

    edges: tuple[ListedEdge, ...]
    unknown_columns: tuple[str, ...]


def read_edge_list(path: Path) -> EdgeList:
    """Read and check a file; raises ``EdgeListError`` at the first bad row."""
    try:
        if path.stat().st_size > LONGEST:
            raise EdgeListError(f"{path}: more than {LONGEST // 1024 // 1024} MB; give a smaller list")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise EdgeListError(f"{path}: {error.strerror or error}; give the path of a CSV file") from error
    except UnicodeDecodeError as error:
        raise EdgeListError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    return parse_edge_list(text, str(path))


def parse_edge_list(text: str, name: str) -> EdgeList:
    """The rows of a text; ``name`` is what errors call it."""
    reader = csv.reader(io.StringIO(text), strict=True)
    edges: list[ListedEdge] = []
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check_header(header, name)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise _bad(name, reader.line_num, f"has {len(cells)} cells, the header has {len(header)}")
            row = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
            edges.append(_edge(row, name, reader.line_num))
    except csv.Error as error:
        raise _bad(name, reader.line_num, f"is no CSV ({error})") from error
    if not edges:
        raise EdgeListError(f"{name}: no rows below the header; give one per deal")
    return EdgeList(tuple(edges), tuple(column for column in header if column not in REQUIRED + OPTIONAL))


def _check_header(header: list[str], name: str) -> None:
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise EdgeListError(
            f"{name} line 1: column {', '.join(missing)} is missing; the header needs {', '.join(REQUIRED)}"
        )
    repeated = sorted({column for column in header if header.count(column) > 1 and column})
    if repeated:
        raise EdgeListError(f"{name} line 1: column {', '.join(repeated)} occurs twice")


def _edge(row: Mapping[str, str], name: str, line: int) -> ListedEdge:
    for side in ("from", "to"):
        if not row[side]:
            raise _bad(name, line, f"{side} is empty; name who {'pays' if side == 'from' else 'is paid'}")
    kind = _kind_of(row["instrument"])
    if kind is None:
        raise _bad(name, line, f"instrument {row['instrument']!r} is unknown; take one of {', '.join(Kind)}")
    status = _status_of(row["status"])
    if status is None:
        raise _bad(name, line, f"status {row['status']!r} is unknown; take one of {', '.join(Status)}")
    days = parse_date(row.get("date"))
    if days is None and row.get("date"):
        raise _bad(name, line, f"date {row['date']!r} is no day; write it as 2025, 2025-10 or 2025-10-01")
    said = row.get("cancelable", "").lower()
    if said not in _YES | _NO:
        raise _bad(name, line, f"cancelable {row['cancelable']!r} is neither yes nor no")
    loose = _is_loose(row["instrument"]) or _is_loose(row["status"])
    return ListedEdge(
        line,
        row["from"],
        row["to"],
        kind,
        _usd(row["amount_usd"], name, line),
        status,
        days,
        row.get("date") or None,
        said in _YES or loose,
    )


def _usd(text: str, name: str, line: int) -> Interval | None:
    """``2500000000``, ``$2,500,000,000``, ``2.5e9``, ``1e9..2e9``, ``..4e9`` (at most), ``2e9..``, or nothing."""
    if not text:
        return None
    low, dots, high = (part.strip() for part in text.partition(".."))
    try:
        bounds = [None if not part else _figure(part) for part in ((low, high) if dots else (low, low))]
        return Interval(*bounds) if any(bound is not None for bound in bounds) else None
    except (InvalidOperation, ValueError) as error:
        raise _bad(
            name, line, f"amount_usd {text!r} is no amount; write US dollars as 2500000000, or 1e9..2e9 for bounds"
        ) from error


def _figure(text: str) -> Decimal:
    figure = Decimal(re.sub(r"[$,_\s]", "", text))
    if not figure.is_finite() or figure < 0 or figure > MOST_DOLLARS:
        raise ValueError(text)
    return figure.quantize(Decimal("0.01"))


def _bad(name: str, line: int, what: str) -> EdgeListError:
    return EdgeListError(f"{name} line {line}: {what}")


@cache
def _instruments() -> _Instruments:
    return read_model(DATA / "instruments.yml", _Instruments)


@lru_cache(maxsize=4096)
def _kind_of(cell: str) -> Kind | None:
    """What kind of deal an instrument is, None where no word of it is known."""
    return _named(cell, _instruments().instruments)


@lru_cache(maxsize=4096)
def _status_of(cell: str) -> Status | None:
    """How far a status has come, None where no word of it is known."""
    return _named(cell, _instruments().statuses)


def _named(cell: str, known: Mapping[Name, tuple[str, ...]]) -> Name | None:
    """What the longest known word in a cell stands for; every name is a word for itself."""
    plain = _plain(cell)
    found = [
        (len(word), name) for name, words in known.items() for word in (_plain(name), *words) if _holds(plain, word)
    ]
    return max(found)[1] if found else None


@lru_cache(maxsize=4096)
def _is_loose(cell: str) -> bool:
    """True where a cell says that the payer may walk away."""
    plain = _plain(cell)
    return any(_holds(plain, word) for word in _instruments().cancelable)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[_\-/+,;()]+", " ", text.lower()).split())


def _holds(text: str, word: str) -> bool:
    """True where the text holds the word whole; Chinese has no blanks, so there it may stand anywhere."""
    return f" {word} " in f" {text} " if word.isascii() else word in text


@contextmanager
def edge_scene(
    listed: EdgeList,
    question: Question,
    parties: PartyTable,
    *,
    bounds: Bounds | None = None,
    pairs_only: bool = False,
) -> Iterator[Ledger]:
    """The list as a measured ledger in memory; rows dated after ``question.as_of`` are left out."""
    last = question.as_of or date.max
    edges = [edge for edge in listed.edges if edge.days is None or edge.days.low <= last]
    with memory() as con:
        _load(con, edges, question, parties)
        called_off = [edge.deal_id for edge in edges if edge.cancelable]
        measure_flows(con, bounds, variant=question.variant, called_off=called_off, pairs_only=pairs_only)
        yield Ledger(con, Path("memory"))


def _load(con: duckdb.DuckDBPyConnection, edges: Iterable[ListedEdge], question: Question, parties: PartyTable) -> None:
    now = utc(datetime.now(UTC)) or datetime.min
    names: dict[str, str] = {}
    tables: dict[str, list[Row]] = {"deal": [], "deal_party": [], "flow": []}
    ids: dict[str, str] = {}
    for edge in edges:
        ends = []
        for position, name in (("payer", edge.payer), ("payee", edge.payee)):
            if name not in ids:
                ids[name] = parties.find(name) or NEW + content_key("party", fold_name(name))[:16]
                names.setdefault(ids[name], name)
            group = _group(ids[name], edge, question, parties)
            ends.append((ids[name], group))
            row = {"row_key": edge.deal_id, "deal_id": edge.deal_id, "side": position, "position": 0}
            row |= {"party_id": ids[name], "group_id": group}
            tables["deal_party"].append(row)
        known = now if edge.days is None else datetime.combine(edge.days.low, time.min)
        tables["deal"].append(_deal(edge, known))
        if ends[0][1] != ends[1][1]:
            tables["flow"].append(_flow(edge, ends, known))
    groups = {str(row["group_id"]) for row in tables["deal_party"]}
    tables["party"] = [
        {
            "row_key": party,
            "party_id": party,
            "name": parties.display(party) if party in parties else names[party],
            "group_id": party,
            "reviewed": party in parties,
            "claim_count": 0,
        }
        for party in sorted(groups | set(names))
    ]
    for table, rows in tables.items():
        con.register("incoming", arrow(con, table, rows))
        con.execute(sql(f"scene/fill_{table}"))
        con.unregister("incoming")


def _group(party: str, edge: ListedEdge, question: Question, parties: PartyTable) -> str:
    if question.parents is ParentsOf.NONE or party not in parties:
        return party
    on = edge.days.low if question.parents is ParentsOf.DEAL and edge.days else question.as_of
    return parties.group(party, on)


def _deal(edge: ListedEdge, known: datetime) -> Row:
    low, high = (None, None) if edge.usd is None else (edge.usd.low, edge.usd.high)
    empty = (
        "change", "qualifier", "fx_date", "fx_rate", "fx_note", "stake_pct", "term_years", "term_start", "term_end",
        "collateral",
    )  # fmt: skip
    return {
        **dict.fromkeys(empty),
        "row_key": edge.deal_id,
        "deal_id": edge.deal_id,
        "family": FAMILY[edge.kind],
        "kind": edge.kind,
        "scope": "single",
        "amount_low": low,
        "amount_high": high,
        "currency": None if edge.usd is None else "USD",
        "usd_low": low,
        "usd_high": high,
        "status": edge.status,
        "disputed": False,
        "date_text": edge.date_text,
        "date_low": edge.days.low if edge.days else None,
        "date_high": edge.days.high if edge.days else None,
        "known_from": known,
        "last_heard": known,
        "exclusive": False,
        "contingent": FLOW_CLASS[edge.kind] == "contingent",
        "sure": True,
        "confidence": 1.0,
        "claim_count": 1,
        "independent_source_count": 1,
        "conflict_count": 0,
        "anchor_claim_id": edge.deal_id,
    }


def _flow(edge: ListedEdge, ends: list[tuple[str, str]], known: datetime) -> Row:
    (payer, payer_group), (payee, payee_group) = ends
    days = edge.days or _EVER
    return {
        "row_key": edge.deal_id,
        "flow_id": edge.deal_id,
        "deal_id": edge.deal_id,
        "payer_group": payer_group,
        "payee_group": payee_group,
        "payer_id": payer,
        "payee_id": payee,
        "kind": edge.kind,
        "class": FLOW_CLASS[edge.kind],
        "scope": "single",
        "status": edge.status,
        "disputed": False,
        "contingent": FLOW_CLASS[edge.kind] == "contingent",
        "usd_low": ZERO if edge.usd is None else edge.usd.floor,
        "usd_high": None if edge.usd is None else edge.usd.high,
        "stated": edge.usd is not None,
        "unsplit": False,
        "summed": True,
        "covered_by": (),
        "date_low": days.low,
        "date_high": days.high,
        "known_from": known,
    }
