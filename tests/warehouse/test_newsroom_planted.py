"""Every reprint, contradiction, ten-fold error, follow-up and cancellation that the sample newsroom plants.

The claims are written by hand, so this holds the merge alone; ``test_newsroom`` holds everything else that comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.newsroom.articles import pieces
from pipeline.newsroom.expected import expectations
from pipeline.types import Status
from tests.warehouse.test_newsroom import deal_of, load_newsroom
from warehouse.read import Ledger
from warehouse.store import Warehouse

PLANTED = {
    "reprint": (
        ("wire-2025-openai-aws", "ledger-2025-openai-aws"),
        ("keji-2025-anthropic-azure", "caijing-2025-anthropic-reprint"),
        ("keji-2025-mistral", "ribao-2025-mistral"),
    ),
    "contradiction": ("meta-scale-2025",),
    "tenfold": (("ms-iren-2025", "shangbao-2025-iren"),),
    "follow-up": (
        "ms-openai-2019",
        "amazon-anthropic-2023",
        "nvidia-openai-2026",
        "softbank-openai-2025",
        "softbank-ampere",
        "meta-scale-2025",
    ),
    "cancellation": ("nvidia-openai-letter", "coreweave-core-scientific", "nvidia-arm"),
}
"""What is planted, by the keys of expected.yml."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path_factory.mktemp("planted") / "live.duckdb") as warehouse:
        load_newsroom(warehouse)
        yield warehouse


