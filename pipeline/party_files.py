"""The alias files: what an entry of ``data/parties/*.yml`` may hold, and what must hold between entries.

Everything is checked when the files are read; the first fault is one ``PartyFileError`` that
names the file, the entry and the mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline.errors import RoundtripError
from pipeline.names import fold_name
from pipeline.strict_yaml import YamlFault, read_yaml

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class PartyFileError(RoundtripError):
    """An alias file is broken; the message names the file, the entry and what to change."""


class PartyType(StrEnum):
    """What a party is; a product never owns money, so it always has a parent."""

    COMPANY = "company"
    FUND = "fund"
    BANK = "bank"
    GOVERNMENT = "government"
    PERSON = "person"
    PRODUCT = "product"


def _day(value: object) -> object:
    """The first day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    parts = _PARTIAL_DATE.fullmatch(str(value))
    if value is None or isinstance(value, date) or parts is None:
        return value
    return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))


def _clean(name: str) -> str:
    if name != " ".join(name.split()) or not fold_name(name):
        raise ValueError(f"{name!r} is empty or has spaces to spare; write the name as a newspaper would")
    return name


Name = Annotated[str, AfterValidator(_clean)]
Names = tuple[Name, ...]
Day = Annotated[date | None, BeforeValidator(_day)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
Ticker = Annotated[str, Field(pattern=r"^[A-Z]+:[0-9A-Z][0-9A-Z.-]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Ownership(_Strict):
    """A parent from a day on (inclusive) to a day (exclusive); an open end is unknown or still running."""

    id: Slug
    start: Day = Field(default=None, alias="from")
    end: Day = Field(default=None, alias="to")

    def holds(self, on: date) -> bool:
        """True where ``on`` lies in the period."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


class Descriptions(_Strict):
    """Definite descriptions that identify exactly this party ("the ChatGPT maker")."""

    en: Names = ()
    zh: Names = ()


class PartyEntry(_Strict):
    """One entry of an alias file; README.md beside the files explains each field."""

    id: Slug
    type: PartyType = PartyType.COMPANY
    en: Names = ()
    zh: Names = ()
    tickers: tuple[Ticker, ...] = ()
    products: Names = ()
    unsearched: Names = ()
    parent: tuple[Ownership, ...] = ()
    unit: bool = False
    accepts: tuple[Slug, ...] = ()
    stands_for: Slug | None = None
    about: Descriptions = Descriptions()
    roles: tuple[Slug, ...] = ()
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    ambiguous: bool | Names = False
    cased: Names = ()

    def is_ambiguous(self, name: str) -> bool:
        """True where the name is also an ordinary word or somebody else's name, so context must decide."""
        return self.ambiguous if isinstance(self.ambiguous, bool) else name in self.ambiguous

    @property
    def surfaces(self) -> Names:
        """Names, products and names that are only resolved, in the order of the file."""
        return (*self.en, *self.zh, *self.products, *self.unsearched)


class _Defaults(_Strict):
    type: PartyType = PartyType.COMPANY
    roles: tuple[Slug, ...] = ()
    country: str | None = None


class _PartyFile(_Strict):
    defaults: _Defaults = _Defaults()
    parties: tuple[dict[str, Any], ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and the name of the file that it stands in."""

    entry: PartyEntry
    file: str

    def error(self, what: str) -> PartyFileError:
        """The error for this entry."""
        return PartyFileError(f"{self.file}: party {self.entry.id!r}: {what}")


def read_entries(folder: Path) -> tuple[PartyEntry, ...]:
    """All entries of the folder's files in the order of file names; raises ``PartyFileError``."""
    files = sorted(folder.glob("*.yml"))
    if not files:
        raise PartyFileError(f"{folder}: no alias files (*.yml) here; give the folder that holds them")
    placed = [one for file in files for one in _read_file(file)]
    _check(placed)
    return tuple(one.entry for one in placed)


def _read_file(file: Path) -> Iterator[Placed]:
    try:
        loaded = _PartyFile.model_validate(read_yaml(file))
    except YamlFault as error:
        raise PartyFileError(str(error)) from error
    except ValidationError as error:
        raise PartyFileError(f"{file.name}: {_first_fault(error)}") from error
    defaults = loaded.defaults.model_dump(exclude_none=True)
    for number, raw in enumerate(loaded.parties, start=1):
        try:
            entry = PartyEntry.model_validate({**defaults, **raw})
        except ValidationError as error:
            raise PartyFileError(f"{file.name}: party {raw.get('id', number)!r}: {_first_fault(error)}") from error
        yield Placed(entry, file.name)


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    field = ".".join(str(part) for part in fault["loc"])
    return f"{field}: {fault['msg']} (found {fault['input']!r})"


def _check(placed: list[Placed]) -> None:
    """Hold what no single entry can show: ids, references, cycles, and surfaces that two parties share."""
    by_id: dict[str, Placed] = {}
    for one in placed:
        if one.entry.id in by_id:
            raise one.error(f"id already used in {by_id[one.entry.id].file}; choose another")
        by_id[one.entry.id] = one
    for one in placed:
        _check_entry(one, by_id)
    for one in placed:
        _check_cycle(one, by_id)
    _check_shared(placed)
    _check_tickers(placed)


def _check_entry(one: Placed, by_id: Mapping[str, Placed]) -> None:
    entry = one.entry
    if not entry.en and not entry.zh:
        raise one.error("has no name; give en or zh")
    named = (*(("parent", owner.id) for owner in entry.parent), *(("accepts", other) for other in entry.accepts))
    for field, other in (*named, *((("stands_for", entry.stands_for),) if entry.stands_for else ())):
        if other not in by_id:
            raise one.error(f"{field} {other!r} is no party of the alias files; add it or mend the id")
    if entry.type is PartyType.PRODUCT and not entry.parent:
        raise one.error("a product needs a parent")
    if entry.unit and not entry.parent:
        raise one.error("a unit needs a parent")
    for field, subset in (("ambiguous", entry.ambiguous), ("cased", entry.cased)):
        stray = [] if isinstance(subset, bool) else [name for name in subset if name not in entry.surfaces]
        if stray:
            raise one.error(f"{field} lists {stray[0]!r}, which is none of its names or products")
    _check_periods(one)


def _check_periods(one: Placed) -> None:
    periods = sorted(one.entry.parent, key=lambda owner: owner.start or date.min)
    for owner in periods:
        if owner.start and owner.end and owner.start >= owner.end:
            raise one.error(f"parent {owner.id!r} ends before it begins")
    for earlier, later in pairwise(periods):
        if earlier.end is None or later.start is None or later.start < earlier.end:
            raise one.error(f"parents {earlier.id!r} and {later.id!r} overlap; give the first a to, the second a from")


def _check_cycle(one: Placed, by_id: Mapping[str, Placed]) -> None:
    """No party owns itself, whatever the dates."""
    reached: set[str] = set()
    waiting = [owner.id for owner in one.entry.parent]
    while waiting:
        current = waiting.pop()
        if current == one.entry.id:
            raise one.error("is its own parent by way of its parents; break the cycle")
        if current not in reached:
            reached.add(current)
            waiting.extend(owner.id for owner in by_id[current].entry.parent)


def _check_shared(placed: Iterable[Placed]) -> None:
    """One folded surface belongs to one party, unless every party that has it calls it ambiguous."""
    first: dict[str, tuple[Placed, str]] = {}
    for one in placed:
        for name in one.entry.surfaces:
            key = fold_name(name)
            other, theirs = first.setdefault(key, (one, name))
            if other is one or (one.entry.is_ambiguous(name) and other.entry.is_ambiguous(theirs)):
                continue
            raise one.error(
                f"{name!r} is also a name of {other.entry.id!r} ({other.file}); remove one, or mark both ambiguous"
            )


def _check_tickers(placed: Iterable[Placed]) -> None:
    first: dict[str, Placed] = {}
    for one in placed:
        for ticker in one.entry.tickers:
            other = first.setdefault(ticker, one)
            if other is not one:
                raise one.error(f"ticker {ticker!r} already belongs to {other.entry.id!r} ({other.file})")
