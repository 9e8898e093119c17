"""A writer that is killed loses nothing it said was committed, and the next run ends where it would have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.warehouse.test_determinism import content
from tests.warehouse.world import FakeParties
from tests.warehouse.writer import batch, main
from warehouse.audits import run_audits
from warehouse.merge import DERIVED
from warehouse.store import Warehouse

ROOT = Path(__file__).parents[2]
TABLES = ("article", "claim", "claim_party", "evidence", *DERIVED, "metric_direction", "metric_round_trip")


def test_killed_writers_lose_and_double_nothing(tmp_path: Path) -> None:
    live, undisturbed = tmp_path / "killed.duckdb", tmp_path / "undisturbed.duckdb"
    for lines in (1, 3, 6):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.warehouse.writer", str(live)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(lines)]
        writer.kill()
        writer.communicate()
        with Warehouse.open(live, parties=FakeParties()) as warehouse:
            kept = {claim for (claim,) in warehouse.connection.execute("SELECT claim_id FROM claim").fetchall()}
        for number in said:
            assert {claim.claim_id for claim in batch(number).claims} <= kept
    main(live)
    main(undisturbed)
    with (
        Warehouse.open(live, parties=FakeParties()) as one,
        Warehouse.open(undisturbed, parties=FakeParties()) as other,
    ):
        assert content(one, TABLES) == content(other, TABLES)
        assert [found.audit for found in run_audits(one.connection) if not found.good] == []
