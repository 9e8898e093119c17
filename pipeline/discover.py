"""What a source lists at the moment: addresses of articles from feeds, sitemaps and list pages.

Parsers are given bytes that were fetched, never an address. XML that declares entities is
refused unread.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

import feedparser
from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from lxml import etree

from pipeline.addresses import AddressError, check_url, clean_url, host_key
from pipeline.encoding import decode
from pipeline.fetch import Fetcher, FetchError, NotModified
from pipeline.local import listed_addresses
from pipeline.registry import REMOTE_KINDS, Source
from pipeline.types import Listing, Page, Rejection, Validators
from pipeline.unpack import UnpackError, unpack_gzip

warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
"""A feed that is configured as a list page is told as a listing without links, and needs no words of the parser."""

MAX_UNPACKED = 50_000_000
"""A sitemap may have fifty megabytes by its protocol."""
MAX_RATIO = 200.0


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a source lists, what went wrong, and the listing pages with their validators.

    ``not_modified`` is True where the server said that the listing has not changed.
    """

    listings: tuple[Listing, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    pages: tuple[Page, ...] = field(default=(), repr=False)
    not_modified: bool = False


class _Unreadable(ValueError):
    """A listing that cannot be read; carries a reason code."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def discover(source: Source, fetcher: Fetcher, *, validators: Mapping[str, Validators] | None = None) -> Discovery:
    """List a source: feed, sitemap, list page, list of addresses. ``validators`` make the requests conditional.

    Faults of the network and of the listing are rejections, never exceptions. Raises ValueError for
    sources whose pages are local already (folder, jsonl, warc).
    """
    known = validators or {}
    if source.kind == "url_list":
        listed, missing = listed_addresses(source)
        return Discovery(rejections=missing) if missing else _discovery(source, listed, (), ())
    if source.kind not in REMOTE_KINDS:
        raise ValueError(f"source {source.name} is of kind {source.kind}; its pages come from pipeline.local")
    if source.kind == "sitemap":
        return _from_sitemaps(source, fetcher, known)
    try:
        page = fetcher.fetch(source.url, source=source.name, validators=known.get(source.url))
    except FetchError as error:
        return Discovery(rejections=(_refused(error),))
    if isinstance(page, NotModified):
        return Discovery(not_modified=True)
    return read_listing(source, page)


def read_listing(source: Source, page: Page) -> Discovery:
    """The listings of a fetched feed, sitemap of pages, or list page."""
    try:
        if source.kind == "feed":
            found = _feed_entries(source, page)
        elif source.kind == "sitemap":
            found, _ = _sitemap_entries(source, page)
        else:
            found = _link_entries(source, page)
    except _Unreadable as error:
        return Discovery(rejections=(Rejection("discover", source.url, error.reason, error.detail),), pages=(page,))
    return _discovery(source, found, (), (page,))


def _from_sitemaps(source: Source, fetcher: Fetcher, known: Mapping[str, Validators]) -> Discovery:
    """A sitemap, or the newest sitemaps of a sitemap index (indexes of indexes are not followed)."""
    listings: list[Listing] = []
    rejections: list[Rejection] = []
    pages: list[Page] = []
    unchanged = 0
    waiting, depth = [source.url], 0
    while waiting and depth < 2:
        inner: list[tuple[str, str]] = []
        for url in waiting:
            try:
                page = fetcher.fetch(url, source=source.name, validators=known.get(url))
                if isinstance(page, NotModified):
                    unchanged += 1
                    continue
                pages.append(page)
                found, deeper = _sitemap_entries(source, page)
            except FetchError as error:
                rejections.append(_refused(error))
                continue
            except _Unreadable as error:
                rejections.append(Rejection("discover", url, error.reason, error.detail))
                continue
            listings.extend(found)
            inner.extend(deeper)
        newest = sorted(inner, key=lambda pair: pair[0], reverse=True)[: source.max_sitemaps]
        waiting, depth = [url for _, url in newest], depth + 1
    if unchanged and not pages:
        return Discovery(rejections=tuple(rejections), not_modified=True)
    if rejections and not listings:
        return Discovery(rejections=tuple(rejections), pages=tuple(pages))
    return _discovery(source, listings, rejections, tuple(pages))


def _discovery(
    source: Source, found: Iterable[Listing], earlier: Iterable[Rejection], pages: tuple[Page, ...]
) -> Discovery:
    """Accepted, distinct listings up to the source's limit; what the limit leaves out is told."""
    rejections = list(earlier)
    kept: dict[str, Listing] = {}
    for listing in found:
        try:
            url = clean_url(check_url(listing.url))
        except AddressError as error:
            rejections.append(Rejection("discover", listing.url[:500], error.reason, error.detail))
            continue
        if source.accepts(url):
            kept.setdefault(url, Listing(source.name, url, listing.title, listing.published_raw))
    chosen = list(kept.values())
    if not chosen:
        rejections.append(Rejection("discover", source.url, "no_links", "no entry is accepted by the patterns"))
    if len(chosen) > source.max_items:
        told = f"{len(chosen)} entries, {source.max_items} taken"
        rejections.append(Rejection("discover", source.url, "too_many", told))
    return Discovery(tuple(chosen[: source.max_items]), tuple(rejections), pages)


def _refused(error: FetchError) -> Rejection:
    return Rejection("fetch", error.url, error.reason, error.detail)


def _feed_entries(source: Source, page: Page) -> list[Listing]:
    """RSS and Atom entries."""
    _refuse_entities(page.body)
    headers = {"content-type": page.content_type, "content-location": page.final_url}
    feed = feedparser.parse(page.body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and (feed.bozo or not feed.get("version")):
        told = str(feed.get("bozo_exception", "neither RSS nor Atom"))
        raise _Unreadable("bad_feed", " ".join(told.split())[:300])
    found = []
    for entry in feed.entries:
        link = str(entry.get("link") or "").strip()
        if link:
            moment = entry.get("published") or entry.get("updated")
            address = urljoin(page.final_url, link)
            found.append(Listing(source.name, address, _words(entry.get("title")), _words(moment)))
    return found


def _sitemap_entries(source: Source, page: Page) -> tuple[list[Listing], list[tuple[str, str]]]:
    """(listings, inner sitemaps as (lastmod, address)) of a sitemap or sitemap index, packed or not."""
    body = page.body
    if body.startswith(b"\x1f\x8b"):
        try:
            body = unpack_gzip(body, max_bytes=MAX_UNPACKED, max_ratio=MAX_RATIO)
        except UnpackError as error:
            raise _Unreadable(error.reason, error.detail) from error
    _refuse_entities(body)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise _Unreadable("bad_sitemap", " ".join(str(error).split())[:300]) from error
    if root is None or _local(root) not in ("urlset", "sitemapindex"):
        raise _Unreadable("bad_sitemap", f"the root is {_local(root) if root is not None else 'missing'}")
    listings: list[Listing] = []
    inner: list[tuple[str, str]] = []
    for item in root:
        values = {_local(part): (part.text or "").strip() for part in item.iter() if isinstance(part.tag, str)}
        place = values.get("loc", "")
        if not place:
            continue
        address = urljoin(page.final_url, place)
        if _local(item) == "sitemap":
            inner.append((values.get("lastmod", ""), address))
        else:
            moment = values.get("publication_date") or values.get("lastmod") or None
            listings.append(Listing(source.name, address, values.get("title") or None, moment))
    return listings, inner


def _link_entries(source: Source, page: Page) -> list[Listing]:
    """Links of a list page: those of the source's selector, or all that stay on the host."""
    tree = BeautifulSoup(decode(page.body, page.content_type).text, "lxml")
    base_tag = tree.find("base", href=True)
    base = urljoin(page.final_url, str(base_tag["href"])) if isinstance(base_tag, Tag) else page.final_url
    found: list[Listing] = []
    for node in tree.select(source.selectors.links or "a[href]"):
        anchor = node if node.name == "a" else node.find("a", href=True)
        if not isinstance(anchor, Tag) or not anchor.get("href"):
            continue
        target = _target(base, str(anchor["href"]).strip())
        if target is None or (source.selectors.links is None and not _same_host(target, base)):
            continue
        found.append(Listing(source.name, target, _words(anchor.get_text(" ", strip=True))))
    return found


def _target(base: str, href: str) -> str | None:
    """The address of a link; None for links that are no addresses (mail, script, anchors, nonsense)."""
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        return check_url(urljoin(base, href))
    except ValueError:
        return None


def _same_host(one: str, other: str) -> bool:
    return host_key(one) == host_key(other)


def _refuse_entities(body: bytes) -> None:
    """Raise where the XML declares entities, in any encoding that spaces its letters with NUL."""
    if b"<!ENTITY" in body.replace(b"\0", b""):
        raise _Unreadable("xml_entities", "the document declares entities")


def _local(node: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _words(value: object) -> str | None:
    """Text on one line, or None."""
    text = " ".join(str(value or "").split())
    return text[:500] or None