@pytest.fixture(scope="module")
def snapshot(ledger: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledger.publish(tmp_path_factory.mktemp("published") / "snapshot.duckdb")


def planted(key: str) -> str:
    """The id of the deal that comes of a key of expected.yml."""
    return _IDS[key]


_IDS: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def _ids(ledger: Warehouse) -> None:
    for expected in expectations().deals:
        deal = deal_of(ledger, expected)
        assert deal is not None, expected.key
        _IDS[expected.key] = str(deal["deal_id"])


def test_the_table_holds_all_that_is_planted() -> None:
    told = expectations()
    assert PLANTED["reprint"] == tuple(story for story in told.stories)
    assert PLANTED["contradiction"] == tuple(one.deal for one in told.contradictions)
    assert PLANTED["tenfold"] == tuple((one.deal, one.article) for one in told.unit_errors)
    gone = tuple(deal.key for deal in told.deals if deal.status is Status.CANCELLED)
    assert set(PLANTED["cancellation"]) == set(gone)
    grown = {deal.key for deal in told.deals if len(deal.history) > 1 and deal.status is not Status.CANCELLED}
    assert set(PLANTED["follow-up"]) == grown


@pytest.mark.parametrize("story", PLANTED["reprint"], ids=lambda story: story[0])
def test_a_reprint_is_no_second_source(ledger: Warehouse, story: tuple[str, ...]) -> None:
    rows = ledger.connection.execute(
        """
        SELECT deal_id, count(*), count(DISTINCT source_key)
        FROM deal_claim JOIN claim USING (claim_id) WHERE article_id IN (SELECT unnest(?)) GROUP BY ALL
        """,
        [list(story)],
    ).fetchall()
    assert rows
    assert {(claims, sources) for _, claims, sources in rows if claims > 1} == {(2, 1)}
    alone = ledger.connection.execute(
        """
        SELECT d.independent_source_count FROM deal AS d
        JOIN deal_claim AS dc USING (deal_id) JOIN claim AS c USING (claim_id)
        GROUP BY d.deal_id, d.independent_source_count
        HAVING list_has_all(?, list(DISTINCT c.article_id)) AND count(*) > 1
        """,
        [list(story)],
    ).fetchall()
    assert {count for (count,) in alone} <= {1}


@pytest.mark.parametrize("key", PLANTED["contradiction"])
def test_a_contradiction_is_kept_and_shown(ledger: Warehouse, key: str) -> None:
    (told,) = (one for one in expectations().contradictions if one.deal == key)
    rows = ledger.connection.execute(
        "SELECT value, claim_count, source_count FROM mart.v1_conflict WHERE deal_id = ? AND field = 'amount'",
        [planted(key)],
    ).fetchall()
    figures = {float(value.split()[1]) for value, _, _ in rows}
    assert figures == {float(amount.split()[2]) for amount in told.amounts.values()}
    assert [(claims, sources) for _, claims, sources in rows] == [(1, 1)] * len(told.amounts)
    low, high = ledger.connection.execute(
        "SELECT amount_low, amount_high FROM deal WHERE deal_id = ?", [planted(key)]
    ).fetchall()[0]
    assert (float(low), float(high)) == (min(figures), max(figures))


@pytest.mark.parametrize(("key", "article"), PLANTED["tenfold"])
def test_a_tenfold_figure_is_set_aside(ledger: Warehouse, key: str, article: str) -> None:
    roles = dict(
        ledger.connection.execute(
            "SELECT c.article_id, dc.role FROM deal_claim AS dc JOIN claim AS c USING (claim_id) WHERE dc.deal_id = ?",
            [planted(key)],
        ).fetchall()
    )
    assert roles[article] == "unit_error"
    assert {role for name, role in roles.items() if name != article} == {"support"}
    (expected,) = (deal for deal in expectations().deals if deal.key == key)
    assert expected.amount is not None
    found = ledger.connection.execute(
        "SELECT amount_high, conflict_count FROM deal WHERE deal_id = ?", [planted(key)]
    ).fetchall()
    assert found == [(expected.amount.high, 1)]
    shown = ledger.connection.execute(
        "SELECT field, majority FROM mart.v1_conflict WHERE deal_id = ?", [planted(key)]
    ).fetchall()
    assert shown == [("unit", False)]


@pytest.mark.parametrize("key", [*PLANTED["follow-up"], *PLANTED["cancellation"]])
def test_the_history_is_dated(ledger: Warehouse, key: str) -> None:
    (expected,) = (deal for deal in expectations().deals if deal.key == key)
    rows = ledger.connection.execute(
        "SELECT status, min(known_from) FROM mart.v1_deal_history WHERE deal_id = ? GROUP BY ALL ORDER BY 2",
        [planted(key)],
    ).fetchall()
    wanted = [(str(event.status), _published(event.article)) for event in expected.history]
    first = min(map(_published, expected.articles))
    assert rows == (wanted or [(str(expected.status), first)])


@pytest.mark.parametrize("key", [*PLANTED["follow-up"], *PLANTED["cancellation"]])
def test_a_deal_can_be_asked_for_as_of_each_day(snapshot: Path, key: str) -> None:
    (expected,) = (deal for deal in expectations().deals if deal.key == key)
    events = [(str(event.status), _published(event.article).date()) for event in expected.history]
    events = events or [(str(expected.status), min(map(_published, expected.articles)).date())]
    before = events[0][1] - timedelta(days=1)
    assert _as_of(snapshot, key, before) is None
    for (status, day), following in zip(events, [*(one[1] for one in events[1:]), None], strict=True):
        assert _as_of(snapshot, key, day) == status or following == day
        last = date(2030, 1, 1) if following is None else following - timedelta(days=1)
        assert last < day or _as_of(snapshot, key, last) == status


@pytest.mark.parametrize("key", PLANTED["cancellation"])
def test_what_is_cancelled_stays_and_counts_for_nothing(ledger: Warehouse, key: str) -> None:
    found = ledger.connection.execute(
        "SELECT status, amount_high IS NOT NULL FROM deal WHERE deal_id = ?", [planted(key)]
    ).fetchall()
    assert found == [("cancelled", True)]
    counted = ledger.connection.execute("SELECT counted FROM mart.v1_flow WHERE deal_id = ?", [planted(key)]).fetchall()
    assert {one for (one,) in counted} <= {False}


def test_as_of_counts_the_claims_known_then(snapshot: Path) -> None:
    key = "amazon-anthropic-2023"
    (expected,) = (deal for deal in expectations().deals if deal.key == key)
    days = sorted(_published(article).date() for article in expected.articles)
    counts = []
    with Ledger.open(snapshot) as ledger:
        for day in days:
            rows = [row for row in ledger.ledger(as_of=day).records() if row["deal_id"] == planted(key)]
            counts.append((rows[0]["claim_count"], rows[0]["independent_source_count"]))
    assert [claims for claims, _ in counts] == [sum(other <= day for other in days) for day in days]
    assert all(sources <= claims for claims, sources in counts)  # type: ignore[operator]


def _as_of(snapshot: Path, key: str, day: date) -> str | None:
    with Ledger.open(snapshot) as ledger:
        rows = [row for row in ledger.ledger(as_of=day, limit=1000).records() if row["deal_id"] == planted(key)]
    return None if not rows else str(rows[0]["status"])


def _published(article: str) -> datetime:
    return pieces()[article].published.astimezone(UTC).replace(tzinfo=None)
