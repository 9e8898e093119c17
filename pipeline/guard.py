"""Extraction that no article can stop: a deadline for each, and a defect met on one is a rejection of that one.

The deadline counts the process's own time on the processors, so that a busy machine loses no article. It is
a timer signal and holds in a process's main thread, where all runs work; elsewhere articles are read without one.
"""

from __future__ import annotations

import gc
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import TYPE_CHECKING

from pipeline.types import Article, Page, Rejection

if TYPE_CHECKING:
    from extractors.api import Extraction, Extractor
    from pipeline.registry import Source

AGAIN_SECONDS = 1.0
"""The timer fires again after this, should a first word be lost in foreign code."""


class DeadlinePassed(BaseException):
    """The time for one article is over. No Exception, so that nothing below takes it for a fault of the page."""


@cache
def version() -> str:
    """The version of the extractor, read once per process."""
    from extractors.api import extractor_version

    return extractor_version()


def extract_guarded(articles: Iterable[Article], *, deadline_seconds: float) -> Iterator[Extraction]:
    """An extraction for each article, in order; one that takes too long or meets a defect holds a rejection alone."""
    for article in articles:
        yield _one(article, deadline_seconds)


def read_guarded(page: Page, source: Source | None, *, listed: str | None, seconds: float) -> Article | Rejection:
    """``read_article`` under the same deadline; a page that takes too long is a rejection."""
    from pipeline.content import read_article

    try:
        with deadline(seconds):
            return read_article(page, source, listed=listed)
    except DeadlinePassed:
        return Rejection("content", page.url, "deadline", f"not read within {seconds:g} s")


def _one(article: Article, seconds: float) -> Extraction:
    try:
        with deadline(seconds):
            return _extractor().extract(article)
    except DeadlinePassed:
        return _rejected(article, "deadline", f"not read within {seconds:g} s")
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__} at {place.name}: {' '.join(str(error).split())[:200]}"
        return _rejected(article, "defect", told)


@cache
def _extractor() -> Extractor:
    from extractors.api import Extractor

    return Extractor()


def _rejected(article: Article, reason: str, detail: str) -> Extraction:
    from extractors.api import Extraction

    return Extraction(
        article.article_id, (), (Rejection("extract", article.article_id, reason, detail, article.article_id),)
    )


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise DeadlinePassed inside the block when it has worked for so many seconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        if not _is_collecting(frame):
            raise DeadlinePassed

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)


def _is_collecting(frame: FrameType | None) -> bool:
    """True inside a callback of the garbage collector, where what is raised is lost; the timer fires again after it."""
    callbacks = {getattr(one, "__code__", None) for one in gc.callbacks}
    while frame is not None and frame.f_code not in callbacks:
        frame = frame.f_back
    return frame is not None
