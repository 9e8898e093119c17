"""Dates as texts give them: a year, a month or a day, taken as the days they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class DayRange:
    """Days from ``low`` to ``high``, both included."""

    low: date
    high: date
    middle: date = field(init=False, compare=False, repr=False)
    """The day half-way, for distances and for the choice of a rate."""

    def __post_init__(self) -> None:
        """The middle is asked for far more often than days are made."""
        span = (self.high - self.low).days
        object.__setattr__(self, "middle", self.low + timedelta(days=span // 2) if span > 1 else self.low)

    @property
    def length(self) -> int:
        """Days covered."""
        return (self.high - self.low).days + 1

    def distance(self, other: DayRange) -> int:
        """Days between the two: 0 where they overlap, else from middle to middle."""
        if self.low <= other.high and other.low <= self.high:
            return 0
        return abs((self.middle - other.middle).days)


@lru_cache(maxsize=65_536)
def parse_date(text: str | None) -> DayRange | None:
    """The days that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` covers; None for anything else.

    >>> parse_date("2023-09")
    DayRange(low=datetime.date(2023, 9, 1), high=datetime.date(2023, 9, 30))
    """
    match = _FORM.fullmatch(text or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if year < 1 or (match[2] and not 1 <= month <= 12):
        return None
    if match[3]:
        if not 1 <= day <= monthrange(year, month)[1]:
            return None
        return DayRange(date(year, month, day), date(year, month, day))
    if match[2]:
        return DayRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return DayRange(date(year, 1, 1), date(year, 12, 31))
