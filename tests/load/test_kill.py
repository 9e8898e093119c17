"""A writer that is killed during load and merge loses and doubles nothing; ``make kill`` does it thirty times."""

from __future__ import annotations

from pathlib import Path

from tests.load.kill import TABLES, content, faults_after_kill, faults_at_end, kill_often, undisturbed
from tests.load.writer import Press
from tests.warehouse.world import FakeParties
from warehouse.store import Warehouse

PRESS = Press(claims=120, deals=10, seed=3, size=40, every=2)


def test_killed_writers_lose_and_double_nothing(tmp_path: Path) -> None:
    report = kill_often(tmp_path, PRESS, kills=2, seed=11)
    assert report.faults == []
    assert report.during.total() == 2


def test_what_is_lost_doubled_or_half_there_is_seen(tmp_path: Path) -> None:
    live = tmp_path / "live.duckdb"
    model = undisturbed(live, PRESS)
    assert set(model.content) == set(TABLES)
    assert list(faults_at_end(live, model)) == list(faults_after_kill(live, PRESS, model.lines)) == []
    with Warehouse.open(live, parties=FakeParties(), threads=1) as warehouse:
        con = warehouse.connection
        con.execute("DELETE FROM claim WHERE claim_id = (SELECT min(claim_id) FROM claim)")
        con.execute("INSERT INTO article FROM article ORDER BY article_id LIMIT 1")
        con.execute("DELETE FROM flow WHERE flow_id = (SELECT min(flow_id) FROM flow)")
    assert content(live) != model.content
    after = " ".join(faults_after_kill(live, PRESS, model.lines))
    assert "is there in part" in after
    assert "is there 2 times" in after
    end = " ".join(faults_at_end(live, model))
    assert "claim: 1 rows lost, 0 too many" in end
    assert "article: 0 rows lost, 1 too many" in end
    assert "flow: 1 rows lost" in end
