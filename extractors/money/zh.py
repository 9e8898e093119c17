"""Chinese numerals: 30多亿, 4亿5000万, 六十四万零一百四十三, 数十亿, 两三百, 上百亿, 千亿级.

Works on folded text (Simplified, narrow); every function takes and gives offsets of it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.money.numeral import MAX_DIGITS, Numeral
from pipeline.types import Qualifier

_DIGITS = {char: value for value, chars in enumerate(("零〇", "一壹", "二两贰弍", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
           for char in chars}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_MORE = "多余来"
_SOME = "几数"

_D = "".join(_DIGITS)
_U = "".join(_UNITS)
_W = "".join(_SCALES)
_SPACE = r"[ \t]*\n?[ \t]*"
_NUMBER = r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
_FULL_WIDTH_COMMAS = (
    r"[0-9]{1,3}(?:[,，][0-9]{3}(?![0-9]))+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+(?:，[0-9]{3}(?![0-9]))+(?:\.[0-9]+)?"
)

RUN = re.compile(
    rf"(?:数以)?(?:{_FULL_WIDTH_COMMAS}|{_NUMBER}|[{_D}{_U}{_W}{_SOME}]|上(?=[{_U}{_W}])|半(?=个?[{_W}]))"
    rf"(?:{_SPACE}[{_U}{_W}{_MORE}{_SOME}]|{_SPACE}个(?={_SPACE}[{_W}])|[{_D}]|点(?=[{_D}])"
    rf"|(?<=[{_U}{_W}])[0-9]+(?:\.[0-9]+)?(?![0-9.,年月日号]))*"
)
"""A maximal run of numeral pieces; ``read_run`` decides what it means."""
STARTS = frozenset("0123456789" + _D + _U + _W + _SOME + "上半")
NEVER_BEFORE_UP = frozenset("以加线市早晚马身地网赶跟追")
_PIECE = re.compile(rf"[0-9][0-9,，]*(?:\.[0-9]+)?|[^\s]")


def read_run(text: str, start: int) -> Numeral | None:
    """The Chinese numeral that starts at ``start``, or None where none does.

    Plain digits without any Chinese piece give an unscaled numeral.
    """
    match = RUN.match(text, start)
    if match is None:
        return None
    end = match.end()
    while text[end - 1] in _MORE and text[end - 1] != "多" and text[end : end + 1] == "自":
        end -= 1
    surface = match.group()
    pieces = _PIECE.findall(surface)
    return _evaluate(pieces, start, end)


def _evaluate(pieces: list[str], start: int, end: int) -> Numeral | None:
    counted = "数" == pieces[0] and pieces[1:2] == ["以"]
    if counted:
        pieces = pieces[2:]
    at_least = counted or pieces[0] == "上"
    if pieces[0] == "上":
        pieces = pieces[1:]
    if not pieces or any(len(piece) > MAX_DIGITS for piece in pieces):
        return None
    approximate = [index for index, piece in enumerate(pieces) if piece in _SOME]
    two = _two_digits(pieces)
    more = next((index for index, piece in enumerate(pieces) if piece in _MORE), None)
    low_pieces, high_pieces = list(pieces), list(pieces)
    if approximate:
        index = approximate[0]
        after_ten = index > 0 and pieces[index - 1] in "十拾"
        low_pieces[index], high_pieces[index] = ("0", "10") if after_ten else ("1", "10")
        if index == 0 and len(pieces) == 1:
            return None
    elif two is not None:
        low_pieces = pieces[:two] + [pieces[two]] + pieces[two + 2 :]
        high_pieces = pieces[:two] + [pieces[two + 1]] + pieces[two + 2 :]
    low, _ = _value(low_pieces)
    high, leads = _value(high_pieces)
    if low is None or high is None:
        return None
    qualifier = Qualifier.RANGE if high != low else Qualifier.EXACT
    if more is not None and low == high:
        low, high, qualifier = _and_more(pieces, more, low)
    if at_least and qualifier is Qualifier.EXACT:
        qualifier = Qualifier.AT_LEAST
    scaled = any(piece in _SCALES for piece in pieces)
    words = not any(piece[0].isdigit() and piece[0].isascii() for piece in pieces)
    return Numeral(start, end, low, high, leads, scaled, words, qualifier)


def _and_more(pieces: list[str], more: int, value: Decimal) -> tuple[Decimal, Decimal, Qualifier]:
    """30多亿 lies below the next round number (40亿); 2亿多 is only bounded from below."""
    before, after = pieces[:more], [piece for piece in pieces[more + 1 :] if piece not in _MORE]
    if before and before[-1] in _SCALES:
        return value, value, Qualifier.AT_LEAST
    counted = _value(before)[0]
    factor = _value(after)[0] if after else Decimal(1)
    if not counted or not factor or counted != counted.to_integral_value():
        return value, value, Qualifier.AT_LEAST
    step = 1
    while counted % (step * 10) == 0:
        step *= 10
    return counted * factor, (counted + step) * factor, Qualifier.RANGE


def _two_digits(pieces: list[str]) -> int | None:
    """Index of the first of two neighbouring digits that mean "two or three" (两三百), else None."""
    for index in range(len(pieces) - 1):
        first, second = _DIGITS.get(pieces[index]), _DIGITS.get(pieces[index + 1])
        if first is None or second is None:
            continue
        alone = index == 0 or pieces[index - 1] not in _DIGITS
        ends = index + 2 < len(pieces) and (pieces[index + 2] in _UNITS or pieces[index + 2] in _SCALES)
        return index if alone and ends and 0 < first < second else None
    return None


def _value(pieces: list[str]) -> tuple[Decimal | None, tuple[Decimal, ...]]:
    """Value of a numeral's pieces (None where they make no number) and the numbers it is told by."""
    parts: list[Decimal] = []
    section, current = Decimal(0), None
    leads: list[Decimal] = []
    decimal_place: Decimal | None = None
    last_unit, zero, previous = Decimal(1), False, ""
    for piece in pieces:
        if piece[0].isascii():
            if current is not None:
                return None, ()
            current = Decimal(piece.replace(",", "").replace("，", ""))
        elif piece in _DIGITS:
            digit = Decimal(_DIGITS[piece])
            if decimal_place is not None and current is not None:
                current, decimal_place = current + digit * decimal_place, decimal_place / 10
            elif current is not None and previous in _DIGITS and not zero:
                current = current * 10 + digit
            else:
                current = digit
            zero = piece in "零〇" and len(parts) + int(section) > 0
        elif piece == "点":
            decimal_place = Decimal("0.1")
        elif piece == "半":
            current = Decimal("0.5")
        elif piece in _UNITS:
            last_unit = Decimal(_UNITS[piece])
            section += (Decimal(1) if current is None else current) * last_unit
            if not parts and not leads:
                leads.append(Decimal(1) if current is None else current)
            current, decimal_place, zero = None, None, False
        elif piece in _SCALES:
            last_unit = Decimal(_SCALES[piece])
            number = section + (current or Decimal(0))
            if not number and not parts:
                number = Decimal(1)
            if not parts:
                leads.append(number)
            smaller = [part for part in parts if part < last_unit]
            parts = [part for part in parts if part >= last_unit]
            parts.append((sum(smaller, Decimal(0)) + number) * last_unit)
            section, current, decimal_place, zero = Decimal(0), None, None, False
        elif piece not in _MORE and piece != "个":
            return None, ()
        previous = piece
    if (
        current is not None
        and previous in _DIGITS
        and last_unit >= 100
        and not zero
        and decimal_place is None
        and len(pieces) > 1
    ):
        if pieces[-2] in _UNITS or pieces[-2] in _SCALES:
            current = current * last_unit / 10
    value = sum(parts, Decimal(0)) + section + (current or Decimal(0))
    return value, tuple(leads) or (value,)
