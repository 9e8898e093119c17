"""The text as the money grammar sees it: lower case, narrow, Simplified, and always of the same length.

Only characters that the grammar's own words use are changed; that keeps ordinary text at the
speed of one scan.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.fieldtext import lower_same_length
from pipeline.scripts import simplify

_MARKS = {
    "＄": "$", "﹩": "$", "￡": "£", "－": "-", "﹣": "-", "−": "-", "～": "~", "〜": "~", "＋": "+", "＜": "<",
    "＞": ">", "＝": "=", "．": ".", "％": "%", "／": "/", "’": "'", "‘": "'", "圜": "圆",
    "\u3000": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip
_HAN = "".join(chr(code) for code in range(0x4E00, 0xA000))


@cache
def _table() -> dict[str, str]:
    wide = {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF41, 0xFF5B))}
    traditional = {old: new for old, new in zip(_HAN, simplify(_HAN), strict=True) if old != new}
    return traditional | wide | _MARKS


@cache
def _changing() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, _table()))}]")


def _replacement(match: re.Match[str]) -> str:
    return _table()[match.group()]


def prepare(text: str) -> str:
    """The folded text; ``len(prepare(text)) == len(text)``.

    A full-width comma between full-width digits groups thousands, so it is narrowed with them.
    """
    lowered = lower_same_length(text)
    if lowered.isascii():
        return lowered
    if "，" in lowered:
        lowered = re.sub("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))", ",", lowered)
    return _changing().sub(_replacement, lowered)
