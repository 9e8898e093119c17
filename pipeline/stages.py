"""The stages as plain functions over batches: discover, fetch, content, extract, commit, and what joins them.

Nothing here knows Prefect. ``acquire`` (fetch, content, commit) and ``mine`` (extract, commit) each end in
one transaction, so that a run that is killed anywhere leaves whole batches behind it and nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from pipeline import frontier, visits
from pipeline.archive import Archive
from pipeline.clock import SYSTEM, Clock, clock_of
from pipeline.content import place_of
from pipeline.discover import Discovery
from pipeline.discover import discover as list_source
from pipeline.fetch import Fetcher, FetchError, NotModified
from pipeline.guard import extract_guarded, read_guarded, version
from pipeline.registry import UNTOLD, Source, SourceRegistry
from pipeline.rules import reader_version
from pipeline.runreport import Progress, Step, Stopwatch, silent
from pipeline.settings import Settings
from pipeline.types import Article, Listing, Page, Rejection, Validators
from pipeline.visits import Answer, Fetched, Read
from warehouse.batch import Batch, FetchState, Reading
from warehouse.forget import address_key, forgotten_keys
from warehouse.frontier import find_due, find_rows, read_sites
from warehouse.store import Warehouse

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the stages work with, open for the length of one run; ``clock`` tells the time of all of them."""

    settings: Settings
    registry: SourceRegistry
    fetcher: Fetcher
    archive: Archive
    warehouse: Warehouse
    progress: Progress = silent
    clock: Clock = SYSTEM


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be fetched of one source now: ``listings``, listed now or by an earlier run.

    ``listed`` counts what the source lists at the moment, ``unchanged`` says that it lists what it did before.
    """

    source: str
    listings: tuple[Listing, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    listed: int = 0
    unchanged: bool = False


@contextmanager
def workshop(
    settings: Settings, registry: SourceRegistry, *, progress: Progress = silent, clock: Clock | None = None
) -> Iterator[Workshop]:
    """Open the fetcher, the archive and the warehouse of a data folder; ``clock`` is the one of the settings."""
    time = clock or clock_of(settings.clock_path)
    with (
        Fetcher(
            settings, delays=registry.delays(), sleep=time.sleep, monotonic=time.monotonic, now=time.now
        ) as fetcher,
        Warehouse.open(settings.warehouse_path, now=time.now) as warehouse,
    ):
        fetcher.remember(read_sites(warehouse.connection))
        yield Workshop(settings, registry, fetcher, Archive(settings.archive_dir), warehouse, progress, time)


def discover(shop: Workshop, source: Source) -> Found:
    """List a source, put what it lists into the frontier, and give the addresses whose time has come.

    The listing is asked for conditionally where its list was read to the end before. Everything is committed here,
    so that what a source listed once is fetched even where it lists it no more.
    """
    known = _known(shop.warehouse, list_addresses(source))
    found: Discovery = list_source(source, shop.fetcher, validators=known)
    now = shop.clock.now()
    forgotten = forgotten_keys(shop.warehouse.connection)
    fresh = [one for one in found.listings if address_key(one.url) not in forgotten]
    batch = Batch(
        sources=(source,),
        rejections=found.rejections,
        fetches=tuple(
            FetchState(page.url, page.validators, page.page_id, page.status, page.fetched_at) for page in found.pages
        ),
        sites=shop.fetcher.learned(),
    )
    shop.warehouse.commit_listing(
        batch,
        [frontier.listed_row(one, now) for one in fresh],
        now=now,
        recheck=timedelta(days=shop.settings.recheck_days),
        soonest=timedelta(seconds=shop.settings.revisit_first_seconds),
    )
    due = find_due(shop.warehouse.connection, source.name, now)
    listings = tuple(Listing(row.source, row.url, None, row.listed) for row in due if source.accepts(row.url))
    return Found(source.name, listings, found.rejections, len(found.listings), found.not_modified)


def list_addresses(source: Source) -> tuple[str, ...]:
    """Addresses whose validators make the listing conditional.

    Only sources of a single listing page: of several sitemaps one may be new while the others are not,
    and a listing counts as read as a whole.
    """
    return () if source.kind == "sitemap" else (source.url,)


def fetch(shop: Workshop, listings: Sequence[Listing]) -> Fetched:
    """Ask for a batch of addresses, several at once, conditional where a page came before; nothing is kept yet.

    Addresses that were forgotten are passed over, and so is a page that a redirect from another address gives.
    """
    forgotten = forgotten_keys(shop.warehouse.connection)
    listings = [listing for listing in listings if address_key(listing.url) not in forgotten]
    urls = [listing.url for listing in listings]
    states, rows = shop.warehouse.fetch_states(urls), find_rows(shop.warehouse.connection, urls)

    def ask(listing: Listing) -> Answer | None:
        row = rows.get(listing.url) or frontier.listed_row(listing, shop.clock.now())
        before = states.get(listing.url)
        validators = before.validators if before is not None and before.page_id is not None else None
        try:
            outcome = shop.fetcher.fetch(listing.url, source=listing.source, validators=validators)
        except FetchError as error:
            return Answer(row, error, error.status)
        if isinstance(outcome, NotModified):
            return Answer(row, outcome, before.status if before is not None else None)
        return None if address_key(outcome.final_url) in forgotten else Answer(row, outcome, outcome.status)

    with ThreadPoolExecutor(max_workers=shop.settings.concurrency) as pool:
        return Fetched(tuple(one for one in pool.map(ask, listings) if one is not None))


def content(
    shop: Workshop,
    pages: Sequence[Page],
    *,
    listed: Mapping[str, str] | None = None,
    only: Mapping[str, Source] | None = None,
) -> Read:
    """Read pages into articles.

    ``listed`` gives publication times that listings stated, by address; ``only`` the sources by whose rules pages are
    read where these are not the configured ones: pages of others are read by the general rules.
    """
    configured = {source.name: source for source in shop.registry if source.language != UNTOLD}
    known = configured if only is None else only
    times = listed or {}
    seconds = shop.settings.article_deadline_seconds
    results = [
        read_guarded(page, known.get(page.source), listed=times.get(page.url), seconds=seconds) for page in pages
    ]
    return Read(
        articles=tuple(one for one in results if isinstance(one, Article)),
        rejections=tuple(one for one in results if isinstance(one, Rejection)),
        readings=tuple(
            _reading(page, one, reader_version(known.get(page.source)), times.get(page.url))
            for page, one in zip(pages, results, strict=True)
        ),
    )


def _reading(page: Page, outcome: Article | Rejection, reader: str, listed: str | None) -> Reading:
    """What a page was read as."""
    found = outcome if isinstance(outcome, Article) else None
    url = found.url if found is not None else place_of(page)
    article_id = found.article_id if found is not None else None
    return Reading(url, page.page_id, page.source, page.fetched_at, reader, article_id, listed)


def extract(shop: Workshop, articles: Sequence[Article]) -> Batch:
    """The claims and rejections of articles, in place of earlier ones, and the note that this version has read them."""
    results = list(extract_guarded(articles, deadline_seconds=shop.settings.article_deadline_seconds))
    return Batch(
        claims=tuple(claim for one in results for claim in one.claims),
        rejections=tuple(rejection for one in results for rejection in one.rejections),
        extracted=tuple((article.article_id, version()) for article in articles),
        again=True,
    )


def acquire(shop: Workshop, listings: Sequence[Listing]) -> Step:
    """Fetch, read and commit one batch of addresses; a page whose article is as before is not kept anew."""
    watch = Stopwatch()
    with watch.time("fetch"):
        fetched = fetch(shop, listings)
    with watch.time("content"):
        read = content(shop, fetched.pages, listed=times_of(listings))
    return Step(seconds=watch.seconds) + keep(shop, fetched, read)


def times_of(listings: Sequence[Listing]) -> dict[str, str]:
    """Publication times that listings stated, by address."""
    return {listing.url: listing.published_raw for listing in listings if listing.published_raw}


def keep(shop: Workshop, fetched: Fetched, read: Read) -> Step:
    """Put the pages of one batch into the archive and commit all that the batch gave."""
    watch = Stopwatch()
    batch = visits.outcome(shop.warehouse.connection, shop.settings, fetched.answers, read, now=shop.clock.now())
    for page in batch.pages:
        shop.archive.put(page)
    batch = replace(batch, rejections=fetched.rejections + batch.rejections, sites=shop.fetcher.learned())
    with watch.time("commit"):
        shop.warehouse.commit(batch)
    return Step(
        pages=len(fetched.pages),
        unchanged=sum(isinstance(one.outcome, NotModified) for one in fetched.answers),
        articles=len(batch.articles),
        rejections=len(batch.rejections),
        failed=fetched.failed,
        seconds=watch.seconds,
    )


def reread(shop: Workshop) -> Step:
    """Read archived pages that gave neither an article nor a rejection: what a stopped run left."""
    waiting = [page_id for page_id in sorted(shop.warehouse.pages_unread()) if shop.archive.has(page_id)]
    if not waiting:
        return Step()
    total = Step()
    for page_ids in batched(waiting, shop.settings.batch_size):
        watch = Stopwatch()
        with watch.time("content"):
            read = content(shop, [shop.archive.get(page_id) for page_id in page_ids])
        with watch.time("commit"):
            shop.warehouse.commit(Batch(articles=read.articles, rejections=read.rejections, readings=read.readings))
        total += Step(articles=len(read.articles), rejections=len(read.rejections), seconds=watch.seconds)
    return total


def settle(found: tuple[Found, ...]) -> Step:
    """What the listings of sources came to; everything of them was committed when they were read."""
    return Step(
        unchanged=sum(one.unchanged for one in found),
        rejections=sum(len(one.rejections) for one in found),
        unlisted=tuple(one.source for one in found if one.rejections and not one.listed),
    )


def mine(shop: Workshop) -> Step:
    """Extract and commit one batch of articles that this extractor has not read; empty when none is left."""
    return extract_and_commit(
        shop, list(shop.warehouse.articles_without_extraction(version(), limit=shop.settings.batch_size))
    )


def extract_and_commit(shop: Workshop, articles: Sequence[Article]) -> Step:
    """Extract from some articles and commit what they gave; nothing is done where there are none."""
    if not articles:
        return Step()
    watch = Stopwatch()
    with watch.time("extract"):
        batch = extract(shop, articles)
    with watch.time("commit"):
        shop.warehouse.commit(batch)
    return Step(read=len(articles), claims=len(batch.claims), rejections=len(batch.rejections), seconds=watch.seconds)


def merge(shop: Workshop) -> Step:
    """Make deals and flows equal to what the claims say."""
    watch = Stopwatch()
    with watch.time("merge"):
        changes = shop.warehouse.merge()
    return Step(changed=sum(one.inserted + one.deleted for one in changes.values()), seconds=watch.seconds)


def measure(shop: Workshop) -> Step:
    """Make the metric tables from the flows."""
    watch = Stopwatch()
    with watch.time("measure"):
        shop.warehouse.measure()
    return Step(seconds=watch.seconds)


def publish(shop: Workshop) -> Step:
    """Put a copy of the database in the readers' place."""
    watch = Stopwatch()
    with watch.time("publish"):
        shop.warehouse.publish(shop.settings.snapshot_path, kept=shop.settings.snapshots_kept)
    return Step(seconds=watch.seconds)


def batched(items: Sequence[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Tuples of at most ``size`` items, in order."""
    left = iter(items)
    while batch := tuple(itertools.islice(left, size)):
        yield batch


def _known(warehouse: Warehouse, urls: Sequence[str]) -> dict[str, Validators]:
    """Validators by address, where there are any."""
    return {url: one for url, one in warehouse.validators(urls).items() if one.etag or one.last_modified}
