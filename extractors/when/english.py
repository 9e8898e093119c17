"""English date patterns: each is a name, a regular expression and a production."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from extractors.when import calendar as cal
from extractors.when.words import date_words

Value = tuple[str | None, bool]
"""A value and whether the words themselves point to the future."""
SOON = 45
"""A day without a year that lies at most so many days ahead is taken as ahead, not as last year's."""
Production = Callable[[re.Match[str], date | None], Value | None]


def _names(words: dict[str, int] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _month(match: re.Match[str]) -> int:
    return date_words().en.months[match["month"].rstrip(".")]


def _count(raw: str) -> int:
    word = raw.lower()
    return int(word) if word.isdigit() else date_words().en.numbers[word]


def _month_day_year(match: re.Match[str], _: date | None) -> Value | None:
    value = cal.iso(int(match["year"]), _month(match), int(match["day"]))
    return (value, False) if value else None


def _month_day(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    month, day = _month(match), int(match["day"])
    value = cal.iso(anchor.year, month, day)
    if value is None:
        return None
    ahead = (date.fromisoformat(value) - anchor).days
    if ahead > SOON:
        return cal.iso(anchor.year - 1, month, day), False
    return value, ahead > 0


def _month_year(match: re.Match[str], _: date | None) -> Value | None:
    return cal.iso(int(match["year"]), _month(match)), False


def _shifted_month(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    month, shift = _month(match), match["shift"].lower()
    if shift.endswith(("next", "coming")):
        first = cal.shift_months(anchor, 1)
        return cal.iso(first[0] + (month < first[1]), month), True
    if shift.endswith("this"):
        return cal.iso(anchor.year, month), month > anchor.month
    before = cal.shift_months(anchor, -1)
    return cal.iso(before[0] - (month > before[1]), month), False


def _bare_month(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    month = _month(match)
    return cal.iso(cal.month_at_or_before(anchor, month), month), False


def _year(match: re.Match[str], _: date | None) -> Value | None:
    return cal.iso(int(match["year"])), False


def _iso_day(match: re.Match[str], _: date | None) -> Value | None:
    value = cal.iso(int(match["year"]), int(match["m"]), int(match["day"]))
    return (value, False) if value else None


def _weekday(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    weekday = date_words().en.weekdays[match["weekday"].rstrip(".")]
    shift = (match["shift"] or "").lower()
    if shift == "next":
        return cal.weekday_after(anchor, weekday).isoformat(), True
    day = cal.weekday_at_or_before(anchor, weekday)
    if shift == "last" and day == anchor:
        day -= timedelta(weeks=1)
    return day.isoformat(), False


def _relative_day(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    offset = date_words().en.days[re.sub(r"\s+", " ", match["word"].lower())]
    return (anchor + timedelta(days=offset)).isoformat(), offset > 0


def _period(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    shift = date_words().en.shifts[re.sub(r"\s+", " ", match["shift"].lower())]
    unit, later = match["unit"].lower(), (match["part"] or "").lower().startswith("later")
    if unit == "week":
        return (anchor + timedelta(weeks=shift)).isoformat()[:7], shift > 0 or later
    if unit == "month":
        return cal.iso(*cal.shift_months(anchor, shift)), shift > 0 or later
    if unit == "quarter":
        return cal.iso(cal.shift_months(anchor, 3 * shift)[0]), shift > 0 or later
    if unit == "year":
        return cal.iso(anchor.year + shift), shift > 0 or later
    month = date_words().en.seasons[unit]
    if shift > 0:
        return cal.iso(cal.month_after(anchor, month)), True
    return cal.iso(cal.month_at_or_before(anchor, min(month, anchor.month) if shift == 0 else month)), later


def _season_year(match: re.Match[str], _: date | None) -> Value | None:
    return cal.iso(int(match["year"])), False


def _ago(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    count, unit = _count(match["count"]), match["unit"].lower()
    if count > 200:
        return None
    if unit == "day":
        return (anchor - timedelta(days=count)).isoformat(), False
    if unit == "week":
        return (anchor - timedelta(weeks=count)).isoformat()[:7], False
    if unit == "month":
        return cal.iso(*cal.shift_months(anchor, -count)), False
    return cal.iso(anchor.year - count), False


def _vague(_: re.Match[str], __: date | None) -> Value | None:
    return None, False


def _vague_month(_: re.Match[str], anchor: date | None) -> Value | None:
    return (anchor.isoformat()[:7] if anchor else None), False


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str], Production], ...]:
    """Name, expression and production; where two match, the longer and then the earlier wins."""
    words = date_words().en
    dot = r"(?:(?<=\b[A-Z][a-z]{2})(?<!May)\.|(?<=Sept)\.)?"
    month = rf"(?P<month>{_names(words.months)})\b{dot}"
    clear = rf"(?P<month>{_names(tuple(m for m in words.months if m not in words.ambiguous_months))})\b{dot}"
    year = r"(?P<year>(?:19[5-9]|20[0-9])\d)(?![\d%]|[.,]\d)"
    day = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s*(?i:am|pm|million|billion|%|percent)\b)"
    weekday = rf"(?P<weekday>{_names(words.weekdays)})\b{dot}"
    lead = rf"(?:(?:{_names(words.weekdays)})\b\.?,?\s+(?:the\s+)?)?"
    part = (
        r"(?i:(?P<part>early|mid|late|later|earlier|the end of|the start of|the beginning of|end of|start of)"
        r"[\s-]+(?:in\s+)?)?"
    )
    count = rf"(?P<count>\d{{1,3}}|{_names(words.numbers)})"
    near = r"(?i:nearly|about|around|almost|roughly|some|just over|over|more than|less than)"
    rules: list[tuple[str, str, Production]] = [
        ("iso_day", r"(?<![\d/.-])(?P<year>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)", _iso_day),
        ("month_day_year", rf"{lead}\b{month}\s+{day},?\s+(?:of\s+)?{year}", _month_day_year),
        ("day_month_year", rf"{lead}\b{day}\s+(?:of\s+)?{month},?\s+{year}", _month_day_year),
        ("month_day", rf"{lead}\b{month}\s+{day}", _month_day),
        ("day_month", rf"{lead}\b(?i:the\s+)?{day}\s+(?:of\s+)?{month}", _month_day),
        ("month_year", rf"\b{part}{month},?\s+(?:of\s+)?{year}", _month_year),
        ("month_last_year", rf"\b{part}{month}\s+(?:of\s+)?(?P<shift>last|this|next)\s+(?P<unit>year)\b",
         _month_of_year),
        ("shifted_month", rf"\b(?P<shift>(?i:last|this|this past|this coming|next|past))\s+{month}", _shifted_month),
        ("month_after_word", rf"(?i:\b(?:in|since|by|until|through|from|during|of|before|after|early|late|mid)[\s-]+)"
                             rf"(?P<core>{part}{month})", _bare_month),
        ("bare_month", rf"\b{clear}(?!\s+[A-Z][a-z]+son\b)", _bare_month),
        ("quarter_year", rf"\b(?i:(?:the\s+)?(?:first|second|third|fourth|last|final|q[1-4]|h[12])\s+"
                         rf"(?:fiscal\s+)?(?:quarter|half)?\s*(?:of\s+)?(?:fiscal\s+)?){year}", _year),
        ("season_year", rf"\b(?i:(?:the\s+)?(?:{_names(words.seasons)})\s+(?:of\s+)?){year}", _season_year),
        ("part_year", rf"\b(?i:(?:early|mid|late|the end of|end of|the start of|the beginning of|the middle of)[\s-]+"
                      rf"(?:in\s+)?){year}", _year),
        ("year", rf"(?<![\w$€£¥.,/+-]){year}(?![/-]\d)(?!\s+(?i:million|billion|trillion|percent|per\s?cent|employees|"
                 rf"people|jobs|shares|points|megawatts|gigawatts|mw|gw)\b)", _year),
        ("weekday", rf"\b(?:(?P<shift>(?i:last|next|this|this past))\s+)?{weekday}"
                    r"(?!\s+(?:Night|Morning|[a-z]+\s+(?:games?|shows?|football|slate)\b))", _weekday),
        ("relative_day", rf"(?i:\b(?P<word>{_names(words.days)})\b)(?!['’]s\s+(?:world|market|standards|prices))",
         _relative_day),
        ("period", rf"(?i:\b(?:(?P<part>earlier|later|early|late)\s+(?:in\s+)?)?(?P<shift>{_names(words.shifts)})\s+"
                   rf"(?P<unit>week|month|quarter|year|{_names(words.seasons)})\b)(?!-)", _period),
        ("ago", rf"(?i:\b(?:{near}\s+)?{count}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier|before|prior))\b",
         _ago),
        ("ago_after", rf"(?i:\b(?:com(?:es?|ing)|came|just|only|announced|launched|follows?)\s+(?:\w+\s+){{0,2}}?"
                      rf"(?P<core>(?:{near}\s+)?{count}\s+(?P<unit>day|week|month|year)s?\s+after))\b", _ago),
        ("vague_just", words.just, _vague_month),
        ("vague", rf"(?i:\b(?:{_names(words.vague)})\b)", _vague),
    ]  # fmt: skip
    return tuple((name, re.compile(expression), production) for name, expression, production in rules)


def _month_of_year(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    year = anchor.year + date_words().en.shifts[match["shift"].lower()]
    return cal.iso(year, _month(match)), year > anchor.year
