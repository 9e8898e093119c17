"""An amount on its way from a number to a mention."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.money.quantity import Quantity
from pipeline.types import Money, Qualifier


@dataclass(frozen=True, slots=True)
class Draft:
    """An amount whose hedge or currency may still be open.

    ``start:end`` is the core, ``full_start:full_end`` what is known to belong to it. ``last`` is
    the quantity it ends with. A ``currency`` of None means that none stands beside the number.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    qualifier: Qualifier
    currency: str | None
    full_start: int
    full_end: int
    last: Quantity
    bare: bool = False


def draft_of(quantity: Quantity) -> Draft:
    """The draft of one quantity that stands alone."""
    return Draft(
        start=quantity.start,
        end=quantity.end,
        low=quantity.low,
        high=quantity.high,
        qualifier=quantity.qualifier,
        currency=quantity.currency,
        full_start=quantity.start,
        full_end=quantity.end,
        last=quantity,
    )


def money_of(draft: Draft) -> Money:
    """The interval that the qualifier makes of the draft's numbers."""
    low: Decimal | None = _plain(draft.low)
    high: Decimal | None = _plain(draft.high)
    if draft.qualifier is Qualifier.UP_TO:
        low = None
    elif draft.qualifier is Qualifier.AT_LEAST:
        high = None
    return Money(low, high, draft.currency or "", draft.qualifier)


def _plain(value: Decimal) -> Decimal:
    """Without exponent or trailing zeros, so that equal amounts are also written alike."""
    whole = value == value.to_integral_value() and value < Decimal(10) ** 27
    return value.quantize(Decimal(1)) if whole else value.normalize()
