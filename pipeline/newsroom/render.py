"""Turn articles into what the sample site serves: pages, list pages, feeds, sitemaps, robots.txt.

Page bytes never depend on the address of the server: links are paths, and the canonical
link names a host of the reserved ``.example`` zone. Feeds, sitemaps and robots.txt carry
absolute links made from the caller's base address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache, lru_cache
from html import escape
from string import Template
from zoneinfo import ZoneInfo

from pipeline.newsroom.articles import (
    FURNITURE,
    HEADING,
    HERE,
    Piece,
    Publication,
    Wire,
    pieces,
    publications,
    wire_of,
)

CANONICAL_BASE = "http://sample.newsroom.example"
PRIVATE = ("/private/drafts.html", "/private/offer.html", "/private/subscribe.html")
MOVED = {"/r/first": "/wire/2019/07/microsoft-openai.html"}
"""Old addresses that redirect to an article."""
GONE = "/wire/2018/01/retired-story.html"
"""An address that the wire's feed still lists though the page is gone."""
_LABELS = {"Latn": ("About", "Drafts"), "Hans": ("关于", "草稿"), "Hant": ("關於", "草稿")}


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer of the server: body bytes, content type, time of the last change (aware UTC)."""

    body: bytes
    content_type: str
    modified: datetime


@cache
def _template(name: str) -> Template:
    return Template((HERE / "templates" / f"{name}.html").read_text(encoding="utf-8"))


def encode(text: str, wire: Wire) -> bytes:
    """``text`` in the page's true encoding; raises UnicodeEncodeError where it cannot carry it."""
    return (b"\xef\xbb\xbf" if wire.bom else b"") + text.encode(wire.encoding)


def _content_type(wire: Wire) -> str:
    return "text/html" + (f"; charset={wire.header}" if wire.header else "")


def _charset(wire: Wire) -> str:
    if wire.meta is None:
        return ""
    if wire.meta in ("gb2312", "big5", "iso-8859-1"):
        return f'<meta http-equiv="Content-Type" content="text/html; charset={wire.meta}" />'
    return f'<meta charset="{wire.meta}">'


def _block(block: str) -> str:
    furniture = FURNITURE.match(block)
    rest = escape(block[furniture.end() :] if furniture else block.removeprefix(HEADING), quote=False)
    if furniture is None:
        return f"<h2>{rest}</h2>" if block.startswith(HEADING) else f"<p>{rest}</p>"
    return {
        "caption": f'<figure><img src="/static/pixel.png" alt=""><figcaption>{rest}</figcaption></figure>',
        "ad": f'<div class="ad advertisement">{rest}</div>',
        "more": f'<div class="related-inline"><a href="/about.html">{rest}</a></div>',
    }[furniture[1]]


def _of_publication(key: str) -> list[Piece]:
    return [piece for piece in pieces().values() if piece.publication == key]


def _related(piece: Piece) -> str:
    others = [other for other in _of_publication(piece.publication) if other.id != piece.id][-4:]
    links = (f'<li><a href="{other.url_path}">{escape(other.title)}</a></li>' for other in others)
    return "<ul>\n" + "\n".join(links) + "\n</ul>"


def article_page(piece: Piece) -> Resource:
    """The article's HTML page in its wire encoding."""
    paper = publications()[piece.publication]
    local = piece.published.astimezone(ZoneInfo(paper.timezone))
    position = len(piece.id)
    json_ld = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.published.isoformat(),
        "publisher": {"@type": "Organization", "name": paper.title},
    }
    tail = piece.tail or paper.tail
    page = _template(paper.key).substitute(
        id=piece.id,
        lang=paper.html_lang,
        charset=_charset(wire_of(piece)),
        title=escape(piece.title),
        paper=escape(paper.title),
        canonical=CANONICAL_BASE + piece.url_path,
        json_ld=json.dumps(json_ld, ensure_ascii=False).replace("</", "<\\/"),
        iso=piece.published.isoformat(),
        date=local.strftime(paper.date_format),
        byline=escape(piece.byline or paper.title),
        deck=f'<p class="deck">{escape(piece.deck)}</p>' if piece.deck else "",
        first=escape(piece.paragraphs[0]),
        body="\n".join(_block(block) for block in piece.blocks),
        tail="\n".join(f"<p>{escape(line, quote=False)}</p>" for line in tail),
        related=_related(piece),
        advert_1=escape(paper.adverts[position % len(paper.adverts)]),
        advert_2=escape(paper.adverts[(position + 1) % len(paper.adverts)]),
    )
    wire = wire_of(piece)
    return Resource(encode(page, wire), _content_type(wire), piece.published.astimezone(UTC))


def _newest(found: list[Piece]) -> datetime:
    return max(piece.published for piece in found).astimezone(UTC)


