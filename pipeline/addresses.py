"""Addresses: which URLs may be asked for, in what form they are kept, and which IP addresses may be reached."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import Field

from pipeline.datafiles import Strict, packaged

MAX_URL_LENGTH = 2_000
DEFAULT_PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]


class AddressError(ValueError):
    """An address that may not be asked for. ``reason`` is a code from ``data/reasons.yml``."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class UrlRules(Strict):
    """Schema of ``data/urls.yml``: query parameters that only follow the reader about."""

    tracking_parameters: tuple[str, ...]
    tracking_prefixes: tuple[str, ...] = Field(min_length=1)


def check_url(url: str) -> str:
    """The URL itself where it may be asked for.

    Raises AddressError (``bad_url``) for anything but http and https, for user names in the
    address, missing hosts, wrong ports, control characters and overlong addresses.
    """
    if len(url) > MAX_URL_LENGTH:
        raise AddressError("bad_url", f"address longer than {MAX_URL_LENGTH} characters")
    if any(ord(mark) <= 32 or ord(mark) == 127 for mark in url):
        raise AddressError("bad_url", f"blank or control character in address {url!r}")
    parts = _split(url)
    if parts.scheme.lower() not in DEFAULT_PORTS:
        raise AddressError("bad_url", f"only http and https are fetched, not {parts.scheme or 'no scheme'!r}")
    if not parts.hostname:
        raise AddressError("bad_url", f"no host in address {url!r}")
    if "@" in parts.netloc:
        raise AddressError("bad_url", "user names and passwords in addresses are not sent")
    return url


def host_key(url: str) -> str:
    """``host:port`` of a URL in lower case, the unit of politeness and of ``local_hosts``."""
    parts = _split(url)
    port = parts.port or DEFAULT_PORTS.get(parts.scheme.lower(), 0)
    return f"{(parts.hostname or '').casefold()}:{port}"


def host_of(url: str) -> str | None:
    """The host of a web address without ``www.``; None for other addresses."""
    return (_split(url).hostname or "").casefold().removeprefix("www.") or None


def origin_of(url: str) -> str:
    """``scheme://host[:port]`` of a URL, the unit of robots.txt."""
    parts = _split(url)
    return f"{parts.scheme.lower()}://{parts.netloc.casefold()}"


def clean_url(url: str) -> str:
    """The form in which a listed address is kept: no fragment, no tracking parameters, host in lower case."""
    parts = _split(url)
    rules = packaged("urls.yml", UrlRules)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [
        (name, value)
        for name, value in pairs
        if name.casefold() not in rules.tracking_parameters and not name.casefold().startswith(rules.tracking_prefixes)
    ]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    netloc = parts.netloc.casefold()
    port = parts.port
    if port is not None and port == DEFAULT_PORTS.get(parts.scheme.lower()):
        netloc = netloc.removesuffix(f":{port}")
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", query, ""))


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Every address of a name, as the system gives them. Raises AddressError (``dns``) where there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError("dns", f"{host} has no address: {error}") from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    host: str, port: int, local_hosts: Sequence[str], resolver: Resolver = resolve
) -> tuple[str, ...]:
    """The addresses of a host, all of them open to the world, or any where the host is a listed local one.

    Raises AddressError: ``dns`` for a name without address, ``private_address`` where any address
    is private, loopback, link-local, multicast, reserved or otherwise not of the public network.
    """
    name = host.casefold().rstrip(".")
    found = tuple(resolver(host, port))
    if not found:
        raise AddressError("dns", f"{host} has no address")
    if name in local_hosts or f"{name}:{port}" in local_hosts:
        return found
    for address in found:
        if not is_public(address):
            raise AddressError("private_address", f"{host} leads to {address}, which is not a public address")
    return found


def is_public(address: str) -> bool:
    """True where every reading of an IP address (also one wrapped in IPv6) is of the public network."""
    literal = address.partition("%")[0]
    return all(_one_is_public(reading) for reading in _readings(ipaddress.ip_address(literal)))


def _one_is_public(address: IPAddress) -> bool:
    """The check of one reading; Python counts some multicast addresses as global, so they are named here."""
    refused = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    return address.is_global and not refused


def _readings(address: IPAddress) -> tuple[IPAddress, ...]:
    """An address and those that it wraps: v4-mapped, 6to4, Teredo; a NAT64 address is only its inner one."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    wrapped = [address.sixtofour, *(address.teredo or ())]
    return (address, *(inner for inner in wrapped if inner is not None))


def _split(url: str) -> SplitResult:
    """urlsplit with its errors (broken brackets, wrong port) as AddressError."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (the property is what checks the port)
    except ValueError as error:
        raise AddressError("bad_url", f"unreadable address {url[:200]!r}: {error}") from error
    return parts
