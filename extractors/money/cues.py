"""The words around an amount, compiled from ``data/money_cues.yml``: hedges, conversions, rates, units."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from extractors.fieldtext import Strict, is_chinese, load_table
from pipeline.types import Qualifier

LOOK_BACK = 56
"""How far before an amount its hedge may begin, in code points."""
_HEDGES = (Qualifier.UP_TO, Qualifier.AT_LEAST, Qualifier.ABOUT)


class CueWords(Strict):
    """The cue words of one language; see the head of the data file."""

    before: dict[Qualifier, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    fillers: tuple[str, ...]
    after: dict[Qualifier, tuple[str, ...]]
    not_after: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    conversion: tuple[str, ...]
    linking_conversion: tuple[str, ...]
    change_from: str
    change_verb: str
    ends: str
    period_reach: int
    ends_alone: str
    bare_blockers: tuple[str, ...]
    bare_before: tuple[str, ...]
    bare_after: tuple[str, ...] = ()
    unit_after: tuple[str, ...]
    unit_before: tuple[str, ...]
    capacity_after: tuple[str, ...]
    period_after: dict[str, tuple[str, ...]]
    period_before: dict[str, tuple[str, ...]]


class CueTable(Strict):
    """Both languages."""

    en: CueWords
    zh: CueWords


def _word(phrase: str) -> str:
    """A phrase as a pattern: white space is free, Latin words are whole words."""
    body = re.escape(phrase).replace(r"\ ", r"\s+")
    left = r"(?<![a-z0-9])" if phrase[0].isascii() and phrase[0].isalpha() else ""
    right = r"(?![a-z0-9])" if phrase[-1].isascii() and phrase[-1].isalpha() else ""
    return f"{left}{body}{right}"


def _any(phrases: tuple[str, ...]) -> str:
    return "|".join(_word(phrase) for phrase in sorted(phrases, key=len, reverse=True)) or "(?!)"


def _guarded_after(phrase: str, guards: dict[str, tuple[str, ...]]) -> str:
    blocked = "|".join(_word(text) for text in guards.get(phrase, ()))
    return _word(phrase) + (rf"(?!\s*(?:{blocked}))" if blocked else "")


def _guarded(phrase: str, words: CueWords) -> str:
    """The phrase where neither what stands before nor what stands after makes it another word."""
    blocked = "".join(f"(?<!{re.escape(char)})" for char in words.not_before.get(phrase, ()))
    if phrase == "约":
        blocked += "(?<!(?<!折)合)"  # 合约 is a contract, 折合约 a conversion
    return blocked + _guarded_after(phrase, words.not_after)


class Cues:
    """Compiled cues of one language; built once a process by ``cues``."""

    def __init__(self, words: CueWords) -> None:
        fillers = _any(words.fillers)
        groups = []
        for hedge in _HEDGES:
            phrases = sorted(words.before.get(hedge, ()), key=len, reverse=True)
            groups.append(f"(?P<{hedge.value}>{'|'.join(_guarded(phrase, words) for phrase in phrases)})")
        self._before = re.compile(rf"(?:{'|'.join(groups)})\s*(?:(?:{fillers})\s*){{0,5}}$")
        after = []
        for hedge in _HEDGES:
            phrases = sorted(words.after.get(hedge, ()), key=len, reverse=True)
            after.append(
                f"(?P<{hedge.value}>{'|'.join(_guarded_after(phrase, words.not_after) for phrase in phrases)})"
            )
        self._after = re.compile(rf"[ \t]*(?:{'|'.join(after)})")
        self.conversion = re.compile(rf"[ \t]*\n?[ \t]*[(（\[][ \t]*(?:(?:{_any(words.conversion)})[ \t]*){{0,4}}$")
        linking = "|".join(_word(phrase) for phrase in sorted(words.linking_conversion, key=len, reverse=True))
        self.linking = re.compile(
            rf"[ \t]*[,，、—–-]{{0,2}}[ \t]*(?:{linking})[ \t]*(?:(?:{_any(words.conversion)})[ \t]*){{0,3}}$"
        )
        self.change_from = re.compile(words.change_from)
        self.change_verb = re.compile(words.change_verb)
        self._ends = re.compile(words.ends)
        self._ends_alone = re.compile(words.ends_alone)
        self.bare_blocked = re.compile(rf"(?:{_any(words.bare_blockers)})[^。；;，,\n]{{0,8}}$")
        self.bare_before = re.compile(rf"(?:{_any(words.bare_before)})[^。；;，,\n]{{0,12}}$")
        self.bare_after = re.compile(rf"[ \t]*(?:的)?[ \t]*(?:[a-z0-9+轮]{{0,4}})?(?:{_any(words.bare_after)})")
        self._thing_after = re.compile(rf"[ \t]*(?:{_any(words.unit_after)})")
        self._capacity_after = re.compile(rf"[ \t]*(?:{_any(words.capacity_after)})")
        things = "|".join(_guarded_after(phrase, words.not_after) for phrase in words.unit_before) or "(?!)"
        self._thing_before = re.compile(rf"(?:{things})[^。；;，,\n0-9]{{0,6}}$")
        self._period_after = {
            name: re.compile(rf"[ \t]*(?:{'|'.join(_guarded_after(phrase, words.not_after) for phrase in phrases)})")
            for name, phrases in words.period_after.items()
        }
        reach = rf"[^。；;，,\n0-9]{{0,{words.period_reach}}}$"
        self._period_before = {
            name: re.compile(rf"(?:{'|'.join(_guarded(phrase, words) for phrase in phrases)}){reach}")
            for name, phrases in words.period_before.items()
            if phrases
        }

    def ends_amount(self, text: str, end: int, *, alone: bool = False) -> bool:
        """True where what follows ``end`` does not make the number before it count something else."""
        return (self._ends_alone if alone else self._ends).match(text, end) is not None

    def after_rate(self, text: str, end: int) -> int:
        """Where the words of a rate that begins at ``end`` end ("a month"); ``end`` where there is none."""
        for pattern in (*self._period_after.values(), self._thing_after):
            if match := pattern.match(text, end):
                return match.end()
        return end

    def hedge_before(self, text: str, floor: int, start: int) -> tuple[Qualifier | None, int]:
        """The hedge that ends at ``start``: its kind (the firmest of a chain) and where it begins."""
        kind: Qualifier | None = None
        begin = start
        for _ in range(3):
            match = self._before.search(text, max(floor, begin - LOOK_BACK), begin)
            if match is None:
                break
            found = next(hedge for hedge in _HEDGES if match[hedge.value] is not None)
            kind = found if kind in (None, Qualifier.ABOUT) or found is not Qualifier.ABOUT else kind
            begin = match.start()
        return kind, begin

    def hedge_after(self, text: str, end: int) -> tuple[Qualifier | None, int]:
        """The hedge that begins at ``end``: its kind and where it ends."""
        match = self._after.match(text, end)
        if match is None:
            return None, end
        return next(hedge for hedge in _HEDGES if match[hedge.value] is not None), match.end()

    def period(self, text: str, floor: int, start: int, end: int) -> str | None:
        """``month``, ``quarter`` or ``year`` where the amount over ``start:end`` is a rate."""
        for name, pattern in self._period_after.items():
            if pattern.match(text, end):
                return name
        for name, pattern in self._period_before.items():
            if pattern.search(text, max(floor, start - 24), start):
                return name
        return None

    def per_unit(self, text: str, floor: int, start: int, end: int, *, any_thing: bool) -> bool:
        """True where the amount is a price: of capacity, or with ``any_thing`` of a share, a chip, an hour."""
        if self._capacity_after.match(text, end):
            return True
        if not any_thing:
            return False
        return (
            self._thing_after.match(text, end) is not None
            or self._thing_before.search(text, max(floor, start - 20), start) is not None
        )


@cache
def _tables() -> CueTable:
    return load_table("money_cues.yml", CueTable)


@cache
def cues(language: str) -> Cues:
    """The cues of a language (``zh…`` or English)."""
    table = _tables()
    return Cues(table.zh if is_chinese(language) else table.en)
