"""How long a commitment or loan runs: lengths, starts and ends that the text states.

Takes a text, gives typed spans over it. A length is in years (``三年半`` is 3.5, 60 months
are 5); a start or end is ``YYYY`` or ``YYYY-MM``. "In the past three years", ages and
yields of benchmark bonds are no terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.fieldtext import Strict, fold, is_chinese, load_table
from pipeline.types import Span, Term

MAX_YEARS = 150
"""Longer "terms" are misread numbers."""


@dataclass(frozen=True, slots=True)
class TermMention:
    """A length, start or end with its place; exactly the stated parts of ``term`` are set."""

    span: Span
    term: Term


class TermWords(Strict):
    """The patterns of one language; see ``data/terms.yml``."""

    numbers: dict[str, int]
    lengths: tuple[str, ...]
    not_before: str
    not_after: str
    ranges: tuple[str, ...]
    ends: tuple[str, ...]
    starts: tuple[str, ...]


class TermTable(Strict):
    """Both languages."""

    en: TermWords
    zh: TermWords


@dataclass(frozen=True, slots=True)
class _Patterns:
    words: TermWords
    lengths: tuple[re.Pattern[str], ...]
    bounds: tuple[re.Pattern[str], ...]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]


_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+"
_HINT = {False: re.compile(r"year|month|decade|century|20\d\d"), True: re.compile("年|个月")}


@cache
def _patterns(chinese: bool) -> _Patterns:
    table = load_table("terms.yml", TermTable)
    words = table.zh if chinese else table.en
    names = "|".join(sorted(words.numbers, key=len, reverse=True))
    spelled = f"[{names.replace('|', '')}百]{{1,3}}" if chinese else names
    number = rf"(?P<n>\d{{1,3}}(?:\.\d)?|{spelled})"
    year = r"20[0-9]\d"

    def build(sources: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile(source.replace("{n}", number).replace("{m}", f"(?:{_MONTH})?").replace("{y}", year))
            for source in sources
        )

    return _Patterns(
        words,
        build(words.lengths),
        build((*words.ranges, *words.ends, *words.starts)),
        re.compile(words.not_before),
        re.compile(words.not_after),
    )


def _number(raw: str, words: TermWords) -> Decimal | None:
    text = re.sub(r"\s+", " ", raw)
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if text in words.numbers:
        return Decimal(words.numbers[text])
    if re.fullmatch(r"[一二两三四五六七八九]?十[一二三四五六七八九]?", text):
        tens, _, ones = text.partition("十")
        return Decimal(10 * words.numbers.get(tens, 1) + words.numbers.get(ones, 0))
    if re.fullmatch(r"[一二两三四五六七八九]?百", text):
        return Decimal(100 * words.numbers.get(text[:-1], 1))
    return None


def _length(match: re.Match[str], words: TermWords) -> Decimal | None:
    groups = match.groupdict()
    if groups.get("whole"):
        return _number(groups["whole"], words)
    count = _number(groups["n"] or "", words)
    if count is None:
        return None
    if groups.get("half"):
        count += Decimal("0.5")
    years = count if "年" in groups["unit"] or groups["unit"] == "year" else (count / 12).quantize(Decimal("0.01"))
    years = years.normalize()
    return Decimal(int(years)) if years == int(years) else years


def _bound(raw: str | None) -> str | None:
    if not raw:
        return None
    year = raw[-4:]
    word = raw[:-4].strip()
    if not word:
        return year
    return f"{year}-{_MONTH_NAMES.index(word) + 1:02d}"


_MONTH_NAMES = tuple(_MONTH.removeprefix("(?:").removesuffix(r")\s+").split("|"))


def find_terms(text: str, language: str) -> tuple[TermMention, ...]:
    """Terms in ``text``, in order and not overlapping; see ``TermMention``."""
    chinese = is_chinese(language)
    folded = fold(text, language)
    if not _HINT[chinese].search(folded):
        return ()
    patterns = _patterns(chinese)
    found: list[TermMention] = []

    def keep(span: Span, term: Term) -> None:
        if not any(span.overlaps(other.span) for other in found):
            found.append(TermMention(span, term))

    for expression in patterns.bounds:
        for match in expression.finditer(folded):
            groups = match.groupdict()
            start, end = _bound(groups.get("start")), _bound(groups.get("end"))
            if not (start and end and start >= end):
                keep(Span(*match.span()), Term(start=start, end=end))
    for expression in patterns.lengths:
        for match in expression.finditer(folded):
            before = folded[max(0, match.start() - 20) : match.start()]
            if patterns.not_before.search(before) or patterns.not_after.match(folded[match.end() : match.end() + 16]):
                continue
            years = _length(match, patterns.words)
            if years is not None and 0 < years <= MAX_YEARS:
                keep(Span(*match.span()), Term(years=years))
    return tuple(sorted(found, key=lambda mention: mention.span))
