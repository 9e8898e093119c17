"""Whether two amounts of one article are the same sum."""

from __future__ import annotations

from pipeline.types import Money


def one_sum(a: Money | None, b: Money | None) -> bool:
    """True where two amounts of one currency have a bound in common ($4 billion, up to $4 billion, over $4 billion).

    A range with two different bounds (30多亿 is 3 to 4 billion) is the same only as the very same range: that it ends
    where another sum stands is chance.
    """
    if a is None or b is None or a.currency != b.currency:
        return False
    if _is_range(a) or _is_range(b):
        return same_bounds(a, b)
    return bool({value for value in (a.low, a.high) if value is not None} & {b.low, b.high})


def same_bounds(a: Money, b: Money) -> bool:
    """True where two amounts have both bounds in common, whatever their currency."""
    return (a.low, a.high) == (b.low, b.high)


def _is_range(money: Money) -> bool:
    return money.low is not None and money.high is not None and money.low != money.high
