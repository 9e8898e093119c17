"""Parties that a text lists together ("A, B and C", 甲、乙和丙) and the words of such lists (``data/lists.yml``)."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from extractors.fieldtext import Strict, load_table
from extractors.reading import Mention, Reading

_WORTH_BEFORE, _WORTH_AFTER = 30, 16


class ListData(Strict):
    """One language; the meaning of each pattern stands at the head of the data file."""

    joint: str
    closing: str
    valuation: str
    opens_list: str
    ends_list: str
    joined: str
    clause: str
    earlier_round: str
    belongs: str
    employer: str
    other_giver: str
    each: str
    each_before: int
    each_after: int
    in_order: str
    figure_joint: str
    same: str
    plural: tuple[str, ...]


class ListTable(Strict):
    """Both languages."""

    en: ListData
    zh: ListData


@dataclass(frozen=True, slots=True)
class ListWords:
    """The compiled patterns of one language."""

    joint: re.Pattern[str]
    closing: re.Pattern[str]
    valuation: re.Pattern[str]
    opens_list: re.Pattern[str]
    ends_list: re.Pattern[str]
    joined: re.Pattern[str]
    clause: re.Pattern[str]
    earlier_round: re.Pattern[str]
    belongs: re.Pattern[str]
    employer: re.Pattern[str]
    other_giver: re.Pattern[str]
    each: re.Pattern[str]
    in_order: re.Pattern[str]
    figure_joint: re.Pattern[str]
    same: re.Pattern[str]
    each_before: int
    each_after: int
    plural: frozenset[str]


@cache
def list_words(language: str) -> ListWords:
    """The words of Chinese ("zh") or English lists, read once per process."""
    table = load_table("lists.yml", ListTable)
    data = table.zh if language == "zh" else table.en
    sources = {name: value for name, value in data.model_dump().items() if isinstance(value, str)}
    patterns = {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}
    return ListWords(
        **patterns, each_before=data.each_before, each_after=data.each_after, plural=frozenset(data.plural)
    )


def row_of(reading: Reading, mention: Mention) -> list[Mention]:
    """The plain list that a mention stands in, in order, itself included; empty where it stands in none."""
    if mention.anaphor:
        return []
    row = [m for m in reading.mentions if m.sentence == mention.sentence and m.entity >= 0 and not m.anaphor]
    at = next((i for i, m in enumerate(row) if m is mention), None)
    if at is None:
        return []
    first = last = at
    while first > 0 and _joined(reading, row[first - 1], row[first]):
        first -= 1
    while last + 1 < len(row) and _joined(reading, row[last], row[last + 1]):
        last += 1
    members = row[first : last + 1]
    return members if _closed(reading, members) else []


def listed_with(reading: Reading, mention: Mention) -> set[int]:
    """Entities that stand in one plain list with a mention."""
    return {m.entity for m in row_of(reading, mention)} - {mention.entity}


def _joined(reading: Reading, left: Mention, right: Mention) -> bool:
    return bool(list_words(reading.language).joint.fullmatch(reading.text[left.span.end : right.span.start]))


def _closed(reading: Reading, row: list[Mention]) -> bool:
    """A list has an "and" in it; mere commas may set off an apposition."""
    closing = list_words(reading.language).closing
    return any(closing.search(reading.text[a.span.end : b.span.start]) for a, b in itertools.pairwise(row))


def beyond_figure(reading: Reading, top: Mention, other: Mention) -> bool:
    """True where another sum (no valuation) stands between two mentions of a sentence."""
    if top.sentence != other.sentence:
        return False
    valuation = list_words(reading.language).valuation
    low, high = sorted((top.span.start, other.span.start))
    return any(
        anchor.money is not None
        and low < anchor.span.start < high
        and not valuation.search(
            reading.text[max(0, anchor.span.start - _WORTH_BEFORE) : anchor.span.end + _WORTH_AFTER]
        )
        for anchor in reading.anchors
        if anchor.sentence == top.sentence
    )
