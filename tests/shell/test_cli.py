"""The command line: what it prints on good input, and one clear line with exit code 2 on bad input."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from pipeline.lock import run_lock
from pipeline.newsroom import Newsroom
from tests.shell.conftest import CHECKOUT, Outcome, Sample
from tests.warehouse.store_schemas import RELEASED, unpack
from warehouse.read import MEASURED

Call = Callable[..., Outcome]
TEXT = "Amazon agreed to invest up to $4 billion in Anthropic, the two companies said on Monday."
CHINESE = "谷歌同意向Anthropic投资20亿美元,双方周一宣布。"
RECORD = {
    "kind", "payer", "payee", "amount", "stake_pct", "term", "status", "date", "scope", "exclusive", "collateral",
    "quote", "sure", "start", "end", "confidence",
}  # fmt: skip


def one_line(outcome: Outcome, code: int = 2) -> str:
    """The one line of error of a refused call."""
    assert outcome.code == code, outcome
    lines = outcome.err.strip().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("error: ")
    assert "Traceback" not in outcome.err
    return lines[0]


def line(doc: object, text: object = TEXT, published: object = "2023-09-26") -> str:
    return json.dumps({"doc": doc, "text": text, "published": published}, ensure_ascii=False)


# extract ---------------------------------------------------------------------------------------------------------


def test_extract_gives_a_line_of_records_for_each_document(roundtrip: Call, tmp_path: Path) -> None:
    given_lines = [line("en-1"), line("zh-1", CHINESE, None), line("none", "The weather will stay fine all week long.")]
    (tmp_path / "docs.jsonl").write_text("\n".join(given_lines) + "\n\n", "utf-8")
    done = roundtrip("extract", "--input", tmp_path / "docs.jsonl", "--output", tmp_path / "pred.jsonl")
    assert done.code == 0, done.err
    found = [json.loads(text) for text in (tmp_path / "pred.jsonl").read_text("utf-8").splitlines()]
    assert [document["doc"] for document in found] == ["en-1", "zh-1", "none"]
    assert found[2]["deals"] == []
    deal = found[0]["deals"][0]
    assert set(deal) == RECORD
    assert deal["amount"] == {"low": None, "high": 4_000_000_000, "currency": "USD", "qualifier": "up_to"}
    for document, text in zip(found, (TEXT, CHINESE), strict=False):
        for record in document["deals"]:
            assert text[record["start"] : record["end"]] == record["quote"]
            assert 0 <= record["confidence"] <= 1


BAD_LINES = {
    "not json": ("{not json", "not JSON"),
    "a list": ("[1, 2]", "not a JSON object"),
    "no doc": ('{"text": "x"}', "'doc' is missing"),
    "no text": ('{"doc": "x"}', "document x: 'text' is missing"),
    "text is a number": (line("x", 5), "'text' is missing"),
    "blank text": (line("x", "  \n"), "'text' is missing"),
    "wrong date": (line("x", TEXT, "2025-13-45"), "'published' '2025-13-45' is no date"),
    "date is a number": (line("x", TEXT, 2025), "'published' is no text"),
    "not utf-8": (b'{"doc": "\xff"}', "not UTF-8 at byte"),
    "too deep": ("[" * 100_000, "not JSON"),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_bad_line_is_named_and_loses_nothing_good(name: str, roundtrip: Call, tmp_path: Path) -> None:
    bad, told = BAD_LINES[name]
    raw = bad if isinstance(bad, bytes) else bad.encode()
    (tmp_path / "docs.jsonl").write_bytes(b"\n".join((line("first").encode(), raw, line("last").encode())))
    done = roundtrip("extract", "-i", tmp_path / "docs.jsonl", "-o", tmp_path / "pred.jsonl")
    assert done.code == 2
    errors = [text for text in done.err.splitlines() if text.startswith("error: ")]
    assert len(errors) == 1
    assert "docs.jsonl line 2: " in errors[0]
    assert told in errors[0]
    assert "2 documents written, 1 left out" in done.err
    found = [json.loads(text)["doc"] for text in (tmp_path / "pred.jsonl").read_text("utf-8").splitlines()]
    assert found == ["first", "last"]


def test_extract_reads_text_html_and_standard_input(
    roundtrip: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text(f"A deal\nPublished 26 September 2023\n\n{TEXT}", "utf-8")
    body = "".join(
        f"<p>{TEXT}</p><p>The companies will work together on chips for several years to come.</p>" for _ in "123"
    )
    (tmp_path / "page.html").write_text(
        f"<html><head><title>Amazon and Anthropic agree</title></head><body><article>{body}</article></body></html>"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line("stdin").encode())))
    done = roundtrip(
        "extract", "-i", tmp_path / "note.txt", "-i", tmp_path / "page.html", "-i", "-", "--published", "2023-09-26"
    )
    assert done.code == 0, done.err
    found = {document["doc"]: document["deals"] for document in map(json.loads, done.out.splitlines())}
    assert set(found) == {"note.txt", "page.html", "stdin"}
    assert all(deals for deals in found.values())


def test_lone_surrogates_and_odd_signs_do_no_harm(roundtrip: Call, tmp_path: Path) -> None:
    """What JSON can carry, extract survives, and its output is JSON again."""
    odd = "\\ud800\\u0000\\u202e\\u200b"
    (tmp_path / "docs.jsonl").write_text('{"doc": "' + odd + '", "text": "' + odd + TEXT + '"}', "utf-8")
    done = roundtrip("extract", "-i", tmp_path / "docs.jsonl")
    assert done.code == 0, done.err
    assert json.loads(done.out)["deals"]


def test_old_output_stays_until_the_new_one_is_whole(roundtrip: Call, tmp_path: Path) -> None:
    (tmp_path / "pred.jsonl").write_text("old")
    one_line(roundtrip("extract", "-i", tmp_path / "missing.jsonl", "-o", tmp_path / "pred.jsonl"))
    assert (tmp_path / "pred.jsonl").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["pred.jsonl"]


# bad input -------------------------------------------------------------------------------------------------------

REFUSED = {
    "missing file": (("extract", "-i", "{tmp}/none.txt"), "none.txt: no such file; give"),
    "folder as file": (("extract", "-i", "{tmp}"), "is a folder"),
    "output in no folder": (("extract", "-i", "{tmp}/text.txt", "-o", "{tmp}/no/p.jsonl"), "cannot be written"),
    "explain a missing file": (("explain", "{tmp}/none.txt"), "no such file"),
    "explain a wrong day": (("explain", "{tmp}/text.txt", "--published", "2025-02-30"), "--published: '2025-02-30'"),
    "no database": (("--data", "{tmp}/none", "ledger"), "there is no snapshot"),
    "no database for metrics": (("--data", "{tmp}/none", "metrics"), "there is no snapshot"),
    "no database for query": (("--data", "{tmp}/none", "query", "SELECT 1"), "there is no snapshot"),
    "no database for export": (("--data", "{tmp}/none", "export", "--to", "{tmp}/x"), "there is no snapshot"),
    "broken database": (("--data", "{tmp}/broken", "ledger"), "cannot read"),
    "wrong day": (("--data", "{tmp}", "ledger", "--as-of", "yesterday"), "write it as 2025-10-01"),
    "unknown kind": (("--data", "{tmp}", "ledger", "--kind", "gift"), "take one of equity"),
    "unknown status": (("--data", "{tmp}", "ledger", "--status", "maybe"), "take one of talks"),
    "unknown cut": (("--data", "{tmp}", "metrics", "--cut", "some"), "take one of completed"),
    "unknown parents": (("--data", "{tmp}", "metrics", "--parents", "step"), "take one of deal, day, none"),
    "wrong day of metrics": (("--data", "{tmp}", "metrics", "--as-of", "soon"), "write it as 2025-10-01"),
    "no edges": (("metrics", "--edges", "{tmp}/none.csv"), "give the path of a CSV file"),
    "edges without a name": (("metrics", "--edges", " "), "--edges: the text is empty"),
    "edges that are none": (("metrics", "--edges", "{tmp}/text.txt"), "line 1: column from, to"),
    "no draws": (("metrics", "--null-model", "--draws", "0"), "--draws"),
    "unknown source": (("fetch", "nowhere"), "unknown source 'nowhere'; known:"),
    "unknown source to check": (("sources", "check", "nowhere"), "unknown source 'nowhere'; known:"),
    "unknown source to run": (("--data", "{tmp}", "run", "nowhere"), "unknown source 'nowhere'; known:"),
    "unknown group to schedule": (("schedule", "nowhere"), "unknown group 'nowhere'; known:"),
    "missing settings": (("--settings", "{tmp}/none.yml", "sources", "list"), "no such file"),
    "broken settings": (("--settings", "{tmp}/broken.yml", "sources", "list"), "broken.yml"),
    "unknown setting": (("--settings", "{tmp}/unknown.yml", "sources", "list"), "delay"),
    "broken source file": (("--settings", "{tmp}/folder.yml", "sources", "list"), "bad.yml"),
    "data folder is a file": (("--data", "{tmp}/text.txt", "run", "--sample", "--no-prefect"), "cannot be used"),
    "unknown command": (("frobnicate",), "No such command 'frobnicate'; see roundtrip --help"),
    "unknown option": (("ledger", "--frob"), "see roundtrip ledger --help"),
    "missing argument": (("query",), "see roundtrip query --help"),
    "limit of nothing": (("ledger", "--limit", "0"), "--limit"),
    "argument that is not UTF-8": (("search", "\udcff"), "\\udcff is not UTF-8; write it in UTF-8"),
    "option that is not UTF-8": (("--data", "{tmp}", "ledger", "--party", "a\ud800b"), "write it in UTF-8"),
    "export to nowhere": (("--data", "{tmp}", "export", "--to", ""), "--to: name a folder"),
    "export to a blank": (("--data", "{tmp}", "export", "--to", " "), "--to: name a folder"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_one_clear_line(name: str, roundtrip: Call, tmp_path: Path) -> None:
    words, told = REFUSED[name]
    (tmp_path / "text.txt").write_text(TEXT)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "roundtrip.snapshot.duckdb").write_text("this is no database " * 100)
    (tmp_path / "broken.yml").write_text("data_dir: [unclosed")
    (tmp_path / "unknown.yml").write_text("delay: 5")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "bad.yml").write_text("title: [")
    (tmp_path / "folder.yml").write_text(f"sources_dir: {tmp_path / 'sources'}")
    said = one_line(roundtrip(*(word.replace("{tmp}", str(tmp_path)) for word in words)))
    assert told in said


def test_unreadable_page_is_told_with_the_reason(roundtrip: Call, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    done = roundtrip("extract", "-i", tmp_path / "empty.html", "-o", tmp_path / "p.jsonl")
    assert done.code == 2
    assert "no article can be read from it" in done.err
    assert one_line(roundtrip("explain", tmp_path / "empty.html"))


def test_port_that_is_taken_is_told(roundtrip: Call, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = roundtrip("--data", tmp_path, "run", "--sample", "--no-prefect", "--port", port)
    assert f"port {port} of 127.0.0.1 is in use" in one_line(done)


def test_busy_folder_is_told(roundtrip: Call, tmp_path: Path) -> None:
    with run_lock(tmp_path):
        done = roundtrip("--data", tmp_path, "run", "--sample", "--no-prefect", "--wait", "0")
    assert f"another run is at work on this data folder (process {os.getpid()})" in one_line(done)


def test_snapshot_of_an_older_schema_is_told_by_whatever_reads_it(roundtrip: Call, tmp_path: Path) -> None:
    unpack(RELEASED - 1, tmp_path).rename(tmp_path / "roundtrip.snapshot.duckdb")
    for words in (
        ("ledger",), ("ledger", "--as-of", "2026-01-01"), ("metrics",), ("search", "a"), ("parties", "list"),
        ("parties", "show", "OpenAI"), ("review", "--list"), ("review", "--export", tmp_path / "labels.jsonl"),
        ("export", "--to", tmp_path / "out"),
    ):  # fmt: skip
        said = one_line(roundtrip("--data", tmp_path, *words))
        assert f"has schema {RELEASED - 1}, this program reads" in said
        assert "run `roundtrip run`" in said
    assert [path.name for path in tmp_path.iterdir()] == ["roundtrip.snapshot.duckdb"]
    assert roundtrip("--data", tmp_path, "query", "SELECT count(*) FROM claim").code == 0
    found = roundtrip("--data", tmp_path, "doctor", "--no-models")
    assert (found.code, found.err) == (1, "")
    assert "snapshot: schema" in found.out


def test_export_to_a_name_that_is_too_long_is_told(roundtrip: Call, sample: Sample, tmp_path: Path) -> None:
    data = ("--data", sample.settings.data_dir, "export", "--to")
    assert "cannot be written" in one_line(roundtrip(*data, tmp_path / ("x" * 400)))


def test_error_from_the_real_program_has_no_traceback(tmp_path: Path) -> None:
    """The console script itself, in a process of its own."""
    program = [sys.executable, "-c", "from pipeline.cli import main; main()", "--data", str(tmp_path), "ledger"]
    done = subprocess.run(program, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(r"error: there is no snapshot at .*\n", done.stderr)


# results ---------------------------------------------------------------------------------------------------------


def test_ledger_prints_every_deal(roundtrip: Call, sample: Sample) -> None:
    data = ("--data", sample.settings.data_dir)
    found = json.loads(roundtrip(*data, "ledger", "--json").out)
    assert len(found) == sample.report.tables["deal"]
    table = roundtrip(*data, "ledger").out
    assert f"{len(found)} deals" in table
    assert "Microsoft" in table
    deal_id = found[0]["deal_id"]
    sentences = json.loads(roundtrip(*data, "ledger", "--deal", deal_id, "--json").out)
    assert len(sentences) == found[0]["claim_count"]
    assert "no deal has the id 'x'" in one_line(roundtrip(*data, "ledger", "--deal", "x"))


def test_ledger_can_be_narrowed(roundtrip: Call, sample: Sample) -> None:
    data = ("--data", sample.settings.data_dir, "ledger", "--json")
    everything = json.loads(roundtrip(*data).out)
    equity = json.loads(roundtrip(*data, "--kind", "equity").out)
    assert {deal["kind"] for deal in equity} == {"equity"}
    assert len(equity) < len(everything)
    early = json.loads(roundtrip(*data, "--as-of", "2020-01-01").out)
    assert 0 < len(early) < len(everything)
    assert all(deal["known_from"] < "2020-01-02" for deal in early)
    assert json.loads(roundtrip(*data, "--party", "no such party").out) == []
    assert len(json.loads(roundtrip(*data, "--limit", "3").out)) == 3


def test_metrics_prints_all_tables(roundtrip: Call, sample: Sample) -> None:
    data = ("--data", sample.settings.data_dir, "metrics")
    found = json.loads(roundtrip(*data, "--cut", "open", "--json").out)
    assert set(found) == {"cut", "headline", "round_trips", "cycles", "exposure", "figures", *MEASURED}
    assert [row["cut"] for row in found["headline"]] == ["completed", "announced", "open"]
    assert found["round_trips"]
    printed = roundtrip(*data, "--cut", "open").out
    for title in ("What goes round", "Round trips (open)", "Cycles (open)", "Circular exposure (open)"):
        assert title in printed
    for title in ("Circular core", "Annualised spend-back", "Concentration", "Promises", "Figures about everything"):
        assert f"{title} (open)" in printed


def test_metrics_of_one_figure_of_a_day_and_of_other_variants(roundtrip: Call, sample: Sample) -> None:
    data = ("--data", sample.settings.data_dir, "metrics", "--json")
    shares = json.loads(roundtrip(*data, "--metric", "m14").out)
    assert {row["metric_id"] for row in shares} == {"M14"}
    assert all(0 <= row["low"] <= row["high"] <= 1 for row in shares)
    assert json.loads(roundtrip(*data, "--metric", "hhi_funders").out)
    assert json.loads(roundtrip(*data, "--metric", "M22").out) == []
    then = json.loads(roundtrip(*data, "--metric", "M3", "--as-of", "2023-12-31").out)
    alphabet = next(row for row in then if row["group_name"] == "Alphabet")
    assert (alphabet["other_name"], alphabet["low"], alphabet["high"]) == ("Anthropic", 1.5, 2.0)
    alone = json.loads(roundtrip(*data, "--metric", "M1", "--parents", "none").out)
    assert "alphabet anthropic" not in {row["subject_id"] for row in alone}
    firm = json.loads(roundtrip(*data, "--cut", "open", "--no-rumours", "--no-cancelable").out)
    assert set(firm) == {"cut", "headline", "round_trips", "cycles", "exposure", "figures", *MEASURED}


def test_metrics_of_anybodys_edges(roundtrip: Call, tmp_path: Path) -> None:
    """No database is needed; the README's list is measured."""
    (tmp_path / "edges.csv").write_text(
        "from,to,instrument,amount_usd,status,mood\nNvidia,OpenAI,equity,10e9,announced,x\n"
        "OpenAI,Oracle,cloud,300e9,signed,\nOracle,Nvidia,GPU purchase,..40e9,signed,\n"
    )
    done = roundtrip("--data", tmp_path / "none", "metrics", "--edges", tmp_path / "edges.csv", "--json")
    assert (done.code, done.err.strip().endswith("columns that nobody reads: mood")) == (0, True)
    found = json.loads(done.out)
    assert [row["names"] for row in found["cycles"]] == [["Nvidia", "OpenAI", "Oracle"]]
    assert (found["throughput"][0]["circulation_low"], found["throughput"][0]["circulation_high"]) == (
        0,
        30_000_000_000,
    )
    (tmp_path / "bad.csv").write_text("from,to,instrument,amount_usd,status\nA,B,equity,much,closed\n")
    said = one_line(roundtrip("metrics", "--edges", tmp_path / "bad.csv"))
    assert "bad.csv line 2: amount_usd 'much' is no amount" in said
    assert "Nvidia" in roundtrip("metrics", "--edges", tmp_path / "edges.csv").out


