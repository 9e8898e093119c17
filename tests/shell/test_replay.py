"""Reading the archive again: nothing without a change of rules, the ledger's changes with one, killed or not."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import stages
from pipeline.errors import RoundtripError
from pipeline.newsroom import Newsroom
from pipeline.registry import UnknownSource
from pipeline.replay import Replayed, Selection, replay, replay_batch, targets
from pipeline.types import content_key
from tests.shell.conftest import CHECKOUT, SOURCES, Outcome, Sample, contents
from warehouse.replaying import LedgerDeal, compare

KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline import stages
from pipeline.registry import SourceRegistry
from pipeline.replay import Selection, replay
from pipeline.settings import load_settings

folder, sources, base, stage, number = sys.argv[1:]
settings = load_settings(data_dir=Path(folder), sources_dir=Path(sources), batch_size=2)
calls = []

def progress(name, done, total):
    if name == stage:
        calls.append(done)
        if len(calls) == int(number):
            os.kill(os.getpid(), signal.SIGKILL)

with stages.workshop(settings, SourceRegistry.load(Path(sources)).at(base), progress=progress) as shop:
    replay(shop, Selection(source="sample_ribao"))
"""
UNSURE_RIBAO = """
UPDATE claim SET confidence = 0.5 WHERE article_id IN (SELECT article_id FROM article WHERE source = 'sample_ribao')
"""
SAME_READER = "UPDATE reading SET reader = 'whichever'"


@contextmanager
def opened(sample: Sample) -> Any:
    with stages.workshop(sample.settings, sample.registry) as shop:
        yield shop


def replayed(sample: Sample, selection: Selection) -> Replayed:
    with opened(sample) as shop:
        return replay(shop, selection)


def changed_by_hand(sample: Sample, *statements: str) -> None:
    with duckdb.connect(str(sample.settings.warehouse_path)) as con:
        for statement in statements:
            con.execute(statement)


def test_unchanged_rules_change_nothing(copied: Sample, room: Newsroom) -> None:
    before, asked = contents(copied.settings.warehouse_path), len(room.requests)
    done = replayed(copied, Selection(everything=True))
    assert done.changes == ()
    assert done.message == "nothing changed in the ledger"
    assert (done.reread, done.missing) == (0, 0)
    assert done.work.read == copied.report.tables["article"]
    assert contents(copied.settings.warehouse_path) == before
    assert len(room.requests) == asked, "a replay must not fetch"


def test_pages_are_read_again_where_the_content_rules_changed(copied: Sample) -> None:
    """Every reading claims other rules, and one article lost its date, which the page still states."""
    before = contents(copied.settings.warehouse_path)
    changed_by_hand(
        copied,
        "UPDATE reading SET reader = 'older'",
        "UPDATE article SET published = NULL, published_raw = NULL, published_on = NULL, published_precision = NULL "
        "WHERE article_id = (SELECT min(article_id) FROM claim)",
    )
    with duckdb.connect(str(copied.settings.warehouse_path), read_only=True) as con:
        ((source, pages),) = con.execute(
            "SELECT source, count(*) FROM reading WHERE source = (SELECT source FROM article WHERE article_id = "
            "(SELECT min(article_id) FROM claim)) GROUP BY source"
        ).fetchall()
    done = replayed(copied, Selection(source=source))
    assert done.reread == pages
    after = contents(copied.settings.warehouse_path)
    assert {table: rows for table, rows in after.items() if table != "reading"} == {
        table: rows for table, rows in before.items() if table != "reading"
    }


def test_what_the_rules_read_otherwise_replaces_the_older_text(copied: Sample) -> None:
    """The text as older rules read it is kept as a version that no longer counts, and its claims with it."""
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        ((article, url, text, source),) = con.execute(
            "SELECT article_id, url, text, source FROM article WHERE article_id = (SELECT min(article_id) FROM claim)"
        ).fetchall()
        older = content_key("article", url, text + "!")
        for table in ("article", "article_removed", "story", "extraction", "claim", "reading"):
            con.execute(f"UPDATE {table} SET article_id = ? WHERE article_id = ?", [older, article])  # noqa: S608
        con.execute("UPDATE article SET text = text || '!' WHERE article_id = ?", [older])
        for table in ("claim_party", "evidence", "claim"):
            con.execute(
                f"UPDATE {table} SET claim_id = 'older-' || claim_id "  # noqa: S608
                "WHERE claim_id IN (SELECT claim_id FROM claim WHERE article_id = ?)",
                [older],
            )
        con.execute("UPDATE reading SET reader = 'older' WHERE article_id = ?", [older])
        (claims,) = con.execute("SELECT count(*) FROM extracted_claim").fetchall()[0]
    replayed(copied, Selection(since=datetime(2020, 1, 1, tzinfo=UTC), source=source))
    with duckdb.connect(str(copied.settings.warehouse_path), read_only=True) as con:
        assert con.execute("FROM superseded").fetchall() == [(older, article)]
        assert con.execute("SELECT count(*) FROM extracted_claim").fetchall() == [(claims,)]
        told = con.execute("SELECT article_id, counts FROM mart.v1_article WHERE url = ? ORDER BY counts", [url])
        assert told.fetchall() == [(older, False), (article, True)]


