"""English numerals: 3.5 billion, 200-million, $30B, five million, a quarter million, tens of billions.

Works on folded text (lower case); every function takes and gives offsets of it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.money.numeral import MAX_DIGITS, Numeral
from pipeline.types import Qualifier

SMALL = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split())}  # fmt: skip
TENS = {
    word: value * 10 for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
          "crore": 10**7, "crores": 10**7, "lakh": 10**5, "lakhs": 10**5, "quadrillion": 10**15}  # fmt: skip
SHORT = {"k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9,
         "bln": 10**9, "bil": 10**9, "t": 10**12, "tn": 10**12, "trn": 10**12, "tln": 10**12}  # fmt: skip
VAGUE = {"dozens": 10, "tens": 10, "scores": 20, "hundreds": 100, "thousands": 1000}
PLURALS = {"thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12}
FIGURES = {"six": 5, "seven": 6, "eight": 7, "nine": 8, "ten": 9, "eleven": 10, "twelve": 11}
SEEDS = frozenset(SMALL) | frozenset(TENS) | (frozenset(SCALES) - {"hundred"}) | frozenset(VAGUE) | frozenset(PLURALS) | frozenset(
    ("hundred", "half", "quarter", "several", "few", "couple", "multi", "multibillion", "multimillion", "multitrillion")
)  # fmt: skip

_GAP = r"[ \t]*[-‐‑]?[ \t]*\n?[ \t]*"
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?|\.[0-9]+")
_SCALE_AFTER = re.compile(
    rf"(?P<half>[ \t]+and[ \t]+a[ \t]+half)?{_GAP}(?P<words>(?:hundred[ -]+|thousand[ -]+)?(?:{'|'.join(sorted(SCALES, key=len, reverse=True))}))(?![a-z])"
    rf"|[ \t]?(?P<spaced>bn|mn|tn|mln|bln|trn|mio)(?![a-z0-9])|(?P<short>{'|'.join(sorted(SHORT, key=len, reverse=True))})(?![a-z0-9])"
    r"|[ ](?P<upper>[bm])(?![a-z0-9'’])"
)
_WORD = re.compile(r"[a-z]+")
_SEPARATOR = re.compile(r"[ \t]*\n?[ \t]*[-‐‑]?[ \t]*(?:and[ \t]+)?(?=[a-z])")
_VAGUE = re.compile(
    rf"(?P<first>{'|'.join(VAGUE)})(?:[ \t]+of[ \t]+(?P<hundreds>hundreds[ \t]+of[ \t]+)?(?P<plural>{'|'.join(PLURALS)}))(?![a-z])"
    rf"|(?P<alone>{'|'.join(PLURALS)})(?![a-z])"
    rf"|(?:several|(?:a[ \t]+)?few|(?:a[ \t]+)?couple(?:[ \t]+of)?){_GAP}(?P<hundred>hundred{_GAP})?(?P<some>hundred|thousand|million|billion|trillion)(?![a-z])"
    rf"|multi{_GAP}(?P<many>hundred{_GAP})?(?P<multi>million|billion|trillion)(?![a-z])"
)
_FRACTION = re.compile(
    rf"(?P<fraction>half|quarter|three[ -]+quarters)(?:[ \t]+of)?(?:[ \t-]+an?)?{_GAP}(?P<scale>million|billion|trillion)(?![a-z])"
)


def read_digits(text: str, start: int) -> Numeral | None:
    """The number in digits at ``start`` with its scale word or letter, or None."""
    match = NUMBER.match(text, start)
    if match is None or len(match.group()) > MAX_DIGITS:
        return None
    lead = Decimal(match.group().replace(",", ""))
    scale, end = 1, match.end()
    after = _SCALE_AFTER.match(text, end)
    if after is not None:
        end = after.end()
        if words := after["words"]:
            for word in re.split(r"[ -]+", words):
                scale *= SCALES[word]
            lead += Decimal("0.5") if after["half"] else 0
        else:
            scale = SHORT[after["spaced"] or after["short"] or after["upper"]]
    value = lead * scale
    return Numeral(start, end, value, value, (lead,), scale > 1, False)


def read_words(text: str, start: int) -> Numeral | None:
    """The number in words at ``start`` (five million, tens of billions, half a billion), or None."""
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
