"""Who is meant: a claim's party names to party ids and, at a date, to their groups.

The alias table decides where it knows the name. A name it does not know gets an id of its own, made from
the name without case, width, script, spacing and legal form, and is listed as unreviewed. A name that can mean
several known parties, or that is an ordinary word too, is merged with none of them, unless the extractor read in
its context who is meant, or another name of the claim or a ticker in brackets says so. What readers decided
(``warehouse.rulings``) comes last and so has the last word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from pipeline.names import fold_name, organisation_words
from pipeline.scripts import simplify
from pipeline.types import content_key
from warehouse.rulings import Rulings

NEW = "new-"
"""Beginning of ids that the alias table does not know; such parties are unreviewed."""
_SHORTEST = 2
"""Characters that must stay of a Chinese name when its legal form is taken off."""
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,40})[)）\]】]")
_TICKER = re.compile(r"(?:(?P<exchange>[^\W\d_]{2,12})\s*:\s*)?(?P<code>[0-9A-Z]{1,6}(?:[.-][A-Z]{1,2})?)")
_LISTS = re.compile(r"[,，;；/、]|\s(?:and|及|和)\s")
_EXCHANGES = {
    "纳斯达克": "NASDAQ",
    "纽交所": "NYSE",
    "纽约证券交易所": "NYSE",
    "港交所": "HKEX",
    "联交所": "HKEX",
    "hk": "HKEX",
    "上交所": "SSE",
    "深交所": "SZSE",
    "sh": "SSE",
    "sz": "SZSE",
}
"""Names of exchanges in newspapers, in small letters and Simplified characters, to those of the alias table."""
_REUTERS = {"O": "NASDAQ", "OQ": "NASDAQ", "N": "NYSE", "K": "NYSE"}
"""Endings that agencies put behind the codes of exchanges in the United States."""


class Parties(Protocol):
    """The part of the alias table that is needed here."""

    def __contains__(self, party_id: str) -> bool: ...

    def candidates(self, name: str) -> tuple[str, ...]:
        """All parties that a name can mean."""

    def is_ambiguous(self, name: str) -> bool:
        """True where the name is also an ordinary word or somebody else's, so that context must decide."""

    def group(self, party_id: str, on: date | None = None) -> str:
        """The ultimate parent on a day."""

    def display(self, party_id: str, language: str = "en") -> str:
        """The name to show."""


@dataclass(frozen=True, slots=True, order=True)
class Resolved:
    """A party and its ultimate parent at a date."""

    party_id: str
    group_id: str


class Resolver:
    """Resolves names with one alias table; answers are remembered, so one resolver serves one merge."""

    def __init__(self, parties: Parties, rulings: Rulings | None = None) -> None:
        """``parties`` is the alias table, ``rulings`` what readers decided."""
        self._parties = parties
        self._rulings = rulings or Rulings()
        self._ids: dict[tuple[tuple[str, ...], str | None], str] = {}
        self._groups: dict[tuple[str, date | None], str] = {}

    def party(self, names: Sequence[str], party_id: str | None = None) -> str:
        """The id of a party: the one given if the table has it, else by its names in order, else a new one."""
        key = (tuple(names), party_id)
        if key not in self._ids:
            self._ids[key] = self._rulings.party(self._find(key[0], party_id), names[0] if names else "")
        return self._ids[key]

    def group(self, party_id: str, on: date | None) -> str:
        """The ultimate parent on a day; a new party is its own."""
        key = (party_id, on)
        if key not in self._groups:
            top = self._parties.group(party_id, on) if party_id in self._parties else party_id
            self._groups[key] = self._rulings.final(top)
        return self._groups[key]

    def resolve(self, names: Sequence[str], party_id: str | None, on: date | None) -> Resolved:
        """Party and group in one step."""
        found = self.party(names, party_id)
        return Resolved(found, self.group(found, on))

    def has_history(self, party_id: str) -> bool:
        """True where the group may be another on another day; a new party is its own for ever."""
        return party_id in self._parties

    def known(self, party_id: str) -> bool:
        """True where the alias table has the party, or a reader has looked at it."""
        return party_id in self._parties or party_id in self._rulings.reviewed

    def display(self, party_id: str) -> str | None:
        """The alias table's name; None for a new party."""
        return self._parties.display(party_id) if party_id in self._parties else None

    def _find(self, names: tuple[str, ...], party_id: str | None) -> str:
        if party_id is not None and party_id in self._parties:
            return party_id
        first = self._parties.candidates(names[0]) if names else ()
        for name in names:
            meant = self._parties.candidates(name)
            if len(meant) == 1 and not self._parties.is_ambiguous(name) and (not first or meant[0] in first):
                return meant[0]
            listed = self._listed(name, among=meant)
            if len(listed) == 1 and (not first or listed[0] in first):
                return listed[0]
        if first:
            key = fold_name(_BRACKETED.sub(" ", names[0])) or fold_name(names[0])
            return NEW + content_key("ambiguous party", key)[:16]
        return new_party_id(names[0] if names else "")

    def _listed(self, name: str, *, among: Sequence[str]) -> tuple[str, ...]:
        """Parties whose ticker stands in brackets in the name: of those that the name can mean, where there are any.

        A bare code is too often an abbreviation to name a party alone: it only chooses among the meanings of a name.
        """
        found = (self._parties.candidates(form) for form in bracketed_tickers(name, bare=bool(among)))
        listed = dict.fromkeys(party_id for ids in found for party_id in ids)
        return tuple(party_id for party_id in listed if not among or party_id in among)


