"""Reads archived pages again, without a fetch: content where its rules changed, extraction, merge, measure.

What a page or article gave before is replaced in the transaction that commits what it gives now, so a replay that
is killed anywhere and run again ends like an undisturbed one. What changed is told by comparing the ledger of deals
before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from pipeline import newsroom, stages
from pipeline import run as runs
from pipeline.errors import RoundtripError
from pipeline.guard import version
from pipeline.registry import Source, SourceRegistry
from pipeline.rules import is_general, reader_version
from pipeline.runreport import Step, Stopwatch
from pipeline.stages import Workshop
from pipeline.types import Page
from pipeline.visits import Read
from warehouse.batch import Batch
from warehouse.replaying import DealChange, LedgerDeal, Target, compare, extractors, find_targets, read_ledger

CURRENT = "current"
"""Names the version of this program where a version of the extractor is asked for."""
SHOWN = 1000
"""Changed deals that a report lists; all are counted."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which pages to read again; what is given must all hold.

    ``since`` means pages last seen then or later, ``source`` those of one source, ``extractor_older_than`` articles
    last read before that version of the extractor was first used (``current``: that this program's version has not
    read). ``everything`` selects all.
    """

    since: datetime | None = None
    source: str | None = None
    extractor_older_than: str | None = None
    everything: bool = False

    @property
    def outdated_only(self) -> bool:
        """True where only what an older extractor read is asked for, so that nothing else is read again."""
        return self.extractor_older_than is not None

    @property
    def command(self) -> str:
        """How the replay is named in table ``run``."""
        words = ["replay", *(["--all"] if self.everything else [])]
        words += [f"--since {self.since.isoformat()}"] if self.since else []
        words += [f"--source {self.source}"] if self.source else []
        words += [f"--extractor-older-than {self.extractor_older_than}"] if self.extractor_older_than else []
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did. ``selected`` pages, of which ``reread`` were read anew and ``missing`` are not archived.

    ``changes`` are the deals that came, went or are told otherwise now.
    """

    selected: int = 0
    reread: int = 0
    missing: int = 0
    work: Step = field(default_factory=Step)
    changes: tuple[DealChange, ...] = ()

    def __add__(self, other: Replayed) -> Replayed:
        return Replayed(
            self.selected + other.selected,
            self.reread + other.reread,
            self.missing + other.missing,
            self.work + other.work,
            self.changes + other.changes,
        )

    @property
    def counts(self) -> dict[str, int]:
        """Deals added, gone and changed."""
        found = Counter(change.what for change in self.changes)
        return {what: found[what] for what in ("added", "gone", "changed")}

    @property
    def message(self) -> str:
        """One line for a reader."""
        if not self.changes:
            return "nothing changed in the ledger"
        return ", ".join(f"{count} deals {what}" for what, count in self.counts.items() if count)

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "message": self.message,
            "selected": self.selected,
            "reread": self.reread,
            "missing": self.missing,
            "extracted": self.work.read,
            "claims": self.work.claims,
            **self.counts,
            "changes": [_told(change) for change in self.changes[:SHOWN]],
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.work.seconds.items()},
        }


def targets(shop: Workshop, selection: Selection) -> tuple[Target, ...]:
    """The pages that a selection means, in the order in which they were seen.

    Raises RoundtripError where nothing is selected or no article was read by the version that is named,
    UnknownSource for a source that is neither configured nor in the database.
    """
    if not (selection.everything or selection.since or selection.source or selection.extractor_older_than):
        raise RoundtripError("say what to read again: --all, --since, --source or --extractor-older-than")
    con = shop.warehouse.connection
    before, unread_by = _older_than(shop, selection.extractor_older_than)
    found = find_targets(
        con, since=selection.since, source=selection.source, extracted_before=before, extractor=unread_by
    )
    if selection.source is not None and not found:
        shop.registry.get(selection.source)
    return found


def _older_than(shop: Workshop, named: str | None) -> tuple[datetime | None, str | None]:
    """(the first use of a version, None), or (None, the version) for this program's own."""
    if named is None:
        return None, None
    if named in (CURRENT, version()):
        return None, version()
    known = extractors(shop.warehouse.connection)
    if named not in known:
        told = ", ".join((*known, CURRENT))
        raise RoundtripError(f"no article was read by extractor {named!r}; known versions, oldest first: {told}")
    return known[named], None


