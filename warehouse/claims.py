"""Claims as the merge sees them: parties resolved, dates and amounts as intervals, source known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from pipeline.types import Kind, Qualifier, Scope, Status
from warehouse.dates import DayRange
from warehouse.fx import Rate, reference_rates
from warehouse.intervals import Interval
from warehouse.kinds import FAMILY
from warehouse.resolve import Resolved


class Change(StrEnum):
    """What a text says a deal does to an earlier one: adds to it, or takes its place."""

    INCREMENT = "increment"
    EXPANSION = "expansion"


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval in plain units of a currency."""

    interval: Interval
    currency: str
    qualifier: Qualifier
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Amounts are looked up far more often than made."""
        object.__setattr__(self, "_hash", hash((self.interval.low, self.interval.high, self.currency)))

    def __hash__(self) -> int:
        return self._hash

    def usd(self, on: date) -> Interval | None:
        """The interval in US dollars on a day; None where there is no rate."""
        if self.currency == "USD":
            return self.interval
        return _dollars(self, on)


@lru_cache(maxsize=65_536)
def _dollars(amount: Amount, on: date) -> Interval | None:
    rate = reference_rates().usd(amount.currency, on)
    return amount.interval.times(rate.usd_per_unit) if isinstance(rate, Rate) else None


@dataclass(frozen=True, slots=True)
class MergeClaim:
    """One claim ready to be merged; ``days`` is None where the text gives no date."""

    claim_id: str
    article_id: str
    kind: Kind
    payers: tuple[Resolved, ...]
    payees: tuple[Resolved, ...]
    amount: Amount | None
    stake_pct: Decimal | None
    term_years: Decimal | None
    term_start: str | None
    term_end: str | None
    status: Status
    date_text: str | None
    days: DayRange | None
    known_from: datetime
    scope: Scope
    change: Change | None
    exclusive: bool
    collateral: str | None
    confidence: float
    firm: bool
    sources: frozenset[str] = field(default_factory=frozenset)
    family: str = field(init=False, compare=False, repr=False)
    """Kinds that may tell of one deal share it."""
    payer_groups: frozenset[str] = field(init=False, compare=False, repr=False)
    """Groups that pay; empty where unknown."""
    payee_groups: frozenset[str] = field(init=False, compare=False, repr=False)
    """Groups that are paid; empty where unknown."""
    when: DayRange = field(init=False, compare=False, repr=False)
    """The days of the deal, or the day it became known where the text gives none."""

    def __post_init__(self) -> None:
        """What follows from the rest is worked out once: a merge asks for it millions of times."""
        known = self.known_from.date()
        put = object.__setattr__
        put(self, "family", FAMILY[self.kind])
        put(self, "payer_groups", frozenset(party.group_id for party in self.payers))
        put(self, "payee_groups", frozenset(party.group_id for party in self.payees))
        put(self, "when", self.days or DayRange(known, known))