def bracketed_tickers(name: str, *, bare: bool = True) -> Iterator[str]:
    """Tickers in brackets of a name, in the spellings that an alias table may know.

    ``bare`` gives codes without an exchange too.

    >>> list(bracketed_tickers("寒武纪（688256.SH）")), list(bracketed_tickers("CoreWeave (纳斯达克：CRWV)"))
    (['688256.SH'], ['NASDAQ:CRWV'])
    >>> list(bracketed_tickers("Nvidia (NVDA.O)")), list(bracketed_tickers("Foo (formerly Bar)"))
    (['NVDA.O', 'NASDAQ:NVDA'], [])
    >>> list(bracketed_tickers("C3 (AI)")), list(bracketed_tickers("C3 (AI)", bare=False))
    (['AI'], [])
    """
    for inside in _BRACKETED.findall(unicodedata.normalize("NFKC", name)):
        for part in _LISTS.split(inside):
            ticker = _TICKER.fullmatch(part.strip())
            if ticker is not None:
                yield from _spellings(ticker["exchange"], ticker["code"], bare=bare)


def _spellings(exchange: str | None, code: str, *, bare: bool) -> Iterator[str]:
    head, _, ending = code.rpartition(".")
    if exchange is not None:
        known = _EXCHANGES.get(simplify(exchange).casefold(), exchange.upper())
        yield f"{known}:{code.zfill(4) if known == 'HKEX' else code}"
    elif head:
        yield code
        if ending in _REUTERS:
            yield f"{_REUTERS[ending]}:{head}"
    elif bare:
        yield code


def new_party_id(name: str) -> str:
    """The id of a party that only its name tells of; equal for spellings of one name.

    >>> new_party_id("Foo Robotics, Inc.") == new_party_id("foo  ROBOTICS") == new_party_id("Foo Robotics (NYSE: FOO)")
    True
    """
    key = _without_legal_form(_without_tickers(name)) or unicodedata.normalize("NFKC", name).strip()
    return NEW + content_key("party", key)[:16]


def _without_tickers(name: str) -> str:
    """The name without brackets that hold tickers; other brackets stay, for they tell branches apart."""
    kept = _BRACKETED.sub(lambda found: " " if next(bracketed_tickers(found[0], bare=False), None) else found[0], name)
    return kept if kept.strip() else name


def _without_legal_form(name: str) -> str:
    """The folded name without its legal forms; words like Group or 科技 stay, for they tell companies apart."""
    latin, han = _legal_forms()
    words = name.split()
    while len(words) > 1 and fold_name(words[-1]) in latin:
        words.pop()
    key = fold_name(" ".join(words))
    while (form := next((form for form in han if key.endswith(form)), None)) and len(key) >= len(form) + _SHORTEST:
        key = key.removesuffix(form)
    return key


@lru_cache(maxsize=1)
def _legal_forms() -> tuple[frozenset[str], tuple[str, ...]]:
    """Folded legal forms: single Latin words, and Chinese endings, longest first."""
    forms = organisation_words().legal_forms
    latin = frozenset(fold_name(word) for form in forms.en for word in form.split())
    han = sorted({fold_name(form) for form in forms.zh}, key=lambda form: (-len(form), form))
    return latin, tuple(han)
