"""The day that "today" means in an article: its dateline where it has one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.fieldtext import fold, is_chinese
from extractors.when import calendar as cal

HEAD = 600
"""Code points at the start of an article in which a dateline may stand."""
WINDOW = 10
"""Days by which a dateline may differ from the publication date; beyond it is another date."""

_DATELINES = {
    True: (
        re.compile(r"(?:电|讯|路透\S{0,8}?|社\S{0,10}?|之家|快讯|报道?)\s*(?P<month>1[0-2]|[1-9])\s?月\s?(?P<day>\d{1,2})\s?日"),
        re.compile(r"(?P<month>1[0-2]|[1-9])\s?月\s?(?P<day>\d{1,2})\s?日\s?(?:电|讯|消息|报道|快讯|综合)"),
        re.compile(r"[（(]\S{0,6}社[^）)]{0,14}?(?P<day>\d{1,2})日[^）)]{0,10}?(?:电|报导|报道)[）)]"),
    ),
    False: (
        re.compile(r"^[^\n]{0,40}?\b(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+(?P<day>\d{1,2})"
                   r"\s*(?:\([^)\n]{2,20}\)\s*)?(?:-|–|—)", re.MULTILINE),
        re.compile(r"·\s*(?P<name>january|february|march|april|may|june|july|august|september|october|november|december)"
                   r"\s+(?P<day>\d{1,2}),\s+20\d\d"),
    ),
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def anchor_date(text: str, language: str, published: date | None) -> date | None:
    """The day against which the article's relative dates count.

    An agency's dateline ("路透上海11月4日", "（中央社巴黎10日綜合外電報導）") says when it was
    written; a reprint's publication date may be a day later. A dateline without month or
    year is read as the latest such day not after ``published``, and ignored where it lies
    more than ``WINDOW`` days away. Without a publication date there is no anchor.
    """
    if published is None:
        return None
    head = fold(text[:HEAD], language)
    for expression in _DATELINES[is_chinese(language)]:
        for match in expression.finditer(head):
            day = _day(match, published)
            if day is not None and abs((published - day).days) <= WINDOW:
                return day
    return published


def _day(match: re.Match[str], published: date) -> date | None:
    groups = match.groupdict()
    day = int(groups["day"])
    if groups.get("name"):
        month = _MONTHS.index(groups["name"][:3]) + 1
    elif groups.get("month"):
        month = int(groups["month"])
    else:
        month = published.month if day <= published.day + 1 else (published.replace(day=1) - timedelta(days=1)).month
    year = published.year if month <= published.month + 1 else published.year - 1
    value = cal.iso(year, month, day)
    return date.fromisoformat(value) if value else None
