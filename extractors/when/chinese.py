"""Chinese date patterns over folded text (Simplified, narrow digits)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from extractors.when import calendar as cal
from extractors.when.words import date_words

Value = tuple[str | None, bool]
Production = Callable[[re.Match[str], date | None], Value | None]

_DIGITS = {char: str(number) for number, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}


def number(raw: str) -> float | None:
    """The value of a small Chinese or Arabic numeral (``十二``, ``二十``, ``12``, ``半``); None if unread."""
    text = raw.replace(" ", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    known = date_words().zh.numbers.get(text)
    if known is not None:
        return known
    if re.fullmatch(r"[一二三四五六七八九两]?十[一二三四五六七八九]?", text):
        tens, _, ones = text.partition("十")
        return 10.0 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    if text and all(char in _DIGITS for char in text):
        return float("".join(_DIGITS[char] for char in text))
    return None


def _whole(raw: str) -> int:
    value = number(raw)
    return int(value) if value is not None else 0


def _full(match: re.Match[str], _: date | None) -> Value | None:
    day = match["day"]
    value = cal.iso(_whole(match["year"]), _whole(match["month"]), _whole(day) if day else None)
    return (value, False) if value else None


def _year(match: re.Match[str], _: date | None) -> Value | None:
    value = cal.iso(_whole(match["year"]))
    return (value, False) if value else None


def _iso_day(match: re.Match[str], _: date | None) -> Value | None:
    value = cal.iso(int(match["year"]), int(match["month"]), int(match["day"]))
    return (value, False) if value else None


def _day_first(match: re.Match[str], _: date | None) -> Value | None:
    value = cal.iso(int(match["year"]), int(match["month"]), int(match["day"]))
    return (value, False) if value else None


def _relative_year(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    shift = date_words().zh.years[match["word"]]
    month, day = match["month"], match["day"]
    value = cal.iso(anchor.year + shift, _whole(month) if month else None, _whole(day) if day else None)
    return (value, shift > 0 or (value is not None and cal.is_after(value, anchor))) if value else None


def _month(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    month = _whole(match["month"])
    if not 1 <= month <= 12:
        return None
    if not match["day"]:
        return cal.iso(cal.month_at_or_before(anchor, month), month), False
    value = cal.iso(anchor.year, month, _whole(match["day"]))
    if value is None:
        return None
    ahead = (date.fromisoformat(value) - anchor).days
    if ahead > 45:
        return cal.iso(anchor.year - 1, month, _whole(match["day"])), False
    return value, ahead > 1


def _relative_month(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    shift = date_words().zh.months[match["word"]]
    year, month = cal.shift_months(anchor, shift)
    value = cal.iso(year, month, _whole(match["day"]) if match["day"] else None)
    return (value, shift > 0) if value else None


def _day(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    day = int(match["day"])
    year, month = (anchor.year, anchor.month) if day <= anchor.day + 1 else cal.shift_months(anchor, -1)
    value = cal.iso(year, month, day)
    return (value, False) if value else None


def _weekday(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    weekday = date_words().zh.weekdays[match["weekday"]]
    word = match["word"]
    if not word:
        return cal.weekday_at_or_before(anchor, weekday).isoformat(), False
    weeks = date_words().zh.weeks[word]
    day = cal.weekday_of_week(anchor, weekday, weeks)
    return day.isoformat(), day > anchor


def _relative_week(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    weeks = date_words().zh.weeks[match["word"]]
    return (anchor + timedelta(weeks=weeks)).isoformat()[:7], weeks > 0


def _relative_day(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    offset = date_words().zh.days[match["word"]]
    return (anchor + timedelta(days=offset)).isoformat(), offset > 0


def _relative_quarter(match: re.Match[str], anchor: date | None) -> Value | None:
    if anchor is None:
        return None, False
    return cal.iso(cal.shift_months(anchor, {"上": -3, "下": 3}.get(match["word"][0], 0))[0]), match["word"][0] == "下"


def _ago(match: re.Match[str], anchor: date | None) -> Value | None:
    count = number(match["count"])
    if count is None or not 0 < count <= 200:
        return None
    if anchor is None:
        return None, False
    unit = match["unit"] or "月"
    if unit in ("天", "日"):
        return (anchor - timedelta(days=int(count))).isoformat(), False
    if unit in ("周", "星期"):
        return (anchor - timedelta(weeks=int(count))).isoformat()[:7], False
    if unit == "月":
        return cal.iso(*cal.shift_months(anchor, -int(count))), False
    if count < 1:
        return cal.iso(*cal.shift_months(anchor, -6)), False
    return cal.iso(anchor.year - int(count)), False


def _vague_month(_: re.Match[str], anchor: date | None) -> Value | None:
    return (anchor.isoformat()[:7] if anchor else None), False


def _vague_year(_: re.Match[str], anchor: date | None) -> Value | None:
    return (anchor.isoformat()[:4] if anchor else None), False


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str], Production], ...]:
    """Name, expression and production; where two match, the longer and then the earlier wins."""
    words = date_words().zh
    year = r"(?P<year>(?<![\d.])(?:19[5-9]|20[0-9])\d|二[零〇][零〇一二三四五][零〇一二三四五六七八九])"
    month = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
    day = r"(?P<day>[12]\d|3[01]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
    part = r"(?:[份间初底末]|上旬|中旬|下旬|早些时候|晚些时候|初期|末期|中)?"
    season = (
        r"(?:年?[初底末中]|年[初底中末]|上半年|下半年|[春夏秋冬][季天]?|第?[一二三四1-4]财?季度?"
        r"|早些时候|晚些时候|伊始)"
    )
    weekday = f"(?P<weekday>[{''.join(words.weekdays)}])"
    rules: list[tuple[str, str, Production]] = [
        ("iso_day", r"(?<![\d/.-])(?P<year>20\d\d)\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?![\d.])",
         _iso_day),
        ("day_first", r"(?<![\d/.-])(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>20\d\d)(?!\d)", _day_first),
        ("full", rf"{year}\s?年\s?{month}\s?月{part}(?:\s?{day}\s?[日号])?", _full),
        ("year_part", rf"{year}\s?年\s?(?:度|{season})", _year),
        ("year", rf"{year}\s?年(?!代|期)", _year),
        ("relative_year", rf"(?P<word>{_alternatives(tuple(words.years))})年(?!代|级|夜|终|会|货|轻|幼)\s?的?\s?"
                          rf"(?:{month}\s?月(?!薪){part}(?:\s?{day}\s?[日号])?|{season})?(?P<unused>)", _relative_year),
        ("month_day", rf"(?<![\d个.])(?<!第){month}\s?月\s?(?:{day}\s?[日号])(?!元|圆)", _month),
        ("month", rf"(?<![\d个.,零一二三四五六七八九十])(?<!第)(?<!/){month}\s?月"
                  rf"(?!薪|活|费|均|度|收入|租|之暗面|球|亮|台|线){part}(?P<day>(?!))?", _month),
        ("relative_month", rf"(?P<word>{_alternatives(tuple(words.months))})月(?!球|台|亮)"
                           rf"(?:\s?(?P<day>\d{{1,2}})\s?[日号])?{part}", _relative_month),
        ("weekday", rf"(?<![一二两三四五六七八九十几数每半\d])(?P<word>{_alternatives(tuple(words.weeks))})?\s?"
                    rf"(?:周|星期|礼拜){weekday}(?!周|期|年|次|般|带|起来|流|线|到周)", _weekday),
        ("relative_week", rf"(?P<word>{_alternatives(tuple(words.weeks))})(?:周|星期)(?!期|年|转|[一二三四五六日天])",
         _relative_week),
        ("relative_quarter", r"(?P<word>上个?|本|这个?|下个?)(?:财?季度?)(?!节)", _relative_quarter),
        ("relative_day", rf"(?P<word>{_alternatives(tuple(words.days))})", _relative_day),
        ("ago", r"(?<![\d.,零〇一二两三四五六七八九十])"
                r"(?P<count>\d{1,3}|[一二两三四五六七八九十半]{1,3})\s?(?:多|余)?\s?"
                r"(?:个月|(?P<unit>年|周|星期|天|日))\s?多?(?:之前|以前|前)", _ago),
        ("day", r"(?<![\d月.,:/年～~至-])(?P<day>[12]\d|3[01]|[1-9])\s?日"
                r"(?!元|圆|本|内|线|均|前|后|间|游|子|、|[~～至-]|以|的?时间)", _day),
        ("vague_month", f"(?:{_alternatives(words.vague_month)})", _vague_month),
        ("vague_year", f"(?:{_alternatives(words.vague_year)})", _vague_year),
    ]  # fmt: skip
    return tuple((name, re.compile(expression), production) for name, expression, production in rules)
