"""Every number of a text that could be an amount, with the currency that stands beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from extractors.money import en, zh
from extractors.money.change import with_change
from extractors.money.currencies import Matchers, matchers
from extractors.money.numeral import Numeral
from extractors.money.quantity import Quantity, complete, with_article

_GLUE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.,_")
_JOINS = frozenset("到至-~—–和与及或、, ")
"""What may follow a number in words that shares the currency of the next one (两到三亿美元)."""


@cache
def _seeds() -> re.Pattern[str]:
    """Where an amount may start. Words are grouped by first letter, so that most letters fail at once."""
    tails: dict[str, list[str]] = defaultdict(list)
    for word in sorted(en.SEEDS, key=len, reverse=True):
        tails[word[0]].append(re.escape(word[1:]))
    words = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(tails.items()))
    han = "".join(sorted(zh.STARTS - frozenset("0123456789")))
    return re.compile(rf"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+|[{han}]|(?:{words})(?![a-z])|multi(?=[mbth-])")


def scan(text: str, original: str, *, every: bool = False) -> Iterator[Quantity]:
    """Quantities of the folded ``text`` from left to right; ``original`` gives the case of letters.

    Numbers with neither currency, scale nor a joint to another number are left out unless ``every``.
    """
    table, seeds = matchers(), _seeds()
    position = floor = 0
    while seed := seeds.search(text, position):
        start = seed.start()
        numeral, position = _numeral(text, start, seed.end(), table)
        if numeral is None:
            continue
        quantity = complete(text, original, numeral, floor, table)
        if quantity.currency is not None:
            quantity = with_change(text, quantity, table)
            if numeral.words and text[numeral.start].isascii():
                quantity = with_article(text, quantity, floor)
        elif _is_tail_of_name(text, numeral) or not (
            every or numeral.scaled or text[quantity.end : quantity.end + 1] in _JOINS
        ):
            position = max(position, quantity.end)
            continue
        if quantity.leads or not _is_tail_of_name(text, numeral):
            yield quantity
            floor = quantity.end
        position = max(position, quantity.end)


def _numeral(text: str, start: int, seed_end: int, table: Matchers) -> tuple[Numeral | None, int]:
    """The number at a seed and where to look on; None where the seed is part of another word."""
    first = text[start]
    before = text[start - 1] if start else " "
    if "a" <= first <= "z":
        if before in _GLUE:
            return None, seed_end
        numeral = en.read_words(text, start)
        return numeral, max(seed_end, numeral.end if numeral is not None else 0)
    if first in "0123456789.":
        if before in "0123456789" or (before in ".," and start > 1 and text[start - 2].isdigit()):
            return None, seed_end
        numeral = zh.read_number(text, start)
        return numeral, max(seed_end, numeral.end if numeral is not None else 0)
    run = zh.RUN.match(text, start)
    if run is None:
        return None, seed_end
    if not table.may_follow(text, run.end()) and not zh.is_scaled(run.group()):
        return None, run.end()
    return zh.read_run(text, start), run.end()


def _is_tail_of_name(text: str, numeral: Numeral) -> bool:
    """True for digits that end a name (H100, GPT-5); a scale word after them shows a number of its own."""
    if numeral.words or numeral.start == 0 or numeral.scaled:
        return False
    return "a" <= text[numeral.start - 1] <= "z"