def test_null_model_is_drawn_and_kept_when_asked(roundtrip: Call, copied: Sample) -> None:
    data = ("--data", copied.settings.data_dir, "metrics")
    drawn = json.loads(roundtrip(*data, "--null-model", "--draws", "3", "--seed", "5", "--json").out)
    assert [row["figure"] for row in drawn] == ["cycles", "circulation_low", "circulation_high"]
    assert json.loads(roundtrip(*data, "--json").out)["null_model"] == []
    kept = json.loads(roundtrip(*data, "--null-model", "--draws", "3", "--seed", "5", "--store", "--json").out)
    assert kept == drawn
    stored = json.loads(roundtrip(*data, "--json").out)["null_model"]
    assert {row["figure"]: row["observed"] for row in stored} == {row["figure"]: row["observed"] for row in drawn}
    assert "More circular than chance?" in roundtrip(*data, "--null-model", "--draws", "1").out
    assert "give it with --null-model alone" in one_line(roundtrip(*data, "--store"))


def test_sensitivity_has_the_base_and_each_assumption(roundtrip: Call, sample: Sample) -> None:
    data = ("--data", sample.settings.data_dir, "metrics", "--sensitivity")
    found = json.loads(roundtrip(*data, "--json").out)
    assert {row["assumption"] for row in found} == {
        "base", "bounds", "cut", "parents", "window", "rumours", "called off",
    }  # fmt: skip
    assert found[0]["correlation"] == 1
    assert "Ranking of round trips" in roundtrip(*data).out


