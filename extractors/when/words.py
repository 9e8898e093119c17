"""The date words of both languages, checked on load (``data/dates.yml``)."""

from __future__ import annotations

from functools import cache

from extractors.fieldtext import Strict, load_table


class RolePattern(Strict):
    """Regular expressions that look directly before and after a date."""

    before: str | None = None
    after: str | None = None


class English(Strict):
    """Month, weekday and shift words of English."""

    months: dict[str, int]
    ambiguous_months: tuple[str, ...]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    days: dict[str, int]
    shifts: dict[str, int]
    seasons: dict[str, int]
    vague: tuple[str, ...]
    just: str
    roles: dict[str, RolePattern]
    future_before: str


class Chinese(Strict):
    """Shift words of Chinese, in Simplified characters."""

    numbers: dict[str, float]
    weekdays: dict[str, int]
    years: dict[str, int]
    months: dict[str, int]
    weeks: dict[str, int]
    days: dict[str, int]
    vague_month: tuple[str, ...]
    vague_year: tuple[str, ...]
    roles: dict[str, RolePattern]
    future_before: str
    future_after: str


class DateWords(Strict):
    """The whole table."""

    en: English
    zh: Chinese


@cache
def date_words() -> DateWords:
    """The table, read once per process."""
    return load_table("dates.yml", DateWords)
