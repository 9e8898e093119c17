"""The exact kind of a deal once its family is chosen: equity, debt or mixed; services or goods; stock for nothing."""

from __future__ import annotations

import re

from extractors.drafts import Draft
from extractors.lexicon import frames
from extractors.reading import Reading
from pipeline.types import Kind

FAMILY = {"equity": "funding", "debt": "funding", "financing": "funding", "commitment": "supply", "purchase": "supply"}
_FUNDING = (Kind.EQUITY, Kind.DEBT, Kind.FINANCING)
_REACH = 70


def family(kind: str) -> str:
    """Kinds that count as one: equity, debt and financing; commitment and purchase."""
    return FAMILY.get(kind, kind)


def exact_kind(reading: Reading, draft: Draft) -> Kind:
    """The kind that the words next to the figure decide; the frame's own kind where none does."""
    kind = draft.kind
    sentence = reading.sentences[draft.sentence]
    at = draft.cue.start if draft.anchor is None else draft.anchor.full.start - sentence.span.start
    low, high = min(at, draft.cue.start), max(at, draft.cue.end)
    window = sentence.folded[max(0, low - _REACH // 2) : high + _REACH]
    patterns = _patterns(reading.language)
    if kind in _FUNDING:
        if patterns["debt"].search(window) and not patterns["equity"].search(window):
            return Kind.DEBT
        if patterns["debt"].search(window) and patterns["equity"].search(window):
            near = sentence.folded[max(0, low - 12) : high + 28]
            if patterns["debt"].search(near) and not patterns["equity"].search(near):
                return Kind.DEBT
            if kind is Kind.FINANCING:
                return Kind.FINANCING
        if kind is Kind.FINANCING and (patterns["equity"].search(window) or reading.language == "zh"):
            return Kind.EQUITY
        if kind is Kind.FINANCING and draft.payers:
            return Kind.EQUITY
    if kind in (Kind.COMMITMENT, Kind.PURCHASE):
        goods, services = patterns["goods"].search(window), patterns["services"].search(window)
        if goods and not services:
            return Kind.PURCHASE
        if services and not goods:
            return Kind.COMMITMENT
    return kind


def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(text) for name, text in frames(language).kind_words.items()}
