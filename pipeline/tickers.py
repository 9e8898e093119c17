"""Spellings of exchange tickers as newspapers print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

_SUFFIX = MappingProxyType(
    {
        "HKEX": "HK",
        "SSE": "SH",
        "SZSE": "SZ",
        "BSE": "BJ",
        "TWSE": "TW",
        "TPEX": "TWO",
        "TSE": "T",
        "KRX": "KS",
        "NSE": "NS",
        "LSE": "L",
        "ASX": "AX",
    }
)
"""Exchange to the suffix that follows the code after a full stop."""

_SHORTEST_SEARCHED_CODE = 4
"""Bare letter codes below this length are too often words or initials to be searched for."""


@dataclass(frozen=True, slots=True)
class TickerForm:
    """One spelling.

    ``ambiguous`` where the string is also a plain number, a word or initials; ``searched`` where it
    is worth looking for in a text (the others are only resolved).
    """

    text: str
    ambiguous: bool
    searched: bool = True


def ticker_forms(ticker: str) -> Iterator[TickerForm]:
    """The spellings of an ``EXCHANGE:CODE``.

    >>> [form.text for form in ticker_forms("HKEX:0700")]
    ['HKEX:0700', '0700.HK', '700.HK', '00700.HK', '00700']
    >>> [form.text for form in ticker_forms("NASDAQ:NVDA")]
    ['NASDAQ:NVDA', 'NVDA', 'NVDA.US']
    """
    exchange, code = ticker.split(":")
    yield TickerForm(ticker, ambiguous=False)
    suffix = _SUFFIX.get(exchange)
    if suffix is None:
        yield TickerForm(code, ambiguous=True, searched=len(code) >= _SHORTEST_SEARCHED_CODE)
        yield TickerForm(f"{code}.US", ambiguous=False)
        return
    codes = dict.fromkeys((code, code.lstrip("0"), code.zfill(5))) if exchange == "HKEX" else (code,)
    for one in codes:
        yield TickerForm(f"{one}.{suffix}", ambiguous=False)
    yield TickerForm(code.zfill(5) if exchange == "HKEX" else code, ambiguous=True, searched=False)
