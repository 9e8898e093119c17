"""The value that a date mention carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.types import Span


class Role(StrEnum):
    """What the date bounds: the event itself, or the start, end or range of something."""

    POINT = "point"
    SINCE = "since"
    UNTIL = "until"
    RANGE = "range"
    FOUNDING = "founding"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that the text names.

    ``value`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or None where the text is vague
    ("recently") or needs a publication date that is not known. ``future`` is true for a
    date after publication or one that the text announces. ``vague`` marks values that
    rest on words such as 近日 or 最近 rather than on a calendar.
    """

    span: Span
    value: str | None
    future: bool
    role: Role = Role.POINT
    vague: bool = False
