"""What a visit to an address comes to: which pages are kept, and where the address stands afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from pipeline import frontier
from pipeline.addresses import host_key
from pipeline.fetch import FetchError, NotModified
from pipeline.settings import Settings
from pipeline.types import Article, Page, Rejection
from warehouse.batch import Batch, FetchState, Reading
from warehouse.frontier import FrontierRow, current_articles, find_rows


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answers to a batch of addresses, in its order."""

    answers: tuple[Answer, ...] = ()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages among the answers."""
        return tuple(one.outcome for one in self.answers if isinstance(one.outcome, Page))

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Why addresses gave no page; those that were not asked at all are none."""
        errors = (one.outcome for one in self.answers if isinstance(one.outcome, FetchError))
        return tuple(Rejection("fetch", one.url, one.reason, one.detail) for one in errors if one.asked)

    @property
    def failed(self) -> tuple[str, ...]:
        """Addresses that may succeed later."""
        return tuple(
            one.row.url for one in self.answers if isinstance(one.outcome, FetchError) and one.outcome.transient
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address; ``row`` is where it stood in the frontier before."""

    row: FrontierRow
    outcome: Page | NotModified | FetchError
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """Articles read out of pages, the pages that gave none, and what each page was read as by which rules."""

    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    readings: tuple[Reading, ...] = ()


def outcome(
    con: duckdb.DuckDBPyConnection, settings: Settings, answers: Sequence[Answer], read: Read, *, now: datetime
) -> Batch:
    """What to commit of a batch of answers and of what their pages were read as.

    A page whose article is the one that counts at its address already is not kept: pages with adverts or a clock
    in them have other bytes at every look. ``read`` holds a reading for each page, in the order of the answers.
    """
    readings = iter(read.readings)
    pairs = [(one, next(readings) if isinstance(one.outcome, Page) else None) for one in answers]
    places = [reading.url for _, reading in pairs if reading is not None]
    current = current_articles(con, places)
    known = find_rows(con, places)
    reasons = {one.subject: one.reason for one in read.rejections}
    book = _Book(settings, now, known, current, reasons)
    for answer, reading in pairs:
        if isinstance(answer.outcome, Page):
            assert reading is not None
            book.page(answer, answer.outcome, reading)
        elif isinstance(answer.outcome, NotModified):
            book.rows[answer.row.url] = frontier.after_unchanged(answer.row, now, settings)
            state = FetchState(
                answer.row.url, answer.outcome.validators, None, answer.status, answer.outcome.fetched_at
            )
            book.fetches.append(state)
        else:
            book.rows[answer.row.url] = frontier.after_failure(answer.row, answer.outcome, now, settings)
            if answer.outcome.asked:
                book.fetches.append(FetchState(answer.row.url, status=answer.status, checked_at=now))
    kept = {reading.page_id for reading in book.readings}
    texts = {reading.article_id for reading in book.readings}
    return Batch(
        pages=tuple(page for page in book.pages if page.page_id in kept),
        articles=tuple(one for one in read.articles if one.article_id in texts),
        rejections=read.rejections,
        fetches=tuple(book.fetches),
        readings=tuple(book.readings),
        frontier=tuple(book.rows.values()),
    )


class _Book:
    """What a batch of answers adds up to."""

    def __init__(
        self,
        settings: Settings,
        now: datetime,
        known: Mapping[str, FrontierRow],
        current: Mapping[str, tuple[str, str]],
        reasons: Mapping[str, str],
    ) -> None:
        self._settings = settings
        self._now = now
        self._known = known
        self._current = current
        self._reasons = reasons
        self.rows: dict[str, FrontierRow] = {}
        self.fetches: list[FetchState] = []
        self.pages: list[Page] = []
        self.readings: list[Reading] = []

    def page(self, answer: Answer, page: Page, reading: Reading) -> None:
        """A page came, perhaps from another address than the one asked for."""
        place = reading.url
        article_id, page_id = self._current.get(place, (None, None))
        same = article_id is not None and article_id == reading.article_id
        kept_id = page_id if same and page_id is not None else page.page_id
        if not same:
            self.pages.append(page)
            self.readings.append(reading)
        if place != answer.row.url:
            self.rows[answer.row.url] = frontier.after_move(answer.row, place, kept_id, self._now)
            self._note(answer.row.url, page, kept_id)
        row = self.rows.get(place) or self._known.get(place) or self._arrived(answer.row, place)
        changed = row.page_id is None or (not same and reading.article_id is not None)
        reason = self._reasons.get(page.url) if reading.article_id is None else None
        self.rows[place] = frontier.after_page(row, kept_id, self._now, self._settings, changed=changed, reason=reason)
        self._note(place, page, kept_id)

    def _arrived(self, row: FrontierRow, place: str) -> FrontierRow:
        """The row of an address that a redirect leads to and that no source listed; or the row itself."""
        if place == row.url:
            return row
        return FrontierRow(
            place, row.source, host_key(place), "discovered", row.discovered_at, self._now, listed=row.listed
        )

    def _note(self, url: str, page: Page, page_id: str) -> None:
        self.fetches.append(FetchState(url, page.validators, page_id, page.status, page.fetched_at))
