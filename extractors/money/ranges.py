"""Neighbouring numbers: shared currencies and scales, and two bounds of one amount.

"$3-4 billion", 20-30亿美元, 20亿和30亿美元, "between $3 billion and $4 billion", and what only looks
like a range: "rose from $3 billion to $4 billion", 增加10亿美元至186亿美元.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.money.cues import Cues
from extractors.money.draft import Draft, draft_of
from extractors.money.quantity import Quantity
from pipeline.types import Qualifier

MOST_GAP = 12
"""The most code points between two numbers that belong together."""
MOST_RATIO = 1000
"""The most that a shared currency may be apart from its neighbour ("8500到3万港元")."""
LEAST_CHANGE = Decimal("1.5")
"""Bounds nearer than this ratio are an interval even after a word of change (增加45亿元到51亿元)."""

_TO = r"-{1,2}|[–—‐‑]{1,2}|~|至|到|\bto\b|\bthrough\b"
_AND = r"和|与|及|以及|\band\b"
_OR = r"或|或者|\bor\b"
_LIST = rf"{_AND}|{_OR}|、|,|，|,[ \t]*(?:and|or)\b"
_SPACE = r"[ \t]*\n?[ \t]*"
_RANGE_GAP = re.compile(rf"{_SPACE}(?:元)?{_SPACE}(?:{_TO}){_SPACE}")
_PAIR_GAP = re.compile(rf"{_SPACE}(?:{_LIST}){_SPACE}")
_AND_GAP = re.compile(rf"{_SPACE}(?:{_AND}){_SPACE}")
_OR_GAP = re.compile(rf"{_SPACE}(?:{_OR}){_SPACE}")
_WORD_TO = re.compile(r"\bto\b|到|至")
_BETWEEN = re.compile(
    r"(?:\bbetween\b|介于|介乎|(?<![潜正现存所内旨好实])在)[ \t]*(?:roughly|about|around|approximately|约|大约)?[ \t]*$"
)
_BETWEEN_END = re.compile(r"[ \t]*(?:之间|不等|区间)")
_FROM = re.compile(r"\bfrom\s*$")
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|anywhere|vary|varies|varying)\s+from\s*$")
_BY = re.compile(r"\bby\s+(?:(?:about|around|roughly|nearly|almost|another|over)\s+){0,2}$")
_YEARS = (Decimal(1900), Decimal(2100))


def inherit(text: str, quantities: list[Quantity], words: Cues) -> list[Quantity]:
    """Give numbers without currency the one of the neighbour that they are listed or ranged with."""
    shared = list(quantities)
    for index in range(len(shared) - 2, -1, -1):
        this, following = shared[index], shared[index + 1]
        gap = text[this.end : following.start]
        if following.currency is None or len(gap) > MOST_GAP:
            continue
        ranged = _RANGE_GAP.fullmatch(gap) is not None
        if this.currency is None and (ranged or _PAIR_GAP.fullmatch(gap)):
            shared[index] = _from_following(this, following, ranged=ranged) or this
        elif this.leads and not this.trails and following.leads and (_OR_GAP.fullmatch(gap) or ranged):
            shared[index] = _scaled_like(this, following)
    for index in range(1, len(shared)):
        this, previous = shared[index], shared[index - 1]
        if this.currency is not None or previous.currency is None or not this.numeral.scaled:
            continue
        gap = text[previous.end : this.start]
        if (
            len(gap) <= MOST_GAP
            and (_PAIR_GAP.fullmatch(gap) or _RANGE_GAP.fullmatch(gap))
            and words.ends_amount(text, this.end)
        ):
            shared[index] = replace(this, currency=previous.currency, plain=previous.plain)
    return shared


def _from_following(this: Quantity, following: Quantity, *, ranged: bool) -> Quantity | None:
    """``this`` with the currency, and where it has none the scale, of ``following``; None where it cannot.

    A currency before the following number belongs to that number alone: "in 2025, $3 billion".
    """
    if following.leads and not following.trails:
        return None
    if not this.numeral.scaled:
        scaled = _scaled_like(this, following)
        year = _YEARS[0] <= this.low <= _YEARS[1]
        if scaled is this and (not ranged or year or not this.low < following.high <= this.low * MOST_RATIO):
            return None
        if not ranged and (year or this.numeral.words):
            return None
        this = scaled
    return replace(this, currency=following.currency, plain=following.plain)


def _scaled_like(this: Quantity, following: Quantity) -> Quantity:
    """``this`` with the scale of the larger number that follows it ("$3 to $4 billion"), else unchanged."""
    if this.numeral.scaled or this.low != this.high:
        return this
    scale = following.numeral.scale_above(this.low)
    if scale is None or scale <= 1 or not this.low * scale < following.high:
        return this
    return replace(this, low=this.low * scale, high=this.high * scale)


def join(text: str, quantities: list[Quantity], words: Cues) -> list[Draft]:
    """Drafts of the quantities; two neighbours that bound one amount become one draft."""
    drafts: list[Draft] = []
    index = 0
    while index < len(quantities):
        this = quantities[index]
        floor = quantities[index - 1].end if index else 0
        joined = _range(text, this, quantities[index + 1], floor, words) if index + 1 < len(quantities) else None
        if joined is not None:
            drafts.append(joined)
            index += 2
            continue
        if this.sure:
            drafts.append(draft_of(this))
        index += 1
    return drafts


def _range(text: str, first: Quantity, second: Quantity, floor: int, words: Cues) -> Draft | None:
    """The two numbers as one interval, or None where they are two amounts."""
    gap = text[first.end : second.start]
    if len(gap) > MOST_GAP or first.currency is None or second.currency is None:
        return None
    if first.leads and not first.trails and _RANGE_GAP.fullmatch(gap):
        first = _scaled_like(first, second)
    if not (first.plain or second.plain or first.currency == second.currency) or not first.low < second.high:
        return None
    between = _BETWEEN.search(text, max(floor, first.start - 30), first.start)
    closing = _BETWEEN_END.match(text, second.end)
    if _RANGE_GAP.fullmatch(gap):
        if _WORD_TO.search(gap) and _is_change(text, first.start, words, far=second.high > first.low * LEAST_CHANGE):
            return None
    elif not (_AND_GAP.fullmatch(gap) and (between is not None or closing is not None)):
        return None
    opens = between is not None and (
        closing is not None or between.group().startswith("b") or _AND_GAP.fullmatch(gap) is not None
    )
    return Draft(
        start=first.start,
        end=second.end,
        low=first.low,
        high=second.high,
        qualifier=Qualifier.RANGE,
        currency=first.currency if second.plain else second.currency,
        full_start=between.start() if between is not None and opens else first.start,
        full_end=closing.end() if closing is not None else second.end,
        last=second,
    )


def _is_change(text: str, start: int, words: Cues, *, far: bool) -> bool:
    """True where "X to Y" tells a change (rose from X to Y, by X to Y, 增加X至Y), not an interval.

    ``far`` tells that the bounds are too far apart for "by X to Y" to be an interval.
    """
    window = max(0, start - 90)
    if _RANGING.search(text, window, start):
        return False
    if far and (
        _BY.search(text, max(0, start - 40), start) or words.change_verb.search(text, max(0, start - 16), start)
    ):
        return True
    return (
        _FROM.search(text, max(0, start - 8), start) is not None
        and words.change_from.search(text, window, start) is not None
    )
