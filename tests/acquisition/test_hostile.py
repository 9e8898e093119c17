"""Servers that mean harm, or are merely broken: each attack ends soon, with its reason."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from pipeline.addresses import AddressError
from pipeline.fetch import Fetcher, FetchError
from pipeline.settings import Settings


def _reason(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, source="one")
    return caught.value.reason


@pytest.fixture
def impatient(settings: Settings) -> Iterator[Fetcher]:
    """One attempt, half a second for it."""
    with Fetcher(settings.model_copy(update={"retries": 0, "total_seconds": 0.5, "timeout_seconds": 0.4})) as made:
        yield made


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/admin", "http://localhost:1/", "http://[::1]:1/", "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://0/", "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
    ],
)  # fmt: skip
def test_redirects_to_private_addresses_are_refused(site: Any, fetcher: Fetcher, target: str) -> None:
    url = site.serve("/a", status=302, headers={"Location": target})
    assert _reason(fetcher, url) in ("private_address", "dns")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.test/x", "gopher://a.test/", "http://u:p@a.test/"])
def test_redirects_to_other_schemes_are_refused(site: Any, fetcher: Fetcher, target: str) -> None:
    url = site.serve("/a", status=301, headers={"Location": target})
    assert _reason(fetcher, url) == "bad_url"


def test_a_name_that_changes_between_check_and_connection_gains_nothing(site: Any, settings: Settings) -> None:
    """The first answer is public, every later one private: the connection must go to the checked one or nowhere."""
    port = int(site.host.rpartition(":")[2])
    site.serve("/secret", b"inner page")
    answers = iter(["198.51.100.1"])

    def resolver(host: str, asked: int) -> list[str]:
        return [next(answers, "127.0.0.1")]

    with Fetcher(settings.model_copy(update={"local_hosts": (), "retries": 2}), resolver=resolver) as fetcher:
        assert _reason(fetcher, f"http://rebind.test:{port}/secret") == "private_address"
    assert site.requests == []


def test_the_connection_goes_to_the_checked_address_by_number(site: Any, settings: Settings) -> None:
    port = int(site.host.rpartition(":")[2])
    site.serve("/a", b"x")
    asked: list[str] = []

    def resolver(host: str, asked_port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    allowed = settings.model_copy(update={"local_hosts": ("paper.test",)})
    with Fetcher(allowed, resolver=resolver) as fetcher:
        fetcher.fetch(f"http://paper.test:{port}/a", source="one")
    assert set(asked) == {"paper.test"}
    assert site.requests[-1][1]["host"] == f"paper.test:{port}"


def test_a_name_without_address_is_told(settings: Settings) -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise AddressError("dns", f"{host} has no address")

    with Fetcher(settings, resolver=resolver) as fetcher:
        assert _reason(fetcher, "http://nowhere.test/") == "dns"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "deflate"])
def test_decompression_bombs_are_cut_off(site: Any, settings: Settings, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(b"\0" * 30_000_000)
    encoding = "gzip" if pack is gzip.compress else "deflate"
    url = site.serve("/bomb", packed, headers={"Content-Encoding": encoding})
    with Fetcher(settings.model_copy(update={"max_bytes": 50_000_000})) as fetcher:
        assert _reason(fetcher, url) == "compression_ratio"
    with Fetcher(settings) as fetcher:
        assert _reason(fetcher, url) == "too_large"


def test_a_bomb_inside_a_bomb_stays_packed(site: Any, fetcher: Fetcher) -> None:
    url = site.serve("/a", gzip.compress(gzip.compress(b"x" * 1000)), headers={"Content-Encoding": "gzip, gzip"})
    assert _reason(fetcher, url) == "broken_compression"


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(100_000):
        handler.wfile.write(b"x" * 10_000)


def test_endless_bodies_are_cut_off_at_the_limit(site: Any, fetcher: Fetcher) -> None:
    assert _reason(fetcher, site.raw("/a", _endless)) == "too_large"


def test_announced_size_is_believed_when_it_is_too_large(site: Any, fetcher: Fetcher) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "50000000")
        handler.end_headers()

    assert _reason(fetcher, site.raw("/a", answer)) == "too_large"


def _dripping_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        handler.wfile.write(f"X-{number}: x\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


def _silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.9)


@pytest.mark.parametrize("answer", [_dripping_body, _dripping_headers, _silent], ids=["body", "headers", "silence"])
def test_slow_answers_end_with_the_time_for_the_whole_request(site: Any, impatient: Fetcher, answer: Any) -> None:
    url = site.raw("/a", answer)
    impatient.robots(url)
    started = time.monotonic()
    assert _reason(impatient, url) == "timeout"
    assert time.monotonic() - started < 0.9


def test_redirect_loops_end(site: Any, fetcher: Fetcher) -> None:
    site.serve("/b", status=302, headers={"Location": "/a"})
    url = site.serve("/a", status=302, headers={"Location": "/b"})
    assert _reason(fetcher, url) == "redirects"
    assert len(site.paths()) == 1 + 6


def test_a_redirect_to_nowhere_is_told(site: Any, fetcher: Fetcher) -> None:
    assert _reason(fetcher, site.serve("/a", status=302)) == "redirects"


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/octet-stream"])
def test_other_contents_than_text_are_refused(site: Any, fetcher: Fetcher, kind: str) -> None:
    assert _reason(fetcher, site.serve("/a", b"\x89PNG", content_type=kind)) == "content_type"


@pytest.mark.parametrize(
    "body",
    [
        b"this is not gzip",
        gzip.compress(b"x" * 5000)[:-9],
        gzip.compress(b"x" * 5000)[:20],
        b"\x1f\x8b\x08" + b"\xff" * 40,
    ],
    ids=["plain", "tail missing", "head only", "nonsense"],
)
def test_broken_gzip_is_told(site: Any, fetcher: Fetcher, body: bytes) -> None:
    url = site.serve("/a", body, headers={"Content-Encoding": "gzip"})
    assert _reason(fetcher, url) == "broken_compression"


def test_unknown_compression_is_told(site: Any, fetcher: Fetcher) -> None:
    assert _reason(fetcher, site.serve("/a", b"x", headers={"Content-Encoding": "br"})) == "broken_compression"


@pytest.mark.parametrize(
    "answer",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: text/html\r\n\r\nshort"],
    ids=["nothing", "no http", "broken off"],
)
def test_broken_http_is_told(site: Any, impatient: Fetcher, answer: bytes) -> None:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)
        handler.close_connection = True

    assert _reason(impatient, site.raw("/a", write)) in ("protocol", "connect")


def test_a_closed_port_is_told(site: Any, settings: Settings) -> None:
    quick = settings.model_copy(update={"local_hosts": ("127.0.0.1",), "retries": 0})
    with Fetcher(quick) as fetcher:
        assert _reason(fetcher, "http://127.0.0.1:9/") in ("connect", "robots_unavailable")


def test_validators_do_not_go_to_another_host(site: Any, settings: Settings) -> None:
    from pipeline.types import Validators

    port = int(site.host.rpartition(":")[2])
    site.serve("/b", b"x")
    site.serve("/a", status=302, headers={"Location": f"http://other.test:{port}/b"})
    allowed = settings.model_copy(update={"local_hosts": ("one.test", "other.test")})
    with Fetcher(allowed, resolver=lambda host, asked: ["127.0.0.1"]) as fetcher:
        fetcher.fetch(f"http://one.test:{port}/a", source="one", validators=Validators('"secret"'))
    sent = dict(site.requests)
    assert sent["/a"]["if-none-match"] == '"secret"'
    assert "if-none-match" not in sent["/b"]
