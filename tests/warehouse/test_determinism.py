"""Replays add nothing, and the order in which claims come does not matter."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.types import Article, Claim, Kind, Scope, Status
from tests.warehouse.world import FakeParties, article, claim
from warehouse.audits import run_audits
from warehouse.merge import DERIVED
from warehouse.resolve import new_party_id
from warehouse.store import Batch, Warehouse

ARTICLES = tuple(
    article(f"article{number}", published=f"2025-0{1 + number}-10", publisher=f"paper {number % 3}")
    for number in range(6)
)
PARTIES = ("Google", "Google Cloud", "Anthropic", "Nvidia", "OpenAI", "Foo Robotics")


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    payer, payee = draw(st.sampled_from(PARTIES)), draw(st.sampled_from(PARTIES))
    return claim(
        draw(st.sampled_from(ARTICLES)),
        draw(st.sampled_from((payer, (), (payer, "Microsoft")))),
        payee,
        draw(st.sampled_from((None, "2e9", "2.05e9", "2e10", "<2e9", ">2e9", "1e9-4e9", "1.9e9 EUR", "3e9"))),
        kind=draw(st.sampled_from((Kind.EQUITY, Kind.FINANCING, Kind.COMMITMENT, Kind.GUARANTEE))),
        status=draw(st.sampled_from(tuple(Status))),
        day=draw(st.sampled_from((None, "2025", "2025-01", "2025-01-10", "2025-04-10"))),
        scope=draw(st.sampled_from((Scope.SINGLE, Scope.SINGLE, Scope.CUMULATIVE, Scope.AGGREGATE))),
        confidence=draw(st.sampled_from((0.9, 0.2))),
    )


def content(warehouse: Warehouse, tables: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    con = warehouse.connection
    return {table: con.execute("FROM query_table(?) ORDER BY ALL", [table]).fetchall() for table in tables}


def ledger_of(batches: list[tuple[Claim, ...]], folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with Warehouse.open(folder / "live.duckdb", parties=FakeParties(), threads=1) as warehouse:
        for batch in batches:
            warehouse.commit(Batch(articles=ARTICLES, claims=batch))
            warehouse.merge()
        warehouse.measure()
        return content(warehouse, (*DERIVED, "metric_direction", "metric_round_trip", "metric_cycle"))


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(st.lists(claims(), min_size=1, max_size=14), st.randoms(use_true_random=False), st.integers(1, 4))
def test_order_and_batches_do_not_matter(made: list[Claim], random: object, parts: int) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    size = -(-len(shuffled) // parts)
    batches = [tuple(shuffled[at : at + size]) for at in range(0, len(shuffled), size)]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert ledger_of([tuple(made)], Path(one)) == ledger_of(batches, Path(other))


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(st.lists(claims(), min_size=1, max_size=14))
def test_a_replay_changes_nothing_and_audits_find_nothing(made: list[Claim]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        live = Path(folder) / "live.duckdb"
        batch = Batch(articles=ARTICLES, claims=tuple(made))
        with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
            first = warehouse.commit(batch)
            warehouse.merge()
            warehouse.measure()
            counts = warehouse.counts()
        with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
            assert warehouse.commit(batch).total == 0
            assert all(change.inserted == change.deleted == 0 for change in warehouse.merge().values())
            warehouse.measure()
            assert warehouse.counts() == counts
            audits = {found.audit: found.rows for found in run_audits(warehouse.connection) if not found.good}
    assert first.added["claim"] == len({one.claim_id for one in made})
    assert audits == {"article_not_extracted": audits.get("article_not_extracted")} or not audits


@given(st.text(min_size=1, max_size=20))
def test_a_new_party_has_one_id_for_its_spellings(name: str) -> None:
    assert new_party_id(name) == new_party_id(f"  {name} ")


def test_articles_of_an_older_extraction_do_not_count(tmp_path: Path) -> None:
    told_by: Article = article("a")
    old = claim(told_by, "Google", "Anthropic", "2e9", extractor="1")
    new = claim(told_by, "Google", "Anthropic", "3e9", extractor="2")
    with Warehouse.open(tmp_path / "live.duckdb", parties=FakeParties()) as warehouse:
        warehouse.commit(Batch(articles=(told_by,), claims=(old,)))
        warehouse.merge()
        assert not list(warehouse.articles_without_extraction("1"))
        assert [one.article_id for one in warehouse.articles_without_extraction("2")] == [told_by.article_id]
        warehouse.commit(Batch(claims=(new,)))
        warehouse.merge()
        found = warehouse.connection.execute("SELECT amount_high FROM deal").fetchall()
        assert found == [(3_000_000_000,)]
        warehouse.commit(Batch(extracted=((told_by.article_id, "3"),)))
        warehouse.merge()
        assert warehouse.counts()["deal"] == 0
