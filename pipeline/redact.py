"""Takes secrets out of what is printed or kept: user names and passwords in addresses, and tokens in their queries."""

from __future__ import annotations

import re

HIDDEN = "***"
_USER = re.compile(r"(\b[a-z][a-z0-9+.\-]{1,12}://)[^/\s?#@]{1,300}@", re.IGNORECASE)
_TOKEN = re.compile(
    r"([?&](?:access_?token|api_?key|auth|key|passw(?:or)?d|secret|sig(?:nature)?|token)=)[^&\s#'\"]{1,500}",
    re.IGNORECASE,
)


def redacted(text: str) -> str:
    """The text with ``***`` for what opens a door.

    >>> redacted("https://ann:hush@wire.example/feed?api_key=abc&page=2 failed")
    'https://***@wire.example/feed?api_key=***&page=2 failed'
    """
    if "://" not in text:
        return text
    return _TOKEN.sub(rf"\g<1>{HIDDEN}", _USER.sub(rf"\g<1>{HIDDEN}@", text))


def without_user(text: str) -> str:
    """The same for user names and passwords alone, for addresses that others are looked up by.

    >>> without_user("https://ann:hush@wire.example/?key=1")
    'https://***@wire.example/?key=1'
    """
    return _USER.sub(rf"\g<1>{HIDDEN}@", text) if "://" in text else text
