"""HTTP's own words: conditional headers, validators, Retry-After, names of network faults."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from pipeline.types import Validators


def conditions(validators: Validators | None) -> dict[str, str]:
    """The request headers that ask "has it changed?"."""
    if validators is None:
        return {}
    pairs = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in pairs.items() if value}


def validators_of(headers: httpx.Headers, known: Validators) -> Validators:
    """Validators of a response; a 304 may leave out those that still hold."""
    return Validators(
        etag=headers.get("etag") or known.etag, last_modified=headers.get("last-modified") or known.last_modified
    )


def retry_after_of(value: str | None, now: datetime) -> float | None:
    """Seconds of a Retry-After header, which holds seconds or a date; None where it is absent or unreadable."""
    if value is None:
        return None
    text = value.strip()
    if text.isdecimal() and len(text) < 10:
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def network_reason(error: Exception) -> str:
    """The reason code of a network fault."""
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException | TimeoutError):
        return "timeout"
    if isinstance(error, httpx.InvalidURL | httpcore.UnsupportedProtocol):
        return "bad_url"
    if isinstance(error, ssl.SSLError) or "SSL" in str(error) or "CERTIFICATE" in str(error):
        return "tls"
    if isinstance(error, httpcore.ProtocolError | httpx.ProtocolError):
        return "protocol"
    return "connect"
