"""Small change after an amount: 五元三毛, 3 dollars 50 cents, 15 dollars and 50."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.money import en, zh
from extractors.money.currencies import Matchers
from extractors.money.numeral import Numeral
from extractors.money.quantity import Quantity

_JOINT = re.compile(r"(?:[ \t]+and)?[ \t]+|[又零]|外加")
_SPACES = re.compile(r"[ \t]*")
_CLOSED = re.compile(r"(?=[ \t]*(?:$|[.,;:!?)\n]|and\b|of\b))")
_TEN_OF_UNIT = ("分", "角", "毛")


def with_change(text: str, quantity: Quantity, table: Matchers) -> Quantity:
    """The quantity with what follows it in its smaller units, at most three of them."""
    if not quantity.trails or quantity.low != quantity.high:
        return quantity
    units = table.minor.get("CNY" if quantity.plain else quantity.currency or "", {})
    value, end, last = quantity.low, quantity.end, Decimal(1)
    for _ in range(3):
        step = _step(text, end, units, last, quantity)
        if step is None:
            break
        amount, end, last = step
        value += amount
    return quantity if end == quantity.end else replace(quantity, low=value, high=value, end=end, sure=True)


def _step(
    text: str, end: int, units: dict[str, Decimal], last: Decimal, quantity: Quantity
) -> tuple[Decimal, int, Decimal] | None:
    """(amount, where it ends, its unit) of the change at ``end``, or None."""
    joint = _JOINT.match(text, end)
    position = joint.end() if joint else end
    numeral = _small(text, position)
    if numeral is None:
        return None
    spaces = _SPACES.match(text, numeral.end)
    unit_at = spaces.end() if spaces else numeral.end
    for name, part in units.items():
        tail = unit_at + len(name)
        if text.startswith(name, unit_at) and not (name.isascii() and text[tail : tail + 1].isalpha()):
            tail += 1 if name in _TEN_OF_UNIT and text.startswith("钱", tail) else 0
            return numeral.low * part, tail, part
    bare = (
        joint is not None
        and quantity.surface.isascii()
        and quantity.surface[-1:].isalpha()
        and not quantity.numeral.scaled
    )
    if not bare or not _CLOSED.match(text, numeral.end) or (last < 1 and numeral.low >= 10):
        return None
    return numeral.low * (last / 10 if last < 1 else Decimal("0.01")), numeral.end, Decimal(0)


def _small(text: str, position: int) -> Numeral | None:
    """A whole number below 100 at ``position``, in digits or words of either language."""
    if position >= len(text):
        return None
    if text[position] in zh.STARTS:
        numeral = zh.read_number(text, position)
    else:
        numeral = en.read_words(text, position) if "a" <= text[position] <= "z" else None
    if numeral is None or numeral.scaled or numeral.low != numeral.high or not 0 < numeral.low < 100:
        return None
    return numeral if numeral.low == numeral.low.to_integral_value() else None
