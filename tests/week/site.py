"""The sites of a made-up press over real HTTP on loopback, each on a port of its own, at the driven moment."""

from __future__ import annotations

import hashlib
import html
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tests.week.clock import moment_of
from tests.week.press import HOUR, Publication, Story, Version

LISTED = 15
"""Newest articles on a list."""
RETRY_AFTER = 900
"""Seconds after which a site that was asked too often wants to be asked again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the driven moment, what was asked for, what was answered (0: nothing)."""

    moment: float
    path: str
    status: int


@dataclass
class Site:
    """A running site and all that was asked of it."""

    publication: Publication
    address: str
    asked: list[Asked] = field(default_factory=list)

    def url(self, story: Story) -> str:
        """The address of an article, as it is in the end."""
        return self.address + story.path


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site
    clock: Path

    def handle_error(self, request: object, client_address: object) -> None:
        """A poll that is killed hangs up in the middle of it, which is no fault of the site."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    counter = itertools.count()
    lock = threading.Lock()

    def log_message(self, format: str, *args: object) -> None:
        """The log is ``Site.asked``."""

    def do_GET(self) -> None:
        """Answer as the publication does at this moment."""
        moment, site = moment_of(self.server.clock), self.server.site
        path = urlsplit(self.path).path
        status, headers, body = _answer(site, path, moment, self.headers.get("If-None-Match"))
        with self.lock:
            site.asked.append(Asked(moment, path, status))
        if status == 0:
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)


def _answer(site: Site, path: str, moment: float, known: str | None) -> tuple[int, dict[str, str], bytes]:
    paper = site.publication
    trouble = paper.trouble(moment)
    if trouble == "down":
        return 0, {}, b""
    if trouble == "failing":
        return 503, {}, b"busy"
    if path == "/robots.txt":
        delay = f"Crawl-delay: {paper.crawl_delay}\n" if paper.crawl_delay else ""
        return 200, {"Content-Type": "text/plain"}, f"User-agent: *\nDisallow: /private/\n{delay}".encode()
    if paper.limit is not None:
        lately = sum(1 for one in site.asked if one.moment > moment - HOUR and one.status != 429)
        if lately >= paper.limit:
            return 429, {"Retry-After": str(RETRY_AFTER)}, b"too many"
    if path == "/list":
        return _checked(_listing(site, moment), _LIST_TYPES[paper.listing], known, validators=True)
    story = paper.by_path.get(path)
    version = story.at(moment) if story is not None else None
    if story is None or version is None:
        return 404, {}, b"no such page"
    if version.gone:
        return 410, {}, b"retired"
    noise = f"<!-- served {next(_Handler.counter)} -->" if paper.restless else ""
    return _checked(_page(site, story, version, noise), "text/html; charset=utf-8", known, validators=paper.validators)


_LIST_TYPES = {"feed": "application/rss+xml", "list_page": "text/html; charset=utf-8", "sitemap": "application/xml"}


def _checked(text: str, kind: str, known: str | None, *, validators: bool) -> tuple[int, dict[str, str], bytes]:
    body = text.encode()
    headers = {"Content-Type": kind}
    if validators:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if known == headers["ETag"]:
            return 304, headers, b""
    return 200, headers, body


def _listing(site: Site, moment: float) -> str:
    paper = site.publication
    out = [story for story in paper.stories if story.published <= moment][-LISTED:][::-1]
    campaign = "?utm_source=feed&utm_campaign=daily" if paper.tracked else ""
    links = [(html.escape(site.url(story) + campaign), story) for story in out]
    if paper.listing == "sitemap":
        rows = "".join(
            f"<url><loc>{link}</loc><lastmod>{_iso(story.published)}</lastmod></url>" for link, story in links
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    if paper.listing == "list_page":
        rows = "".join(f'<li><a href="{link}">{html.escape(story.versions[0].title)}</a></li>' for link, story in links)
        return f"<html><body><h1>{paper.name}</h1><ul class='news'>{rows}</ul></body></html>"
    rows = "".join(
        f"<item><title>{html.escape(story.versions[0].title)}</title><link>{link}</link>"
        f"<pubDate>{format_datetime(datetime.fromtimestamp(story.published, UTC))}</pubDate></item>"
        for link, story in links
    )
    return f"<rss version='2.0'><channel><title>{paper.name}</title>{rows}</channel></rss>"


def _page(site: Site, story: Story, version: Version, noise: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in version.paragraphs)
    title = html.escape(version.title)
    return (
        f"<!doctype html><html lang='{site.publication.language}'><head><meta charset='utf-8'><title>{title}</title>"
        f"<link rel='canonical' href='{site.url(story)}'>"
        f"<meta property='article:published_time' content='{_iso(story.published)}'></head>"
        f"<body>{noise}<article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")


@contextmanager
def serving(papers: tuple[Publication, ...], clock: Path) -> Iterator[tuple[Site, ...]]:
    """All publications, each on a free port."""
    servers = []
    for paper in papers:
        server = _Server(("127.0.0.1", 0), _Handler)
        server.clock = clock
        server.site = Site(paper, f"http://127.0.0.1:{server.server_address[1]}")
        servers.append(server)
    threads = [threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True) for one in servers]
    for thread in threads:
        thread.start()
    try:
        yield tuple(server.site for server in servers)
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def write_sources(sites: tuple[Site, ...], folder: Path) -> None:
    """The source files of the sites."""
    folder.mkdir(parents=True, exist_ok=True)
    for site in sites:
        paper = site.publication
        told: dict[str, object] = {
            "title": paper.name,
            "publisher": paper.name,
            "language": paper.language,
            "kind": paper.listing,
            "url": f"{site.address}/list",
            "timezone": "UTC",
            "include": [f"/{paper.name}/"],
        }
        if paper.language == "zh":
            told["script"] = "Hans"
        if paper.listing == "list_page":
            told["selectors"] = {"links": "ul.news a"}
        (folder / f"{paper.name}.yml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
