"""Pages that are already on this machine: folders of HTML or text, lists of texts, and WARC files.

Files are read one after another and WARC records streamed, so memory stays flat however large
the collection is. What cannot be read is a rejection of stage ``discover``; the rest goes on.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, cast
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from pipeline.registry import Source
from pipeline.types import Listing, Page, Rejection

CONTENT_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain"}
MAX_BYTES = 10_000_000
"""Of one page."""


@dataclass(frozen=True, slots=True)
class LocalPage:
    """A page, and the publication time that its collection states for it."""

    page: Page
    listed: str | None = None


def local_pages(source: Source, *, max_bytes: int = MAX_BYTES) -> Iterator[LocalPage | Rejection]:
    """All pages of a source of kind folder, jsonl or warc, in a fixed order. Raises ValueError for other kinds."""
    readers = {"folder": _folder, "jsonl": _jsonl, "warc": _warc}
    if source.kind not in readers:
        raise ValueError(f"source {source.name} is of kind {source.kind}; local kinds: {', '.join(readers)}")
    path = Path(source.url)
    if not path.exists():
        yield Rejection("discover", source.url, "missing_file", "no such file or folder")
        return
    yield from readers[source.kind](source, path, max_bytes)


def listed_addresses(source: Source) -> tuple[tuple[Listing, ...], tuple[Rejection, ...]]:
    """The addresses of a URL list: one a line, blank lines and lines that begin with # left out."""
    path = Path(source.url)
    if not path.is_file():
        return (), (Rejection("discover", source.url, "missing_file", "no such file"),)
    lines = (line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
    return tuple(Listing(source.name, line) for line in lines if line and not line.startswith("#")), ()


def page_of_file(path: Path, *, source: str, url: str | None = None, max_bytes: int = MAX_BYTES) -> Page | Rejection:
    """One HTML or text file (also gzipped) as a page; its address is ``url`` or the file's own."""
    address = url or path.resolve().as_uri()
    try:
        with path.open("rb") as raw:
            body = _read(raw, path.suffix == ".gz", max_bytes)
            fetched = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, EOFError, zlib.error) as error:
        return Rejection("discover", address, "missing_file", f"{type(error).__name__}: {error}")
    if len(body) > max_bytes:
        return Rejection("discover", address, "too_large", f"more than {max_bytes} bytes")
    kind = CONTENT_TYPES.get(Path(path.name.removesuffix(".gz")).suffix.lower(), "text/html")
    return Page(Page.id_of(body), source, address, address, 200, kind, fetched, body)


def _read(raw: BinaryIO, packed: bool, max_bytes: int) -> bytes:
    """At most one byte more than allowed, unpacked where needed."""
    if not packed:
        return raw.read(max_bytes + 1)
    with gzip.open(raw) as unpacked:
        return unpacked.read(max_bytes + 1)


def _folder(source: Source, root: Path, max_bytes: int) -> Iterator[LocalPage | Rejection]:
    """Every HTML and text file below a folder; addresses are made of source name and relative path."""
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
        url = f"file:///{quote(source.name)}/{quote(path.relative_to(root).as_posix())}"
        if suffix in CONTENT_TYPES and source.accepts(url):
            outcome = page_of_file(path, source=source.name, url=url, max_bytes=max_bytes)
            yield LocalPage(outcome) if isinstance(outcome, Page) else outcome


def _jsonl(source: Source, path: Path, max_bytes: int) -> Iterator[LocalPage | Rejection]:
    """Texts, one JSON object a line: ``text`` (headline first), and where known ``doc``, ``url``, ``published``."""
    fetched = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        for number, line in enumerate(_lines(cast(IO[bytes], stream), 4 * max_bytes), start=1):
            if line is not None and not line.strip():
                continue
            place = f"{path}:{number}"
            fields = _object(line) if line is not None else None
            text = fields.get("text") if fields else None
            if fields is None or not isinstance(text, str):
                yield Rejection("discover", place, "missing_file", "not a JSON object with a text")
                continue
            name = str(fields.get("doc") or number)
            url = str(fields.get("url") or f"file:///{quote(source.name)}/{quote(name)}")
            body = text.encode("utf-8", "replace")
            kind = "text/plain; charset=utf-8"
            published = fields.get("published")
            page = Page(Page.id_of(body), source.name, url, url, 200, kind, fetched, body)
            yield LocalPage(page, str(published) if published else None)


def _lines(stream: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for each that is longer than allowed, of which no more is kept in memory."""
    while line := stream.readline(longest):
        if len(line) < longest or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
            pass
        yield None


def _object(line: bytes) -> dict[str, object] | None:
    try:
        value = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _warc(source: Source, path: Path, max_bytes: int) -> Iterator[LocalPage | Rejection]:
    """The HTML and text responses of one WARC file, or of all below a folder, packed or not."""
    files = [path] if path.is_file() else sorted([*path.rglob("*.warc"), *path.rglob("*.warc.gz")])
    for file in files:
        with file.open("rb") as stream:
            records = ArchiveIterator(stream)
            while True:
                try:
                    record = next(records, None)
                    outcome = None if record is None else _record_page(source, record, max_bytes)
                except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error) as error:
                    yield Rejection("discover", str(file), "missing_file", f"{type(error).__name__}: {error}"[:300])
                    break
                if record is None:
                    break
                if outcome is not None:
                    yield LocalPage(outcome) if isinstance(outcome, Page) else outcome


def _record_page(source: Source, record: ArcWarcRecord, max_bytes: int) -> Page | Rejection | None:
    """The page of a WARC record; None for records that are no successful text response of the source."""
    sent = record.http_headers
    if record.rec_type != "response" or sent is None or sent.get_statuscode() != "200":
        return None
    url = record.rec_headers.get_header("WARC-Target-URI", "")
    kind = sent.get_header("Content-Type", "")
    if not kind.lower().startswith(("text/html", "text/plain", "application/xhtml")) or not source.accepts(url):
        return None
    body = record.content_stream().read(max_bytes + 1)
    if len(body) > max_bytes:
        return Rejection("discover", url, "too_large", f"more than {max_bytes} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        raise EOFError(f"the record of {url[:300]} is cut off")
    moment = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
    fetched = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Page(Page.id_of(body), source.name, url, url, 200, kind, fetched, body)
