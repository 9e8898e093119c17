"""One number as the text writes it, before currency and hedges are known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.types import Qualifier

MAX_DIGITS = 40
"""Longer digit strings are identifiers, not amounts."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over ``text[start:end]``: an interval in units, and how it was scaled.

    ``leads`` are the numbers that the value may be told by, the first one first: 3 for
    "3 billion", 3 and then 3000 for 3千万; a neighbour in a range ("2-3千万", "1000到3000万")
    shares the rest of the value as its scale. ``scaled`` is True where a scale word (万, 亿, million, …) stands.
    ``words`` is True where no digit stands. ``qualifier`` is what the number itself says
    (30多亿 is a range, "billions" at least one).
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    leads: tuple[Decimal, ...]
    scaled: bool
    words: bool
    qualifier: Qualifier = Qualifier.EXACT

    def scale_above(self, number: Decimal) -> Decimal | None:
        """The scale that a smaller neighbour in a range shares, or None where it cannot."""
        for lead in self.leads:
            if 0 < number < lead:
                return self.high / lead
        return None
