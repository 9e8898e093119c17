"""What the money reader gives back."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types import Money, Span


class MoneyError(ValueError):
    """A surface that is not one amount of money."""


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """One amount in a text.

    ``span`` covers number, scale and currency; ``full`` also the words that hedge it.
    ``same_as`` is the index of the mention that this one only converts into another
    currency. ``unit_price`` marks prices of one thing (a share, an hour, a small monthly
    fee), ``period`` a rate (``month``, ``quarter``, ``year``), and ``bare`` a currency that
    was inherited or assumed.
    """

    span: Span
    full: Span
    money: Money
    same_as: int | None = None
    unit_price: bool = False
    period: str | None = None
    bare: bool = False
