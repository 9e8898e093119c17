"""Chinese numerals: 30多亿, 4亿5000万, 六十四万零一百四十三, 数十亿, 两三百, 上百亿, 千亿级.

Works on folded text (Simplified, narrow); every function takes and gives offsets of it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.money import en
from extractors.money.numeral import MAX_DIGITS, Numeral
from pipeline.types import Qualifier

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二两贰弍", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_MORE = "多余来"
_SOME = "几数"

_D = "".join(_DIGITS)
_U = "".join(_UNITS)
_W = "".join(_SCALES)
_SPACE = r"[ \t]*\n?[ \t]*"
_NUMBER = r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+|\.(?=[ \t]*[万亿兆]))?"
_FULL_WIDTH_COMMAS = (
    r"[0-9]{1,3}(?:[,，][0-9]{3}(?![0-9]))+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+(?:，[0-9]{3}(?![0-9]))+(?:\.[0-9]+)?"
    r"|(?<![第$¥€£])[0-9]{1,3}，[0-9]{3}(?=[ \t]*[万亿兆])"
)

_NEVER_BEFORE_UP = "以加线市早晚马身地网赶跟追"
RUN = re.compile(
    rf"(?:数以)?(?:{_FULL_WIDTH_COMMAS}|{_NUMBER}|[{_D}{_U}{_W}]|[{_SOME}](?=[{_U}{_W}])"
    rf"|(?<![{_NEVER_BEFORE_UP}])上(?=[{_U}{_W}])|半(?=个?[{_W}]))"
    rf"(?:{_SPACE}(?:[{_U}{_W}多余]|[来{_SOME}](?={_SPACE}[{_U}{_W}]))|{_SPACE}个(?={_SPACE}[{_W}])|[{_D}]|点(?=[{_D}])"
    rf"|(?<=[{_U}{_W}])[0-9]+(?:\.[0-9]+)?(?![0-9.,年月日号])){{0,30}}"
)
"""A run of numeral pieces; ``read_run`` decides what it means. The bound keeps the scan linear."""
_LONE = re.compile(r"(?:[0-9]\s*|[.:：/／（(位以按][ \t]*)$")
"""Before a scale character without a number it is a column's unit (单位：万元), not an amount (近亿元)."""
STARTS = frozenset("0123456789" + _D + _U + _W + _SOME + "上半")
_PIECE = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]*)?|[^\s]")


def read_run(text: str, start: int) -> Numeral | None:
    """The Chinese numeral that starts at ``start``, or None where none does.

    Plain digits without any Chinese piece give an unscaled numeral.
    """
    match = RUN.match(text, start)
    if match is None or (
        len(match.group()) == 1 and match.group() in _SCALES and _LONE.search(text, max(0, start - 4), start)
    ):
        return None
    end = match.end()
    surface = match.group()
    pieces = _PIECE.findall(surface)
    return _evaluate(pieces, start, end)


def is_scaled(run: str) -> bool:
    """True where a run holds a scale character (万, 亿, 兆)."""
    return any(scale in run for scale in _SCALES)


def is_magnitude(text: str, numeral: Numeral) -> bool:
    """True for a unit without a number before it (百亿, 千万), which 级 turns into an order of magnitude."""
    return text[numeral.start] in _U or text[numeral.start] in _W


def read_number(text: str, start: int) -> Numeral | None:
    """The number at ``start`` in digits or Chinese numerals, with its scale in either language."""
    run = RUN.match(text, start)
    if run is None or run.group().isascii():
        return en.read_digits(text, start)
    return read_run(text, start) or en.read_digits(text, start)


def _evaluate(pieces: list[str], start: int, end: int) -> Numeral | None:
    """The numeral of a run's pieces, with what 数以, 上, 数, 几, 多 and neighbouring digits make of it."""
    counted = pieces[0] == "数" and pieces[1:2] == ["以"]
    up = pieces[0] == "上"
    pieces = pieces[2:] if counted else pieces[1:] if up else pieces
    if not pieces or any(len(piece) > MAX_DIGITS for piece in pieces):
        return None
    bounds = _bounds(pieces)
    low, _ = _value(bounds[0])
    high, leads = _value(bounds[1])
    if low is None or high is None:
        return None
    qualifier = Qualifier.EXACT if low == high else Qualifier.RANGE
    more = next((index for index, piece in enumerate(pieces) if piece in _MORE), None)
    if more is not None and low == high:
        low, high, qualifier = _and_more(pieces, more, low)
    if (counted or up) and qualifier is Qualifier.EXACT:
        qualifier = Qualifier.AT_LEAST
    scaled = any(piece in _SCALES for piece in pieces)
    words = not any(piece[0].isdigit() and piece[0].isascii() for piece in pieces)
    return Numeral(start, end, low, high, leads, scaled, words, qualifier)


