"""What features are made of: distances and places in a text, what a figure and a party look like by themselves."""

from __future__ import annotations

import functools
import math
from bisect import bisect_left

from extractors.cues import Cue
from extractors.featuretype import Features
from extractors.lexicon import patterns
from extractors.reading import Anchor, Entity, Reading, Sentence
from extractors.scopes import scope_of
from pipeline.types import Kind, Scope, Span

CONTEXT = "context.yml"
LONG = 7
"""Sentences from which a text counts as an article with a head and a body."""


def bucket(value: float, edges: tuple[float, ...]) -> str:
    """The name of the interval that a value falls in."""
    return _intervals(edges)[bisect_left(edges, value)]


@functools.cache
def _intervals(edges: tuple[float, ...]) -> tuple[str, ...]:
    return (*(f"<={edge:g}" for edge in edges), f">{edges[-1]:g}")


def position(reading: Reading, sentence: Sentence) -> str:
    """Where a sentence stands in an article; a short text has no head and no tail."""
    if len(reading.sentences) < LONG:
        return "short"
    return "head" if sentence.index == 0 else "early" if sentence.index < 4 else "late"


def gap_between(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """The offsets between two spans (empty where they touch or overlap)."""
    return (a[1], max(a[1], b[0])) if a[0] <= b[0] else (b[1], max(b[1], a[0]))


def size_of(text: str, language: str) -> float:
    """A gap's length in words (English) or in characters over two (Chinese)."""
    return len(text.strip()) / 2 if language == "zh" else float(len(text.split()))


def local(anchor: Anchor, sentence: Sentence) -> tuple[int, int]:
    """The figure's offsets within its sentence."""
    return anchor.full.start - sentence.span.start, anchor.full.end - sentence.span.start


def span_distance(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    low, high = gap_between(a, b)
    return high - low


def is_cumulative(sentence: Sentence, anchor: Anchor, language: str) -> bool:
    """True where a sum is the total of several deals between the same parties."""
    here = local(anchor, sentence)
    return anchor.money is not None and scope_of(sentence.text, Span(*here), language) is Scope.CUMULATIVE


def anchor_features(reading: Reading, sentence: Sentence, anchor: Anchor) -> Features:
    """What the figure itself looks like."""
    f: Features = {f"sentence={position(reading, sentence)}": 1.0}
    if anchor.money is None:
        f["figure=stake"] = 1.0
        return f
    value = anchor.money.high or anchor.money.low
    f[f"size={bucket(math.log10(float(value)) if value and value > 0 else 0, (4, 6, 7, 8, 9, 10, 11))}"] = 1.0
    f[f"qualifier={anchor.money.qualifier}"] = 1.0
    if is_cumulative(sentence, anchor, reading.language):
        f["cumulative"] = 1.0
    if anchor.unit_price:
        f["unit_price"] = 1.0
    if anchor.period:
        f["rate"] = 1.0
    if anchor.bare:
        f["bare"] = 1.0
    here = local(anchor, sentence)
    opened, closed = sentence.text.rfind("《", 0, here[0]), sentence.text.rfind("》", 0, here[0])
    if opened > closed:
        f["in.title.quote"] = 1.0
    before, after = sentence.text[max(0, here[0] - 24) : here[0]].lower(), sentence.text[here[1] : here[1] + 24].lower()
    for name, pattern in patterns(CONTEXT).items():
        side, _, what = name.partition("_")
        if side in ("before", "after") and pattern.search(before if side == "before" else after):
            f[f"{side}={what}"] = 1.0
    return f


def type_features(entity: Entity | None, prefix: str) -> Features:
    """What sort of party it is."""
    if entity is None:
        return {f"{prefix}type=none": 1.0}
    f: Features = {f"{prefix}type={entity.type}": 1.0}
    for sector in entity.sectors:
        f[f"{prefix}sector={sector}"] = 1.0
    f[f"{prefix}known={'yes' if entity.party_id else 'no'}"] = 1.0
    return f


_FAMILY = {
    Kind.EQUITY: "funding",
    Kind.DEBT: "funding",
    Kind.FINANCING: "funding",
    Kind.COMMITMENT: "supply",
    Kind.PURCHASE: "supply",
}


def family_of(cue: Cue) -> str:
    """The family of a deal word's kind; a kind of no family is its own."""
    kind = cue.frame.kind
    return _FAMILY.get(kind) or str(kind)


def instrument(cue: Cue) -> str:
    """The family, with debt apart: a large company borrows but is seldom invested in."""
    return "debt" if cue.frame.kind is Kind.DEBT else family_of(cue)
