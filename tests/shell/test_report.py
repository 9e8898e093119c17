"""The report without a browser: the command, the words, the measures, and what makes scraped text harmless."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import signal
import string
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.datafiles import DataFileError
from pipeline.report import clean, gather, measures, page, words
from pipeline.types import Kind, Status
from tests.shell.conftest import CHECKOUT, Outcome, Sample
from warehouse.read import Ledger, Result

Command = Callable[..., Outcome]


class Elements(HTMLParser):
    """The elements of a page, with their attributes and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self._at = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._at = tag

    def handle_data(self, data: str) -> None:
        if self._at in ("script", "style"):
            self.inside.append((self._at, data))

    def handle_endtag(self, tag: str) -> None:
        self._at = ""


def test_command_writes_one_file_that_needs_nothing_else(sample: Sample, tmp_path: Path, roundtrip: Command) -> None:
    out = tmp_path / "report.html"
    done = roundtrip("--data", sample.settings.data_dir, "report", "--out", out, "--json")
    assert done.code == 0, done.err
    with Ledger.open(sample.settings.snapshot_path) as ledger:
        assert json.loads(done.out)["deals"] == len(ledger.ledger(limit=10_000).rows)
    assert list(tmp_path.iterdir()) == [out]
    parsed = Elements(out.read_text("utf-8"))
    policy = next(dict(attrs)["content"] for tag, attrs in parsed.found if attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, text in ((tag, text) for tag, text in parsed.inside if not text.startswith("{")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    for tag, attrs in parsed.found:
        assert tag not in ("link", "img", "iframe", "base", "object")
        assert not attrs.get("src")
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
        assert (attrs.get("href") or "#").startswith("#")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--out", ""), "--out"),
        (("--out", "{folder}"), "is a folder"),
        (("--out", "{folder}/none/report.html"), "cannot be written"),
        (("--out", "{folder}/r.html", "--language", "fr"), "take one of en, zh"),
        ((), "--out"),
    ],
)
def test_bad_options_are_told_in_one_line(
    sample: Sample, tmp_path: Path, roundtrip: Command, options: tuple[str, ...], told: str
) -> None:
    done = roundtrip(
        "--data", sample.settings.data_dir, "report", *(option.format(folder=tmp_path) for option in options)
    )
    assert done.code == 2
    assert told in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_no_snapshot_is_told(tmp_path: Path, roundtrip: Command) -> None:
    for command in (("report", "--out", tmp_path / "r.html"), ("serve", "--port", "0")):
        done = roundtrip("--data", tmp_path / "none", *command)
        assert done.code == 2
        assert "roundtrip run" in done.err


def test_serve_answers_on_loopback_until_it_is_stopped(sample: Sample) -> None:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "--data", str(sample.settings.data_dir)]
    with subprocess.Popen([*command, "serve", "--port", "0"], cwd=CHECKOUT, stderr=subprocess.PIPE, text=True) as child:
        try:
            assert child.stderr is not None
            told = child.stderr.readline()
            found = re.match(r"(http://127\.0\.0\.1:\d+/) shows .* Ctrl-C ends it", told)
            assert found, told
            answer = httpx.get(found[1], timeout=30)
            assert answer.status_code == 200
            assert "How much of the money goes round" in answer.text
            child.send_signal(signal.SIGINT)
            assert child.wait(20) == 0
            assert child.stderr.read() == ""
        finally:
            child.kill()


def test_words_are_there_in_both_languages_and_each_is_used() -> None:
    known = set(words.load_words().words)
    source = "\n".join(path.read_text("utf-8") for path in page.WEB.iterdir() if path.suffix in (".js", ".html"))
    source += Path(page.__file__).read_text("utf-8") + Path(page.__file__).with_name("serve.py").read_text("utf-8")
    source += Path(page.__file__).with_name("live.py").read_text("utf-8")
    named = set(re.findall(r"\bt\(\s*\"(\w+)\"", source)) | set(
        re.findall(r"(?:data-t|data-label-t)=\"(\w+)\"", source)
    )
    assert named <= known
    prefixes = set(re.findall(r"t\(`(\w+_)\$\{", source)) | set(re.findall(r"t\(`(\w+_)\$\{\w+\.?\w*\}`", source))
    for one in known:
        assert re.search(rf"\b{one}\b", source) or one.startswith(tuple(prefixes)), f"{one} is never shown"
    for kind in Kind:
        assert f"kind_{kind}" in known
        assert f".k-{kind} " in (page.WEB / "style.css").read_text("utf-8")
    for status in Status:
        assert f"status_{status}" in known


def test_both_languages_fill_in_the_same_values() -> None:
    for name, text in words.load_words().words.items():
        fields = [
            sorted({field for _, field, _, _ in string.Formatter().parse(told) if field}) for told in (text.en, text.zh)
        ]
        assert fields[0] == fields[1], name
        assert re.search(r"[\u4e00-\u9fff]", text.zh) or name == "sql_label", name


