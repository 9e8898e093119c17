"""A local web server whose every answer a test decides, down to single bytes on the socket."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.fetch import Fetcher
from pipeline.settings import Settings, load_settings
from pipeline.types import Page

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Routes by path and the requests so far; a path without a route gives 404."""

    host: str = ""
    routes: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://{self.host}"

    def serve(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        content_type: str = "text/html; charset=utf-8",
        headers: dict[str, str] | None = None,
    ) -> str:
        """Answer a path with fixed bytes; gives its address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Type": content_type, **(headers or {})}.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.routes[path] = answer
        return self.base + path

    def raw(self, path: str, answer: Answer) -> str:
        """Answer a path by a function that writes to the socket itself; gives its address."""
        self.routes[path] = answer
        return self.base + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer = self.site.routes.get(self.path)
        if answer is None:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    """A running server on a free port of 127.0.0.1."""
    made = Site()
    handler = type("Handler", (_Handler,), {"site": made})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    made.host = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(site: Site) -> Settings:
    """Quick settings that allow the test server and nothing else of this machine."""
    return load_settings(
        local_hosts=(site.host,),
        delay_seconds=0.0,
        timeout_seconds=2.0,
        total_seconds=3.0,
        max_bytes=200_000,
        retries=2,
        retry_wait_seconds=0.0,
        max_retry_after_seconds=5.0,
    )


@pytest.fixture
def fetcher(settings: Settings) -> Iterator[Fetcher]:
    with Fetcher(settings) as made:
        yield made


@pytest.fixture
def page_of() -> Callable[..., Page]:
    """Make a page of bytes."""

    def make(body: bytes, *, content_type: str = "text/html", url: str = "https://news.test/a") -> Page:
        fetched = datetime(2026, 3, 1, 12, tzinfo=UTC)
        return Page(Page.id_of(body), "test", url, url, 200, content_type, fetched, body)

    return make
