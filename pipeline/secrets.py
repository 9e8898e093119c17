"""Secrets stay in the environment: what looks like one there is taken out of logs, messages and rows.

A variable holds a secret where its name says so (``…_TOKEN``, ``…_PASSWORD``, ``…_API_KEY``, …), and so does a
password inside an address. No setting holds one: settings travel as parameters of flows, which the server keeps.
"""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache

from pipeline.errors import RoundtripError
from pipeline.redact import redacted

SHOWN = "[secret]"
SHORTEST = 6
"""Shorter values are left alone: they are words, and taking them out would tell more than it hides."""
_NAME = re.compile(
    r"secret|token|passw(?:or)?d|passphrase|credential|auth_string|connection_url|dsn"
    r"|(?:api|access|private|account|encryption)_?key",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"(?P<before>[A-Za-z][A-Za-z0-9+.\-]{0,20}://[^\s/@:]{0,200}:)(?P<password>[^\s/@]{1,200})(?=@)"
)


class SecretInSettings(RoundtripError):
    """A setting that holds a secret of the environment."""


def redact(text: str) -> str:
    """The text without the secrets of the environment, and without what opens a door in addresses.

    >>> redact("postgresql://ann:hunter2@db/x")
    'postgresql://***@db/x'
    """
    return redactor()(text)


def redactor(in_addresses: Callable[[str], str] = redacted) -> Callable[[str], str]:
    """``redact`` with the environment as it is now, for many texts at once."""
    values = _values(_snapshot(os.environ))

    def hide(text: str) -> str:
        for value in values:
            text = text.replace(value, SHOWN)
        return in_addresses(text)

    return hide


def holds_secret(value: object) -> bool:
    """Is a secret of the environment anywhere in a value?"""
    text = str(value)
    return redact(text) != text


def refuse_secrets(settings: Mapping[str, object]) -> None:
    """Raises SecretInSettings that names the setting (and not the secret) where one holds a secret."""
    for name, value in settings.items():
        if holds_secret(value):
            raise SecretInSettings(
                f"settings: {name} holds a secret, and settings are kept by the Prefect server; leave it in the "
                "environment, or in a Prefect block (see the README)"
            )


def protect_logs() -> None:
    """From now on, whatever is logged in this process is logged without secrets; calling it again changes nothing."""
    factory = logging.getLogRecordFactory()
    if not getattr(factory, "redacting", False):
        logging.setLogRecordFactory(_redacting(factory))


def _redacting(factory: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """Records as they are made, before any handler sees them: a filter on loggers would miss those passed up."""

    def make(*args: object, **named: object) -> logging.LogRecord:
        record = factory(*args, **named)
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # a wrong format, of which a handler would tell with its values
            record.msg, record.args = f"{record.msg!r} with {record.args!r}", ()
            message = str(record.msg)
        clean = redact(message)
        if clean != message:
            record.msg, record.args = clean, ()
        if record.exc_info and record.exc_info[0] is not None:
            told = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
            if (clean := redact(told)) != told:
                record.exc_info, record.exc_text = None, clean
        return record

    make.redacting = True  # type: ignore[attr-defined]
    return make


def _snapshot(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in environment.items() if "://" in value or _NAME.search(name))


@lru_cache(maxsize=8)
def _values(found: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The secrets, the longest first, so that none is left of which another is a part."""
    values = {value for name, value in found if len(value) >= SHORTEST and _NAME.search(name)}
    for _, value in found:
        values |= {one["password"] for one in _IN_ADDRESS.finditer(value) if len(one["password"]) >= SHORTEST}
    return tuple(sorted(values, key=lambda value: (-len(value), value)))
