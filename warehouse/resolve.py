"""Who is meant: a claim's party names to party ids and, at a date, to their groups.

The alias table decides where it knows the name. A name it does not know gets an id of its own, made from
the name without case, width, script, spacing and legal form, and is listed as unreviewed. A name that can
mean several known parties is merged with none of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from pipeline.names import fold_name, organisation_words
from pipeline.types import content_key

NEW = "new-"
"""Beginning of ids that the alias table does not know; such parties are unreviewed."""
_SHORTEST = 2
"""Characters that must stay of a Chinese name when its legal form is taken off."""


class Parties(Protocol):
    """The part of the alias table that is needed here."""

    def __contains__(self, party_id: str) -> bool: ...

    def candidates(self, name: str) -> tuple[str, ...]:
        """All parties that a name can mean."""

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

    def __init__(self, parties: Parties) -> None:
        """``parties`` is the alias table."""
        self._parties = parties
        self._ids: dict[tuple[tuple[str, ...], str | None], str] = {}
        self._groups: dict[tuple[str, date | None], str] = {}

    def party(self, names: Sequence[str], party_id: str | None = None) -> str:
        """The id of a party: the one given if the table has it, else by its names in order, else a new one."""
        key = (tuple(names), party_id)
        if key not in self._ids:
            self._ids[key] = self._find(key[0], party_id)
        return self._ids[key]

    def group(self, party_id: str, on: date | None) -> str:
        """The ultimate parent on a day; a new party is its own."""
        key = (party_id, on)
        if key not in self._groups:
            self._groups[key] = self._parties.group(party_id, on) if party_id in self._parties else party_id
        return self._groups[key]

    def resolve(self, names: Sequence[str], party_id: str | None, on: date | None) -> Resolved:
        """Party and group in one step."""
        found = self.party(names, party_id)
        return Resolved(found, self.group(found, on))

    def known(self, party_id: str) -> bool:
        """True where the alias table has the party."""
        return party_id in self._parties

    def display(self, party_id: str) -> str | None:
        """The alias table's name; None for a new party."""
        return self._parties.display(party_id) if party_id in self._parties else None

    def _find(self, names: tuple[str, ...], party_id: str | None) -> str:
        if party_id is not None and party_id in self._parties:
            return party_id
        for position, name in enumerate(names):
            meant = self._parties.candidates(name)
            if len(meant) == 1:
                return meant[0]
            if meant and position == 0:
                return NEW + content_key("ambiguous party", fold_name(name))[:16]
        return new_party_id(names[0] if names else "")


def new_party_id(name: str) -> str:
    """The id of a party that only its name tells of; equal for spellings of one name.

    >>> new_party_id("Foo Robotics, Inc.") == new_party_id("foo  ROBOTICS")
    True
    """
    key = _without_legal_form(name) or unicodedata.normalize("NFKC", name).strip()
    return NEW + content_key("party", key)[:16]


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
