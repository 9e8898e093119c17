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
from datetime import UTC, datetime
from typing import TypeVar

from pipeline.archive import Archive
from pipeline.content import read_article
from pipeline.discover import Discovery
from pipeline.discover import discover as list_source
from pipeline.fetch import Fetcher, FetchError, NotModified
from pipeline.guard import extract_guarded, version
from pipeline.registry import REMOTE_KINDS, Source, SourceRegistry
from pipeline.runreport import Progress, Step, Stopwatch, silent
from pipeline.settings import Settings
from pipeline.types import Article, Listing, Page, Rejection, Validators
from warehouse.batch import Batch, FetchState
from warehouse.forget import address_key, forgotten_keys
from warehouse.store import Warehouse

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the stages work with, open for the length of one run."""

    settings: Settings
    registry: SourceRegistry
    fetcher: Fetcher
    archive: Archive
    warehouse: Warehouse
    progress: Progress = silent


@dataclass(frozen=True, slots=True)
class Found:
    """What one source lists. ``fetches`` are to be committed once everything listed is settled."""

    source: str
    listings: tuple[Listing, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    fetches: tuple[FetchState, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answers to a batch of addresses. ``failed`` are those that may succeed later."""

    pages: tuple[Page, ...] = ()
    fetches: tuple[FetchState, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    failed: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """Articles read out of pages, and the pages that gave none."""

    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    page: Page | None = None
    fetch: FetchState | None = None
    rejection: Rejection | None = None
    transient: bool = False


@contextmanager
def workshop(settings: Settings, registry: SourceRegistry, *, progress: Progress = silent) -> Iterator[Workshop]:
    """Open the fetcher, the archive and the warehouse of a data folder."""
    with (
        Fetcher(settings, delays=registry.delays()) as fetcher,
        Warehouse.open(settings.warehouse_path) as warehouse,
    ):
        yield Workshop(settings, registry, fetcher, Archive(settings.archive_dir), warehouse, progress)


def discover(shop: Workshop, source: Source) -> Found:
    """What a source lists now; conditional where its list was read to the end before."""
    if source.kind not in REMOTE_KINDS:
        told = f"sources of kind {source.kind} are not read by a run; give their files to 'roundtrip extract'"
        return Found(source.name, rejections=(Rejection("discover", source.name, "unsupported_kind", told),))
    known = _known(shop.warehouse, list_addresses(shop, source))
    found: Discovery = list_source(source, shop.fetcher, validators=known)
    fetches = tuple(
        FetchState(page.url, page.validators, page.page_id, page.status, page.fetched_at) for page in found.pages
    )
    return Found(source.name, found.listings, found.rejections, fetches, found.not_modified)


def list_addresses(shop: Workshop, source: Source) -> tuple[str, ...]:
    """Addresses whose validators make the listing conditional.

    Only sources of a single listing page: of several sitemaps one may be new while the others are not,
    and a listing counts as settled as a whole.
    """
    return () if source.kind == "sitemap" else (source.url,)


def fetch(shop: Workshop, listings: Sequence[Listing]) -> Fetched:
    """Fetch a batch of addresses, several at once, conditional where fetched before; pages go to the archive.

    Addresses that were forgotten are passed over, and so is a page that a redirect from another address gives.
    """
    forgotten = forgotten_keys(shop.warehouse.connection)
    listings = [listing for listing in listings if address_key(listing.url) not in forgotten]
    known = shop.warehouse.fetch_states([listing.url for listing in listings])

    def answer(listing: Listing) -> _Answer:
        before = known.get(listing.url)
        validators = before.validators if before is not None and before.page_id is not None else None
        try:
            page = shop.fetcher.fetch(listing.url, source=listing.source, validators=validators)
        except FetchError as error:
            state = FetchState(listing.url, status=error.status, checked_at=datetime.now(UTC))
            rejection = Rejection("fetch", error.url, error.reason, error.detail)
            return _Answer(fetch=state, rejection=rejection, transient=error.transient)
        if isinstance(page, NotModified):
            status = before.status if before is not None else None
            return _Answer(fetch=FetchState(page.url, page.validators, None, status, page.fetched_at))
        if address_key(page.final_url) in forgotten:
            return _Answer()
        shop.archive.put(page)
        return _Answer(page, FetchState(page.url, page.validators, page.page_id, page.status, page.fetched_at))

    with ThreadPoolExecutor(max_workers=shop.settings.concurrency) as pool:
        answers = list(pool.map(answer, listings))
    return Fetched(
        pages=tuple(one.page for one in answers if one.page is not None),
        fetches=tuple(one.fetch for one in answers if one.fetch is not None),
        rejections=tuple(one.rejection for one in answers if one.rejection is not None),
        failed=tuple(listing.url for listing, one in zip(listings, answers, strict=True) if one.transient),
        unchanged=sum(one.page is None and one.rejection is None for one in answers),
    )


def content(shop: Workshop, pages: Sequence[Page], *, listed: Mapping[str, str] | None = None) -> Read:
    """Read pages into articles. ``listed`` gives publication times that listings stated, by address."""
    known = {source.name: source for source in shop.registry}
    times = listed or {}
    results = [read_article(page, known.get(page.source), listed=times.get(page.url)) for page in pages]
    return Read(
        articles=tuple(one for one in results if isinstance(one, Article)),
        rejections=tuple(one for one in results if isinstance(one, Rejection)),
    )


def extract(shop: Workshop, articles: Sequence[Article]) -> Batch:
    """The claims and rejections of articles, and the note that this version has read them."""
    results = list(extract_guarded(articles, deadline_seconds=shop.settings.article_deadline_seconds))
    return Batch(
        claims=tuple(claim for one in results for claim in one.claims),
        rejections=tuple(rejection for one in results for rejection in one.rejections),
        extracted=tuple((article.article_id, version()) for article in articles),
    )


def acquire(shop: Workshop, listings: Sequence[Listing]) -> Step:
    """Fetch, read and commit one batch of addresses."""
    watch = Stopwatch()
    with watch.time("fetch"):
        fetched = fetch(shop, listings)
    listed = {listing.url: listing.published_raw for listing in listings if listing.published_raw}
    with watch.time("content"):
        read = content(shop, fetched.pages, listed=listed)
    batch = Batch(
        pages=fetched.pages,
        articles=read.articles,
        rejections=fetched.rejections + read.rejections,
        fetches=fetched.fetches,
    )
    with watch.time("commit"):
        shop.warehouse.commit(batch)
    return Step(
        pages=len(fetched.pages),
        unchanged=fetched.unchanged,
        articles=len(read.articles),
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
            shop.warehouse.commit(Batch(articles=read.articles, rejections=read.rejections))
        total += Step(articles=len(read.articles), rejections=len(read.rejections), seconds=watch.seconds)
    return total


def settle(shop: Workshop, found: Found, *, failed: frozenset[str]) -> Step:
    """Commit what is known of a source and its listing.

    The listing's validators are kept only where every address on it was settled; otherwise the next run
    reads the listing again and so comes back to the rest.
    """
    watch = Stopwatch()
    complete = not any(listing.url in failed for listing in found.listings)
    source = shop.registry.get(found.source)
    kept = found.fetches if complete else tuple(replace(one, validators=Validators()) for one in found.fetches)
    with watch.time("commit"):
        shop.warehouse.commit(Batch(sources=(source,), rejections=found.rejections, fetches=kept))
    return Step(
        unchanged=int(found.unchanged),
        rejections=len(found.rejections),
        unlisted=(found.source,) if found.rejections and not found.listings else (),
        seconds=watch.seconds,
    )


def mine(shop: Workshop) -> Step:
    """Extract and commit one batch of articles that this extractor has not read; empty when none is left."""
    watch = Stopwatch()
    waiting = shop.warehouse.articles_without_extraction(version(), limit=shop.settings.batch_size)
    articles = list(waiting)
    if not articles:
        return Step()
    with watch.time("extract"):
        batch = extract(shop, articles)
    with watch.time("commit"):
        shop.warehouse.commit(batch)
    return Step(read=len(articles), claims=len(batch.claims), rejections=len(batch.rejections), seconds=watch.seconds)


def merge(shop: Workshop) -> Step:
    """Make deals and flows equal to what the claims say."""
    watch = Stopwatch()
    with watch.time("merge"):
        shop.warehouse.merge()
    return Step(seconds=watch.seconds)


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
