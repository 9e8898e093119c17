"""Which currency stands before or after a number: matchers built from ``data/currencies.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pydantic import Field, field_validator

from extractors.fieldtext import Strict, fold, load_table

SPACE = r"[ \t]*\n?[ \t]*"
LOOK_BACK = 24
"""How far before a number its currency may begin, in code points."""

MOST_RATE_DRIFT = Decimal(2)
"""How far a rate of the data file may be from the one a text used."""


class Currency(Strict):
    """One currency; see the head of the data file for what each list means."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    symbols: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    minor: dict[str, Decimal] = Field(default_factory=dict)
    exact_case: bool = False
    per_usd: Decimal | None = None


class CurrencyTable(Strict):
    """The data file: the currencies and the signs whose currency depends on the text."""

    currencies: tuple[Currency, ...]
    yen_or_yuan: tuple[str, ...]
    plain_yuan: tuple[str, ...]
    not_after_plain_yuan: tuple[str, ...]
    not_after_block: tuple[str, ...]
    local_cues: dict[str, tuple[str, ...]]

    @field_validator("currencies")
    @classmethod
    def _codes_once(cls, currencies: tuple[Currency, ...]) -> tuple[Currency, ...]:
        codes = [currency.code for currency in currencies]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"currency listed twice: {', '.join(twice)}; known: {', '.join(codes)}")
        return currencies


