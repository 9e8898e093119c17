"""``roundtrip search`` on the sample newsroom."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import duckdb

from tests.shell.conftest import Outcome, Sample

Call = Callable[..., Outcome]


def test_both_scripts_and_languages_are_found(roundtrip: Call, sample: Sample) -> None:
    def titles(*words: str) -> list[str]:
        done = roundtrip("--data", sample.settings.data_dir, "search", *words, "--limit", "100", "--json")
        assert done.code == 0, done.err
        return [row["title"] for row in json.loads(done.out)]

    assert "微软英伟达联手投资Anthropic 后者承诺采购300亿美元Azure算力" in titles("算力 承诺")
    assert "微軟搶算力 與IREN簽970億美元五年約" in titles("微软 算力")
    assert titles("微软 算力") == titles("微軟 算力")
    assert titles("cloud", "--language", "en")
    assert len(titles("算力 cloud", "--any")) > len(titles("算力 承诺"))
    assert titles("qwertyuiop") == []
    examples = re.findall(r"'([^']+)'", " ".join(roundtrip("search", "--help").out.split()))
    assert len(examples) == 2
    assert all(titles(example) for example in examples), examples


def test_a_hit_is_a_row_of_the_ledger(roundtrip: Call, sample: Sample) -> None:
    done = roundtrip("--data", sample.settings.data_dir, "search", "Azure 算力", "--json")
    (first, *_) = json.loads(done.out)
    with duckdb.connect(str(sample.settings.snapshot_path), read_only=True) as con:
        quote = con.execute("SELECT quote FROM mart.v1_claim WHERE claim_id = ?", [first["claim_id"]]).fetchall()
    assert quote == [(first["quote"],)]
    shown = roundtrip("--data", sample.settings.data_dir, "ledger", "--deal", first["deal_id"], "--json")
    assert first["quote"] in {row["quote"] for row in json.loads(shown.out)}


def test_a_table_is_printed_and_bad_input_is_one_line(roundtrip: Call, sample: Sample) -> None:
    printed = roundtrip("--data", sample.settings.data_dir, "search", "算力", "--limit", "2")
    assert "the best 2; raise --limit" in printed.out
    assert "--any wants only one" in roundtrip("--data", sample.settings.data_dir, "search", "qwertyuiop").out
    for words, told in ((("…",), "no word to search for"), (("a", "--language", "fr"), "take one of zh, en")):
        done = roundtrip("--data", sample.settings.data_dir, "search", *words)
        assert (done.code, done.out) == (2, "")
        assert told in done.err


def test_no_word_steers_the_terminal(roundtrip: Call, sample: Sample) -> None:
    printed = roundtrip("--data", sample.settings.data_dir, "search", "算力\x1b[31m", "--any")
    assert printed.code == 0
    assert "算力" in printed.out
    assert "\x1b" not in printed.out
    headed = roundtrip("--data", sample.settings.data_dir, "query", 'SELECT 1 AS "[b]x\x1b[31m"')
    assert "[b]x" in headed.out
    assert "\x1b" not in headed.out
