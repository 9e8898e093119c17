"""What sources list."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from pipeline.discover import discover
from pipeline.fetch import Fetcher
from pipeline.registry import Selectors, Source
from pipeline.types import Validators

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>
<item><title>One &amp; only</title><link>{base}/a?utm_source=rss</link>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/b#top</link></item>
<item><title>Again</title><link>{base}/a</link></item>
<item><title>No link</title></item>
<item><title>Script</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="gb2312"?><feed xmlns="http://www.w3.org/2005/Atom"><title>报</title>
<entry><title>算力合同</title><link href="{base}/a"/><updated>2026-03-02T10:00:00Z</updated></entry></feed>"""
MAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{base}/a</loc><lastmod>2026-03-01</lastmod>
<news:news><news:publication_date>2026-03-02T10:00:00Z</news:publication_date><news:title>算力</news:title></news:news></url>
<url><loc> {base}/b </loc></url><url><loc></loc></url></urlset>"""
ENTITIES = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "file:///etc/passwd">]>"""


def _source(site: Any, kind: Any, path: str, **more: Any) -> Source:
    fields = {"title": "t", "publisher": "p", "language": "en", "timezone": "UTC", **more}
    return Source(name="one", kind=kind, url=site.base + path, **fields)


def _reasons(found: Any) -> list[str]:
    return [one.reason for one in found.rejections]


def test_rss(site: Any, fetcher: Fetcher) -> None:
    site.serve("/feed", RSS.format(base=site.base).encode(), content_type="application/rss+xml")
    found = discover(_source(site, "feed", "/feed"), fetcher)
    assert [(one.url, one.title, one.published_raw) for one in found.listings] == [
        (site.base + "/a", "One & only", "Mon, 02 Mar 2026 10:00:00 GMT"),
        (site.base + "/b", "Two", None),
    ]
    assert _reasons(found) == ["bad_url"]


def test_atom_in_gb2312(site: Any, fetcher: Fetcher) -> None:
    site.serve("/feed", ATOM.format(base=site.base).encode("gb18030"), content_type="application/atom+xml")
    (one,) = discover(_source(site, "feed", "/feed"), fetcher).listings
    assert (one.title, one.published_raw) == ("算力合同", "2026-03-02T10:00:00Z")


def test_a_sitemap_plain_and_packed(site: Any, fetcher: Fetcher) -> None:
    body = MAP.format(base=site.base).encode()
    site.serve("/map.xml", body, content_type="application/xml")
    site.serve("/map.xml.gz", gzip.compress(body), content_type="application/x-gzip")
    plain, packed = (discover(_source(site, "sitemap", path), fetcher) for path in ("/map.xml", "/map.xml.gz"))
    assert plain.listings == packed.listings
    assert [(one.url, one.title, one.published_raw) for one in plain.listings] == [
        (site.base + "/a", "算力", "2026-03-02T10:00:00Z"),
        (site.base + "/b", None, None),
    ]


def test_a_sitemap_index_gives_its_newest_maps_and_tells_of_broken_ones(site: Any, fetcher: Fetcher) -> None:
    inner = "".join(
        f"<sitemap><loc>{site.base}/m{number}.xml</loc><lastmod>2026-03-0{number}</lastmod></sitemap>"
        for number in (1, 2, 3)
    )
    site.serve("/index.xml", f"<sitemapindex>{inner}</sitemapindex>".encode(), content_type="text/xml")
    site.serve("/m3.xml", MAP.format(base=site.base).encode(), content_type="text/xml")
    site.serve("/m1.xml", b"<urlset/>", content_type="text/xml")
    found = discover(_source(site, "sitemap", "/index.xml", max_sitemaps=2), fetcher)
    assert [one.url for one in found.listings] == [site.base + "/a", site.base + "/b"]
    assert _reasons(found) == ["not_found"]
    assert "/m1.xml" not in site.paths()


def test_an_index_that_names_itself_ends(site: Any, fetcher: Fetcher) -> None:
    site.serve(
        "/i.xml",
        f"<sitemapindex><sitemap><loc>{site.base}/i.xml</loc></sitemap></sitemapindex>".encode(),
        content_type="text/xml",
    )
    found = discover(_source(site, "sitemap", "/i.xml"), fetcher)
    assert found.listings == ()
    assert site.paths().count("/i.xml") == 2


