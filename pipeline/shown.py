"""Values as a reader likes them: amounts with their bounds, intervals, days, text that steers no terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

_UNITS = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))
_CONTROL = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")


def plain(text: str) -> str:
    """Text without control characters, so that nothing scraped can steer the terminal."""
    return text.translate(_CONTROL)


def jsonable(value: object) -> object:
    """Values that JSON has no form for: exact whole amounts as integers, days and moments as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset | tuple):
        return sorted(map(str, value)) if isinstance(value, set | frozenset) else list(value)
    return str(value)


def cell(value: object) -> str:
    """A value as a reader likes it."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, list | tuple):
        return ", ".join(cell(item) for item in value) or "-"
    if isinstance(value, Mapping):
        return plain(json.dumps(value, ensure_ascii=False, default=jsonable))
    return plain(str(value))


def money(low: object, high: object, currency: str | None = "USD") -> str:
    """An amount with its bounds.

    >>> money(Decimal(2_000_000_000), Decimal(2_000_000_000)), money(None, Decimal(4_000_000_000))
    ('$2bn', '≤ $4bn')
    >>> money(Decimal(3_000_000_000), Decimal(4_000_000_000), "CNY"), money(None, None)
    ('CNY 3bn – 4bn', '-')
    """
    first, last = _short(low), _short(high)
    sign = "$" if currency == "USD" else f"{currency} "
    if first is None and last is None:
        return "-"
    if first is None:
        return f"≤ {sign}{last}"
    if last is None:
        return f"≥ {sign}{first}"
    return f"{sign}{first}" if first == last else f"{sign}{first} – {last}"


def span(low: object, high: object, unit: str = "") -> str:
    """A measured interval; an unknown upper bound is open."""
    if low is None and high is None:
        return "-"
    first = "?" if low is None else f"{float(str(low)):.2f}"
    last = "∞" if high is None else f"{float(str(high)):.2f}"
    return f"{first}{unit}" if first == last else f"{first} – {last}{unit}"


def _short(value: object) -> str | None:
    if value is None:
        return None
    amount = Decimal(str(value))
    for size, unit in _UNITS:
        if abs(amount) >= size:
            digits = f"{amount / size:.2f}".rstrip("0").rstrip(".")
            return f"{digits}{unit}"
    return f"{amount.normalize():f}"
