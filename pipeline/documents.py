"""Documents from files, without a fetch: JSON lines, plain text, HTML; each good one an article, each bad one a fault.

A line of JSON is ``{"doc": …, "text": …, "published": …}``; ``published`` may be null or left out. Offsets
in what is extracted point into ``text`` as given: nothing is cut from it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.content import read_article
from pipeline.encoding import decode
from pipeline.errors import RoundtripError
from pipeline.moments import Moment, read_moment
from pipeline.reasons import reasons
from pipeline.registry import zone_of
from pipeline.scripts import language_of, script_of
from pipeline.types import Article, Page, Rejection

STDIN = "-"
LINES = frozenset({".jsonl", ".ndjson"})
HTML = frozenset({".html", ".htm", ".xhtml"})
HEAD_LINES = 12
"""A plain text's own date is looked for in this many lines, short ones only."""
SHORT_LINE = 100
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class DocumentError(RoundtripError):
    """A file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document under the name that its line or file gives it."""

    doc: str
    article: Article


@dataclass(frozen=True, slots=True)
class Fault:
    """A document that cannot be used: where it is, and one line that says what and how to mend it."""

    place: str
    told: str

    def __str__(self) -> str:
        return f"{self.place}: {self.told}"


def read_documents(path: Path, *, published: date | None = None) -> Iterator[Document | Fault]:
    """The documents of a file, or of standard input for ``-``.

    ``published`` is the publication day of text and HTML files that state none. Raises DocumentError for a
    file that is missing, a folder, or not readable.
    """
    if str(path) == STDIN:
        body = sys.stdin.buffer.read()
        yield from _of_bytes(body, "standard input", _sniffed(body), published)
        return
    if not path.exists():
        raise DocumentError(
            f"{path}: no such file; give the path of a JSONL, text or HTML file, or - for standard input"
        )
    if path.is_dir():
        raise DocumentError(f"{path}: is a folder; give one of its files")
    suffix = path.suffix.lower()
    try:
        if suffix in LINES:
            yield from _of_lines(path)
            return
        body = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check the rights of the file") from error
    yield from _of_bytes(body, str(path), suffix if suffix in HTML else "", published)


def _sniffed(body: bytes) -> str:
    """The suffix that nameless bytes would have."""
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return {b"{": ".jsonl", b"<": ".html"}.get(head, "")


def _of_lines(path: Path) -> Iterator[Document | Fault]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _of_line(line, f"{path} line {number}")


def _of_bytes(body: bytes, place: str, suffix: str, published: date | None) -> Iterator[Document | Fault]:
    if suffix in LINES:
        for number, line in enumerate(body.splitlines(), start=1):
            if line.strip():
                yield _of_line(line, f"{place} line {number}")
    elif suffix in HTML:
        yield _of_html(body, place, published)
    else:
        yield _of_text(body, place, published)


def _of_line(line: bytes, place: str) -> Document | Fault:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Fault(place, f"not UTF-8 at byte {error.start}; save the file as UTF-8")
    except (json.JSONDecodeError, RecursionError) as error:
        return Fault(place, f"not JSON ({_short(error)}); write one object with doc, text and published")
    if not isinstance(value, dict):
        return Fault(place, "not a JSON object; write one with doc, text and published")
    name, text, published = value.get("doc"), value.get("text"), value.get("published")
    if not isinstance(name, str | int) or isinstance(name, bool) or not str(name).strip():
        return Fault(place, "'doc' is missing or no name; give each document a name of its own")
    if not isinstance(text, str) or not text.strip():
        return Fault(place, f"document {name}: 'text' is missing or empty; give the text of the article")
    if published is not None and not isinstance(published, str):
        return Fault(place, f"document {name}: 'published' is no text; write a day like 2025-10-01, or null")
    language = language_of(text)
    moment = None
    if published is not None and published.strip():
        moment = read_moment(published, zone_of(None, language or "en"))
        if moment is None:
            return Fault(
                place, f"document {name}: 'published' {published[:40]!r} is no date; write 2025-10-01, or null"
            )
    return Document(str(name), _article(str(name), text, moment))


def _of_text(body: bytes, place: str, published: date | None) -> Document | Fault:
    text = decode(body, "text/plain").text
    if not text.strip():
        return Fault(place, "holds no text; give a file with the text of an article")
    zone = zone_of(None, language_of(text) or "en")
    given = read_moment(published.isoformat(), zone) if published else None
    head = (line for line in text.splitlines()[:HEAD_LINES] if len(line) <= SHORT_LINE)
    moment = given or next((found for line in head if (found := read_moment(line, zone))), None)
    return Document(_name(place), _article(place, text, moment))


def _of_html(body: bytes, place: str, published: date | None) -> Document | Fault:
    page = Page(
        page_id=Page.id_of(body),
        source="file",
        url=place,
        final_url=place,
        status=200,
        content_type="text/html",
        fetched_at=datetime.now(UTC),
        body=body,
    )
    article = read_article(page, None, listed=published.isoformat() if published else None)
    if isinstance(article, Rejection):
        known = reasons().get(article.reason)
        mend = known.mend if known else "give another file"
        return Fault(place, f"no article can be read from it ({article.reason}: {article.detail[:120]}); {mend}")
    return Document(_name(place), article)


def _article(name: str, text: str, moment: Moment | None) -> Article:
    """A bare text as an article; lone surrogates, which no library takes, become U+FFFD one for one."""
    clean = _LONE_SURROGATE.sub("\ufffd", text)
    language = language_of(clean) or "und"
    return Article(
        article_id=Article.id_of(name, clean),
        page_id="",
        source="file",
        url=name,
        title=clean.strip().partition("\n")[0][:300],
        text=clean,
        language=language,
        script=script_of(clean) if language == "zh" else None,
        published=moment.when if moment else None,
        published_precision=moment.precision if moment else None,
        published_raw=moment.raw if moment else None,
        published_on=moment.day if moment else None,
    )


def _name(place: str) -> str:
    return Path(place).name


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
