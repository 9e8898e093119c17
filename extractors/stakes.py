"""Per cents that are ownership stakes or revenue shares, told from the many that are neither.

Takes a text, gives typed spans over it. Growth, margins, interest, market shares and
price moves are left out; a majority or minority stake without a figure is no mention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from extractors.fieldtext import Strict, fold, is_chinese, load_table
from pipeline.types import Qualifier, Span

LOOK = 70
"""Code points on either side of a per cent that decide what it is a per cent of."""


class PercentKind(StrEnum):
    """What the per cent is of: the company, or its revenue or profit."""

    STAKE = "stake"
    REVENUE_SHARE = "revenue_share"


@dataclass(frozen=True, slots=True)
class StakeMention:
    """A per cent of ownership (or of revenue, see ``kind``), in [0, 100].

    ``negative`` is true where the text denies it ("does not hold 5%").
    """

    span: Span
    pct: Decimal
    qualifier: Qualifier
    negative: bool
    kind: PercentKind = PercentKind.STAKE


class Sides(Strict):
    """Expressions for the text directly after and directly before the per cent."""

    after: str
    before: str


class StakeWords(Strict):
    """One language's words; see ``data/stakes.yml``."""

    fractions: dict[str, int]
    fraction_after: str
    stake: Sides
    revenue_share: Sides
    veto: Sides
    veto_unless_before: str
    negative: str
    qualifiers: dict[Qualifier, str]
    about_after: str


class StakeTable(Strict):
    """Both languages."""

    en: StakeWords
    zh: StakeWords


Pair = tuple[re.Pattern[str], re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Patterns:
    fractions: dict[str, int]
    fraction: re.Pattern[str]
    fraction_after: re.Pattern[str]
    stake: Pair
    revenue_share: Pair
    veto: Pair
    veto_unless_before: re.Pattern[str]
    negative: re.Pattern[str]
    qualifiers: tuple[tuple[Qualifier, re.Pattern[str]], ...]
    about_after: re.Pattern[str]


_PERCENT = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:\.\d{1,4})?)\s?(?:-\s?)?(?:%|per\s?cent(?:age)?\b(?!\s?points?))|百分之(?P<words>[一二三四五六七八九十百零点两]{1,7}|\d{1,3}(?:\.\d+)?)"
)  # fmt: skip
_HINT = re.compile(r"%|per\s?cent|百分之|分之|半|全|third|quarter|half|fifth|\ball\b")
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}


@cache
def _patterns(chinese: bool) -> _Patterns:
    table = load_table("stakes.yml", StakeTable)
    words = table.zh if chinese else table.en
    edge = "" if chinese else r"\b"
    names = "|".join(re.escape(name) for name in sorted(words.fractions, key=len, reverse=True))

    def pair(sides: Sides) -> Pair:
        return re.compile(sides.after), re.compile(sides.before)

    return _Patterns(
        words.fractions,
        re.compile(f"{edge}(?:{names}){edge}"),
        re.compile(words.fraction_after),
        pair(words.stake),
        pair(words.revenue_share),
        pair(words.veto),
        re.compile(words.veto_unless_before),
        re.compile(words.negative),
        tuple((qualifier, re.compile(source)) for qualifier, source in words.qualifiers.items()),
        re.compile(words.about_after),
    )


def _spoken(words: str) -> Decimal | None:
    """``四十九`` is 49, ``十三点六`` 13.6, digits are themselves."""
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Decimal(words)
    whole, _, fraction = words.partition("点")
    if not re.fullmatch(r"[一二三四五六七八九两]?十?[一二三四五六七八九零]?|一?百", whole) or not whole:
        return None
    if "百" in whole:
        value = 100
    elif "十" in whole:
        tens, _, ones = whole.partition("十")
        value = 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
    else:
        value = _DIGITS[whole[0]]
    return Decimal(f"{value}.{''.join(str(_DIGITS.get(char, 0)) for char in fraction)}" if fraction else value)


def _kind(patterns: _Patterns, before: str, after: str) -> PercentKind | None:
    def hits(pair: Pair) -> bool:
        return pair[0].match(after) is not None or pair[1].search(before) is not None

    if hits(patterns.revenue_share):
        return PercentKind.REVENUE_SHARE
    if hits(patterns.veto) and not patterns.veto_unless_before.search(before):
        return None
    return PercentKind.STAKE if hits(patterns.stake) else None


def _qualifier(patterns: _Patterns, before: str, after: str) -> Qualifier:
    for qualifier, expression in patterns.qualifiers:
        if expression.search(before):
            return qualifier
    return Qualifier.ABOUT if patterns.about_after.match(after) and after else Qualifier.EXACT


def find_stakes(text: str, language: str) -> tuple[StakeMention, ...]:
    """Stakes and revenue shares in ``text``, in order; see ``StakeMention``."""
    folded = fold(text, language)
    if not _HINT.search(folded):
        return ()
    patterns = _patterns(is_chinese(language))
    found: list[StakeMention] = []
    for match in _PERCENT.finditer(folded):
        pct = Decimal(match["number"]) if match["number"] else _spoken(match["words"])
        if pct is None or pct > 100:
            continue
        before = folded[max(0, match.start() - LOOK) : match.start()]
        after = folded[match.end() : match.end() + LOOK]
        kind = _kind(patterns, before, after)
        if kind is not None:
            negative = patterns.negative.search(before) is not None
            found.append(StakeMention(Span(*match.span()), pct, _qualifier(patterns, before, after), negative, kind))
    for match in patterns.fraction.finditer(folded):
        before = folded[max(0, match.start() - LOOK) : match.start()]
        after = folded[match.end() : match.end() + LOOK]
        if patterns.fraction_after.match(after):
            pct = Decimal(patterns.fractions[match.group()])
            negative = patterns.negative.search(before) is not None
            found.append(StakeMention(Span(*match.span()), pct, _qualifier(patterns, before, after), negative))
    return tuple(sorted(found, key=lambda mention: mention.span))
