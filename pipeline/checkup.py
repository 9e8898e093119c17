"""One look at a source, live: its listing, robots.txt, what it yields a day, sample articles, and what to change."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.content import read_article
from pipeline.discover import discover
from pipeline.fetch import Fetcher, FetchError
from pipeline.local import LocalPage, local_pages
from pipeline.moments import read_moment
from pipeline.reasons import reasons
from pipeline.registry import LOCAL_KINDS, REMOTE_KINDS, Source, zone_of
from pipeline.types import Article, Listing, Page, Rejection

LOOKED_AT = 200
"""Pages of a local source that are met; the rest is as they are."""
SAMPLES = 3
ENOUGH_TIMES = 5
"""Entries with a time from which on a yield is told."""
SHORT_TEXT = {"zh": 120, "en": 400}
"""Characters below which a sample looks like a teaser and not an article."""
_ROBOTS = {"robots": "closed", "robots_unavailable": "unreadable", "crawl_delay": "slower than max_delay_seconds"}


@dataclass(frozen=True, slots=True)
class Sample:
    """An article as it would be read, or None with the fault."""

    url: str
    article: Article | None
    fault: Rejection | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain values, without the whole text."""
        if self.article is None:
            return {"url": self.url, "fault": self.fault.reason if self.fault else None}
        one = self.article
        return {
            "url": one.url,
            "title": one.title,
            "published": one.published,
            "precision": one.published_precision,
            "publisher": one.publisher,
            "language": one.language,
            "script": one.script,
            "encoding": f"{one.encoding} ({one.encoding_source})",
            "characters": len(one.text),
            "begins": one.text.partition("\n\n")[2][:120],
            "cut": [rule for rule, _ in one.removed],
        }


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a look at a source found; without ``advice`` all is well."""

    source: Source
    status: str
    robots: str | None
    listed: int
    per_day: float | None = None
    samples: tuple[Sample, ...] = ()
    faults: tuple[Rejection, ...] = ()
    advice: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON; the first article read stands at the top."""
        best = next((one for one in self.samples if one.article is not None), None)
        expected = self.source.expected_per_day
        return {
            "source": self.source.name,
            "kind": self.source.kind,
            "address": self.source.url,
            "status": self.status,
            "robots": self.robots,
            "listed": self.listed,
            "per_day": None if self.per_day is None else round(self.per_day, 1),
            "expected_per_day": list(expected) if expected else None,
            "first": self.samples[0].url if self.samples else None,
            **({} if best is None else {key: value for key, value in best.as_dict().items() if key != "url"}),
            "samples": [one.as_dict() for one in self.samples],
            "faults": [f"{one.subject}: {one.reason}: {one.detail}" for one in self.faults],
            "advice": list(self.advice),
        }


def check_source(source: Source, fetcher: Fetcher, *, now: datetime) -> Checkup:
    """Look at a source; nothing of it is kept. ``now`` is aware."""
    if source.kind in LOCAL_KINDS:
        return _check_local(source)
    found = discover(source, fetcher)
    status = str(found.pages[0].status) if found.pages else "-"
    if not found.pages and found.rejections:
        status = f"{found.rejections[0].reason}: {found.rejections[0].detail}"
    if source.kind not in REMOTE_KINDS:
        status = f"a list of {len(found.listings)} addresses" if found.listings else status
    samples = [_fetched(source, fetcher, listing) for listing in found.listings[:SAMPLES]]
    faults = (*found.rejections, *(one.fault for one in samples if one.fault is not None))
    per_day = _per_day(source, found.listings, now)
    return Checkup(
        source,
        status,
        _robots(source, fetcher, faults),
        len(found.listings),
        per_day,
        tuple(samples),
        faults,
        _advice(source, faults, samples, per_day),
    )


def _check_local(source: Source) -> Checkup:
    """The first pages of a source on this machine."""
    met = list(itertools.islice(local_pages(source), LOOKED_AT))
    pages = [one for one in met if isinstance(one, LocalPage)]
    samples = [_read(source, one.page, one.listed) for one in pages[:SAMPLES]]
    missed = tuple(one for one in met if isinstance(one, Rejection))
    if not met:
        missed = (Rejection("discover", source.url, "no_pages", "no HTML or text in it that the patterns accept"),)
    faults = (*missed, *(one.fault for one in samples if one.fault is not None))
    more = "at least " if len(met) == LOOKED_AT else ""
    status = f"{more}{len(pages)} pages" if pages else "nothing to read"
    return Checkup(
        source, status, None, len(pages), None, tuple(samples), faults, _advice(source, faults, samples, None)
    )


def _fetched(source: Source, fetcher: Fetcher, listing: Listing) -> Sample:
    try:
        page = fetcher.fetch(listing.url, source=source.name)
    except FetchError as error:
        return Sample(listing.url, None, Rejection("fetch", error.url, error.reason, error.detail))
    assert isinstance(page, Page)
    return _read(source, page, listing.published_raw)


def _read(source: Source, page: Page, listed: str | None) -> Sample:
    outcome = read_article(page, source, listed=listed)
    return Sample(page.url, None, outcome) if isinstance(outcome, Rejection) else Sample(page.url, outcome)


def _robots(source: Source, fetcher: Fetcher, faults: Iterable[Rejection]) -> str | None:
    """What robots.txt says: closed, unreadable, or open with the pause that it asks for."""
    told = next((_ROBOTS[one.reason] for one in faults if one.reason in _ROBOTS), None)
    if told is not None or source.kind not in REMOTE_KINDS:
        return told
    try:
        pause = fetcher.pause(source.url)
    except FetchError as error:
        return error.reason
    return f"open, {pause:g} s between requests" if pause else "open"


def _per_day(source: Source, listings: Sequence[Listing], now: datetime) -> float | None:
    """Entries a day by the times that the listing states; None where too few state one."""
    zone = zone_of(source, source.language)
    read = (read_moment(one.published_raw, zone) for one in listings if one.published_raw)
    times = sorted(one.when for one in read if one is not None and one.when <= now + timedelta(days=1))
    if len(times) < ENOUGH_TIMES:
        return None
    days = (times[-1] - times[0]).total_seconds() / 86_400
    return (len(times) - 1) / days if days > 1 / 24 else None


def _advice(
    source: Source, faults: Iterable[Rejection], samples: Sequence[Sample], per_day: float | None
) -> tuple[str, ...]:
    """What to do about it, each thing once."""
    known = reasons()
    told = [known[one.reason].mend for one in faults if one.reason in known]
    read = [one.article for one in samples if one.article is not None]
    if read and all(one.published is None for one in read):
        told.append("No sample has a time; give selectors.published.")
    for one in read:
        if one.language != source.language:
            told.append(
                f"A sample is in {one.language}, the source says {source.language}; correct one, or exclude it."
            )
        elif source.script is not None and one.script not in (None, source.script):
            told.append(f"A sample is in {one.script}, the source says {source.script}; correct script.")
        if len(one.text) < SHORT_TEXT.get(one.language, 0):
            told.append("A sample is very short; give selectors.body, or exclude pages that are no articles.")
    if per_day is not None and source.expected_per_day is not None:
        least, most = source.expected_per_day
        if not least <= per_day <= most:
            told.append(
                f"It lists {per_day:.1f} a day, {least} to {most} are expected; see whether its address or sections "
                "changed, or correct expected_per_day."
            )
    return tuple(dict.fromkeys(told))
