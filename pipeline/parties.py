"""The alias table: who is meant by a name, who owned whom on a day, and what to look for in a text.

Entries come from ``data/parties/*.yml``, checked by ``pipeline.party_files``. The table is frozen
and read once. Chinese surfaces are in Simplified characters: match them on ``simplify(text)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pipeline.names import bare_names, fold_name
from pipeline.party_files import Descriptions, Ownership, PartyEntry, PartyFileError, PartyType, read_entries
from pipeline.scripts import simplify
from pipeline.tickers import ticker_forms

__all__ = [
    "PARTY_FOLDER",
    "Descriptions",
    "Ownership",
    "PartyEntry",
    "PartyFileError",
    "PartyTable",
    "PartyType",
    "Surface",
    "SurfaceKind",
    "load_parties",
]

PARTY_FOLDER = Path(__file__).parent / "data" / "parties"


class SurfaceKind(StrEnum):
    """How a surface names its party."""

    NAME = "name"
    PRODUCT = "product"
    TICKER = "ticker"
    DESCRIPTION = "description"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Surface:
    """A string to look for in a text.

    ``language`` is ``zh`` where the string holds Han characters, else ``en`` (such strings occur in
    Chinese text too). ``ambiguous`` strings need a sign in the context that the party is meant.
    ``case_sensitive`` strings must match letter for letter; others in any case.
    """

    text: str
    party_id: str
    language: str
    kind: SurfaceKind
    ambiguous: bool
    case_sensitive: bool


class PartyTable:
    """A frozen set of parties with their names and owners; ``load`` reads the files once per folder."""

    def __init__(self, entries: Iterable[PartyEntry]) -> None:
        """Index the entries; they must have passed the checks of ``pipeline.party_files``."""
        self._entries = MappingProxyType({entry.id: entry for entry in entries})
        self._by_name = MappingProxyType(_index(_name_keys(self._entries.values())))
        self._by_ticker = MappingProxyType(
            _index(
                (form.text, entry.id)
                for entry in self._entries.values()
                for ticker in entry.tickers
                for form in ticker_forms(ticker)
            )
        )

    @staticmethod
    def load(folder: Path = PARTY_FOLDER) -> PartyTable:
        """The table of a folder's files; read and checked once, raises ``PartyFileError``."""
        return _load(folder.resolve())

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[PartyEntry]:
        return iter(self._entries.values())

    def __contains__(self, party_id: str) -> bool:
        return party_id in self._entries

    def get(self, party_id: str) -> PartyEntry:
        """The entry; raises ``KeyError`` for an id that the table lacks."""
        return self._entries[party_id]

    def display(self, party_id: str, language: str = "en") -> str:
        """The name to show in a language; the other language's where there is none."""
        entry = self.get(party_id)
        first, second = (entry.zh, entry.en) if language == "zh" else (entry.en, entry.zh)
        return (first or second)[0]

    def parent_of(self, party_id: str, on: date | None = None) -> str | None:
        """The parent on a day; without a day the present parent. None for who owned itself then."""
        for owner in self.get(party_id).parent:
            if (owner.end is None) if on is None else owner.holds(on):
                return owner.id
        return None

    def chain(self, party_id: str, on: date | None = None) -> tuple[str, ...]:
        """The party, its parent, the parent's parent, and so on."""
        found = [party_id]
        while (parent := self.parent_of(found[-1], on)) is not None:
            found.append(parent)
        return tuple(found)

    def group(self, party_id: str, on: date | None = None) -> str:
        """The ultimate parent on a day (the party itself where it has none)."""
        return self.chain(party_id, on)[-1]

    def names(self, party_id: str, on: date | None = None) -> tuple[str, ...]:
        """Every name that a reader accepts: its own, then its owner's where it is a division or product.

        A company that keeps its own name under an owner (GitHub) is no unit, so its owner's names stay out.
        """
        found: list[str] = []
        for current in self.chain(party_id, on):
            entry = self.get(current)
            found += [*entry.en, *entry.zh]
            found += [name for other in entry.accepts for name in (*self.get(other).en, *self.get(other).zh)]
            if not (entry.unit or entry.type is PartyType.PRODUCT):
                break
        return tuple(dict.fromkeys(found))

    def find(self, name: str) -> str | None:
        """The one party of a name, a product or a ticker; None where nobody or more than one has it."""
        found = self.candidates(name)
        return found[0] if len(found) == 1 else None

    def candidates(self, name: str) -> tuple[str, ...]:
        """All parties that a name can mean: as it stands, then with legal forms, group words, a place taken off."""
        for key in (fold_name(name), *bare_names(name)):
            if key in self._by_name:
                return self._by_name[key]
        return self._by_ticker.get(name.strip(), ())

    def is_ambiguous(self, name: str) -> bool:
        """True where the name as it stands is also an ordinary word or somebody else's, so that context must decide."""
        key = fold_name(name)
        entries = (self._entries[party_id] for party_id in self._by_name.get(key, ()))
        return any(entry.is_ambiguous(one) for entry in entries for one in entry.surfaces if fold_name(one) == key)

    def surfaces(self) -> Iterator[Surface]:
        """Everything to look for in a text, each string once per party and kind."""
        seen: set[tuple[str, str]] = set()
        for entry in self:
            for surface in _surfaces_of(entry):
                if (surface.party_id, surface.text) not in seen:
                    seen.add((surface.party_id, surface.text))
                    yield surface


@lru_cache(maxsize=1)
def load_parties() -> PartyTable:
    """The table of the files that come with the package; looked up thousands of times an article."""
    return PartyTable.load()


@lru_cache(maxsize=8)
def _load(folder: Path) -> PartyTable:
    return PartyTable(read_entries(folder))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Key to the ids that have it, each once, in order."""
    found: dict[str, dict[str, None]] = {}
    for key, party_id in pairs:
        found.setdefault(key, {})[party_id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _name_keys(entries: Iterable[PartyEntry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for name in (*entry.surfaces, *entry.about.en, *entry.about.zh):
            yield fold_name(name), entry.id


def _surfaces_of(entry: PartyEntry) -> Iterator[Surface]:
    kind = SurfaceKind.PERSON if entry.type is PartyType.PERSON else SurfaceKind.NAME
    for name in (*entry.en, *entry.zh):
        yield _surface(entry, name, kind, ambiguous=entry.is_ambiguous(name))
    for name in entry.products:
        yield _surface(entry, name, SurfaceKind.PRODUCT, ambiguous=entry.is_ambiguous(name))
    for name in (*entry.about.en, *entry.about.zh):
        yield _surface(entry, name, SurfaceKind.DESCRIPTION, ambiguous=False)
    for ticker in entry.tickers:
        for form in ticker_forms(ticker):
            if form.searched:
                yield Surface(form.text, entry.id, "en", SurfaceKind.TICKER, form.ambiguous, case_sensitive=True)


def _surface(entry: PartyEntry, name: str, kind: SurfaceKind, *, ambiguous: bool) -> Surface:
    text = simplify(name)
    language = "en" if text.isascii() or not _has_han(text) else "zh"
    cased = language == "en" and (ambiguous or name in entry.cased or _is_acronym(name))
    return Surface(text, entry.id, language, kind, ambiguous, case_sensitive=cased)


def _has_han(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _is_acronym(name: str) -> bool:
    """True for two to four capitals or figures (AMD, G42): in small letters they are other words."""
    return len(name) <= _LONGEST_ACRONYM and name.isascii() and name.isalnum() and name.upper() == name


_LONGEST_ACRONYM = 4
