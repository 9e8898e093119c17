"""An amount in words that ``parse_money`` reads back to the same amount."""

from __future__ import annotations

from decimal import Decimal

from extractors.fieldtext import is_chinese
from extractors.money.currencies import Currency, currency_table
from extractors.money.mention import MoneyError
from pipeline.types import Money, Qualifier

_SCALES = {
    False: ((10**12, " trillion"), (10**9, " billion"), (10**6, " million")),
    True: ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
}
_HEDGES = {
    False: {Qualifier.EXACT: "", Qualifier.ABOUT: "about ", Qualifier.UP_TO: "up to ", Qualifier.AT_LEAST: "at least "},
    True: {Qualifier.EXACT: "", Qualifier.ABOUT: "约", Qualifier.UP_TO: "最多", Qualifier.AT_LEAST: "至少"},
}


def render_money(money: Money, language: str) -> str:
    """The amount in Chinese (``zh…``) or English, with its hedge: "up to USD 4 billion", 至少3.5亿美元.

    Raises ``MoneyError`` for a currency that the currency table lacks or an amount without bounds.
    """
    chinese = is_chinese(language)
    currency = _currency(money.currency)
    if money.qualifier is Qualifier.RANGE and money.low is not None and money.high is not None:
        scale = _scale(money.low, chinese=chinese)
        if scale != _scale(money.high, chinese=chinese):
            scale = (1, "")
        joint = "至" if chinese else " to "
        return joint.join(_one(value, scale, currency, chinese=chinese) for value in (money.low, money.high))
    value = money.high if money.low is None else money.low
    if value is None:
        raise MoneyError("an amount without bounds has no words; give it a low or a high bound")
    return _HEDGES[chinese][money.qualifier] + _one(value, _scale(value, chinese=chinese), currency, chinese=chinese)


def _currency(code: str) -> Currency:
    known = {currency.code: currency for currency in currency_table().currencies}
    if code not in known:
        raise MoneyError(f"{code!r} is not in data/currencies.yml; known: {', '.join(sorted(known))}")
    return known[code]


def _scale(value: Decimal, *, chinese: bool) -> tuple[int, str]:
    """The largest scale word that leaves at most two decimals."""
    for factor, word in _SCALES[chinese]:
        if value >= factor and value * 100 % factor == 0:
            return factor, word
    return 1, ""


def _one(value: Decimal, scale: tuple[int, str], currency: Currency, *, chinese: bool) -> str:
    factor, word = scale
    number = f"{(value / factor).normalize():f}{word}"
    name = next((name for name in currency.names if name.isascii() != chinese), None)
    if not chinese and currency.letters:
        return f"{currency.letters[0].upper()} {number}"
    return f"{number}{name}" if chinese else f"{number} {name}"
