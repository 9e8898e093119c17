"""The report live, on loopback only: read-only pages, nothing that changes a state, and no page for other sites.

A page of another site can lead a browser here (that is how DNS is rebound), so a request must name this machine
as its host, and the question box answers no request that another site sent.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.errors import RoundtripError
from pipeline.report.live import ROWS, SECONDS, Live
from pipeline.report.page import Page
from pipeline.report.words import load_words

ADDRESS = "127.0.0.1"
HOSTS = (ADDRESS, "localhost")
LONGEST_QUESTION = 20_000
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
CLOSED = "default-src 'none'; frame-ancestors 'none'"
"""The policy of answers that are no page of ours."""


class ServeError(RoundtripError):
    """The server cannot start; the message says how to mend it."""


def application(snapshot: Path, *, rows: int = ROWS, seconds: float = SECONDS) -> Starlette:
    """The pages of a snapshot; ``rows`` and ``seconds`` bound a question in SQL."""
    live = Live(snapshot, rows=rows, seconds=seconds)

    async def page(make: Callable[[], Page | None], missing: str) -> Response:
        try:
            made = await run_in_threadpool(make)
        except RoundtripError as error:
            return _answer(live.trouble(str(error)), 503)
        return _answer(made, 200) if made else _answer(live.trouble(load_words().words[missing].en), 404)

    async def report(request: Request) -> Response:
        return await page(live.report, "not_found")

    async def party(request: Request) -> Response:
        return await page(lambda: live.party(request.path_params["id"]), "no_party")

    async def deal(request: Request) -> Response:
        return await page(lambda: live.deal(request.path_params["id"]), "no_deal")

    async def sql(request: Request) -> Response:
        question = request.query_params.get("q", "")
        if question and request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _answer(live.trouble("questions are taken from this machine's own pages only"), 403)
        if len(question) > LONGEST_QUESTION:
            return _answer(live.trouble(f"a question has at most {LONGEST_QUESTION} characters"), 414)
        return await page(lambda: live.sql(question), "not_found")

    async def missing(request: Request, error: Exception) -> Response:
        return _answer(live.trouble(load_words().words["not_found"].en), 404)

    return Starlette(
        routes=[
            Route("/", report),
            Route("/party/{id}", party),
            Route("/deal/{id}", deal),
            Route("/sql", sql),
        ],
        middleware=[
            Middleware(_Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
        ],
        exception_handlers={404: missing},
    )


def listen(port: int) -> socket.socket:
    """A socket on loopback; port 0 takes a free one. Raises ServeError where the port is taken."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((ADDRESS, port))
        taken.listen(64)
    except OSError as error:
        taken.close()
        raise ServeError(f"port {port} cannot be had ({error.strerror}): name another with --port, or 0") from error
    return taken


def server(app: ASGIApp) -> uvicorn.Server:
    """A server for an open socket that says nothing on its own and does not tell what it is."""
    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="off", ws="none")
    return uvicorn.Server(config)


class _Headers:
    """Puts the safety headers on every answer, refusals among them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", ())}
                wanted = {**HEADERS, "Content-Security-Policy": CLOSED}
                message["headers"] = [
                    *message.get("headers", ()),
                    *(
                        (name.lower().encode(), value.encode())
                        for name, value in wanted.items()
                        if name.lower().encode() not in present
                    ),
                ]
            await send(message)

        await self._app(scope, receive, safely)


def _answer(page: Page, status: int) -> HTMLResponse:
    return HTMLResponse(page.html, status, {"Content-Security-Policy": page.policy})
