"""Parties that a text lists together: "A, B and C"."""

from __future__ import annotations

import re

from extractors.reading import Mention, Reading

_JOINT = re.compile(
    r"\s*(?:\([^()\d]{1,40}\)\s*)?(?:,|&|and|,\s*and|as well as|,\s*as well as|along with)\s+(?:the\s+)?", re.IGNORECASE
)
_VALUE = re.compile(r"valu", re.IGNORECASE)


def listed_with(reading: Reading, mention: Mention) -> set[int]:
    """Entities that stand in one plain list with a mention, joined by commas and "and" (English; else empty)."""
    if reading.language != "en" or mention.anaphor:
        return set()
    row = [m for m in reading.mentions if m.sentence == mention.sentence and m.entity >= 0 and not m.anaphor]
    at = next((i for i, m in enumerate(row) if m is mention), None)
    if at is None:
        return set()
    first = last = at
    while first > 0 and _joined(reading, row[first - 1], row[first]):
        first -= 1
    while last + 1 < len(row) and _joined(reading, row[last], row[last + 1]):
        last += 1
    return (
        {m.entity for m in row[first : last + 1]} - {mention.entity}
        if _closed(reading, row[first : last + 1])
        else set()
    )


def _joined(reading: Reading, left: Mention, right: Mention) -> bool:
    return bool(_JOINT.fullmatch(reading.text[left.span.end : right.span.start]))


def _closed(reading: Reading, row: list[Mention]) -> bool:
    """A list has an "and" in it; mere commas may set off an apposition."""
    return any(
        re.search(r"\band\b|&", reading.text[a.span.end : b.span.start]) for a, b in zip(row, row[1:], strict=False)
    )


def beyond_figure(reading: Reading, top: Mention, other: Mention) -> bool:
    """True where another sum (no valuation) stands between two mentions of a sentence (English; else False)."""
    if reading.language != "en" or top.sentence != other.sentence:
        return False
    low, high = sorted((top.span.start, other.span.start))
    return any(
        anchor.money is not None
        and low < anchor.span.start < high
        and not _VALUE.search(reading.text[max(0, anchor.span.start - 30) : anchor.span.end + 16])
        for anchor in reading.anchors
        if anchor.sentence == top.sentence
    )
