"""``find_dates``: run the patterns of a language and settle overlaps, roles and tense."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extractors.fieldtext import fold, is_chinese
from extractors.when import calendar as cal
from extractors.when import chinese, english
from extractors.when.mention import DateMention, Role
from extractors.when.words import RolePattern, date_words
from pipeline.types import Span

LOOK_BACK = 80
"""Code points before a date that decide its role and tense."""

_HINT = {
    False: re.compile(r"\d|day|week|month|year|quarter|ago|night|recent|[A-Z][a-z]{2}"),
    True: re.compile(r"[年月日号周天晚昨今]|星期|礼拜|季|近|最|不久|刚|[/-]\d"),
}


@cache
def _roles(chinese_text: bool) -> tuple[tuple[Role, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    words: dict[str, RolePattern] = date_words().zh.roles if chinese_text else date_words().en.roles
    return tuple(
        (
            Role(name),
            re.compile(pattern.before) if pattern.before else None,
            re.compile(pattern.after) if pattern.after else None,
        )
        for name, pattern in words.items()
    )


@cache
def _future(chinese_text: bool) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    words = date_words()
    if chinese_text:
        return re.compile(words.zh.future_before), re.compile(words.zh.future_after)
    return re.compile(words.en.future_before), None


def _role(folded: str, span: Span, chinese_text: bool) -> Role:
    before = folded[max(0, span.start - LOOK_BACK) : span.start]
    after = folded[span.end : span.end + LOOK_BACK]
    for role, look_before, look_after in _roles(chinese_text):
        if look_before and look_before.search(before):
            return role
        if look_after and look_after.match(after):
            return role
    return Role.POINT


def _announced_ahead(folded: str, span: Span, chinese_text: bool) -> bool:
    before, after = _future(chinese_text)
    if before.search(folded[max(0, span.start - LOOK_BACK) : span.start]):
        return True
    return after is not None and after.match(folded[span.end : span.end + 12]) is not None


def _next_such_month(value: str, anchor: date) -> str:
    """The month of ``value`` in the first year in which it does not lie before the anchor's month."""
    month = int(value[5:7])
    return f"{cal.month_after(anchor, month):04d}-{month:02d}"


@cache
def _patterns(chinese_text: bool) -> tuple[tuple[str, re.Pattern[str], english.Production], ...]:
    return chinese.patterns() if chinese_text else english.patterns()


def find_dates(text: str, language: str, published: date | None) -> tuple[DateMention, ...]:
    """Dates in ``text``, in order, never overlapping, with offsets into ``text`` itself.

    Words such as "last week" or 周三 are resolved against ``published`` (the day that
    "today" means, see ``anchor_date``); without it their value is None. Durations
    ("over five years", 未来五年) are no dates.
    """
    chinese_text = is_chinese(language)
    folded = fold(text, language)
    scanned = folded if chinese_text else text
    if not _HINT[chinese_text].search(scanned):
        return ()
    found: list[tuple[int, int, int, DateMention]] = []
    for order, (name, expression, production) in enumerate(_patterns(chinese_text)):
        for match in expression.finditer(scanned):
            value = production(match, published)
            if value is None:
                continue
            start, end = match.span("core") if "core" in match.re.groupindex else match.span()
            span = _trim(text, start, end)
            role = _role(folded, span, chinese_text)
            when, ahead = value
            if not ahead and role is not Role.SINCE and name in _YEARLESS_MONTH:
                ahead = _announced_ahead(folded, span, chinese_text)
                if ahead and when is not None and published is not None:
                    when = _next_such_month(when, published)
            if when is not None and published is not None and cal.is_after(when, published):
                ahead = True
            found.append((span.start, -span.end, order, DateMention(span, when, ahead, role, name.startswith("vague"))))
    return _without_overlaps(found)


_YEARLESS_MONTH = frozenset({"month_after_word", "bare_month", "month"})


def _trim(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in " \n\t,":
        end -= 1
    while start < end and text[start] in " \n\t,":
        start += 1
    return Span(start, end)


def _without_overlaps(found: list[tuple[int, int, int, DateMention]]) -> tuple[DateMention, ...]:
    """Keep the longest mention of every overlapping group; ties go to the earlier pattern."""
    ranked = sorted(found, key=lambda entry: (entry[1] + entry[0], entry[2], entry[0]))
    kept: list[DateMention] = []
    for _, _, _, mention in ranked:
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.span))
