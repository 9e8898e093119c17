"""The sample newsroom's web server: standard library, loopback, the same answers on every run.

``with serve() as newsroom:`` gives the base address and a log of every request. The
default port is fixed so that addresses, and keys made from them, are equal from run to
run; port 0 takes any free one.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from pipeline.newsroom.articles import NewsroomError
from pipeline.newsroom.render import GONE, MOVED, Resource, site

DEFAULT_PORT = 8765
_HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}")


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the server saw it; ``status`` is what it answered."""

    method: str
    path: str
    status: int
    user_agent: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running newsroom: its address without a closing slash, and the requests so far."""

    base_url: str
    requests: list[Request] = field(default_factory=list)

    @property
    def host(self) -> str:
        """``host:port``, as a setting that lists local hosts wants it."""
        return urlsplit(self.base_url).netloc

    def paths(self, status: int | None = None) -> list[str]:
        """Paths asked for, in order; only those answered with ``status`` where one is given."""
        return [entry.path for entry in self.requests if status is None or entry.status == status]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    newsroom: Newsroom

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of a fault, but for a reader that went away: it may have been killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "SampleNewsroom"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer a HEAD: a GET's headers without its body."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal quiet: the log is ``Newsroom.requests``."""

    def _answer(self, *, with_body: bool) -> None:
        path = urlsplit(self.path).path
        host = self.headers.get("Host", "")
        if not _HOST.fullmatch(host):
            self._send(HTTPStatus.BAD_REQUEST, {}, b"The Host header is missing or malformed.\n", with_body)
        elif path in MOVED:
            self._send(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"http://{host}{MOVED[path]}"}, b"", with_body)
        elif path == GONE:
            self._send(HTTPStatus.GONE, {}, b"This story was retired.\n", with_body)
        else:
            resource = site(f"http://{host}").get(path)
            if resource is None:
                self._send(HTTPStatus.NOT_FOUND, {}, b"There is no such page.\n", with_body)
            else:
                self._send_resource(resource, with_body)

    def _send_resource(self, resource: Resource, with_body: bool) -> None:
        etag = f'W/"{hashlib.sha256(resource.body).hexdigest()[:20]}"'
        headers = {
            "ETag": etag,
            "Last-Modified": format_datetime(resource.modified, usegmt=True),
            "Vary": "Accept-Encoding",
        }
        if self._is_current(etag, resource):
            self._send(HTTPStatus.NOT_MODIFIED, headers, b"", with_body)
            return
        body = resource.body
        headers["Content-Type"] = resource.content_type
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        self._send(HTTPStatus.OK, headers, body, with_body)

    def _is_current(self, etag: str, resource: Resource) -> bool:
        given = self.headers.get("If-None-Match")
        if given is not None:
            return given.strip() == "*" or etag in (part.strip() for part in given.split(","))
        since = self.headers.get("If-Modified-Since", "")
        try:
            return resource.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):  # absent, malformed or without a zone: send the page
            return False

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes, with_body: bool) -> None:
        seen = {name.lower(): value for name, value in self.headers.items()}
        self.server.newsroom.requests.append(
            Request(self.command, self.path, int(status), seen.get("user-agent", ""), seen)
        )
        self.send_response(status)
        headers.setdefault("Content-Type", "text/plain; charset=utf-8")
        if status is not HTTPStatus.NOT_MODIFIED:
            headers["Content-Length"] = str(len(body))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body and body:
            self.wfile.write(body)


@contextmanager
def serve(port: int = DEFAULT_PORT, *, host: str = "127.0.0.1") -> Iterator[Newsroom]:
    """Serve the newsroom on ``host`` until the block ends; port 0 takes any free port.

    Raises NewsroomError where the port is taken or an article file is faulty.
    """
    site(f"http://{host}")  # a faulty article file shows here, not in a request
    server = _bound(host, port)
    server.newsroom = Newsroom(f"http://{host}:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.newsroom
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _bound(host: str, port: int) -> _Server:
    try:
        return _Server((host, port), _Handler)
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be opened ({error.strerror})"
        raise NewsroomError(
            f"port {port} of {host} {reason}: stop the program that holds it, or choose another port"
        ) from error
