"""Publication times as pages write them: the raw string, the moment in UTC, and how precise it is.

A time without a zone is in the source's zone. Where only the day or month is stated, the
moment is midnight UTC of that day, for the day is what counts and it must not slip.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)
"""How far after the fetch a stated time may lie (clocks, zones) and still be believed."""

_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s{0,2}[-/.年]\s{0,2}(?P<month>\d{1,2})"
    r"(?:\s{0,2}[-/.月]\s{0,2}(?P<day>\d{1,2})\s{0,2}日?)?月?"
    r"(?:[T\s,，]{0,3}(?:星期|周|週|\()?[一二三四五六日天]?\)?\s{0,2}"
    r"(?P<half>上午|下午|凌晨|早上|晚上|中午|[AaPp][Mm])?\s{0,2}(?P<hour>\d{1,2})\s{0,1}[:：时時點点]\s{0,1}"
    r"(?P<minute>\d{1,2})(?:\s{0,1}[:：分]\s{0,1}(?P<second>\d{1,2}))?(?:\.\d{1,9})?秒?\s{0,2}(?P<half_after>[AaPp]\.?[Mm]\.?)?\s{0,2}(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?:[\s,at|–—-]{1,6}(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?\s{0,2}(?P<half_after>[ap]\.?m\.?)?"
    r"\s{0,2}\(?(?P<zone>Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?)?"
)
_ENGLISH = (
    re.compile(_MONTH + r"\s{1,2}" + _DAY + r",?\s{1,2}(?P<year>(?:19|20)\d{2})" + _CLOCK, re.IGNORECASE),
    re.compile(_DAY + r"\s{1,2}" + _MONTH + r",?\s{1,2}(?P<year>(?:19|20)\d{2})" + _CLOCK, re.IGNORECASE),
    re.compile(_MONTH + r"\s{1,2}(?P<year>(?:19|20)\d{2})", re.IGNORECASE),
)
_ZONES: dict[str, float] = {"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_ZONES |= {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "IST": 5.5,
    "SGT": 8,
    "HKT": 8,
    "JST": 9,
    "KST": 9,
}
_SEASONAL = {"ET": "America/New_York", "PT": "America/Los_Angeles", "CT": "America/Chicago"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_RFC = re.compile(r"[A-Za-z]{3},? {1,2}\d{1,2} [A-Za-z]{3} \d{2,4} ")


@dataclass(frozen=True, slots=True)
class Moment:
    """A publication time: UTC, its precision (second, day, month), the raw string, the day in the zone of writing."""

    when: datetime
    precision: str
    raw: str
    day: str


def read_moment(raw: str, zone: ZoneInfo, *, fetched: datetime | None = None) -> Moment | None:
    """The time that a string states; None where it states none, or one before 1995 or after the fetch."""
    text = " ".join(raw.split())[:200]
    for reader in (_iso, _rfc, _numeric, _english):
        found = reader(text, zone)
        if found is not None:
            latest = (fetched or datetime.now(UTC)) + AHEAD
            return found if EARLIEST <= found.when <= latest else None
    return None


def _exact(moment: datetime, raw: str, zone: ZoneInfo) -> Moment:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return Moment(aware.astimezone(UTC), "second", raw, aware.date().isoformat())


def _attempt(make: Callable[[], datetime]) -> datetime | None:
    """The datetime, or None where the numbers are none of the calendar."""
    try:
        return make()
    except (ValueError, OverflowError):
        return None


def _iso(text: str, zone: ZoneInfo) -> Moment | None:
    if not _ISO.match(text):
        return None
    moment = _attempt(lambda: datetime.fromisoformat(text))
    return _exact(moment, text, zone) if moment else None


def _rfc(text: str, zone: ZoneInfo) -> Moment | None:
    if not _RFC.match(text):
        return None
    moment = _attempt(lambda: parsedate_to_datetime(text))
    return _exact(moment, text, zone) if moment else None


def _numeric(text: str, zone: ZoneInfo) -> Moment | None:
    found = _NUMERIC.search(text)
    return _from_parts(found.groupdict(), int(found["month"]), text, zone) if found else None


def _english(text: str, zone: ZoneInfo) -> Moment | None:
    for pattern in _ENGLISH:
        found = pattern.search(text)
        if found:
            return _from_parts(found.groupdict(), _MONTHS[found["name"][:3].lower()], text, zone)
    return None


def _from_parts(parts: dict[str, str | None], month: int, raw: str, zone: ZoneInfo) -> Moment | None:
    """A moment from matched parts."""
    year, day = int(parts["year"] or 0), parts.get("day")
    if parts.get("hour") is None or day is None:
        moment = _attempt(lambda: datetime(year, month, int(day or 1), tzinfo=UTC))
        precision = "day" if day else "month"
        return Moment(moment, precision, raw, moment.date().isoformat()) if moment else None
    hour = _hour(int(parts["hour"] or 0), parts.get("half") or parts.get("half_after"))
    minute, second = int(parts["minute"] or 0), int(parts.get("second") or 0)
    naive = _attempt(lambda: datetime(year, month, int(day), hour, minute, second))
    if naive is None:
        return None
    stated = (parts.get("zone") or "").upper()
    if stated in _SEASONAL:
        return _exact(naive.replace(tzinfo=ZoneInfo(_SEASONAL[stated])), raw, zone)
    offset = _offset(stated)
    if offset is None:
        return _exact(naive, raw, zone)
    there = naive.replace(tzinfo=UTC) - offset
    return Moment(there, "second", raw, naive.date().isoformat())


def _hour(hour: int, half: str | None) -> int:
    """The hour of 24 from an hour and its half of the day, in either language."""
    mark = (half or "").replace(".", "").lower()
    if mark in ("pm", "下午", "晚上", "中午") and hour < 12:
        return hour + 12 if mark != "中午" or hour < 11 else hour
    return 0 if mark in ("am", "上午", "凌晨") and hour == 12 else hour


def _offset(zone: str) -> timedelta | None:
    """Hours east of UTC of a stated zone; None for none or an unknown one."""
    if zone in _ZONES:
        return timedelta(hours=_ZONES[zone])
    digits = zone.lstrip("+-").replace(":", "")
    if not digits.isdecimal() or len(digits) != 4:
        return None
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if zone.startswith("-") else size
