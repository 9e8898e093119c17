"""Every number of a text that could be an amount, with the currency that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.money import en, zh
from extractors.money.currencies import DEPENDS, LOOK_BACK, PLAIN, Found, Matchers, matchers
from extractors.money.numeral import Numeral
from pipeline.types import Qualifier

_SEED = re.compile(rf"\.?[0-9][0-9,]*(?:\.[0-9]+)?|[{''.join(sorted(zh.STARTS - set('0123456789')))}]|[a-z]+")
_ARTICLE = re.compile(r"(?<![a-z])an?[ \t-]+$")
_LEVEL = re.compile(r"[ \t]*(?:量)?级(?:别)?(?:的)?")
_COUNTED = re.compile(r"计的?")
_GLUE_BEFORE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.,_")
_SIGN_ENDS = frozenset("$€£¥￥₹₩")
_SMALL_CHANGE = re.compile(r"(?:[ \t]+and)?[ \t]+(?=[0-9a-z])")
_AFTER_CHANGE = re.compile(r"(?=[ \t]*(?:$|[.,;:!?)\n]|and\b|of\b))")
_MINOR_NUMBER = re.compile(r"(?:又|零|外加|[ \t])?(?P<number>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})[ \t]*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the currency beside it: ``currency`` is None where none stands there.

    ``start`` and ``end`` cover number, scale and currency. ``sure`` is False for a currency
    word with other meanings beside an unscaled number ("300 pounds").
    """

    start: int
    end: int
    numeral: Numeral
    low: Decimal
    high: Decimal
    qualifier: Qualifier
    currency: str | None
    leads: bool = False
    trails: bool = False
    plain: bool = False
    sure: bool = True


def scan(text: str, original: str) -> Iterator[Quantity]:
    """Quantities of the folded ``text`` from left to right; ``original`` gives the case of letters."""
    table = matchers()
    position = floor = 0
    length = len(text)
    while position < length and (seed := _SEED.search(text, position)):
        start = seed.start()
        first = text[start]
        if "a" <= first <= "z":
            if seed.group() not in en.SEEDS:
                if (start == 0 or text[start - 1] not in _GLUE_BEFORE) and seed.group().startswith("multi"):
                    numeral = en.read_words(text, start)
                else:
                    position = seed.end()
                    continue
            else:
                numeral = en.read_words(text, start)
            if numeral is None or (start > 0 and text[start - 1] in _GLUE_BEFORE):
                position = seed.end()
                continue
            quantity = _with_article(text, floor, _complete(text, original, numeral, floor, table))
            yield quantity
            position = floor = quantity.end
            continue
        numeral = _number(text, start)
        if numeral is None or _glued(text, start, numeral):
            position = max(seed.end(), numeral.end if numeral is not None and numeral.words else seed.end())
            if numeral is not None and not numeral.words:
                found = table.before(text, start, floor)
                if found is not None and found.end == start:
                    quantity = _complete(text, original, numeral, floor, table)
                    yield quantity
                    position = floor = max(position, quantity.end)
            continue
        quantity = _complete(text, original, numeral, floor, table)
        yield quantity
        position = max(quantity.end, position + 1)
        floor = quantity.end


def _number(text: str, start: int) -> Numeral | None:
    """The number in digits or Chinese numerals at ``start``, with its scale in either language."""
    chinese = zh.read_run(text, start) if text[start] != "." else None
    if chinese is not None and (chinese.scaled or chinese.words or chinese.high != chinese.low):
        if text[start] == "上" and start > 0 and text[start - 1] in zh.NEVER_BEFORE_UP:
            return zh.read_run(text, start + 1)
        return chinese
    english = en.read_digits(text, start)
    if chinese is not None and (english is None or (chinese.end > english.end and not english.scaled)):
        return chinese
    return english


def _glued(text: str, start: int, numeral: Numeral) -> bool:
    """True where the number is the tail of a name or of another number (H100, v1.5, GPT-5)."""
    if start == 0 or numeral.words:
        return False
    before = text[start - 1]
    if before in "0123456789" or (before in ".," and start > 1 and text[start - 2].isdigit()):
        return True
    return "a" <= before <= "z" and not numeral.scaled


def _with_article(text: str, floor: int, quantity: Quantity) -> Quantity:
    """A number in words takes the article before it: a billion dollars, a quarter million."""
    if quantity.leads or quantity.currency is None:
        return quantity
    article = _ARTICLE.search(text, max(floor, quantity.start - 5), quantity.start)
    if (
        article is None
        or quantity.numeral.leads[0] not in (1, Decimal("0.5"), Decimal("0.25"))
        or text.startswith("multi", quantity.start)
    ):
        return quantity
    return replace(quantity, start=article.start())