@dataclass(frozen=True, slots=True)
class Name:
    """What a surface means.

    ``weak`` words have other meanings, and ``never_alone`` ones count only with small change or in
    ``parse_money`` (块, which also counts chips); ``exact_case`` ones need capitals. ``sign`` marks
    signs and letters, which stand on either side, ``millions`` MUSD and its like.
    """

    code: str
    weak: bool = False
    exact_case: bool = False
    sign: bool = False
    millions: bool = False
    never_alone: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A currency over ``text[start:end]``."""

    start: int
    end: int
    surface: str
    name: Name


_JOINS = frozenset(" \t\n-多余个级量计到至~—–和与及或、")
"""What besides a currency may follow a number in words that is worth reading."""
DEPENDS = "¥"
"""The code that stands for a sign which is yen in one text and yuan in another."""
PLAIN = "元"
"""The code that stands for a plain 元."""


def _phrase(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"[\s-]+")


def _longest_first(surfaces: dict[str, Name]) -> str:
    return "|".join(_phrase(surface) for surface in sorted(surfaces, key=len, reverse=True))


def _split(names: dict[str, Name]) -> tuple[dict[str, Name], dict[str, Name]]:
    """(Latin names, Chinese names)."""
    return {key: name for key, name in names.items() if key.isascii()}, {
        key: name for key, name in names.items() if not key.isascii()
    }


def _before_pattern(signs: dict[str, Name], letters: dict[str, Name], lead: dict[str, Name]) -> re.Pattern[str]:
    """What may stand before a number; letters before $ may be spaced off ("us $ 10", but not "a $ 10")."""
    spaced = [sign for sign in signs if re.fullmatch(r"[a-z.]+\$", sign) and (len(sign) > 2 or sign == "c$")]
    loose = "|".join(rf"{re.escape(sign[:-1])}[ ]?\$" for sign in sorted(spaced, key=len, reverse=True))
    tight = {sign: name for sign, name in signs.items() if sign not in spaced}
    bounded = {sign: name for sign, name in tight.items() if "a" <= sign[0] <= "z"}
    free = {sign: name for sign, name in tight.items() if sign not in bounded}
    latin, han = _split(lead)
    return re.compile(
        rf"(?:(?P<sign>(?<![a-z.])(?:{loose}|{_longest_first(bounded)})|{_longest_first(free)})"
        rf"|(?<![a-z0-9])(?P<letters>{_longest_first(letters | latin)})|(?P<lead>{_longest_first(han)}))"
        r"[ \t]*-?[ \t]*$"
    )


def _after_pattern(
    signs: dict[str, Name],
    letters: dict[str, Name],
    words: dict[str, Name],
    plain: dict[str, Name],
    table: CurrencyTable,
) -> re.Pattern[str]:
    """What may stand after a number; a 元 before a name (三万元欧元) belongs to it."""
    latin, han = _split(words)
    sure = _longest_first({key: name for key, name in han.items() if not name.never_alone})
    not_plain = "|".join(re.escape(text) for text in table.not_after_plain_yuan)
    not_block = "|".join(re.escape(text) for text in table.not_after_block)
    return re.compile(
        rf"{SPACE}(?:元(?=(?:{sure})))?(?:(?P<han>{sure})|(?P<block>块)(?!{SPACE}(?:{not_block}))"
        rf"|(?P<plain>{_longest_first(plain)})(?!{not_plain}))"
        rf"|[ \t]*-?[ \t]*\n?[ \t]*(?:of[ \t]+)?(?P<english>{_longest_first(latin)})(?![a-z])"
        rf"|[ \t]?(?P<sign>{_longest_first(signs)})"
        rf"|[ \t]?-?(?P<letters>{_longest_first(letters)})(?![a-z])"
    )


class Matchers:
    """Compiled matchers; built once a process by ``matchers``."""

    def __init__(self, table: CurrencyTable) -> None:
        signs: dict[str, Name] = {}
        letters: dict[str, Name] = {}
        words: dict[str, Name] = {}
        lead: dict[str, Name] = {}
        minor: dict[str, dict[str, Decimal]] = {}
        for currency in table.currencies:
            code = currency.code
            signs |= {fold(sign, "zh"): Name(code, sign=True) for sign in currency.symbols}
            letters |= {text: Name(code, exact_case=currency.exact_case, sign=True) for text in currency.letters}
            letters |= {
                f"m{text}": Name(code, exact_case=True, sign=True, millions=True)
                for text in currency.letters
                if len(text) == 3
            }
            words |= {fold(name, "zh"): Name(code) for name in currency.names}
            words |= {fold(name, "zh"): Name(code, weak=True, never_alone=name == "块") for name in currency.weak}
            lead |= {fold(name, "zh"): Name(code) for name in currency.lead}
            if currency.minor:
                minor[code] = {fold(name, "zh"): part for name, part in currency.minor.items()}
        signs |= {sign: Name(DEPENDS, sign=True) for sign in table.yen_or_yuan}
        plain = {name: Name(PLAIN) for name in table.plain_yuan}
        self.surfaces: dict[str, Name] = signs | letters | words | lead | plain
        self.minor = minor
        self._rates = {currency.code: currency.per_usd for currency in table.currencies if currency.per_usd is not None}
        self._local = {
            code: re.compile("|".join(re.escape(fold(cue, "zh")) for cue in phrases))
            for code, phrases in table.local_cues.items()
        }
        self._ends = frozenset(surface[-1] for surface in signs | letters | lead)
        self._starts = frozenset(surface[0] for surface in self.surfaces) | _JOINS
        self._before = _before_pattern(signs, letters, lead)
        self._after = _after_pattern(signs, letters, words, plain, table)

    def name_of(self, surface: str) -> Name:
        """The meaning of a surface found in folded text."""
        key = re.sub(r"[\s-]+", " ", surface)
        return self.surfaces.get(key) or self.surfaces[key.replace(" ", "")]

    def may_end_before(self, text: str, start: int) -> bool:
        """False where no currency can end before ``start``; a cheap test that spares a search."""
        index = start - 1
        while index >= 0 and start - index < 4 and text[index] in " \t-":
            index -= 1
        return index >= 0 and text[index] in self._ends

    def may_follow(self, text: str, end: int) -> bool:
        """False where neither a currency nor a joint to another number can begin at ``end``."""
        return end >= len(text) or text[end] in self._starts

    def local(self, text: str) -> str | None:
        """The currency of the place that a Traditional text is written for, by its words, or None."""
        counts = {code: len(pattern.findall(text)) for code, pattern in self._local.items()}
        code = max(counts, key=lambda key: counts[key])
        return code if counts[code] else None

    def near(self, amount: Decimal, currency: str, other: Decimal, other_currency: str) -> bool:
        """True where two amounts may be the same money; currencies without a rate give True."""
        rate, other_rate = self._rates.get(currency), self._rates.get(other_currency)
        if rate is None or other_rate is None or not amount or not other:
            return True
        ratio = (amount / rate) / (other / other_rate)
        return 1 / MOST_RATE_DRIFT < ratio < MOST_RATE_DRIFT

    def before(self, text: str, start: int, floor: int) -> Found | None:
        """The currency that ends directly before ``start`` and begins at or after ``floor``."""
        window = max(floor, start - LOOK_BACK)
        match = self._before.search(text, window, start)
        return None if match is None else self._found(match)

    def after(self, text: str, end: int) -> Found | None:
        """The currency that begins directly at ``end`` (a space, a hyphen or a line break may lie between)."""
        match = self._after.match(text, end)
        return None if match is None else self._found(match)

    def _found(self, match: re.Match[str]) -> Found:
        group = match.lastgroup or ""
        surface = match[group]
        return Found(match.start(group), match.end(group), surface, self.name_of(surface))


@cache
def currency_table() -> CurrencyTable:
    """The checked data file."""
    return load_table("currencies.yml", CurrencyTable)


@cache
def matchers() -> Matchers:
    """The matchers of this process."""
    return Matchers(currency_table())