def test_no_word_accuses() -> None:
    told = " ".join(text.en.lower() for text in (*words.load_words().words.values(), *words.load_words().method))
    assert not re.search(r"\b(fraud|sham|scam|fake|bubble|ponzi|suspicious)\b", told)


def test_program_makes_no_markup_of_text() -> None:
    for path in page.WEB.glob("*.js"):
        source = path.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|DOMParser", source
        ), path
        assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|import\(", source), path
        assert source.count("\n") < 400, path


def test_a_measure_is_one_entry_of_the_data_file(sample: Sample) -> None:
    with Ledger.open(sample.settings.snapshot_path) as ledger:
        present = {f"mart.{name}" for (name,) in ledger.connection.execute("FROM (SHOW TABLES FROM mart)").fetchall()}
    shown = {str(one["view"]): one for one in gather.gather(sample.settings.snapshot_path).measures}
    assert set(shown) == {one.view for one in measures.load_measures()} & present
    exposure = shown["mart.v1_exposure"]
    assert set(exposure["cuts"]) == {"completed", "announced", "open"}
    assert exposure["cuts"]["announced"]["rows"]


def test_a_measure_of_a_column_that_is_not_there_is_told() -> None:
    (first, *_) = measures.load_measures()
    with pytest.raises(DataFileError, match=f"{first.id}: {first.view} has no column"):
        measures.tables({first.view: Result(("cut", "other"), ())})


def test_measures_are_ordered_and_cut_and_say_so() -> None:
    (first, *_) = measures.load_measures()
    names = sorted({*first.by, "cut", *(name for column in first.columns for name in column.sources), str(first.party)})
    many = measures.MOST_ROWS + 5
    rows = tuple(tuple("open" if name == "cut" else number for name in names) for number in range(many))
    (table,) = measures.tables({first.view: Result(tuple(names), rows)})
    held = table["cuts"]["open"]  # type: ignore[index]
    assert held["left_out"] == 5
    assert [row["cells"][0][0] for row in held["rows"]] == list(range(many - 1, 4, -1))


@given(st.text(max_size=200))
def test_any_text_leaves_the_data_block_whole(text: str) -> None:
    block = page.json_block({"text": text})
    assert not re.search(r"[<>&\u2028\u2029]", block)
    assert json.loads(block)["text"] == text


@given(st.text(max_size=200))
def test_cleaned_text_steers_nothing(text: str) -> None:
    told = clean.clean(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]", told)
    assert clean.clean(told) == told


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://news.example",
        "https://",
        "https://a b.example/",
        'https://news.example/"x',
        "https://news.example/\u202e",
        "https://user:word@news.example/",
        "https://[news.example/",
        "//news.example/",
        "data:text/html,x",
        "ftp://news.example/",
        "",
        None,
        7,
    ],
)
def test_addresses_that_are_no_links(url: object) -> None:
    assert clean.safe_url(url) is None


@given(st.text(alphabet="ab .。\n!", max_size=400), st.integers(0, 400), st.integers(1, 350))
def test_a_passage_is_short_and_holds_its_quote(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    before, told, after = clean.passage(text, start, start + len(quote), quote)
    assert len(before) + len(told) + len(after) <= clean.LONGEST_PASSAGE
    assert told == clean.clean(quote[: clean.LONGEST_PASSAGE])


def test_a_passage_is_the_sentence_round_the_quote() -> None:
    text = "The talks were long. Amazon said it will pay $4bn to Anthropic by 2026. Nobody else did."
    quote = "will pay $4bn to Anthropic"
    start = text.index(quote)
    assert clean.passage(text, start, start + len(quote), quote) == ("Amazon said it ", quote, " by 2026.")
    assert clean.passage(text, 3, 9, quote) == ("", quote, "")
    assert clean.passage(None, None, None, None) == ("", "", "")


def test_every_bound_of_the_page_comes_from_the_ledger(sample: Sample) -> None:
    data = gather.page_data(gather.gather(sample.settings.snapshot_path))
    with Ledger.open(sample.settings.snapshot_path) as ledger:
        told = {row["deal_id"]: row for row in ledger.ledger(limit=10_000).records()}
    columns = data["deals"]["columns"]
    rows = [dict(zip(columns, row, strict=True)) for row in data["deals"]["rows"]]
    assert {row["deal_id"] for row in rows} == set(told)
    for row in rows:
        for bound in ("usd_low", "usd_high", "amount_low", "amount_high"):
            assert row[bound] == gather.plain(told[row["deal_id"]][bound])
    for found in data["sentences"].values():
        for one in found:
            assert len(one["before"]) + len(one["quote"]) + len(one["after"]) <= 300
