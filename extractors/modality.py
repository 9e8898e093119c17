"""How sure a deal is, and what its amount counts: status, scope, exclusivity, collateral.

Pure readings of one sentence round a cue or an amount; the words are data
(``data/status.yml``, ``data/scope.yml``). ``status_of`` weighs every status word by its
strength and its distance from the deal word, so that "announced that it closed" is closed
and "agreed to buy" is agreed; without any such word the kind of the deal decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from extractors.discourse import discourse
from extractors.fieldtext import Strict, fold, is_chinese, load_table
from extractors.scopes import collateral_of, is_exclusive, scope_of
from pipeline.types import Kind, Span, Status

__all__ = ["StatusReading", "collateral_of", "is_exclusive", "scope_of", "status_of", "strengths"]

FUNDING = frozenset({Kind.EQUITY, Kind.DEBT, Kind.FINANCING, Kind.ACQUISITION})
"""Kinds that are done when the money has moved; the others are promises by nature."""


LONGEST_WORD = 60
"""Code points that one status pattern may span."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The status at a cue and the words that decided it.

    ``cues`` holds the winning word's span, empty where only the kind decided. ``hedged``:
    the sentence is rumour, estimate or unnamed sources. ``denied``: a party denies the
    deal. ``strength`` is the winner's weight less its distance.
    """

    status: Status
    cues: tuple[Span, ...]
    hedged: bool
    denied: bool
    strength: float = 0.0


class StatusCue(Strict):
    """Words that say a status; see the head of ``data/status.yml``."""

    status: Status
    strength: float = Field(gt=0, le=5)
    where: Literal["before", "after", "any"] = "any"
    reach: int = Field(gt=0, le=400)
    family: Literal["any", "funding", "supply"] = "any"
    kinds: tuple[Kind, ...] = ()
    flat: bool = False
    unless_before: str | None = None
    hedged: bool = False
    denied: bool = False
    patterns: tuple[str, ...]


class StatusWords(Strict):
    """One language."""

    decay: float = Field(gt=0)
    clause_cost: float = Field(ge=0)
    breaks: str
    cues: tuple[StatusCue, ...]
    hedges: str


class StatusTable(Strict):
    """Both languages."""

    en: StatusWords
    zh: StatusWords


@dataclass(frozen=True, slots=True)
class _Compiled:
    words: StatusWords
    cues: tuple[tuple[StatusCue, re.Pattern[str], re.Pattern[str] | None], ...]
    breaks: re.Pattern[str]
    hedges: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Hit:
    score: float
    cue: StatusCue
    span: Span


@cache
def _compiled(chinese: bool) -> _Compiled:
    table = load_table("status.yml", StatusTable)
    words = table.zh if chinese else table.en
    return _Compiled(
        words,
        tuple(
            (
                cue,
                re.compile("|".join(f"(?:{pattern})" for pattern in cue.patterns)),
                re.compile(f"(?:{cue.unless_before})$") if cue.unless_before else None,
            )
            for cue in words.cues
        ),
        re.compile(words.breaks),
        re.compile(words.hedges),
    )


def status_of(sentence: str, cue: Span, language: str, *, context: str = "", kind: Kind | None = None) -> StatusReading:
    """The status of the deal whose word (or amount) lies at ``cue`` in ``sentence``.

    ``context`` is the sentence after: where it goes on about the deal ("The talks later
    fell apart"), a cancellation there counts. ``kind`` tells money that moves from
    promises and decides where no word does: a bare "its $14 billion investment" is
    completed, a bare "$38 billion contract" is announced.
    """
    table = _compiled(is_chinese(language))
    folded = fold(sentence, language)
    family = "supply" if kind is not None and kind not in FUNDING else "funding"
    hits = _hits(table, folded, cue, family, kind)
    best = max(hits, key=lambda hit: (hit.score, -hit.span.start), default=None)
    hedged = table.hedges.search(folded) is not None
    if context and (best is None or best.cue.status is not Status.CANCELLED):
        cancelled = _cancelled_in(table, fold(context, language), is_chinese(language))
        if cancelled is not None:
            return StatusReading(Status.CANCELLED, (), hedged, cancelled.denied)
    if best is None or best.score <= 0:
        default = Status.COMPLETED if family == "funding" else Status.ANNOUNCED
        return StatusReading(default, (), hedged, False)
    return StatusReading(best.cue.status, (best.span,), hedged or best.cue.hedged, best.cue.denied, best.score)


def strengths(sentence: str, cue: Span, language: str, *, kind: Kind | None = None) -> dict[Status, float]:
    """The score of the strongest word of every status that the sentence has words for."""
    family = "supply" if kind is not None and kind not in FUNDING else "funding"
    best: dict[Status, float] = {}
    for hit in _hits(_compiled(is_chinese(language)), fold(sentence, language), cue, family, kind):
        best[hit.cue.status] = max(hit.score, best.get(hit.cue.status, hit.score))
    return best


def _hits(table: _Compiled, folded: str, at: Span, family: str, kind: Kind | None) -> list[_Hit]:
    found: list[_Hit] = []
    for cue, expression, unless_before in table.cues:
        if cue.family not in ("any", family) or (cue.kinds and kind not in cue.kinds):
            continue
        low, high = max(0, at.start - cue.reach - LONGEST_WORD), min(len(folded), at.end + cue.reach + LONGEST_WORD)
        for match in expression.finditer(folded, low, high):
            distance, between = _between(folded, Span(*match.span()), at)
            ahead = match.start() >= at.end
            if distance > cue.reach or (cue.where == "before" and ahead) or (cue.where == "after" and not ahead):
                continue
            if unless_before and unless_before.search(folded[max(0, match.start() - LONGEST_WORD) : match.start()]):
                continue
            score = cue.strength
            if not cue.flat:
                breaks = len(table.breaks.findall(between))
                score -= distance / table.words.decay + table.words.clause_cost * breaks
            found.append(_Hit(score, cue, Span(*match.span())))
    return found


def _between(folded: str, word: Span, at: Span) -> tuple[int, str]:
    if word.overlaps(at):
        return 0, ""
    gap = folded[word.end : at.start] if word.end <= at.start else folded[at.end : word.start]
    return len(gap), gap


def _cancelled_in(table: _Compiled, folded: str, chinese: bool) -> StatusCue | None:
    """The cancelling word of a sentence that goes on about the deal; None elsewhere."""
    start = discourse(chinese).carries_on.match(folded)
    if start is None:
        return None
    for cue, expression, unless_before in table.cues:
        match = expression.search(folded) if cue.status is Status.CANCELLED else None
        if match and not (unless_before and unless_before.search(folded[: match.start()])):
            return cue
    return None
