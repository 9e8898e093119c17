"""Pages that are already here."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.content import read_article
from pipeline.discover import discover
from pipeline.fetch import Fetcher
from pipeline.local import LocalPage, local_pages, page_of_file
from pipeline.registry import Source
from pipeline.types import Article, Page, Rejection

TEXT = (
    "示例公司投资样例云\n示例公司周三宣布，将向样例云投资20亿美元，换取其约5%的股份，双方还签订了算力采购合同。"
    + "款项分两期支付。" * 3
)
HTML = f"<html><title>示例公司投资样例云</title><body><p>{TEXT}</p></body></html>"


def _source(kind: Any, path: Path, **more: Any) -> Source:
    return Source("one", "t", "p", "zh", kind, str(path), "Asia/Shanghai", "Hans", **more)


def _pages(found: list[LocalPage | Rejection]) -> list[Page]:
    return [one.page for one in found if isinstance(one, LocalPage)]


def _warc(path: Path, records: list[tuple[str, str, str, bytes]], *, packed: bool = True) -> None:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for url, status, kind, body in records:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            made = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            writer.write_record(made)


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "二.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "c.html.gz").write_bytes(b"not gzip")
    found = list(local_pages(_source("folder", tmp_path)))
    pages = _pages(found)
    assert [page.url for page in pages] == ["file:///one/a.txt", "file:///one/b/%E4%BA%8C.html.gz"]
    assert [page.body.decode() for page in pages] == [TEXT, HTML]
    assert [one.reason for one in found if isinstance(one, Rejection)] == ["missing_file"]
    assert all(isinstance(read_article(page, None), Article) for page in pages)


def test_texts_one_a_line(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    rows = [
        {"doc": "d1", "text": TEXT, "published": "2026-02-25"},
        {"text": TEXT + "二", "published": None},
        {"text": 5},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\nnot json\n[1]\n", encoding="utf-8")
    found = list(local_pages(_source("jsonl", path)))
    assert [page.url for page in _pages(found)] == ["file:///one/d1", "file:///one/2"]
    assert [one.subject.rpartition(":")[2] for one in found if isinstance(one, Rejection)] == ["3", "5", "6"]
    first = found[0]
    assert isinstance(first, LocalPage)
    article = read_article(first.page, None, listed=first.listed)
    assert isinstance(article, Article)
    assert article.published_on == "2026-02-25"


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    _warc(
        path,
        [
            ("https://news.test/a", "200 OK", "text/html; charset=utf-8", HTML.encode()),
            ("https://news.test/b", "404 Not Found", "text/html", b"x"),
            ("https://news.test/c", "200 OK", "image/png", b"x"),
            ("https://news.test/d", "200 OK", "text/html", b"x" * 5000),
        ],
        packed=packed,
    )
    found = list(local_pages(_source("warc", path), max_bytes=1000))
    assert [page.url for page in _pages(found)] == ["https://news.test/a"]
    assert [(one.subject, one.reason) for one in found if isinstance(one, Rejection)] == [
        ("https://news.test/d", "too_large")
    ]


def test_a_broken_warc_gives_what_it_can(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    _warc(path, [(f"https://news.test/{number}", "200 OK", "text/html", HTML.encode()) for number in range(5)])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * 0.7)] + b"\0garbage" * 20)
    found = list(local_pages(_source("warc", path)))
    assert 2 <= len(_pages(found)) < 5


def test_memory_stays_flat_over_a_long_warc(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    body = HTML.encode() + b"<!-- padding -->" * 3000
    _warc(path, [(f"https://news.test/{number}", "200 OK", "text/html", body) for number in range(400)])
    tracemalloc.start()
    count = sum(isinstance(one, LocalPage) for one in local_pages(_source("warc", path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < 30 * len(body)


def test_a_list_of_addresses(tmp_path: Path, fetcher: Fetcher) -> None:
    path = tmp_path / "urls.txt"
    path.write_text(
        "# mine\nhttps://news.test/a?utm_source=x\n\nftp://news.test/b\nhttps://news.test/a\n", encoding="utf-8"
    )
    found = discover(_source("url_list", path), fetcher)
    assert [one.url for one in found.listings] == ["https://news.test/a"]
    assert [one.reason for one in found.rejections] == ["bad_url"]


def test_missing_files_are_told(tmp_path: Path, fetcher: Fetcher) -> None:
    gone = tmp_path / "gone"
    for kind in ("folder", "jsonl", "warc"):
        assert [one.reason for one in local_pages(_source(kind, gone)) if isinstance(one, Rejection)] == [
            "missing_file"
        ]
        with pytest.raises(ValueError, match="local"):
            discover(_source(kind, gone), fetcher)
    assert discover(_source("url_list", gone), fetcher).rejections[0].reason == "missing_file"
    assert isinstance(page_of_file(gone, source="x"), Rejection)
    with pytest.raises(ValueError, match="local kinds"):
        list(local_pages(_source("feed", gone)))
