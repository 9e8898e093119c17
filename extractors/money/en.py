"""English numerals: 3.5 billion, 200-million, $30B, five million, a quarter million, tens of billions.

Works on folded text (lower case); every function takes and gives offsets of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractors.money.numeral import MAX_DIGITS, Numeral
from pipeline.types import Qualifier

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
}  # fmt: skip
SHORT = {
    "k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mio": 10**6, "b": 10**9,
    "bn": 10**9, "bln": 10**9, "bil": 10**9, "t": 10**12, "tn": 10**12, "trn": 10**12, "tln": 10**12,
}  # fmt: skip
VAGUE = {"dozens": 10, "tens": 10, "scores": 20, "hundreds": 100, "thousands": 1000}
PLURALS = {"thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12}
DIGITS = {"single": 1, "double": 10, "triple": 100}
OTHER_STARTS = frozenset(
    {"half", "quarter", "several", "few", "couple", "multi", "multibillion", "multimillion", "multitrillion", *DIGITS}
)
SEEDS = frozenset({*SMALL, *TENS, *SCALES, *VAGUE, *PLURALS, *OTHER_STARTS})
"""The words an English numeral may start with."""


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_GAP = r"[ \t]*[-‐‑]?[ \t]*\n?[ \t]*"
_LARGE = r"(?:million|billion|trillion)"
NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])|[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?|\.[0-9]+")
_SCALE_AFTER = re.compile(
    rf"(?P<half>[ \t]+and[ \t]+a[ \t]+half)?{_GAP}(?P<words>(?:(?:hundred|thousand)[ -]+)?(?:{_any(SCALES)}))(?![a-z])"
    r"|[ \t]?(?P<spaced>bn|mn|tn|mln|bln|trn|mio)(?![a-z0-9])"
    rf"|(?P<short>{_any(SHORT)})(?![a-z0-9])|[ ](?P<upper>[bm])(?![a-z0-9'])"
)
_WORD = re.compile(r"[a-z]+")
_SEPARATOR = re.compile(r"[ \t]*\n?[ \t]*[-‐‑]?[ \t]*(?:and[ \t]+)?(?=[a-z])")
_VAGUE = re.compile(
    rf"(?P<first>{_any(VAGUE)})[ \t]+of[ \t]+(?P<hundreds>hundreds[ \t]+of[ \t]+)?(?P<plural>{_any(PLURALS)})(?![a-z])"
    rf"|(?P<alone>{_any(PLURALS)})(?![a-z])"
    rf"|(?:several|(?:a[ \t]+)?few|(?:a[ \t]+)?couple(?:[ \t]+of)?){_GAP}(?P<hundred>hundred{_GAP})?"
    rf"(?P<some>hundred|thousand|{_LARGE})(?![a-z])"
    rf"|(?P<digits>{_any(DIGITS)})[ -]digit{_GAP}(?P<counted>{_LARGE})s?(?![a-z])"
    rf"|multi{_GAP}(?P<many>hundred{_GAP})?(?P<multi>{_LARGE})(?![a-z])"
)
_FRACTION = re.compile(
    rf"(?P<fraction>half|quarter|three[ -]+quarters)(?:[ \t]+of)?(?:[ \t-]+an?)?{_GAP}(?P<scale>{_LARGE})(?![a-z])"
)
_AND_A_HALF = re.compile(rf"(?P<count>{_any(SMALL)})[ \t]+and[ \t]+a[ \t]+half{_GAP}(?P<scale>{_LARGE})(?![a-z])")


def read_digits(text: str, start: int) -> Numeral | None:
    """The number in digits at ``start`` with its scale word or letter, or None."""
    match = NUMBER.match(text, start)
    if match is None or len(match.group()) > MAX_DIGITS:
        return None
    digits = match.group().replace(",", "")
    lead = Decimal(digits.replace(".", "") if digits.count(".") > 1 else digits)
    scale, end = Decimal(1), match.end()
    after = _SCALE_AFTER.match(text, end)
    if after is not None:
        end = after.end()
        if words := after["words"]:
            for word in re.split(r"[ -]+", words):
                scale *= SCALES[word]
            lead += Decimal("0.5") if after["half"] else 0
        else:
            scale = Decimal(SHORT[after["spaced"] or after["short"] or after["upper"]])
    value = lead * scale
    return Numeral(start, end, value, value, (lead,), scale > 1, False)


def read_words(text: str, start: int) -> Numeral | None:
    """The number in words at ``start`` (five million, tens of billions, half a billion), or None."""
    if halves := _AND_A_HALF.match(text, start):
        count = SMALL[halves["count"]] + Decimal("0.5")
        value = count * SCALES[halves["scale"]]
        return Numeral(start, halves.end(), value, value, (count,), True, True)
    if vague := _VAGUE.match(text, start):
        return _vague(vague)
    if fraction := _FRACTION.match(text, start):
        share = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(fraction["fraction"], Decimal("0.75"))
        scale = Decimal(SCALES[fraction["scale"]])
        return Numeral(start, fraction.end(), share * scale, share * scale, (share,), True, True)
    return _count(text, start)


def _vague(match: re.Match[str]) -> Numeral:
    """Orders of magnitude: "tens of billions" is 1e10 to 1e11, plain "billions" at least 1e9."""
    start, end = match.span()
    if plural := match["alone"]:
        low = Decimal(PLURALS[plural])
        return Numeral(start, end, low, low, (Decimal(1),), True, True, Qualifier.AT_LEAST)
    if match["multi"]:
        low = Decimal(SCALES[match["multi"]])
        if match["many"]:
            return Numeral(start, end, low * 100, low * 1000, (Decimal(100),), True, True, Qualifier.RANGE)
        return Numeral(start, end, low, low, (Decimal(1),), True, True, Qualifier.AT_LEAST)
    if match["digits"]:
        low = Decimal(SCALES[match["counted"]] * DIGITS[match["digits"]])
        return Numeral(start, end, low, low * 10, (Decimal(1),), True, True, Qualifier.RANGE)
    if match["some"]:
        low = Decimal(SCALES[match["some"]]) * (100 if match["hundred"] else 1)
        return Numeral(start, end, low, low * 10, (Decimal(1),), True, True, Qualifier.RANGE)
    low = Decimal(VAGUE[match["first"]] * PLURALS[match["plural"]]) * (100 if match["hundreds"] else 1)
    return Numeral(start, end, low, low * 10, (Decimal(1),), True, True, Qualifier.RANGE)


def _count(text: str, start: int) -> Numeral | None:
    """Number words in order: units, tens, hundred, then scales that go down ("two million five hundred")."""
    total, section, end, last_scale, position = 0, 0, start, 10**18, start
    slot, words, lead = 1000, 0, None
    while words < 16 and (match := _WORD.match(text, position)):
        word = match.group()
        joined_by_and = words > 0 and "and" in text[end:position]
        if word in SMALL:
            small = SMALL[word]
            if slot <= (1 if small < 10 else 10) or (joined_by_and and slot < 100):
                break
            section, slot = section + small, 1
        elif word in TENS:
            if slot <= 10 or (joined_by_and and slot < 100):
                break
            section, slot = section + TENS[word], 10
        elif word == "hundred" and not joined_by_and and section < 100:
            section, slot = (section or 1) * 100, 100
        elif word in SCALES and word != "hundred" and not joined_by_and and SCALES[word] < last_scale:
            last_scale = SCALES[word]
            lead = section or 1 if lead is None else lead
            total, section, slot = total + (section or 1) * last_scale, 0, 1000
        else:
            break
        words, end = words + 1, match.end()
        gap = _SEPARATOR.match(text, end)
        if gap is None:
            break
        position = gap.end()
    if not words:
        return None
    value = Decimal(total + section)
    return Numeral(
        start, end, value, value, (Decimal(lead if lead is not None else section),), total > 0 or section >= 100, True
    )
