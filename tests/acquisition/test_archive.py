"""The archive keeps pages as they were, and notices when they are not."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline.archive import Archive, ArchiveError
from pipeline.types import Page, Validators


def _page(body: bytes = b"<p>x</p>") -> Page:
    return Page(
        Page.id_of(body), "one", "https://news.test/a?b=1&c=%E4%B8%AD", "https://news.test/final", 200,
        "text/html; charset=gb2312", datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC), body,
        Validators('W/"v1"', "Mon, 02 Mar 2026 10:00:00 GMT"),
    )  # fmt: skip


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    archive, page = Archive(tmp_path), _page()
    assert archive.put(page) is True
    assert archive.get(page.page_id) == page
    assert archive.has(page.page_id)
    assert list(archive) == [page.page_id]


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=2000))
def test_any_body_survives(tmp_path: Path, body: bytes) -> None:
    archive, page = Archive(tmp_path), replace(_page(body), validators=Validators())
    archive.put(page)
    assert archive.get(page.page_id) == page


def test_a_page_is_kept_once(tmp_path: Path) -> None:
    archive, page = Archive(tmp_path), _page()
    archive.put(page)
    before = archive.path_of(page.page_id).read_bytes()
    assert archive.put(replace(page, url="https://news.test/other")) is False
    assert archive.path_of(page.page_id).read_bytes() == before


def test_the_file_is_a_warc_that_others_read(tmp_path: Path) -> None:
    archive, page = Archive(tmp_path), _page()
    archive.put(page)
    with archive.path_of(page.page_id).open("rb") as stream:
        (record,) = list(ArchiveIterator(stream, check_digests="raise"))
        assert record.rec_headers.get_header("WARC-Target-URI") == page.url
        assert record.rec_headers.get_header("WARC-Date") == "2026-03-01T12:30:15Z"


def test_a_body_that_is_not_what_its_name_says_is_never_kept(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="another hash"):
        Archive(tmp_path).put(replace(_page(), body=b"other"))
    assert list(Archive(tmp_path)) == []


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    archive, page = Archive(tmp_path), _page(b"<p>two billion</p>")
    archive.put(page)
    path = archive.path_of(page.page_id)
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"two", b"ten")))
    with pytest.raises(ArchiveError, match="delete the file and fetch again"):
        archive.get(page.page_id)


@pytest.mark.parametrize("damage", [lambda data: data[:60], lambda data: b"", lambda data: b"\0" * 500])
def test_a_damaged_file_is_noticed(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    archive, page = Archive(tmp_path), _page()
    archive.put(page)
    path = archive.path_of(page.page_id)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ArchiveError):
        archive.get(page.page_id)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "xyz", "A" * 64, "0" * 63])
def test_only_page_ids_name_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="not a page id"):
        Archive(tmp_path).path_of(name)


def test_half_written_files_are_no_pages(tmp_path: Path) -> None:
    archive, page = Archive(tmp_path), _page()
    archive.put(page)
    (archive.path_of(page.page_id).parent / ".left.part").write_bytes(b"x")
    assert list(archive) == [page.page_id]


def test_header_values_cannot_add_headers(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    page = replace(_page(), validators=Validators('"a"\r\nWARC-Type: warcinfo'), content_type="text/html\r\nX: y")
    archive.put(page)
    got = archive.get(page.page_id)
    assert got.body == page.body
    assert "\n" not in (got.validators.etag or "") + got.content_type


def test_a_forgotten_page_is_gone(tmp_path: Path) -> None:
    archive, page = Archive(tmp_path), _page()
    archive.put(page)
    assert archive.remove(page.page_id) is True
    assert archive.remove(page.page_id) is False
    with pytest.raises(ArchiveError, match="not in the archive"):
        archive.get(page.page_id)
