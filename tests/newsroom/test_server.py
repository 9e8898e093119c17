"""The newsroom over real HTTP: answers, encodings on the wire, the log."""

import gzip
import http.client
import json
import re
import socket
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from pipeline.newsroom import Newsroom, NewsroomError, serve
from pipeline.newsroom.articles import pieces, publications, wire_of
from pipeline.newsroom.render import GONE, MOVED, PRIVATE, site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with serve(0) as running:
        yield running


def get(
    newsroom: Newsroom, path: str, *, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(newsroom.host, timeout=5)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_robots_closes_the_private_section_and_names_the_sitemap(newsroom: Newsroom):
    response, body = get(newsroom, "/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert b"Disallow: /private/\n" in body
    assert f"Sitemap: {newsroom.base_url}/sitemap.xml".encode() in body
    assert all(path.startswith("/private/") and get(newsroom, path)[0].status == 200 for path in PRIVATE)


def test_front_pages_tempt_into_the_private_section(newsroom: Newsroom):
    assert b'href="/private/' in get(newsroom, "/wire/")[1]


@pytest.mark.parametrize("piece", pieces().values(), ids=lambda piece: piece.id)
def test_pages_decode_to_their_text(newsroom: Newsroom, piece):
    response, body = get(newsroom, piece.url_path)
    wire = wire_of(piece)
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html" + (f"; charset={wire.header}" if wire.header else "")
    page = unescape(body.decode(wire.encoding))
    assert body.startswith(b"\xef\xbb\xbf") == wire.bom
    assert (f"charset={wire.meta}" in page.replace('"', "")) == (wire.meta is not None)
    for paragraph in (piece.title, *piece.paragraphs):
        assert paragraph in page
    for line in piece.tail or publications()[piece.publication].tail:
        assert line in page


@pytest.mark.parametrize("piece", pieces().values(), ids=lambda piece: piece.id)
def test_structured_data_is_readable(newsroom: Newsroom, piece):
    page = get(newsroom, piece.url_path)[1].decode(wire_of(piece).encoding)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    if found:
        data = json.loads(found[1])
        assert data["headline"] == piece.title
        assert data["datePublished"] == piece.published.isoformat()


def test_every_article_is_reached_by_feed_list_and_sitemap(newsroom: Newsroom):
    for key, paper in publications().items():
        own = {piece.url_path for piece in pieces().values() if piece.publication == key}
        listed = get(newsroom, f"/{key}/")[1].decode(paper.wire.encoding)
        assert own == set(re.findall(r'<li><a href="([^"]+)">', listed))
        feed = ElementTree.fromstring(get(newsroom, f"/{key}/feed.xml")[1])
        links = [item.text for item in feed.iter("link")] + [link.get("href") for link in feed.iter(f"{ATOM}link")]
        paths = {
            MOVED.get(path, path) for path in (link.removeprefix(newsroom.base_url).split("?")[0] for link in links)
        }
        assert own <= paths
        sitemap = ElementTree.fromstring(get(newsroom, f"/sitemap-{key}.xml")[1])
        assert {f"{newsroom.base_url}{path}" for path in own} < {loc.text for loc in sitemap.iter(f"{SITEMAP}loc")}


def test_the_sitemap_index_names_every_paper(newsroom: Newsroom):
    index = ElementTree.fromstring(get(newsroom, "/sitemap.xml")[1])
    assert [loc.text for loc in index.iter(f"{SITEMAP}loc")] == [
        f"{newsroom.base_url}/sitemap-{key}.xml" for key in publications()
    ]


def test_every_link_of_every_page_leads_somewhere(newsroom: Newsroom):
    known = site(newsroom.base_url)
    for path, resource in known.items():
        if not resource.content_type.startswith("text/html"):
            continue
        for href in re.findall(rb'<a [^>]*href="([^"]+)"', resource.body):
            target = urljoin(path, href.decode().split("?")[0].split("#")[0])
            assert target in known, (path, target)


def test_absolute_links_follow_the_host_header(newsroom: Newsroom):
    _, body = get(newsroom, "/wire/feed.xml", Host="news.test:99")
    assert b"<link>http://news.test:99/wire/2019/" not in body  # the first story has moved
    assert b"<link>http://news.test:99/r/first?" in body
    assert newsroom.base_url.encode() not in body


@pytest.mark.parametrize("host", ["a b", "x/y", 'q"'])
def test_a_malformed_host_is_refused(newsroom: Newsroom, host: str):
    assert get(newsroom, "/wire/feed.xml", Host=host)[0].status == 400


def test_page_bytes_do_not_depend_on_the_address():
    here, there = site("http://127.0.0.1:1"), site("http://127.0.0.1:2")
    assert all(here[piece.url_path].body == there[piece.url_path].body for piece in pieces().values())


def test_an_unchanged_page_is_not_sent_again(newsroom: Newsroom):
    path = next(iter(pieces().values())).url_path
    first, body = get(newsroom, path)
    assert body
    by_tag, nothing = get(newsroom, path, If_None_Match=first.headers["ETag"])
    assert (by_tag.status, nothing, by_tag.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert get(newsroom, path, If_Modified_Since=first.headers["Last-Modified"])[0].status == 304
    assert get(newsroom, path, If_None_Match='W/"other"')[0].status == 200
    assert get(newsroom, path, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT")[0].status == 200
    assert get(newsroom, path, If_Modified_Since="yesterday")[0].status == 200


def test_gzip_only_where_it_is_accepted(newsroom: Newsroom):
    plain, body = get(newsroom, "/keji/")
    packed, small = get(newsroom, "/keji/", Accept_Encoding="gzip, br")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert len(small) < len(body)


def test_moved_gone_missing_and_head(newsroom: Newsroom):
    old, new = next(iter(MOVED.items()))
    moved, _ = get(newsroom, old)
    assert (moved.status, moved.headers["Location"]) == (301, newsroom.base_url + new)
    assert get(newsroom, GONE)[0].status == 410
    assert get(newsroom, "/no/such/page")[0].status == 404
    head, nothing = get(newsroom, "/wire/", method="HEAD")
    assert head.status == 200
    assert nothing == b""
    assert int(head.headers["Content-Length"]) == len(get(newsroom, "/wire/")[1])
    assert get(newsroom, "/wire/", method="DELETE")[0].status == 501


def test_the_log_holds_what_was_asked_and_answered():
    with serve(0) as running:
        get(running, "/robots.txt", User_Agent="tester/1")
        get(running, "/nowhere")
        assert [(r.method, r.path, r.status) for r in running.requests] == [
            ("GET", "/robots.txt", 200),
            ("GET", "/nowhere", 404),
        ]
        assert running.requests[0].user_agent == "tester/1"
        assert running.paths(404) == ["/nowhere"]


def test_a_taken_port_is_one_clear_line():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with (
            pytest.raises(NewsroomError, match=rf"^port {port} of 127\.0\.0\.1 is in use: .*choose another port$"),
            serve(port),
        ):
            pass


def test_the_port_is_free_again_afterwards():
    with serve(0) as first:
        port = int(first.host.rsplit(":", 1)[1])
    with serve(port) as second:
        assert second.base_url == first.base_url