def replay_batch(shop: Workshop, batch: Sequence[Target], selection: Selection) -> Replayed:
    """Read and extract a batch of targets again, each step in one transaction."""
    watch = Stopwatch()
    sources = {name: known for name in {one.source for one in batch} if (known := _source(shop, name)) is not None}
    stale = [one for one in batch if _is_stale(one, sources)]
    pages = {one.url: _page(shop, one) for one in stale if shop.archive.has(one.page_id)}
    with watch.time("content"):
        listed = {one.url: one.listed for one in stale if one.listed is not None}
        read = stages.content(shop, tuple(pages.values()), listed=listed, only=sources)
    if read.readings:
        with watch.time("commit"):
            shop.warehouse.commit(
                Batch(articles=read.articles, rejections=read.rejections, readings=read.readings, again=True)
            )
    done = Replayed(
        selected=len(batch),
        reread=len(read.readings),
        missing=len(stale) - len(pages),
        work=Step(articles=len(read.articles), rejections=len(read.rejections), seconds=watch.seconds),
    )
    return done + Replayed(work=_extract(shop, batch, frozenset(pages), read, selection))


def _extract(shop: Workshop, batch: Sequence[Target], reread: frozenset[str], read: Read, selection: Selection) -> Step:
    """Extract from what was read anew, and from the other articles as the selection asks."""
    anew = {article.article_id for article in read.articles}
    others = {one.article_id for one in batch if one.article_id is not None and one.url not in reread}
    if selection.outdated_only:
        others = set(shop.warehouse.unextracted(others, version())) if others else set()
    return stages.extract_and_commit(shop, shop.warehouse.articles(anew | others))


def replay(shop: Workshop, selection: Selection) -> Replayed:
    """Read a selection again, merge, measure, and tell what changed in the ledger; publishing is the caller's.

    Raises what ``targets`` raises, ArchiveError for a page whose file is damaged.
    """
    found = targets(shop, selection)
    before = ledger(shop)
    total = Replayed()
    shop.progress("extract", 0, len(found))
    for batch in stages.batched(found, shop.settings.batch_size):
        total += replay_batch(shop, batch, selection)
        shop.progress("extract", total.selected, len(found))
    total += Replayed(work=runs.derive(shop))
    return total + Replayed(changes=compare(before, ledger(shop)))


def ledger(shop: Workshop) -> dict[str, LedgerDeal]:
    """The deals as they stand, for ``compare``."""
    return read_ledger(shop.warehouse.connection)


def _is_stale(target: Target, sources: Mapping[str, Source]) -> bool:
    """Would other rules read the page now? Pages whose source stated nothing are read by the general rules."""
    if target.source in sources:
        return target.reader != reader_version(sources[target.source])
    return is_general(target.reader) and target.reader != reader_version(None)


def _source(shop: Workshop, name: str) -> Source | None:
    """The source by whose rules a page is read: configured, or of the bundled newsroom; None where nobody knows it.

    Pages of a source that is not configured any more stay as they were read: without its selectors and zone they
    would be read worse.
    """
    if name in shop.registry.names():
        return shop.registry.get(name)
    sample = _newsroom_sources()
    return sample.get(name) if name in sample.names() else None


@cache
def _newsroom_sources() -> SourceRegistry:
    return SourceRegistry.load(Path(newsroom.__file__).parent / "sources")


def _page(shop: Workshop, target: Target) -> Page:
    """A target's page from the archive, under the target's own address."""
    page = shop.archive.get(target.page_id)
    return replace(page, source=target.source, url=target.url, final_url=target.url)


def _told(change: DealChange) -> dict[str, object]:
    """A change as plain values: what the deal was, and what it is where it differs."""
    deal = change.after or change.before
    assert deal is not None
    told: dict[str, object] = {
        "what": change.what,
        "deal_id": deal.deal_id,
        **{name: deal.fields[name] for name in ("kind", "payers", "payees", "status", "currency")},
        "amount_low": deal.fields["amount_low"],
        "amount_high": deal.fields["amount_high"],
        "urls": sorted(deal.urls),
    }
    if change.before is not None and change.after is not None:
        told["was"] = {name: change.before.fields[name] for name in change.fields}
        told["is"] = {name: change.after.fields[name] for name in change.fields}
    return told
