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


class Currency(Strict):
    """One currency; see the head of the data file for what each list means."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    symbols: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    minor: dict[str, Decimal] = {}
    exact_case: bool = False


class CurrencyTable(Strict):
    """The data file: the currencies and the signs whose currency depends on the text."""

    currencies: tuple[Currency, ...]
    yen_or_yuan: tuple[str, ...]
    plain_yuan: tuple[str, ...]
    not_after_plain_yuan: tuple[str, ...]
    not_after_block: tuple[str, ...]
    taiwan_cues: tuple[str, ...]

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
    """What a surface means: ISO code, whether it is weak, needs capitals, or is a sign or letters."""

    code: str
    weak: bool = False
    exact_case: bool = False
    sign: bool = False
    millions: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A currency over ``text[start:end]``."""

    start: int
    end: int
    surface: str
    name: Name


DEPENDS = "¥"
"""The code that stands for a sign which is yen in one text and yuan in another."""
PLAIN = "元"
"""The code that stands for a plain 元."""


def _phrase(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"[\s-]+")


def _longest_first(surfaces: dict[str, Name]) -> str:
    return "|".join(_phrase(surface) for surface in sorted(surfaces, key=len, reverse=True))


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
            words |= {fold(name, "zh"): Name(code, weak=True) for name in currency.weak}
            lead |= {fold(name, "zh"): Name(code) for name in currency.lead}
            if currency.minor:
                minor[code] = {fold(name, "zh"): part for name, part in currency.minor.items()}
        signs |= {sign: Name(DEPENDS, sign=True) for sign in table.yen_or_yuan}
        plain = {name: Name(PLAIN) for name in table.plain_yuan}
        self.surfaces: dict[str, Name] = signs | letters | words | lead | plain
        self.minor = minor
        self.taiwan = re.compile("|".join(re.escape(cue) for cue in table.taiwan_cues))
        spaced = {
            sign: name
            for sign, name in signs.items()
            if re.fullmatch(r"[a-z.]+\$", sign) and (len(sign) > 2 or sign == "c$")
        }
        tight = {sign: name for sign, name in signs.items() if sign not in spaced}
        loose = "|".join(re.escape(sign[:-1]) + r"[ ]?\$" for sign in sorted(spaced, key=len, reverse=True))
        bounded = [sign for sign in tight if sign[0].isalpha() and sign[0].isascii()]
        unbounded = {sign: name for sign, name in tight.items() if sign not in bounded}
        sign_pattern = rf"(?<![a-z.])(?:{loose}|{'|'.join(re.escape(sign) for sign in sorted(bounded, key=len, reverse=True))})|{_longest_first(unbounded)}"
        lead_words = {name: value for name, value in lead.items() if name.isascii()}
        lead_han = {name: value for name, value in lead.items() if not name.isascii()}
        self._before = re.compile(
            rf"(?:(?P<sign>{sign_pattern})|(?<![a-z0-9])(?P<letters>{_longest_first(letters | lead_words)})|(?P<lead>{_longest_first(lead_han)}))"
            r"[ \t]*[-]?[ \t]*$"
        )
        self.ends = frozenset(surface[-1] for surface in signs | letters | lead)
        han = {name: value for name, value in words.items() if not name.isascii()}
        english = {name: value for name, value in words.items() if name.isascii()}
        not_plain = "|".join(re.escape(text) for text in table.not_after_plain_yuan)
        not_block = "|".join(re.escape(text) for text in table.not_after_block)
        sure_han = {name: value for name, value in han.items() if name != "块"}
        self._after = re.compile(
            rf"{SPACE}(?:元(?=(?:{_longest_first(sure_han)})))?(?:(?P<han>{_longest_first(sure_han)})|(?P<block>块)(?!{SPACE}(?:{not_block}))"
            rf"|(?P<plain>{_longest_first(plain)})(?!{not_plain}))"
            rf"|[ \t]*-?[ \t]*\n?[ \t]*(?:of[ \t]+)?(?P<english>{_longest_first(english)})(?![a-z])"
            rf"|[ \t]?(?P<sign>{_longest_first(signs)})"
            rf"|[ \t]?-?(?P<letters>{_longest_first(letters)})(?![a-z])"
        )

    def name_of(self, surface: str) -> Name:
        """The meaning of a surface found in folded text."""
        key = re.sub(r"[\s-]+", " ", surface)
        return self.surfaces.get(key) or self.surfaces[key.replace(" ", "")]

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
