"""Calendar arithmetic behind the date patterns; every function is pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None where there is no such day or year."""
    if not 1900 <= year <= 2199 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Year and month that lie ``months`` after (negative: before) the month of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def weekday_at_or_before(day: date, weekday: int) -> date:
    """The latest such weekday (Monday 0) not after ``day``."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday after ``day``."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def weekday_of_week(day: date, weekday: int, weeks: int) -> date:
    """The weekday in the Monday-based week that lies ``weeks`` after the week of ``day``."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks, days=weekday)


def month_at_or_before(day: date, month: int) -> int:
    """The year of the latest such month that does not begin after ``day``."""
    return day.year if month <= day.month else day.year - 1


def month_after(day: date, month: int) -> int:
    """The year of the first such month that does not end before ``day``."""
    return day.year if month >= day.month else day.year + 1


def is_after(value: str, day: date) -> bool:
    """True where the whole period ``value`` lies after ``day``."""
    return value > day.isoformat()[: len(value)]
