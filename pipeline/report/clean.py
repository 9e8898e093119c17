"""Scraped text and addresses made fit for a page; escaping comes after this, where the page is written.

Text keeps its words and loses what could steer a reader's eye: control characters, and the marks that turn the
direction of writing, which could make a figure read backwards.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

LONGEST_PASSAGE = 300
"""Code points of an article that a report may carry around and with one quote."""
_STEERING = dict.fromkeys(
    (
        *range(9),
        11,
        12,
        *range(14, 32),
        *range(127, 160),
        0x61C,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ),
    "\ufffd",
)
_STEERING |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SPACES = re.compile(r"[\s\u2028\u2029]+")
_END = re.compile(r"[。！？!?\n]|\.(?=\s)")


def clean(text: str) -> str:
    """Text on one line, with a replacement character for whatever steers terminals or the direction of writing.

    >>> clean("a\\u202egnp.exe  b\\n")
    'a\ufffdgnp.exe b'
    """
    return _SPACES.sub(" ", text.translate(_STEERING)).strip()


def plain(value: Any) -> Any:
    """A value as JSON takes it; text is cleaned.

    >>> plain([Decimal("4.00"), Decimal("0.5"), date(2025, 10, 1), "a\\tb"])
    [4, 0.5, '2025-10-01', 'a b']
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def safe_url(url: object) -> str | None:
    """The address where a link may lead to it: http or https with a host and nothing odd in it; else None.

    >>> safe_url("https://wire.example/a?b=1"), safe_url("javascript:alert(1)"), safe_url(" https://x.example")
    ('https://wire.example/a?b=1', None, None)
    """
    if not isinstance(url, str) or url != clean(url) or re.search(r"[\s<>\"'`\\\ufffd]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # brackets that close nothing
        return None
    return url if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else None


def passage(around: str | None, start: int | None, end: int | None, quote: str | None) -> tuple[str, str, str]:
    """What stands before a quote, the quote, and what stands after it: its sentences, at most 300 code points together.

    ``start`` and ``end`` are the quote's offsets in ``around``. A quote that is not there stands alone, and so does
    one that is too long.

    >>> passage("Old. Amazon pays $4bn to Anthropic, it said. New.", 5, 34, "Amazon pays $4bn to Anthropic")
    ('', 'Amazon pays $4bn to Anthropic', ', it said.')
    """
    quote = (quote or "")[:LONGEST_PASSAGE]
    if around is None or start is None or end is None or around[start:end] != quote:
        return "", clean(quote), ""
    spare = LONGEST_PASSAGE - len(quote)
    before, after = around[:start], around[end:]
    before = before[max((found.end() for found in _END.finditer(before)), default=0) :]
    last = _END.search(after)
    after = after[: last.end()] if last else after
    before = before.lstrip()
    if len(before) + len(after) > spare:
        before = _tail(before, max(spare // 2, spare - len(after)))
        after = _head(after, spare - len(before))
    return _edge(before), clean(quote), _edge(after)


def _head(text: str, longest: int) -> str:
    return text if len(text) <= longest else (text[: longest - 1] + "…" if longest > 1 else "")


def _tail(text: str, longest: int) -> str:
    return text if len(text) <= longest else ("…" + text[len(text) - longest + 1 :] if longest > 1 else "")


def _edge(text: str) -> str:
    """Cleaned, but with the space that parts it from the quote."""
    kept = clean(text)
    if not kept:
        return ""
    return (" " if text[0].isspace() else "") + kept + (" " if text[-1].isspace() else "")
