"""Every reprint, contradiction, ten-fold error, follow-up and cancellation that the sample newsroom plants.

The table is ``planted.yml``. Here the claims are written by hand, so this holds the merge alone; ``tests/shell`` reads
the newsroom with the extractor. ``test_newsroom`` holds everything else that comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.newsroom.articles import pieces
from pipeline.newsroom.expected import expectations
from pipeline.types import Status
from tests.warehouse.newsroom import deal_of
from tests.warehouse.planted import Planted, outcome, planted
from warehouse.read import Ledger
from warehouse.store import Warehouse

DATED = tuple(row.deal for row in planted() if row.planted in ("follow-up", "cancellation"))


@pytest.fixture(scope="module")
def snapshot(ledger: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(ledger.publish(tmp_path_factory.mktemp("published") / "snapshot.duckdb")) as opened:
        yield opened


def known_as(ledger: Warehouse, key: str) -> str:
    """The id of the deal that comes of a key of expected.yml."""
    (expected,) = (deal for deal in expectations().deals if deal.key == key)
    deal = deal_of(ledger, expected)
    assert deal is not None
    return str(deal["deal_id"])


def test_the_table_holds_all_that_is_planted() -> None:
    told, rows = expectations(), planted()
    by_sort = {sort: {row.deal for row in rows if row.planted == sort} for sort in {row.planted for row in rows}}
    assert {row.articles for row in rows if row.planted == "reprint"} == set(told.stories)
    assert by_sort["contradiction"] == {one.deal for one in told.contradictions}
    assert by_sort["tenfold"] == {one.deal for one in told.unit_errors}
    assert by_sort["cancellation"] == {deal.key for deal in told.deals if deal.status is Status.CANCELLED}
    grown = {deal.key for deal in told.deals if len(deal.history) > 1 and deal.status is not Status.CANCELLED}
    assert by_sort["follow-up"] == grown


@pytest.mark.parametrize("row", planted(), ids=lambda row: f"{row.planted}-{row.deal}")
def test_it_comes_out_as_the_table_says(ledger: Warehouse, row: Planted) -> None:
    assert outcome(ledger.connection, row) == row.comes_out


@pytest.mark.parametrize("key", DATED)
def test_a_deal_can_be_asked_for_as_of_each_day(ledger: Warehouse, snapshot: Ledger, key: str) -> None:
    deal_id = known_as(ledger, key)
    (expected,) = (deal for deal in expectations().deals if deal.key == key)
    events = [(str(event.status), _published(event.article).date()) for event in expected.history]
    events = events or [(str(expected.status), min(map(_published, expected.articles)).date())]
    before = events[0][1] - timedelta(days=1)
    assert _as_of(snapshot, deal_id, before) is None
    for (status, day), following in zip(events, [*(one[1] for one in events[1:]), None], strict=True):
        assert _as_of(snapshot, deal_id, day) == status or following == day
        last = date(2030, 1, 1) if following is None else following - timedelta(days=1)
        assert last < day or _as_of(snapshot, deal_id, last) == status


def test_as_of_counts_the_claims_known_then(ledger: Warehouse, snapshot: Ledger) -> None:
    key = "amazon-anthropic-2023"
    deal_id = known_as(ledger, key)
    (expected,) = (deal for deal in expectations().deals if deal.key == key)
    days = sorted(_published(article).date() for article in expected.articles)
    counts = []
    for day in days:
        rows = [row for row in snapshot.ledger(as_of=day).records() if row["deal_id"] == deal_id]
        counts.append((rows[0]["claim_count"], rows[0]["independent_source_count"]))
    assert [claims for claims, _ in counts] == [sum(other <= day for other in days) for day in days]
    assert all(sources <= claims for claims, sources in counts)  # type: ignore[operator]


def _as_of(snapshot: Ledger, deal_id: str, day: date) -> str | None:
    rows = [row for row in snapshot.ledger(as_of=day, limit=1000).records() if row["deal_id"] == deal_id]
    return None if not rows else str(rows[0]["status"])


def _published(article: str) -> datetime:
    return pieces()[article].published.astimezone(UTC).replace(tzinfo=None)