def test_query_reads_and_does_nothing_else(roundtrip: Call, sample: Sample, tmp_path: Path) -> None:
    data = ("--data", sample.settings.data_dir, "query")
    found = json.loads(roundtrip(*data, "SELECT count(*) AS n, sum(amount_low) AS s FROM claim", "--json").out)
    assert found[0]["n"] == sample.report.tables["claim"]
    (tmp_path / "secret.csv").write_text("a\n1\n")
    for refused in (
        "DELETE FROM claim",
        "SELECT 1; SELECT 2",
        f"FROM read_csv('{tmp_path}/secret.csv')",
        "INSTALL httpfs",
        f"COPY claim TO '{tmp_path}/out.csv'",
        "SET enable_external_access = true",
        "SELEC 1",
        "SELECT * FROM range(1000000000) a, range(1000000000) b WHERE a.range = -b.range - 1",
    ):
        one_line(roundtrip(*data, refused, "--timeout", "0.5"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.csv"]
    cut = roundtrip(*data, "SELECT * FROM range(10)", "--limit", "3")
    assert "only the first 3 rows" in cut.err


def test_export_writes_each_view(roundtrip: Call, sample: Sample, tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "parquet"):
        done = roundtrip(
            "--data", sample.settings.data_dir, "export", "--to", tmp_path / form, "--format", form, "--json"
        )
        rows = json.loads(done.out)["rows"]
        assert rows[f"v1_deal.{form}"] == sample.report.tables["deal"]
        assert all((tmp_path / form / name).is_file() for name in rows)
    assert "unknown format 'xls'" in one_line(
        roundtrip("--data", sample.settings.data_dir, "export", "--to", tmp_path / "x", "--format", "xls")
    )


def test_explain_shows_each_candidate_with_its_reasons(roundtrip: Call, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT + " Its revenue was $3 billion last year.")
    found = json.loads(roundtrip("explain", tmp_path / "text.txt", "--json").out)
    assert {"kept", "reason", "score", "vetoes", "features", "cue", "text"} <= set(found["candidates"][0])
    kept = [one for one in found["candidates"] if one["kept"]]
    rejected = [one for one in found["candidates"] if not one["kept"]]
    assert any("$4 billion" in one["text"] for one in kept)
    assert any("$3 billion" in one["text"] and one["reason"] for one in rejected)
    printed = roundtrip("explain", tmp_path / "text.txt").out
    assert "kept" in printed
    assert "rejected" in printed
    assert "1. equity: Amazon" in printed


def test_sources_are_listed_and_checked_live(
    roundtrip: Call, room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    feed = f"title: T\npublisher: P\nlanguage: en\nkind: feed\nurl: {room.base_url}/wire/feed.xml\n"
    (tmp_path / "sources" / "good.yml").write_text(feed)
    (tmp_path / "sources" / "gone.yml").write_text(feed.replace("/wire/feed.xml", "/nowhere.xml"))
    monkeypatch.setenv("ROUNDTRIP_SOURCES_DIR", str(tmp_path / "sources"))
    monkeypatch.setenv("ROUNDTRIP_LOCAL_HOSTS", room.host)
    monkeypatch.setenv("ROUNDTRIP_DELAY_SECONDS", "0")
    listed = json.loads(roundtrip("sources", "list", "--json").out)
    assert [one["source"] for one in listed] == ["gone", "good"]
    good = roundtrip("sources", "check", "good", "--json")
    assert good.code == 0, good
    assert json.loads(good.out)["listed"] > 5
    assert json.loads(good.out)["title"]
    gone = roundtrip("sources", "check", "gone", "--json")
    assert gone.code == 1
    assert json.loads(gone.out)["advice"]
    assert "gone" in roundtrip("sources", "list").out


def test_fetch_then_run_extracts_from_what_was_fetched(
    roundtrip: Call, room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    page = f"title: T\npublisher: P\nlanguage: zh\nscript: Hant\nkind: list_page\nurl: {room.base_url}/ribao/\n"
    (tmp_path / "sources" / "paper.yml").write_text(page + 'selectors: {links: "ul.news-list a"}\n')
    for name, value in {"SOURCES_DIR": tmp_path / "sources", "LOCAL_HOSTS": room.host, "DELAY_SECONDS": "0"}.items():
        monkeypatch.setenv(f"ROUNDTRIP_{name}", str(value))
    fetched = json.loads(roundtrip("--data", tmp_path / "data", "fetch", "--json").out)
    assert fetched["articles"] > 0
    assert "extraction" not in fetched["added"]
    done = json.loads(roundtrip("--data", tmp_path / "data", "run", "--no-prefect", "--json").out)
    assert done["pages_fetched"] == 0
    assert done["added"]["extraction"] == fetched["articles"]


def test_run_prints_ledger_round_trips_database_and_what_to_try(
    roundtrip: Call, copied: Sample, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of ``make run``, on a folder where nothing is new."""
    port = int(room.host.partition(":")[2])
    monkeypatch.setattr("pipeline.newsroom.serve", lambda given: nullcontext(room) if given == port else None)
    done = roundtrip("--data", copied.settings.data_dir, "run", "--sample", "--no-prefect", "--port", port)
    assert done.code == 0, done.err
    for part in ("Ledger of deals", "Round trips", "nothing new: no row was added", "Database: ", "Try next:"):
        assert part in done.out
    tries = done.out.split("Try next:\n")[1].strip().splitlines()
    assert len(tries) == 3
    monkeypatch.chdir(copied.settings.data_dir)
    for typed in tries:
        assert roundtrip(*shlex.split(typed.split("roundtrip", 1)[1])).code == 0, typed


def test_doctor_finds_a_sound_installation(roundtrip: Call, sample: Sample, tmp_path: Path) -> None:
    sound = roundtrip("--data", sample.settings.data_dir, "doctor", "--no-models", "--json")
    assert sound.code == 0, sound.out
    assert all(one["mend"] == "" for one in json.loads(sound.out))
    bare = roundtrip("--data", tmp_path, "doctor", "--no-models")
    assert bare.code == 1
    assert "roundtrip run --sample" in bare.out


def test_help_is_there_without_a_command(roundtrip: Call) -> None:
    assert "Commands:" in roundtrip().out
    assert roundtrip("--help").code == 0
