"""Measure the reader of pages against labelled ones: ``python -m pipeline.measure_content PAGES_DIR``.

A folder with ``ground-truth.json`` (body text by page) and ``html/*.html.gz`` is scored by F1 over
4-grams of words, beside plain trafilatura on the same text. Any other folder of HTML files is
read through, and each page gives a line: its text's length and cuts, or the reason of its rejection.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import trafilatura

from pipeline.content import cut_body, raw_body, read_article
from pipeline.encoding import decode
from pipeline.types import Article, Page, Rejection

_WORDS = re.compile(r"\w+")


class Score(NamedTuple):
    """Means over pages, 0 to 1, and pages per second."""

    f1: float
    precision: float
    recall: float
    pages_per_second: float


def gram_score(found: str, truth: str, *, size: int = 4) -> tuple[float, float, float]:
    """(F1, precision, recall) over the multiset of word n-grams of one page; two empty texts agree."""
    ours, theirs = _grams(found, size), _grams(truth, size)
    if not ours and not theirs:
        return 1.0, 1.0, 1.0
    shared = sum((ours & theirs).values())
    precision = shared / max(sum(ours.values()), 1)
    recall = shared / max(sum(theirs.values()), 1)
    return (2 * precision * recall / (precision + recall) if shared else 0.0), precision, recall


def our_body(html: bytes) -> str:
    """The body that the reader would keep, before it is judged by language and length."""
    text = decode(html).text
    return cut_body(raw_body(text, "en") or "", "")[0]


def our_article(html: bytes) -> str:
    """The body of the article; empty where the reader rejects the page, as it does other languages than its two."""
    article = read_article(page_of(html, "http://measured.test/"), None)
    return article.text.partition("\n\n")[2] if isinstance(article, Article) else ""


def plain_body(html: bytes) -> str:
    """What trafilatura alone gives, in its fast mode, without comments."""
    return trafilatura.extract(decode(html).text, fast=True, include_comments=False) or ""


def measure(folder: Path, read: Callable[[bytes], str]) -> Score:
    """Score a reader of pages on a labelled folder."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    started = time.perf_counter()
    scores = [gram_score(read(pages[name]), truth[name]["articleBody"]) for name in truth]
    seconds = time.perf_counter() - started
    f1, precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return Score(f1, precision, recall, len(scores) / seconds)


def read_all(folder: Path) -> Iterator[tuple[Path, Article | Rejection]]:
    """Every HTML file under a folder with what the reader makes of it."""
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.htm"), *folder.rglob("*.html.gz")]):
        raw = path.read_bytes()
        body = gzip.decompress(raw) if path.suffix == ".gz" else raw
        yield path, read_article(page_of(body, f"http://measured.test/{path.relative_to(folder).as_posix()}"), None)


def page_of(body: bytes, url: str) -> Page:
    """A body as a page that came without any header."""
    return Page(Page.id_of(body), "measured", url, url, 200, "text/html", datetime.now(UTC), body)


def _grams(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = _WORDS.findall(text)
    return Counter(tuple(words[at : at + size]) for at in range(max(len(words) - size + 1, 1))) if words else Counter()


_READERS = (("body", our_body), ("article", our_article), ("trafilatura", plain_body))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Score or read through a folder of HTML pages.")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    if not folder.is_dir():
        parser.error(f"{folder}: no such folder")
    if (folder / "ground-truth.json").is_file():
        for name, read in _READERS:
            score = measure(folder, read)
            print(
                f"{name:12} F1 {score.f1:.4f}  precision {score.precision:.4f}  recall {score.recall:.4f}"
                f"  {score.pages_per_second:.0f} pages/s"
            )
        return
    outcomes: Counter[str] = Counter()
    for path, outcome in read_all(folder):
        kept = isinstance(outcome, Article)
        outcomes["text" if isinstance(outcome, Article) else outcome.reason] += 1
        told = (
            f"text {len(outcome.text)} characters, {outcome.language} {outcome.script or '-'}, "
            f"{outcome.encoding}/{outcome.encoding_source}, {len(outcome.removed)} cuts"
            if isinstance(outcome, Article)
            else f"rejected {outcome.reason}: {outcome.detail[:60]}"
        )
        print(f"{'+' if kept else '-'} {path.relative_to(folder)}: {told}")
    print("; ".join(f"{name} {count}" for name, count in outcomes.most_common()))


if __name__ == "__main__":
    main()
