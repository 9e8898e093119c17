"""A merge of what is new comes to what a merge of everything comes to, and touches nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.types import Article, Claim, Kind, Scope, Status
from tests.warehouse.test_determinism import content
from tests.warehouse.world import FakeParties, article, claim
from warehouse.cluster import gather
from warehouse.decisions import PartyDraft, decide_parties
from warehouse.inputs import Reader
from warehouse.match import Policy
from warehouse.merge import DERIVED
from warehouse.resolve import new_party_id
from warehouse.rulings import PartyAction
from warehouse.sqlfiles import sql
from warehouse.store import Batch, Warehouse

STATE = ("merge_block", "merge_offer")
PARTIES = ("Google", "Google Cloud", "Anthropic", "Nvidia", "OpenAI", "Foo Robotics", "xAI")
AMOUNTS = (None, "2e9", "2.05e9", "2e10", "<2e9", ">2e9", "1e9-4e9", "1.9e9 EUR", "3e9", "4e9")
DAYS = (None, "2025", "2025-01", "2025-01-10", "2025-04-10", "2024-02-01", "2026-03")


def _press(dice: random.Random) -> list[Article]:
    """Articles of a few papers; some are copies of others."""
    signatures = [dice.randbytes(512) for _ in range(3)]
    return [
        article(
            f"article{number}",
            published=f"2025-{1 + number % 12:02}-10",
            publisher=f"paper {number % 5}",
            signature=dice.choice((None, None, *signatures)),
        )
        for number in range(16)
    ]


def _side(dice: random.Random) -> str | tuple[str, ...]:
    """Nobody, one party or several."""
    kind = dice.random()
    if kind < 0.25:
        return ()
    return dice.choice(PARTIES) if kind < 0.8 else tuple(dice.sample(PARTIES, dice.choice((2, 2, 3))))


def _told(dice: random.Random, told_by: Article, extractor: str = "test-1") -> Claim:
    payers, payees = _side(dice), _side(dice)
    return claim(
        told_by,
        payers,
        payees if payers or payees else "OpenAI",
        dice.choice(AMOUNTS),
        kind=dice.choice((Kind.EQUITY, Kind.FINANCING, Kind.COMMITMENT, Kind.ACQUISITION)),
        status=dice.choice(tuple(Status)),
        day=dice.choice(DAYS),
        scope=dice.choice((Scope.SINGLE,) * 4 + (Scope.CUMULATIVE, Scope.AGGREGATE)),
        stake=dice.choice((None, None, "10")),
        confidence=dice.choice((0.9, 0.9, 0.2)),
        extractor=extractor,
    )


def _batches(dice: random.Random) -> Iterator[Batch]:
    """Articles with their claims, some of them later ones; then some articles as a newer extractor reads them."""
    articles = _press(dice)
    told = [(one, _told(dice, one)) for one in dice.choices(articles, k=dice.choice((8, 20, 30)))]
    dice.shuffle(told)
    while told:
        size = dice.randrange(1, 16)
        now, told = told[:size], told[size:]
        yield Batch(articles=tuple(one for one, _ in now), claims=tuple(found for _, found in now))
    for one in dice.sample(articles, 2):
        again = tuple(replace(_told(dice, one), extractor="test-2") for _ in range(dice.randrange(3)))
        yield Batch(articles=(one,), claims=again, extracted=((one.article_id, "test-2"),))


def _state(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    placed = "SELECT * EXCLUDE (fingerprint) FROM merge_claim ORDER BY ALL"
    return {
        **content(warehouse, (*DERIVED, *STATE)),
        "merge_claim": warehouse.connection.execute(placed).fetchall(),
    }


def _in_memory(warehouse: Warehouse) -> dict[str, str]:
    """The cluster of each claim when all are gathered at once."""
    con = warehouse.connection
    for name in ("merge/source", "merge/temporary"):
        con.execute(sql(name))
    con.execute("INSERT INTO merge_unit SELECT claim_id, 'all' FROM current_claim")
    reader = Reader(con, Policy())
    claims = [one.claim for part in reader.pack_units() for one in reader.part(part)]
    con.execute(sql("merge/end"))
    return {member.claim_id: cluster.founder.claim_id for cluster in gather(claims) for member in cluster.members}


@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_many_small_merges_come_to_one_large_one(seed: int) -> None:
    check(seed)


def check(seed: int) -> None:
    """Merge batch by batch and all at once, and compare every derived table, and the gathering in memory."""
    with (
        TemporaryDirectory() as folder,
        Warehouse.open(Path(folder) / "small.duckdb", parties=FakeParties(), threads=1) as small,
        Warehouse.open(Path(folder) / "large.duckdb", parties=FakeParties(), threads=1) as large,
    ):
        for batch in _batches(random.Random(seed)):
            small.commit(batch)
            small.merge()
            large.commit(batch)
        large.merge()
        assert _state(small) == _state(large)
        placed = dict(large.connection.execute("SELECT claim_id, cluster_id FROM merge_claim").fetchall())
        assert _in_memory(large) == placed


def test_a_batch_touches_its_own_blocks_only(warehouse: Warehouse) -> None:
    pairs = (("Google", "Anthropic"), ("Nvidia", "CoreWeave"), ("Microsoft", "OpenAI"))
    for number, (payer, payee) in enumerate(pairs):
        one = article(f"a{number}")
        warehouse.commit(Batch(articles=(one,), claims=(claim(one, payer, payee, "2e9"),)))
    warehouse.merge()
    before = dict(warehouse.connection.execute("SELECT deal_id, row_key FROM deal").fetchall())
    late = article("late", published="2025-01-20")
    warehouse.commit(Batch(articles=(late,), claims=(claim(late, "Google", "Anthropic", "2e9"),)))
    changes = warehouse.merge()
    after = dict(warehouse.connection.execute("SELECT deal_id, row_key FROM deal").fetchall())
    assert len(set(before.items()) - set(after.items())) == 1
    assert (changes["deal"].inserted, changes["deal"].deleted) == (1, 1)
    assert (changes["deal_claim"].inserted, changes["resolved_party"].inserted) == (1, 2)
    assert all(change.inserted == change.deleted == 0 for change in warehouse.merge().values())


def test_new_names_and_decisions_on_parties_reach_old_claims(warehouse: Warehouse, tmp_path: Path) -> None:
    told = tuple(article(name) for name in "abc")
    claims = tuple(
        claim(one, payer, "Anthropic", "2e9") for one, payer in zip(told, ("Google", "Foo", "Bar"), strict=True)
    )
    warehouse.commit(Batch(articles=told, claims=claims))
    warehouse.merge()
    assert warehouse.counts()["deal"] == 3
    path = tmp_path / "live.duckdb"
    warehouse.close()
    known = FakeParties()
    known = replace(known, names={**known.names, "Foo": ("google",)})
    with Warehouse.open(path, parties=known) as again:
        again.merge()
        assert again.counts()["deal"] == 2
        draft = PartyDraft(PartyAction.MERGE, new_party_id("Bar"), "google", name="Bar")
        decide_parties(again.connection, [draft], author="tester")
        again.merge()
        assert again.connection.execute("SELECT claim_count FROM deal").fetchall() == [(3,)]
        assert again.connection.execute("SELECT count(*) FROM party WHERE party_id LIKE 'new-%'").fetchall() == [(0,)]


def test_other_numbers_of_the_merge_make_everything_again(warehouse: Warehouse) -> None:
    a, b = article("a"), article("b")
    claims = (claim(a, "Google", "Anthropic", "2e9"), claim(b, "Google", "Anthropic", "2.4e9", day="2025-02-20"))
    warehouse.commit(Batch(articles=(a, b), claims=claims))
    counts = []
    for policy in (Policy(), Policy(conflict_window=60), Policy()):
        warehouse.merge(policy)
        counts.append(warehouse.counts()["deal"])
    assert counts == [2, 1, 2]
    warehouse.merge(Policy(confidence_floor=0.95))
    assert warehouse.connection.execute("SELECT DISTINCT sure FROM deal").fetchall() == [(False,)]


def test_a_stopped_merge_leaves_no_trace(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = article("a"), article("b")
    warehouse.commit(Batch(articles=(a,), claims=(claim(a, "Google", "Anthropic", "2e9"),)))
    warehouse.merge()
    before = _state(warehouse)
    warehouse.commit(Batch(articles=(b,), claims=(claim(b, "Google", "Anthropic", "3e9"),)))
    with monkeypatch.context() as patch:
        patch.setattr("warehouse.merge.find_flows", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            warehouse.merge()
    assert _state(warehouse) == before
    warehouse.merge()
    assert warehouse.connection.execute("SELECT claim_count FROM deal").fetchall() == [(2,)]
