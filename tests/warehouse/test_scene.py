"""What was known on a day, other parents, other variants: the ledger in memory against ledgers that never knew more."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import duckdb
import pytest

from pipeline.newsroom.articles import pieces
from pipeline.parties import load_parties
from pipeline.types import Kind, Status
from tests.warehouse import newsroom
from tests.warehouse.conftest import Tell
from tests.warehouse.world import FakeParties, article, claim
from warehouse.measure import Variant
from warehouse.read import Ledger
from warehouse.scene import ParentsOf, Question, scene
from warehouse.store import Batch, Warehouse

TABLES = (
    "metric_direction", "metric_round_trip", "metric_possible", "metric_pace", "metric_cycle", "metric_exposure",
    "metric_throughput", "metric_core", "metric_vendor", "metric_concentration", "metric_promise", "metric_realisation",
    "metric_collateral", "metric_role", "metric_exclusivity", "metric_evidence", "metric_value", "metric_mark",
)  # fmt: skip


def contents(con: duckdb.DuckDBPyConnection, tables: tuple[str, ...] = TABLES) -> dict[str, list[str]]:
    return {table: sorted(map(repr, con.execute("FROM query_table(?)", [table]).fetchall())) for table in tables}


@pytest.fixture(scope="module")
def snapshot(ledger: Warehouse) -> Ledger:
    """The newsroom's ledger; the live connection stands in for a snapshot's, as nothing is written through it."""
    return Ledger(ledger.connection, Path("live"))


def test_as_of_a_day_after_the_last_news_is_today(snapshot: Ledger) -> None:
    with scene(snapshot, Question(as_of=date(2030, 1, 1)), load_parties()) as then:
        assert contents(then.connection) == contents(snapshot.connection)


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2025, 9, 30), date(2025, 11, 30)])
def test_as_of_a_day_is_what_a_ledger_of_that_day_said(snapshot: Ledger, day: date, tmp_path: Path) -> None:
    """A ledger that has only read the articles of that day and before; texts of deals have ids by first claim."""
    last = datetime.combine(day, time.max, UTC)
    told = [piece for piece in pieces().values() if piece.published <= last]
    with Warehouse.open(tmp_path / "live.duckdb") as then:
        then.commit(
            Batch(
                articles=tuple(newsroom.article_of(piece) for piece in told),
                claims=tuple(one for piece in told for one in newsroom.claims_of(piece)),
                extracted=tuple((piece.id, "by hand") for piece in told),
            )
        )
        then.merge()
        then.measure()
        tables = ("metric_direction", "metric_round_trip", "metric_cycle", "metric_throughput", "metric_promise")
        with scene(snapshot, Question(as_of=day), load_parties()) as seen:
            assert contents(seen.connection, tables) == contents(then.connection, tables)


def test_before_the_first_news_there_is_nothing(snapshot: Ledger) -> None:
    with scene(snapshot, Question(as_of=date(2000, 1, 1)), load_parties()) as then:
        assert then.round_trips(cut="open").rows == ()
        assert [row["cycle_count"] for row in then.metrics().records()] == [0, 0, 0]


@pytest.fixture
def owned(warehouse: Warehouse, tell: Tell) -> Ledger:
    """xAI before and after SpaceX owned it; Google through its cloud; a letter of intent; a rumour."""
    a = article("a", published="2026-03-05")
    tell(
        claim(a, "Nvidia", "xAI", "2e9", day="2025-10-07"),
        claim(a, "xAI", "Nvidia", "1e9", kind=Kind.PURCHASE, day="2026-03-01"),
        claim(a, "Google", "Anthropic", "2e9"),
        claim(a, "Anthropic", "Google Cloud", "3e9", kind=Kind.COMMITMENT),
        claim(a, "Oracle", "OpenAI", "5e9", status=Status.TALKS),
        claim(a, "OpenAI", "Oracle", "9e9", kind=Kind.COMMITMENT),
        articles=(a,),
    )
    return Ledger(warehouse.connection, Path("live"))


def pairs(ledger: Ledger, cut: str = "open") -> set[tuple[object, object]]:
    return {(row["funder_group_id"], row["spender_group_id"]) for row in ledger.round_trips(cut=cut).records()}


def test_parents_of_the_deals_day_of_the_day_asked_for_and_nobodys(owned: Ledger) -> None:
    assert pairs(owned) == {("alphabet", "anthropic"), ("oracle", "openai")}
    seen = {}
    for day, parents in ((None, ParentsOf.DAY), (date(2026, 1, 31), ParentsOf.DAY), (None, ParentsOf.NONE)):
        with scene(owned, Question(as_of=day, parents=parents), FakeParties()) as ledger:  # type: ignore[arg-type]
            seen[day, parents] = pairs(ledger)
    assert ("nvidia", "spacex") in seen[None, ParentsOf.DAY]
    assert seen[date(2026, 1, 31), ParentsOf.DAY] == set()
    assert ("nvidia", "xai") in seen[None, ParentsOf.NONE]
    assert ("google", "anthropic") not in seen[None, ParentsOf.NONE]


def test_without_rumours_talks_are_out(owned: Ledger) -> None:
    with scene(owned, Question(variant=Variant(rumours=False)), FakeParties()) as ledger:
        assert pairs(ledger) == {("alphabet", "anthropic")}
    core = {row["group_id"]: row["robust"] for row in owned.measured("core", cut="open").records()}
    assert core == {"alphabet": True, "anthropic": True, "oracle": False, "openai": False}


def test_a_scene_leaves_the_snapshot_alone(owned: Ledger) -> None:
    before = contents(owned.connection)
    with scene(owned, Question(as_of=date(2025, 12, 1), parents=ParentsOf.NONE), FakeParties()):
        pass
    assert contents(owned.connection) == before
