"""Takes in pages that are on this machine already: folders, WARC files, lists of texts; bounded in memory.

Pages are read one after another and committed in batches, each one transaction. What is committed is known again by
address and content hash, so an ingest that was stopped goes on where it was when it is given again, and an ingest of
the same file adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline import stages
from pipeline.content import place_of
from pipeline.local import LocalPage, local_pages
from pipeline.registry import Source
from pipeline.rules import reader_version
from pipeline.runreport import Step, Stopwatch
from pipeline.stages import Workshop
from pipeline.types import Rejection
from warehouse.batch import Batch
from warehouse.forget import address_key, forgotten_keys
from warehouse.frontier import known_readings

BATCH_BYTES = 20_000_000
"""A batch is closed when its pages have so many bytes, however few they are."""
BATCH_PAGES = 200
MEMORY = "400MB"
"""Most that the database holds while pages come in: what it read of its tables would otherwise pile up."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did: pages met, of which ``known`` were there already, and pages that could not be had."""

    met: int = 0
    known: int = 0
    missed: int = 0
    work: Step = field(default_factory=Step)

    def __add__(self, other: Ingested) -> Ingested:
        return Ingested(
            self.met + other.met, self.known + other.known, self.missed + other.missed, self.work + other.work
        )


def take_in(
    shop: Workshop,
    source: Source,
    *,
    described: bool = True,
    archive: bool = True,
    on_batch: Callable[[Ingested], None] | None = None,
) -> Ingested:
    """Read all pages of a local source into articles and commit them.

    ``described`` says that what the source states of language, zone and publisher holds for its pages; else each page
    is asked. ``archive`` keeps the pages themselves, so that a replay can read them again.
    """
    total = Ingested()
    forgotten = forgotten_keys(shop.warehouse.connection)
    shop.warehouse.commit(Batch(sources=(source,)))
    with shop.warehouse.holding(MEMORY):
        for batch in _batches(local_pages(source, max_bytes=shop.settings.max_bytes)):
            kept = [
                one for one in batch if isinstance(one, Rejection) or address_key(place_of(one.page)) not in forgotten
            ]
            total += _take(shop, source if described else None, kept, archive=archive)
            if on_batch is not None:
                on_batch(total)
    return total


def _batches(found: Iterable[LocalPage | Rejection]) -> Iterator[list[LocalPage | Rejection]]:
    """Pages and rejections in batches bounded by number and bytes."""
    batch: list[LocalPage | Rejection] = []
    size = 0
    for one in found:
        batch.append(one)
        size += len(one.page.body) if isinstance(one, LocalPage) else 0
        if len(batch) >= BATCH_PAGES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _take(shop: Workshop, source: Source | None, batch: list[LocalPage | Rejection], *, archive: bool) -> Ingested:
    """Read and commit one batch."""
    missed = tuple(one for one in batch if isinstance(one, Rejection))
    pages = [one for one in batch if isinstance(one, LocalPage)]
    reader = reader_version(source)
    there = known_readings(shop.warehouse.connection, [one.page.page_id for one in pages])
    fresh = {
        (place_of(one.page), one.page.page_id): one
        for one in pages
        if (place_of(one.page), one.page.page_id) not in there
    }
    watch = Stopwatch()
    with watch.time("content"):
        listed = {one.page.url: one.listed for one in fresh.values() if one.listed is not None}
        known = {source.name: source} if source is not None else {}
        read = stages.content(shop, [one.page for one in fresh.values()], listed=listed, only=known)
    if fresh or missed:
        with watch.time("commit"):
            if archive:
                for one in fresh.values():
                    shop.archive.put(one.page, sync=False)
            shop.warehouse.commit(
                Batch(
                    pages=tuple(one.page for one in fresh.values()),
                    articles=read.articles,
                    rejections=missed + read.rejections,
                    readings=tuple(replace(one, reader=reader) for one in read.readings),
                )
            )
    step = Step(
        pages=len(fresh),
        articles=len(read.articles),
        rejections=len(missed) + len(read.rejections),
        seconds=watch.seconds,
    )
    return Ingested(len(pages), len(pages) - len(fresh), len(missed), step)