def test_a_list_page(site: Any, fetcher: Fetcher) -> None:
    page = """<base href="/news/"><ul class="list"><li><a href="a.html">甲 <b>乙</b></a></li>
    <li><a href="//other.test/x">丙</a></li></ul>
    <a href="/about">about</a><a href="mailto:x@y">m</a><a href="javascript:x">j</a><a href="http://[::1">b</a><a>n</a>"""
    site.serve("/", page.encode("gb18030"), content_type="text/html; charset=gbk")
    chosen = discover(_source(site, "list_page", "/", selectors=Selectors(links="ul.list li")), fetcher)
    assert [(one.url, one.title) for one in chosen.listings] == [
        (site.base + "/news/a.html", "甲 乙"),
        ("http://other.test/x", "丙"),
    ]
    every = discover(_source(site, "list_page", "/"), fetcher)
    assert [one.url for one in every.listings] == [site.base + "/news/a.html", site.base + "/about"]


def test_patterns_and_the_limit(site: Any, fetcher: Fetcher) -> None:
    links = "".join(f"<a href='/ai/{number}'>x</a><a href='/sport/{number}'>y</a>" for number in range(5))
    site.serve("/", links.encode())
    found = discover(_source(site, "list_page", "/", include=("/ai/",), exclude=("/3$",), max_items=3), fetcher)
    assert [one.url.rpartition("/")[2] for one in found.listings] == ["0", "1", "2"]
    assert [(one.reason, one.detail) for one in found.rejections] == [("too_many", "4 entries, 3 taken")]


def test_an_unchanged_listing_is_not_read_again(site: Any, fetcher: Fetcher) -> None:
    site.serve("/feed", status=304)
    source = _source(site, "feed", "/feed")
    found = discover(source, fetcher, validators={source.url: Validators('"v1"')})
    assert found.not_modified
    assert found.listings == found.rejections == ()


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
@pytest.mark.parametrize("wire", ["utf-8", "utf-16"])
def test_entities_are_never_expanded(site: Any, fetcher: Fetcher, kind: str, wire: str) -> None:
    body = ENTITIES + "<rss><channel><item><title>&b;&x;</title><link>http://a.test/&x;</link></item></channel></rss>"
    site.serve("/x", body.encode(wire), content_type="application/xml")
    found = discover(_source(site, kind, "/x"), fetcher)
    assert _reasons(found) == ["xml_entities"]
    assert found.listings == ()


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("feed", b"<html><body>not a feed</body></html>", "bad_feed"),
        ("feed", b"", "bad_feed"),
        ("feed", b"\x00\x01\x02", "bad_feed"),
        ("feed", b'<rss version="2.0"><channel><title>x</title></channel></rss>', "no_links"),
        ("sitemap", b"<html><body>x</body></html>", "bad_sitemap"),
        ("sitemap", b"no xml at all", "bad_sitemap"),
        ("sitemap", b"", "bad_sitemap"),
        ("sitemap", b"\x1f\x8b broken", "broken_compression"),
        ("sitemap", gzip.compress(b"\0" * 60_000_000), "compression_ratio"),
        ("sitemap", b"<urlset></urlset>", "no_links"),
        ("list_page", b"<p>no links</p>", "no_links"),
        ("list_page", b"", "no_links"),
    ],
)
def test_what_cannot_be_read_is_told(site: Any, fetcher: Fetcher, kind: str, body: bytes, reason: str) -> None:
    site.serve("/x", body, content_type="application/xml")
    found = discover(_source(site, kind, "/x"), fetcher)
    assert _reasons(found) == [reason]
    assert found.listings == ()


def test_a_listing_that_cannot_be_fetched_is_told(site: Any, fetcher: Fetcher) -> None:
    for kind in ("feed", "sitemap", "list_page"):
        assert _reasons(discover(_source(site, kind, "/gone"), fetcher)) == ["not_found"]
