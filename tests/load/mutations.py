"""Puts spoiled pages through content and extraction and counts the outcomes: ``python -m tests.load.mutations``."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline import stages
from pipeline.registry import SourceRegistry
from pipeline.settings import load_settings
from pipeline.types import Page
from tests.acquisition.mutate import spoiled
from warehouse.batch import Batch

SEED = 20260301
AT_ONCE = 50
"""Pages that are committed together."""
FETCHED = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of spoiled pages; ``lost`` are pages that left no row, which must be none. Seconds of the processors.

    ``reasons`` counts rejections of content and extraction by reason.
    """

    pages: int
    articles: int
    rejected: int
    extracted: int
    claims: int
    lost: int
    slowest_content: float
    slowest_extraction: float
    deadline: float
    reasons: dict[str, int]


def put_through(folder: Path, *, count: int, seed: int, every: int = 0, extract_each: int = 1) -> Outcome:
    """Read, extract and commit spoiled pages.

    ``every`` prints how far it is; ``extract_each`` extracts from the articles of every so manieth page alone.
    """
    settings = load_settings(data_dir=folder)
    content = extraction = 0.0
    extracted = 0
    began = time.perf_counter()
    with stages.workshop(settings, SourceRegistry(())) as shop:
        con = shop.warehouse.connection
        pages = (
            Page(Page.id_of(body), "spoiled", url, url, 200, kind, FETCHED, body)
            for number, (body, kind) in enumerate(spoiled(count, seed))
            for url in [f"http://spoiled.test/{number}"]
        )
        for done, batch in enumerate(stages.batched(tuple(pages), AT_ONCE), start=1):
            batches = []
            for number, page in enumerate(batch):
                used = time.process_time()
                read = stages.content(shop, [page], only={})
                content = max(content, time.process_time() - used)
                used = time.process_time()
                chosen = read.articles if (done * AT_ONCE + number) % extract_each == 0 else ()
                found = stages.extract(shop, chosen)
                extraction = max(extraction, time.process_time() - used)
                extracted += len(chosen)
                batches.append((read, found))
            shop.warehouse.commit(
                Batch(
                    pages=batch,
                    articles=tuple(one for read, _ in batches for one in read.articles),
                    rejections=tuple(one for pair in batches for half in pair for one in half.rejections),
                    readings=tuple(one for read, _ in batches for one in read.readings),
                    claims=tuple(one for _, found in batches for one in found.claims),
                    extracted=tuple(one for _, found in batches for one in found.extracted),
                )
            )
            if every and done * AT_ONCE % every == 0:
                told = f"slowest content {content:.2f} s, extraction {extraction:.2f} s"
                print(f"{done * AT_ONCE:7,} pages {time.perf_counter() - began:8.1f} s  {told}", flush=True)
        kept, without = con.execute("SELECT count(article_id), count(*) - count(article_id) FROM reading").fetchall()[0]
        told = con.execute("SELECT count(DISTINCT subject) FROM rejection WHERE stage = 'content'").fetchall()[0][0]
        noted = con.execute("SELECT count(DISTINCT article_id) FROM extraction").fetchall()[0][0]
        claims = con.execute("SELECT count(*) FROM claim").fetchall()[0][0]
        reasons = Counter(
            dict(
                con.execute(
                    "SELECT stage || ' ' || reason, count(*) FROM rejection "
                    "WHERE stage = 'content' OR reason IN ('deadline', 'defect', 'length', 'language') GROUP BY ALL"
                ).fetchall()
            )
        )
    lost = count - kept - without + (without - told) + (extracted - noted)
    return Outcome(
        count,
        kept,
        without,
        extracted,
        claims,
        lost,
        content,
        extraction,
        settings.article_deadline_seconds,
        dict(reasons),
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--extract-each", type=int, default=1, help="extract from every so manieth page alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = put_through(
            Path(folder), count=given.pages, seed=given.seed, every=given.every, extract_each=given.extract_each
        )
    print(f"{found.pages:,} spoiled pages: {found.articles:,} articles, {found.rejected:,} rejected")
    print(f"{found.extracted:,} articles extracted: {found.claims:,} claims")
    print(f"slowest content {found.slowest_content:.2f} s, extraction {found.slowest_extraction:.2f} s")
    print(f"deadline {found.deadline:g} s; without a row: {found.lost}; reasons: {found.reasons}")
    raise SystemExit(1 if found.lost or found.slowest_extraction > found.deadline else 0)


if __name__ == "__main__":
    main()
