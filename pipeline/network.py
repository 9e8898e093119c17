"""The guarded network: httpx over connections that go only to addresses that were checked.

The name is resolved and checked in the same step that connects, so a name that changes
between check and connection gains nothing. The deadline of a request bounds every read
and write on its socket, also while headers drip in.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import httpcore
import httpx

from pipeline.addresses import Resolver, checked_addresses, resolve


class Deadline(threading.local):
    """The time left for the request that the current thread is making."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._ends: float | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Bound all network work of this thread inside the block."""
        self._ends = self._monotonic() + seconds
        try:
            yield
        finally:
            self._ends = None

    def bound(self, timeout: float | None) -> float | None:
        """The shorter of a time-out and the time left. Raises httpcore.ReadTimeout when none is left."""
        if self._ends is None:
            return timeout
        left = self._ends - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole request is used up")
        return left if timeout is None else min(timeout, left)


class _BoundStream(httpcore.NetworkStream):
    """A network stream under the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.bound(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.bound(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.bound(timeout))
        return _BoundStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the first reachable of a host's checked addresses, by number, never by name."""

    def __init__(self, *, local_hosts: Sequence[str], deadline: Deadline, resolver: Resolver = resolve) -> None:
        self._inner = httpcore.SyncBackend()
        self._local_hosts = tuple(local_hosts)
        self._deadline = deadline
        self._resolver = resolver

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check, connect. Raises AddressError, or httpcore.ConnectError when no address answers."""
        addresses = checked_addresses(host, port, self._local_hosts, self._resolver)
        options = ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), *(socket_options or ()))
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout, options)

    def _connect(
        self, address: str, port: int, timeout: float | None, options: Iterable[typing.Any]
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(address, port, self._deadline.bound(timeout), None, options)
        return _BoundStream(stream, self._deadline)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class _Body(httpx.SyncByteStream):
    """The body of a response, as httpx wants it."""

    def __init__(self, stream: typing.Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class CheckedTransport(httpx.BaseTransport):
    """An httpx transport on CheckedBackend. Errors are those of httpcore, and AddressError."""

    def __init__(self, *, backend: CheckedBackend, connections: int) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=15.0,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request over the pool."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=b"",
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()
