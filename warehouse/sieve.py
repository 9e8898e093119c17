"""Tells which of many claims may match one, all at once, so that only those are looked at closely.

The sieve lets through every pair that ``warehouse.match`` takes for one deal, and few others: it knows days, figures
of one currency, and which claims give none. Figures are compared by their logarithms, a little more widely than the
rules do, for floating point.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from math import log10, nan

import numpy as np

from pipeline.types import Qualifier, Scope, Status
from warehouse.claims import MergeClaim
from warehouse.match import Policy

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Looks = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_SMALL = 16
"""So few claims are looked at closely at once."""
_ROOM = 64
_SLACK = 1e-6
_COLUMNS = 10


class Sieve:
    """The looks of claims, each under the number in which it was added."""

    def __init__(self, policy: Policy) -> None:
        """``policy`` has the numbers of the rules."""
        self._size = 0
        self._looks: Looks = np.empty((_COLUMNS, _ROOM))
        self._currencies: dict[str, int] = {}
        self._families: dict[str, int] = {}
        self._agree, self._ratio, self._unit = _limits(policy)
        self._window = policy.window
        self._same = max(policy.window, policy.same_window)
        self._cancel = max(policy.window, policy.cancel_window)
        self._apart = max(policy.window, policy.conflict_window, policy.revised_window)

    def add(self, claim: MergeClaim) -> int:
        """Take a claim in; returns its number."""
        if self._size == self._looks.shape[1]:
            self._looks = np.concatenate([self._looks, np.empty_like(self._looks)], axis=1)
        self._looks[:, self._size] = self._look(claim)
        self._size += 1
        return self._size - 1

    def may_match(self, claim: MergeClaim, numbers: Numbers) -> list[int]:
        """Those of the numbers whose claims may tell of the deal of this claim, in their order."""
        passed = numbers if len(numbers) <= _SMALL else self._passed(claim, numbers)
        found: list[int] = passed.tolist()
        return found

    def _passed(self, claim: MergeClaim, numbers: Numbers) -> Numbers:
        low, high, middle, figure, currency, family, whole_sum, undated, cancelled, stake = self._look(claim)
        if whole_sum:
            return numbers
        looks = self._looks[:, numbers]
        days = np.where((looks[0] <= high) & (low <= looks[1]), 0, np.abs(looks[2] - middle))
        open_days = (looks[7] + undated) > 0
        silent = (days <= self._window) | ((looks[9] * stake > 0) & (days <= self._same))
        if claim.payers and claim.payees:
            silent |= open_days | (((looks[8] + cancelled) > 0) & (days <= self._cancel))
            timely = open_days | (days <= max(self._same, self._cancel))
        else:
            # A claim of one side reaches less far: see the rules for such claims.
            timely = days <= self._same
        silent &= looks[5] == family
        if currency >= 0:
            # Not a number where a figure cannot be compared: such pairs pass.
            quotient = np.where(looks[4] == currency, np.abs(looks[3] - figure), nan)
            same = ~(quotient > self._agree) & timely
            far = (quotient > self._ratio) & (np.abs(quotient - 1) > self._unit) & (np.abs(quotient - 2) > self._unit)
            found = np.where(looks[4] >= 0, same | (~far & (days <= self._apart)), silent)
        else:
            found = silent
        passed: Numbers = numbers[found | (looks[6] > 0)]
        return passed

    def _look(self, claim: MergeClaim) -> tuple[float, ...]:
        when, amount = claim.when, claim.amount
        return (
            when.low.toordinal(),
            when.high.toordinal(),
            when.middle.toordinal(),
            _figure(claim),
            -1 if amount is None else self._currencies.setdefault(amount.currency, len(self._currencies)),
            self._families.setdefault(claim.family, len(self._families)),
            claim.scope is not Scope.SINGLE,
            claim.days is None,
            claim.status is Status.CANCELLED,
            claim.stake_pct is not None,
        )


@lru_cache(maxsize=8)
def _limits(policy: Policy) -> tuple[float, float, float]:
    """How far apart the logarithms of two figures may lie that agree, that contradict each other, and, from 1 or 2
    on, that are a unit error."""
    agree = max(1 / (1 - policy.tolerance), policy.above)
    unit = 1 / (1 - policy.unit_tolerance)
    return log10(agree) + _SLACK, log10(max(agree, policy.conflict_ratio)) + _SLACK, log10(unit) + _SLACK


def _figure(claim: MergeClaim) -> float:
    """The logarithm of a claim's figure: of its upper bound, else of its lower; not a number where that says little."""
    amount = claim.amount
    if amount is None or amount.qualifier is Qualifier.RANGE:
        return nan
    figure = amount.interval.high if amount.interval.high is not None else amount.interval.floor
    return log10(figure) if figure > Decimal(0) else nan


def numbers_of(spans: Iterable[tuple[int, int]]) -> Numbers:
    """All numbers of some spans, each from its first up to but not with its last."""
    parts = [np.arange(first, last, dtype=np.int64) for first, last in spans]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
