"""A number with the currency that stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.money import zh
from extractors.money.currencies import DEPENDS, PLAIN, Found, Matchers
from extractors.money.numeral import Numeral
from pipeline.types import Qualifier

_LEVEL = re.compile(r"[ \t]*量?级别?的?")
_COUNTED = re.compile(r"计的?")
_NUMBER_NEXT = re.compile(r"[ \t]*(?=[0-9])")
LEAST_FOR_WEAK = 10_000
"""From this number on, a word like "pounds" means money."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the currency beside it: ``currency`` is None where none stands there.

    ``start`` and ``end`` cover number, scale and currency; ``leads`` and ``trails`` tell on which
    side the currency stands, ``plain`` that it is a plain 元. ``surface`` is the currency's text.
    ``sure`` is False for a currency word with other meanings beside an unscaled number
    ("300 pounds").
    """

    start: int
    end: int
    numeral: Numeral
    low: Decimal
    high: Decimal
    qualifier: Qualifier
    currency: str | None = None
    leads: bool = False
    trails: bool = False
    plain: bool = False
    sure: bool = True
    surface: str = ""


def complete(text: str, original: str, numeral: Numeral, floor: int, table: Matchers) -> Quantity:
    """The number with its currency and the interval that its own words give.

    ``floor`` is where the amount before ends; ``original`` gives the case of letters.
    """
    low, high, qualifier, end = numeral.low, numeral.high, numeral.qualifier, numeral.end
    magnitude = numeral.words and qualifier is Qualifier.EXACT and zh.is_magnitude(text, numeral)
    if magnitude and (level := _LEVEL.match(text, end)):
        high, qualifier, end = low * 10, Qualifier.RANGE, level.end()
    counted = text.startswith("数以", numeral.start)
    if counted and (match := _COUNTED.match(text, end)):
        end = match.end()
    before = (
        usable(table.before(text, numeral.start, floor), original)
        if table.may_end_before(text, numeral.start)
        else None
    )
    after = usable(table.after(text, end), original)
    before, after = _choose(text, before, after, table)
    if before is not None and after is None and _counts_something(text, before, numeral):
        before = None
    tail = after.end if after is not None else end
    if after is not None and magnitude and (level := _LEVEL.match(text, tail)):
        high, qualifier, tail = low * 10, Qualifier.RANGE, level.end()
    if counted and (match := _COUNTED.match(text, tail)):
        tail = match.end()
    named = [found for found in (after, before) if found is not None]
    explicit = [found for found in named if found.name.code != PLAIN]
    if any(found.name.millions for found in named):
        low, high = low * 10**6, high * 10**6
    return Quantity(
        start=before.start if before is not None else numeral.start,
        end=tail,
        numeral=numeral,
        low=low,
        high=high,
        qualifier=qualifier,
        currency=explicit[0].name.code if explicit else PLAIN if named else None,
        leads=before is not None,
        trails=after is not None,
        plain=bool(named) and not explicit,
        sure=_is_sure(named, numeral),
        surface=(explicit or named)[0].surface if named else "",
    )


def _is_sure(named: list[Found], numeral: Numeral) -> bool:
    """False where the currency's word may mean something else here ("300 pounds", 100万块芯片)."""
    if any(found.name.never_alone for found in named):
        return False
    return not any(found.name.weak for found in named) or numeral.scaled or numeral.low >= LEAST_FOR_WEAK


def usable(found: Found | None, original: str) -> Found | None:
    """The currency, unless it needs capitals that the text does not have (TRY, MUSD)."""
    if found is None or not found.name.exact_case:
        return found
    return found if original[found.start : found.end].isupper() else None


def _choose(text: str, before: Found | None, after: Found | None, table: Matchers) -> tuple[Found | None, Found | None]:
    """Which of the two neighbours belong to the number.

    A sign or code between two numbers leads the second where it touches it, or where the second
    is scaled or named in full ("1 $ 10 dollars"); after a number, a full name outweighs a bare "$".
    """
    if after is not None and before is None and after.name.sign and _leads_next(text, after, table):
        return None, None
    if before is None or after is None or after.name.code in (PLAIN, before.name.code):
        return before, after
    if after.name.sign or before.name.code == DEPENDS or (before.name.sign and before.surface != "$"):
        return before, None
    return (before, None) if before.name.sign and after.surface.isascii() else (None, after)


def _counts_something(text: str, before: Found, numeral: Numeral) -> bool:
    """True where a small number after a Chinese currency name counts what follows it (人民币两周来)."""
    if before.surface.isascii() or numeral.scaled or numeral.low >= 1000:
        return False
    return "\u4e00" <= text[numeral.end : numeral.end + 1] <= "\u9fff"


def _leads_next(text: str, sign: Found, table: Matchers) -> bool:
    following = _NUMBER_NEXT.match(text, sign.end)
    if following is None:
        return False
    touches_next, touches_this = following.end() == sign.end, not text[sign.start - 1].isspace()
    if touches_next != touches_this:
        return touches_next
    numeral = zh.read_number(text, following.end())
    if numeral is None:
        return False
    name = table.after(text, numeral.end)
    return numeral.scaled or (name is not None and not name.name.sign and name.name.code == sign.name.code)


def with_article(text: str, quantity: Quantity, floor: int) -> Quantity:
    """A number in words takes the article before it: a billion dollars, a quarter million euros."""
    if quantity.leads or quantity.currency is None or not _TAKES_ARTICLE.match(text, quantity.start):
        return quantity
    article = _ARTICLE.search(text, max(floor, quantity.start - 5), quantity.start)
    return quantity if article is None else replace(quantity, start=article.start())


_ARTICLE = re.compile(r"(?<![a-z])an?[ \t-]+$")
_TAKES_ARTICLE = re.compile(r"quarter|half|hundred|thousand|million|billion|trillion|few|couple")