def _bounds(pieces: list[str]) -> tuple[list[str], list[str]]:
    """The pieces of the least and the greatest number that a vague numeral (数十, 十几, 两三百) may mean."""
    some = next((index for index, piece in enumerate(pieces) if piece in _SOME), None)
    if some is not None:
        least = "0" if some > 0 and pieces[some - 1] in "十拾" else "1"
        return [*pieces[:some], least, *pieces[some + 1 :]], [*pieces[:some], "10", *pieces[some + 1 :]]
    two = _two_digits(pieces)
    if two is not None:
        return [*pieces[: two + 1], *pieces[two + 2 :]], [*pieces[:two], *pieces[two + 1 :]]
    return pieces, pieces


def _two_digits(pieces: list[str]) -> int | None:
    """Index of the first of two neighbouring digits that mean "two or three" (两三百), else None."""
    for index in range(len(pieces) - 2):
        first, second = _DIGITS.get(pieces[index]), _DIGITS.get(pieces[index + 1])
        if first is None or second is None:
            continue
        alone = index == 0 or pieces[index - 1] not in _DIGITS
        before_unit = pieces[index + 2] in _UNITS or pieces[index + 2] in _SCALES
        return index if alone and before_unit and 0 < first < second else None
    return None


def _and_more(pieces: list[str], more: int, value: Decimal) -> tuple[Decimal, Decimal, Qualifier]:
    """30多亿 lies below the next round number (40亿); 2亿多 is only bounded from below."""
    before, after = pieces[:more], [piece for piece in pieces[more + 1 :] if piece not in _MORE]
    counted = _value(before)[0]
    factor = _value(after)[0] if after else Decimal(1)
    open_ended = before[-1:] and before[-1] in _SCALES
    if open_ended or not counted or not factor or counted != counted.to_integral_value():
        return value, value, Qualifier.AT_LEAST
    step = 1
    while counted % (step * 10) == 0:
        step *= 10
    return counted * factor, (counted + step) * factor, Qualifier.RANGE


class _Sum:
    """A Chinese numeral as it adds up: digits, then units (十百千), then scales (万亿兆) over all before."""

    def __init__(self) -> None:
        self.parts: list[Decimal] = []
        self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.place: Decimal | None = None
        self.unit = Decimal(1)
        self.zero = False
        self.leads: list[Decimal] = []

    def add_digit(self, value: int, *, follows_digit: bool) -> None:
        """A digit in words: after 点 a decimal place, after another digit the next place, else itself."""
        if self.place is not None and self.digit is not None:
            self.digit += value * self.place
            self.place /= 10
        elif self.digit is not None and follows_digit and not self.zero:
            self.digit = self.digit * 10 + value
        else:
            self.digit = Decimal(value)
        self.zero = value == 0 and bool(self.parts or self.section)

    def add_unit(self, unit: int) -> None:
        """十, 百 or 千; without a number before it, one of them."""
        number = Decimal(1) if self.digit is None else self.digit
        if not self.parts and not self.leads:
            self.leads.append(number)
        self.section += number * unit
        self._close(unit)

    def add_scale(self, scale: int) -> None:
        """万, 亿 or 兆, which multiplies everything smaller before it (3千万亿)."""
        number = self.section + (self.digit or Decimal(0))
        if not number and not self.parts:
            number = Decimal(1)
        if not self.parts:
            self.leads.append(number)
        smaller = sum((part for part in self.parts if part < scale), Decimal(0))
        self.parts = [*(part for part in self.parts if part >= scale), (smaller + number) * scale]
        self.section = Decimal(0)
        self._close(scale)

    def _close(self, unit: int) -> None:
        self.unit, self.digit, self.place, self.zero = Decimal(unit), None, None, False

    def total(self, *, last_after_unit: bool) -> Decimal:
        """The value; a last digit straight after a unit counts a tenth of it (三万五 is 35000)."""
        last = self.digit or Decimal(0)
        if last_after_unit and self.unit >= 100 and not self.zero and self.place is None:
            last = last * self.unit / 10
        return sum(self.parts, Decimal(0)) + self.section + last


def _value(pieces: list[str]) -> tuple[Decimal | None, tuple[Decimal, ...]]:
    """Value of a numeral's pieces (None where they make no number) and the numbers it is told by."""
    adding = _Sum()
    for index, piece in enumerate(pieces):
        if piece[0].isascii():
            if adding.digit is not None:
                return None, ()
            adding.digit = Decimal(piece.replace(",", "").replace("，", ""))
        elif piece in _DIGITS:
            adding.add_digit(_DIGITS[piece], follows_digit=index > 0 and pieces[index - 1] in _DIGITS)
        elif piece == "点":
            adding.place = Decimal("0.1")
        elif piece == "半":
            adding.digit = Decimal("0.5")
        elif piece in _UNITS:
            adding.add_unit(_UNITS[piece])
        elif piece in _SCALES:
            adding.add_scale(_SCALES[piece])
        elif piece not in _MORE and piece != "个":
            return None, ()
    tail = pieces[-2:]
    after_unit = len(tail) == 2 and tail[1] in _DIGITS and (tail[0] in _UNITS or tail[0] in _SCALES)
    value = adding.total(last_after_unit=after_unit)
    return value, tuple(adding.leads) or (value,)
