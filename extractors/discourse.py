"""How sentences and clauses hang together round a deal (``data/discourse.yml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.fieldtext import Strict, load_table

Standing = Literal["first", "further"]
"""Which of several sums of a deal an amount is."""


class DiscourseWords(Strict):
    """One language; the meaning of each pattern stands at the head of the data file."""

    breaks: str
    commas: str
    money: str
    same_deal: str
    lead_in: str
    titles: str
    earlier: str
    news: str
    carries_on: str
    first: str
    further: str
    further_after: str


class DiscourseTable(Strict):
    """Both languages."""

    en: DiscourseWords
    zh: DiscourseWords


@dataclass(frozen=True, slots=True)
class Discourse:
    """The compiled patterns of one language."""

    breaks: re.Pattern[str]
    commas: re.Pattern[str]
    money: re.Pattern[str]
    same_deal: re.Pattern[str]
    lead_in: re.Pattern[str]
    titles: re.Pattern[str]
    earlier: re.Pattern[str]
    news: re.Pattern[str]
    carries_on: re.Pattern[str]
    first: re.Pattern[str]
    further: re.Pattern[str]
    further_after: re.Pattern[str]


@cache
def discourse(chinese: bool) -> Discourse:
    """The patterns of Chinese or English, read once per process."""
    table = load_table("discourse.yml", DiscourseTable)
    words = table.zh if chinese else table.en
    return Discourse(**{name: re.compile(source) for name, source in words.model_dump().items()})


def first_or_further(before: str, after: str, *, chinese: bool) -> Standing | None:
    """Whether the text round an amount makes it the first of several or a further one; None where it says neither."""
    words = discourse(chinese)
    if words.further.search(before) or words.further_after.match(after):
        return "further"
    return "first" if words.first.search(before) else None
