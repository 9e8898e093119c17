"""Interval arithmetic on amounts that are never negative.

A lower bound of None counts as 0 ("up to 4 billion" promises nothing); an upper bound of None is
unbounded ("more than 2 billion") and stays so. No midpoint is ever taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """Amounts from ``low`` to ``high``, both included; raises ``ValueError`` where they cross or are negative."""

    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        for bound in (self.low, self.high):
            if bound is not None and not (bound.is_finite() and bound >= 0):
                raise ValueError(f"{bound} is no amount: a bound must be a finite number, 0 or more")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.low} to {self.high} is no interval: the lower bound is above the upper")

    @property
    def floor(self) -> Decimal:
        """The lower bound, 0 where it is open."""
        return ZERO if self.low is None else self.low

    def holds(self, value: Decimal) -> bool:
        """True where the value may be meant."""
        return self.floor <= value and (self.high is None or value <= self.high)

    def plus(self, other: Interval) -> Interval:
        """Sum: each bound is the sum of the bounds."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(self.floor + other.floor, high)

    def smaller(self, other: Interval) -> Interval:
        """The smaller of two amounts: bounds are the smaller bounds."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Interval(min(self.floor, other.floor), min(highs) if highs else None)

    def meet(self, other: Interval) -> Interval | None:
        """What both allow; None where they exclude each other."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        low, high = max(lows) if lows else None, min(highs) if highs else None
        if low is not None and high is not None and low > high:
            return None
        return Interval(low, high)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both; an open bound stays open."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def times(self, factor: Decimal) -> Interval:
        """Both bounds times a factor that is not negative."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def mentions(self) -> tuple[Decimal, ...]:
        """The bounds that are stated, each once."""
        return tuple(dict.fromkeys(bound for bound in (self.low, self.high) if bound is not None))