def list_page(paper: Publication) -> Resource:
    """The paper's front page: every article, newest first."""
    found = _of_publication(paper.key)
    zone = ZoneInfo(paper.timezone)
    items = (
        f'<li><a href="{piece.url_path}">{escape(piece.title)}</a>'
        f'<span class="date">{piece.published.astimezone(zone).strftime("%Y-%m-%d %H:%M")}</span></li>'
        for piece in reversed(found)
    )
    about_label, drafts_label = _LABELS[paper.script]
    page = _template("list").substitute(
        lang=paper.html_lang,
        charset=_charset(paper.wire),
        paper=escape(paper.title),
        key=paper.key,
        feed_type=f"application/{paper.feed}+xml",
        items="\n".join(items),
        advert_1=escape(paper.adverts[0]),
        about=escape(paper.about),
        about_label=about_label,
        drafts_label=drafts_label,
    )
    return Resource(encode(page, paper.wire), _content_type(paper.wire), _newest(found))


def feed(paper: Publication, base: str) -> Resource:
    """The paper's RSS 2.0 or Atom feed with links under ``base``."""
    found = list(reversed(_of_publication(paper.key)))
    body = _atom(paper, found, base) if paper.feed == "atom" else _rss(paper, found, base)
    return Resource(body.encode(), f"application/{paper.feed}+xml; charset=utf-8", _newest(found))


def _rss(paper: Publication, found: list[Piece], base: str) -> str:
    moved = {new: old for old, new in MOVED.items()}
    entries = [(piece.title, moved.get(piece.url_path, piece.url_path), piece) for piece in found]
    if GONE.startswith(f"/{paper.key}/"):
        entries.append(("Retired story", GONE, found[-1]))
    items = "\n".join(
        f"<item><title>{escape(title)}</title><link>{base}{path}?utm_source=rss&amp;utm_medium=feed</link>"
        f'<guid isPermaLink="false">{path}</guid><pubDate>{format_datetime(piece.published)}</pubDate></item>'
        for title, path, piece in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(paper.title)}</title><link>{base}/{paper.key}/</link>"
        f"<description>{escape(paper.about)}</description><language>{paper.html_lang}</language>\n"
        f"{items}\n</channel></rss>\n"
    )


def _atom(paper: Publication, found: list[Piece], base: str) -> str:
    entries = "\n".join(
        f'<entry><title>{escape(piece.title)}</title><link rel="alternate" href="{base}{piece.url_path}"/>'
        f"<id>{CANONICAL_BASE}{piece.url_path}</id><updated>{piece.published.isoformat()}</updated>"
        f"<summary>{escape(piece.paragraphs[0][:60])}</summary></entry>"
        for piece in found
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(paper.title)}</title><id>{CANONICAL_BASE}/{paper.key}/</id>"
        f'<updated>{_newest(found).isoformat()}</updated><link rel="self" href="{base}/{paper.key}/feed.xml"/>\n'
        f"{entries}\n</feed>\n"
    )


_SITEMAP_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(paper: Publication, base: str) -> Resource:
    """The paper's sitemap: its articles and the about page."""
    found = _of_publication(paper.key)
    urls = [f"<url><loc>{base}/about.html</loc></url>"] + [
        f"<url><loc>{base}{piece.url_path}</loc><lastmod>{piece.published.isoformat()}</lastmod></url>"
        for piece in found
    ]
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SITEMAP_NS}>\n' + "\n".join(urls) + "\n</urlset>\n"
    return Resource(body.encode(), "application/xml", _newest(found))


def sitemap_index(base: str) -> Resource:
    """The index that names every paper's sitemap."""
    maps = "\n".join(f"<sitemap><loc>{base}/sitemap-{key}.xml</loc></sitemap>" for key in publications())
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {_SITEMAP_NS}>\n{maps}\n</sitemapindex>\n'
    return Resource(body.encode(), "application/xml", _newest(list(pieces().values())))


def robots(base: str) -> Resource:
    """robots.txt: everything but /private/ is open, no delay asked."""
    body = f"User-agent: *\nDisallow: /private/\nCrawl-delay: 0\n\nSitemap: {base}/sitemap.xml\n"
    return Resource(body.encode(), "text/plain; charset=utf-8", _newest(list(pieces().values())))


@lru_cache(maxsize=4)
def site(base: str) -> dict[str, Resource]:
    """Every path the server answers with 200, for links under ``base``."""
    newest = _newest(list(pieces().values()))
    html = "text/html; charset=utf-8"
    about = "".join(f"<p>{escape(paper.about)}</p>" for paper in publications().values())
    resources = {
        "/robots.txt": robots(base),
        "/sitemap.xml": sitemap_index(base),
        "/": Resource(
            "".join(f'<p><a href="/{key}/">{escape(p.title)}</a></p>' for key, p in publications().items()).encode(),
            html,
            newest,
        ),
        "/about.html": Resource(f"<html><title>About</title><body>{about}</body></html>".encode(), html, newest),
    }
    for path in PRIVATE:
        resources[path] = Resource(
            b"<html><title>Private</title><p>robots.txt closes this page.</p></html>", html, newest
        )
    for key, paper in publications().items():
        resources[f"/{key}/"] = list_page(paper)
        resources[f"/{key}/feed.xml"] = feed(paper, base)
        resources[f"/sitemap-{key}.xml"] = sitemap(paper, base)
    for piece in pieces().values():
        resources[piece.url_path] = article_page(piece)
    return resources
