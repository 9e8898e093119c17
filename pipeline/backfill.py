"""Fills the gaps of some days: addresses not fetched, pages not read, articles not extracted.

Older addresses come from sitemaps, which go further back than feeds and front pages: those of sitemap sources, and
those that robots.txt names for other sources, as far as the source's patterns say which of them are its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pipeline import run as runs
from pipeline import stages
from pipeline.discover import discover
from pipeline.errors import RoundtripError
from pipeline.fetch import FetchError
from pipeline.guard import version
from pipeline.moments import read_moment
from pipeline.registry import REMOTE_KINDS, Source, zone_of
from pipeline.runreport import Step
from pipeline.stages import Workshop
from pipeline.types import Listing, Rejection
from warehouse.backfilling import Place, articles_of, places
from warehouse.batch import Batch

MAPS = 5
"""Sitemaps that robots.txt names are read so many at most, each with its inner ones."""
ENTRIES = 50_000
"""Addresses of one source, as many as one sitemap may hold."""
DONE = frozenset({"fetched", "parsed"})
"""States of the frontier of addresses that gave a page."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days from ``first`` to ``last``, both included, in the zone of each source."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise RoundtripError(f"the last day {self.last} is before the first {self.first}; give them in order")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class Gaps:
    """Addresses to ask for, and what could not be listed; ``undated`` entries of listings tell no day."""

    listings: tuple[Listing, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    undated: int = 0

    def __add__(self, other: Gaps) -> Gaps:
        known = {one.url for one in self.listings}
        more = tuple(one for one in other.listings if one.url not in known)
        return Gaps(self.listings + more, self.rejections + other.rejections, self.undated + other.undated)


def command_of(sources: Sequence[Source], window: Window, *, only_missing: bool) -> str:
    """How a backfill is named in table ``run``."""
    return " ".join(
        ("backfill", str(window), *(["--only-missing"] if only_missing else []), *(one.name for one in sources))
    )


def find_gaps(shop: Workshop, source: Source, window: Window, *, only_missing: bool) -> Gaps:
    """The addresses of a source whose day is in the window, from the frontier and from sitemaps.

    ``only_missing`` leaves out those that gave a page before.
    """
    known = {one.url: one for one in places(shop.warehouse.connection, [source.name])}
    kept = [_listing(one) for one in known.values() if _day_of_place(one, source) in window]
    found = Gaps(tuple(kept)) + _older(shop, source, window)
    if not only_missing:
        return found
    answered = shop.warehouse.fetch_states([one.url for one in found.listings])
    missing = tuple(
        one
        for one in found.listings
        if not (one.url in known and known[one.url].state in DONE)
        and not (one.url in answered and answered[one.url].page_id is not None)
    )
    return replace(found, listings=missing)


def _older(shop: Workshop, source: Source, window: Window) -> Gaps:
    """What the sitemaps of a source list for the days of the window."""
    total = Gaps()
    for address in _sitemaps(shop, source):
        whole = replace(
            source, kind="sitemap", url=address, max_items=ENTRIES, max_sitemaps=shop.settings.backfill_sitemaps
        )
        listed = discover(whole, shop.fetcher)
        dated = [(one, _day(one.published_raw, source)) for one in listed.listings]
        total += Gaps(
            tuple(one for one, day in dated if day in window),
            listed.rejections,
            sum(day is None for _, day in dated),
        )
    return total


def _sitemaps(shop: Workshop, source: Source) -> tuple[str, ...]:
    """The sitemaps that may list what a source lists; of a site's own only where patterns say what is the source's."""
    if source.kind == "sitemap":
        return (source.url,)
    if source.kind not in REMOTE_KINDS or not source.include:
        return ()
    try:
        rules = shop.fetcher.robots(source.url)
    except FetchError:
        return ()
    return tuple(dict.fromkeys(map(str, rules.parser.sitemaps)))[:MAPS] if rules.parser is not None else ()


def article_ids(shop: Workshop, sources: Sequence[Source], window: Window, *, only_missing: bool) -> tuple[str, ...]:
    """The articles of the window that are to be extracted from."""
    names = [one.name for one in sources]
    unread_by = version() if only_missing else None
    return articles_of(shop.warehouse.connection, names, window.first, window.last, extractor=unread_by)


def extract_batch(shop: Workshop, ids: Sequence[str]) -> Step:
    """Extract from some articles, and commit."""
    return stages.extract_and_commit(shop, shop.warehouse.articles(ids))


def note_unlisted(shop: Workshop, gaps: Gaps, sources: Sequence[Source]) -> Step:
    """Keep what is known of the sources, and why something could not be listed."""
    shop.warehouse.commit(Batch(sources=tuple(sources), rejections=gaps.rejections))
    return Step(rejections=len(gaps.rejections))


def backfill(shop: Workshop, sources: Sequence[Source], window: Window, *, only_missing: bool) -> Step:
    """Fill the gaps of some days, merge and measure; publishing is the caller's."""
    return fill(shop, sources, window, only_missing=only_missing) + runs.derive(shop)


def fill(
    shop: Workshop,
    sources: Sequence[Source],
    window: Window,
    *,
    only_missing: bool,
    find: Callable[[Source], Gaps] | None = None,
    acquire: Callable[[Sequence[Listing]], Step] | None = None,
    extract: Callable[[tuple[str, ...]], Step] | None = None,
) -> Step:
    """Fill the gaps of some days up to claims.

    ``find``, ``acquire`` and ``extract`` are the steps for one source, one batch of addresses and one of articles where
    they are not the plain ones.
    """
    total = stages.reread(shop)
    look = find or partial(find_gaps, shop, window=window, only_missing=only_missing)
    gaps = sum(runs.each_source(shop, sources, look), Gaps())
    total += note_unlisted(shop, gaps, sources)
    total += runs.acquire_all(shop, tuple(stages.batched(gaps.listings, shop.settings.batch_size)), acquire)
    articles = article_ids(shop, sources, window, only_missing=only_missing)
    read, work = 0, extract or partial(extract_batch, shop)
    for ids in stages.batched(articles, shop.settings.batch_size):
        step = work(ids)
        total += step
        read += step.read
        shop.progress("extract", read, len(articles))
    return total


def _listing(place: Place) -> Listing:
    return Listing(place.source, place.url, None, place.listed)


def _day_of_place(place: Place, source: Source) -> date:
    """The day that the listing stated, else that on which the address was found."""
    return _day(place.listed, source) or place.discovered_at.date()


def _day(raw: str | None, source: Source) -> date | None:
    moment = read_moment(raw, zone_of(source, source.language)) if raw else None
    return date.fromisoformat(moment.day) if moment is not None else None