def _complete(text: str, original: str, numeral: Numeral, floor: int, table: Matchers) -> Quantity:
    """The number with its currency, its small change, and the interval that its own words give."""
    low, high, qualifier = numeral.low, numeral.high, numeral.qualifier
    end = numeral.end
    if (
        numeral.words
        and numeral.scaled
        and low == high
        and qualifier is Qualifier.EXACT
        and (level := _LEVEL.match(text, end))
    ):
        if text[numeral.start] in "十百千万亿":
            high, qualifier, end = low * 10, Qualifier.RANGE, level.end()
    if text.startswith("数以", numeral.start) and (counted := _COUNTED.match(text, end)):
        end = counted.end()
    before = (
        _usable(table.before(text, numeral.start, floor), original) if _may_lead(text, numeral.start, table) else None
    )
    after = _usable(table.after(text, end), original)
    if (
        after is not None
        and not text.isascii()
        and text.startswith("数以", numeral.start)
        and (counted := _COUNTED.match(text, after.end))
    ):
        after = replace(after, end=counted.end())
    before, after = _choose(text, before, after, numeral, table)
    if after is not None and after.name.code != PLAIN and (level := _LEVEL.match(text, after.end)) and numeral.words:
        if numeral.low == numeral.high and text[numeral.start] in "十百千万亿":
            high, qualifier, after = low * 10, Qualifier.RANGE, replace(after, end=level.end())
    currency = None
    plain = False
    named = [found for found in (after, before) if found is not None]
    explicit = [found for found in named if found.name.code != PLAIN]
    if explicit:
        currency = explicit[0].name.code
    elif named:
        currency, plain = PLAIN, True
    millions = any(found.name.millions for found in named)
    if millions:
        low, high = low * 10**6, high * 10**6
    sure = not any(found.name.weak for found in named) or numeral.scaled or low >= 10_000
    start = before.start if before is not None else numeral.start
    finish = after.end if after is not None else (end if qualifier is Qualifier.RANGE else numeral.end)
    quantity = Quantity(
        start, finish, numeral, low, high, qualifier, currency, before is not None, after is not None, plain, sure
    )
    return _small_change(text, quantity, table) if named and low == high else quantity


def _may_lead(text: str, start: int, table: Matchers) -> bool:
    index = start - 1
    while index >= 0 and start - index < 4 and text[index] in " \t-":
        index -= 1
    return index >= 0 and text[index] in table.ends


def _usable(found: Found | None, original: str) -> Found | None:
    """The currency unless it needs capitals that the text does not have (TRY, MUSD)."""
    if found is None or not found.name.exact_case:
        return found
    return found if original[found.start : found.end].isupper() else None


def _choose(
    text: str, before: Found | None, after: Found | None, numeral: Numeral, table: Matchers
) -> tuple[Found | None, Found | None]:
    """Which of the two neighbours belong to the number.

    A sign or code between two numbers leads the second where it touches it, or where the second
    is a scaled or named amount; a full name after the number outweighs a different one before it.
    """
    if after is not None and after.name.sign and before is None and _leads_next(text, after, numeral, table):
        after = None
    if before is None or after is None or after.name.code in (PLAIN, before.name.code):
        return before, after
    if before.name.code == DEPENDS or after.name.sign:
        return before, None
    return (before, None) if before.name.sign and before.surface != "$" else (None, after)


def _leads_next(text: str, sign: Found, numeral: Numeral, table: Matchers) -> bool:
    follower = re.compile(r"[ \t]*(?=[0-9])").match(text, sign.end)
    if follower is None:
        return False
    touches_next, touches_this = follower.end() == sign.end, sign.start == numeral.end
    if touches_next != touches_this:
        return touches_next
    following = _number(text, follower.end())
    if following is None:
        return False
    name = table.after(text, following.end)
    return following.scaled or (
        name is not None and not name.name.sign and name.name.code == sign.name.code and name.surface.endswith("s")
    )


def _small_change(text: str, quantity: Quantity, table: Matchers) -> Quantity:
    """Add what follows in the smaller unit: 五元三毛, 3 dollars 50 cents, 15 dollars and 50."""
    code = "CNY" if quantity.plain else quantity.currency or ""
    units = table.minor.get(code, {})
    value, end, last = quantity.low, quantity.end, Decimal(1)
    found_minor = False
    for _ in range(3):
        step = _minor_step(text, end, units, last, quantity)
        if step is None:
            break
        amount, end, last = step
        value, found_minor = value + amount, True
    if not found_minor or quantity.numeral.scaled and not quantity.numeral.words and not quantity.trails:
        return quantity
    return replace(quantity, low=value, high=value, end=end)


def _minor_step(
    text: str, end: int, units: dict[str, Decimal], last: Decimal, quantity: Quantity
) -> tuple[Decimal, int, Decimal] | None:
    if not quantity.trails:
        return None
    joint = re.compile(r"(?:[ \t]+and)?[ \t]+|又|零|外加|").match(text, end)
    position = joint.end() if joint else end
    if position >= len(text):
        return None
    if text[position].isdigit() and text[position].isascii():
        numeral = _number(text, position)
    elif text[position] in zh.STARTS:
        numeral = zh.read_run(text, position)
    elif "a" <= text[position] <= "z":
        numeral = en.read_words(text, position)
    else:
        return None
    if numeral is None or numeral.scaled or numeral.low != numeral.high or numeral.low >= 100:
        return None
    gap = re.compile(r"[ \t]*").match(text, numeral.end)
    unit_at = gap.end() if gap else numeral.end
    for name in sorted(units, key=len, reverse=True):
        if text.startswith(name, unit_at) and not (
            name.isascii() and text[unit_at + len(name) : unit_at + len(name) + 1].isalpha()
        ):
            tail = unit_at + len(name)
            tail += 1 if name in ("分", "角", "毛") and text.startswith("钱", tail) else 0
            return numeral.low * units[name], tail, units[name]
    if (
        quantity.numeral.scaled
        or position == end
        or not _AFTER_CHANGE.match(text, numeral.end)
        or table_word(quantity, text)
    ):
        return None
    part = (
        last / 10
        if last < 1
        else Decimal("0.01")
        if numeral.low < 10 and numeral.words or numeral.low >= 10
        else Decimal("0.01")
    )
    if last < 1 and numeral.low >= 10:
        return None
    return numeral.low * part, numeral.end, Decimal(0)


def table_word(quantity: Quantity, text: str) -> bool:
    """True where the currency after the number is a sign, which takes no bare small change."""
    return text[quantity.end - 1] in _SIGN_ENDS or LOOK_BACK < 0
