"""The archive of pages: one gzipped WARC record per page, in a file named by the page's hash.

A page is written once and never changed. The record keeps what the fetch knew: addresses,
status, content type, validators and the moment, so that a page can be read again by a later
version without a fetch. Common WARC tools can read the files.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.errors import RoundtripError
from pipeline.types import Page, Validators

SUFFIX = ".warc.gz"
_PAGE_ID = re.compile(r"[0-9a-f]{64}")
_FINAL_URL = "Roundtrip-Final-Address"
_SOURCE = "Roundtrip-Source"
_FETCHED = "Roundtrip-Fetched-At"


class ArchiveError(RoundtripError):
    """A page that is missing from the archive or no longer what its name says; one line says which and what to do."""


class Archive:
    """Pages under a folder, by page id. Several processes may put at once."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, page: Page, *, sync: bool = True) -> bool:
        """Keep a page; True where it was not there yet. Raises ArchiveError where the id does not fit the body.

        ``sync`` waits until it is on the disk; without it a machine that stops may lose it, a killed process does not.
        """
        if Page.id_of(page.body) != page.page_id:
            raise ArchiveError(f"page {page.page_id}: its body has another hash; nothing was written")
        path = self.path_of(page.page_id)
        if path.exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(_packed(page))
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        os.replace(name, path)
        return True

    def get(self, page_id: str) -> Page:
        """The page of an id. Raises ArchiveError where it is missing or damaged."""
        path = self.path_of(page_id)
        if not path.is_file():
            raise ArchiveError(f"page {page_id}: not in the archive {self._root}; fetch its address again")
        page = _unpacked(path, page_id)
        if Page.id_of(page.body) != page_id:
            raise ArchiveError(f"page {page_id}: {path} holds another body; delete the file and fetch again")
        return page

    def has(self, page_id: str) -> bool:
        """Is the page kept here?"""
        return self.path_of(page_id).is_file()

    def remove(self, page_id: str) -> bool:
        """Forget a page; True where it was there."""
        path = self.path_of(page_id)
        known = path.is_file()
        path.unlink(missing_ok=True)
        return known

    def __iter__(self) -> Iterator[str]:
        """All page ids, in order."""
        for path in sorted(self._root.glob(f"??/??/*{SUFFIX}")):
            page_id = path.name.removesuffix(SUFFIX)
            if _PAGE_ID.fullmatch(page_id):
                yield page_id

    def path_of(self, page_id: str) -> Path:
        """The file of a page. Raises ArchiveError for anything that is not a page id."""
        if not _PAGE_ID.fullmatch(page_id):
            raise ArchiveError(f"{page_id[:80]!r} is not a page id (64 hex digits)")
        return self._root / page_id[:2] / page_id[2:4] / f"{page_id}{SUFFIX}"


def _packed(page: Page) -> bytes:
    """The page as one gzipped WARC response record."""
    stream = io.BytesIO()
    moment = page.fetched_at.astimezone(UTC)
    http_headers = [("Content-Type", page.content_type), ("Content-Length", str(len(page.body)))]
    if page.validators.etag:
        http_headers.append(("ETag", page.validators.etag))
    if page.validators.last_modified:
        http_headers.append(("Last-Modified", page.validators.last_modified))
    writer = WARCWriter(stream, gzip=True)
    record = writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),
        http_headers=StatusAndHeaders(f"{page.status} Fetched", http_headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-Record-ID": f"<urn:sha256:{page.page_id}>",
            _FINAL_URL: page.final_url,
            _SOURCE: page.source,
            _FETCHED: moment.isoformat(),
        },
    )
    writer.write_record(record)
    return stream.getvalue()


def _unpacked(path: Path, page_id: str) -> Page:
    """The page of a file, its hash not yet checked. Raises ArchiveError where no record can be read."""
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    return _page_of(record, page_id)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, AttributeError) as error:
        raise ArchiveError(f"page {page_id}: {path} is damaged ({error}); delete the file and fetch again") from error
    raise ArchiveError(f"page {page_id}: {path} holds no response; delete the file and fetch again")


def _page_of(record: ArcWarcRecord, page_id: str) -> Page:
    warc, sent = record.rec_headers, record.http_headers
    return Page(
        page_id=page_id,
        source=warc.get_header(_SOURCE, ""),
        url=warc.get_header("WARC-Target-URI"),
        final_url=warc.get_header(_FINAL_URL),
        status=int(sent.get_statuscode()),
        content_type=sent.get_header("Content-Type", ""),
        fetched_at=datetime.fromisoformat(warc.get_header(_FETCHED)),
        body=record.raw_stream.read(),
        validators=Validators(etag=sent.get_header("ETag"), last_modified=sent.get_header("Last-Modified")),
    )
