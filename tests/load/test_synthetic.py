"""The made-up press is the same for a seed, and a further batch on it comes to what a merge of everything comes to."""

from __future__ import annotations

from pathlib import Path

from tests.load.bench import FURTHER, commit, fill, merge_all_again, purity
from tests.load.synthetic import loads
from tests.warehouse.world import FakeParties
from warehouse.audits import run_audits
from warehouse.merge import DERIVED
from warehouse.store import Warehouse

CLAIMS, DEALS = 600, 30


def test_a_seed_gives_one_press_and_another_seed_another() -> None:
    first, again, other = (tuple(loads(claims=CLAIMS, deals=DEALS, seed=seed)) for seed in (7, 7, 8))
    assert first == again != other
    truths = [truth for load in first for truth in load.truths]
    assert 0.7 * CLAIMS < len(truths) < 1.4 * CLAIMS
    assert {truth.plant for truth in truths} > {"plain", "half", "silent", "undated"}


def test_a_further_batch_comes_to_a_merge_of_everything(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path / "live.duckdb", parties=FakeParties(), threads=1) as warehouse:
        truths = fill(warehouse, claims=CLAIMS, deals=DEALS, seed=7)
        warehouse.merge()
        kept, pure = purity(warehouse, truths)
        assert min(kept, pure) > 0.9
        for load in loads(claims=10, deals=DEALS, seed=7, offset=FURTHER):
            commit(warehouse, load)
        changes = warehouse.merge()
        assert 0 < changes["deal"].inserted < DEALS
        again = merge_all_again(warehouse)
        assert set(again) == set(DERIVED)
        assert all(change.inserted == change.deleted == 0 for change in again.values())
        warehouse.measure()
        assert [found.audit for found in run_audits(warehouse.connection) if not found.good] == []