def test_what_an_extractor_no_longer_says_leaves_the_ledger_and_is_told(copied: Sample) -> None:
    """A claim that no rule gives, and a deal told with another status, are mended by a replay and told."""
    with duckdb.connect(str(copied.settings.warehouse_path)) as con:
        ((deal, claim, source),) = con.execute(
            "SELECT d.deal_id, d.anchor_claim_id, any_value(a.source) FROM deal AS d "
            "JOIN deal_claim AS c USING (deal_id) JOIN claim AS m USING (claim_id) "
            "JOIN article AS a USING (article_id) "
            "WHERE d.status = 'completed' AND d.sure GROUP BY ALL HAVING count(*) = 1 ORDER BY ALL LIMIT 1"
        ).fetchall()
        con.execute("UPDATE claim SET status = 'talks' WHERE claim_id = ?", [claim])
    with opened(copied) as shop:
        shop.warehouse.merge()
    done = replayed(copied, Selection(source=source))
    (change,) = done.changes
    assert change.what == "changed"
    assert change.after is not None
    assert change.after.deal_id == deal
    assert "status" in change.fields
    assert done.counts == {"added": 0, "gone": 0, "changed": 1}
    assert done.message == "1 deals changed"


def test_selections_mean_what_they_say(copied: Sample) -> None:
    with opened(copied) as shop:
        everything = targets(shop, Selection(everything=True))
        keji = targets(shop, Selection(source="sample_keji"))
        assert {one.source for one in keji} == {"sample_keji"}
        assert set(keji) < set(everything)
        assert targets(shop, Selection(extractor_older_than="current")) == tuple(
            one for one in everything if one.article_id is None
        )
        with pytest.raises(RoundtripError, match="known versions"):
            targets(shop, Selection(extractor_older_than="nonsense"))
        with pytest.raises(UnknownSource):
            targets(shop, Selection(source="nobody"))
        with pytest.raises(RoundtripError, match="--since"):
            targets(shop, Selection())


def test_only_what_an_older_extractor_read_is_extracted(copied: Sample) -> None:
    changed_by_hand(
        copied,
        "UPDATE extraction SET extractor = 'older' WHERE article_id IN (SELECT min(article_id) FROM article)",
        "UPDATE claim SET extractor = 'older' WHERE article_id IN (SELECT min(article_id) FROM article)",
    )
    done = replayed(copied, Selection(extractor_older_than="current"))
    assert done.work.read == 1
    assert done.changes == ()


def test_pages_that_the_archive_lost_are_counted_and_their_articles_stay(copied: Sample) -> None:
    changed_by_hand(copied, "UPDATE reading SET reader = 'older'")
    with opened(copied) as shop:
        (one, *_) = targets(shop, Selection(source="sample_keji"))
        shop.archive.remove(one.page_id)
        done = replay_batch(shop, (one,), Selection(source="sample_keji"))
    assert (done.selected, done.reread, done.missing) == (1, 0, 1)
    assert done.work.read == 1


@pytest.mark.timeout(300)
def test_killed_and_run_again_ends_the_same(copied: Sample, room: Newsroom) -> None:
    changed_by_hand(copied, SAME_READER)
    before = contents(copied.settings.warehouse_path)
    changed_by_hand(copied, "UPDATE reading SET reader = 'older'", UNSURE_RIBAO)
    for stage, number in (("extract", "2"), ("merge", "1")):
        words = [str(copied.settings.data_dir), str(SOURCES), room.base_url, stage, number]
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, *words], cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
        assert ended.returncode == -signal.SIGKILL, ended.stderr
    replayed(copied, Selection(source="sample_ribao"))
    changed_by_hand(copied, SAME_READER)
    assert contents(copied.settings.warehouse_path) == before


def test_a_deal_under_another_id_is_known_again() -> None:
    fields = dict.fromkeys(
        ("kind", "status", "amount_low", "amount_high", "currency", "qualifier", "stake_pct", "date", "scope", "sure")
    )
    names = {"payers": ["Nvidia"], "payees": ["OpenAI"]}
    one = LedgerDeal("a", "funding", {**fields, **names, "status": "talks"}, frozenset({"https://x.test/1"}))
    same = LedgerDeal("b", "funding", {**fields, **names, "status": "announced"}, frozenset({"https://x.test/1"}))
    other = LedgerDeal("c", "supply", {**fields, **names}, frozenset({"https://x.test/1"}))
    (change,) = compare({"a": one}, {"b": same})
    assert (change.what, change.fields) == ("changed", ("status",))
    assert [change.what for change in compare({"a": one}, {"c": other})] == ["added", "gone"]


def test_the_command_tells_the_changes(copied: Sample, roundtrip: Callable[..., Outcome], monkeypatch: Any) -> None:
    monkeypatch.setenv("ROUNDTRIP_SOURCES_DIR", str(SOURCES))
    data = copied.settings.data_dir
    told = roundtrip("--data", data, "replay", "--source", "sample_keji", "--json")
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert found["message"] == "nothing changed in the ledger"
    assert found["changes"] == []
    assert found["selected"] > 0
    for words in ((), ("--all", "--source", "sample_keji"), ("--since", "yesterday")):
        failed = roundtrip("--data", data, "replay", *words)
        assert failed.code == 2
        assert failed.err.startswith("error: ")
        assert failed.err.count("\n") == 1


def test_a_replay_needs_a_database(tmp_path: Path, roundtrip: Callable[..., Outcome]) -> None:
    assert roundtrip("--data", tmp_path, "replay", "--all").code == 2
