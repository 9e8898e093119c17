"""Pages from files: taken in once, gone on with after a stop, told where they cannot be read."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import ingest as ingesting
from pipeline import stages
from pipeline.cli.app import run_command
from pipeline.ingest import Ingested, take_in
from pipeline.registry import RegistryError, SourceRegistry, described_source
from pipeline.replay import Selection, targets
from pipeline.run import run
from pipeline.settings import Settings, load_settings
from pipeline.types import Article
from tests.load.pages import bodies, write_warc
from tests.load.warc import take_in_warc

CHECKOUT = Path(__file__).parents[2]
EN = (
    "Northwind backs Southwind\nNorthwind Energy agreed to invest $2 billion in Southwind Grid, the companies said on "
    "Monday. The boards of both have approved the plan, and it is expected to close in the summer of this year."
)
ZH = (
    "示例公司投资样例云\n示例公司周三宣布，将向样例云投资20亿美元，换取其约5%的股份。"
    + "双方还签订了算力采购合同，款项分两期支付。" * 3
)
KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline import ingest, stages
from pipeline.registry import SourceRegistry, described_source
from pipeline.settings import load_settings

warc, data, number = sys.argv[1:]
ingest.BATCH_PAGES = 10
source = described_source("mine", "warc", warc, publisher=None, language=None, zone=None)
batches = []

def stop(so_far):
    batches.append(so_far)
    if len(batches) == int(number):
        os.kill(os.getpid(), signal.SIGKILL)

with stages.workshop(load_settings(data_dir=Path(data)), SourceRegistry(())) as shop:
    ingest.take_in(shop, source, described=False, on_batch=stop)
"""


@pytest.fixture
def local(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path / "data", sources_dir=tmp_path)


def _rows(settings: Settings, statement: str) -> list[Any]:
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as con:
        return con.execute(statement).fetchall()


def _take(settings: Settings, kind: Any, path: Path, **more: Any) -> Ingested:
    fields = {"publisher": None, "language": None, "zone": None} | more
    source = described_source("mine", kind, str(path), **fields)
    with stages.workshop(settings, SourceRegistry(())) as shop:
        return take_in(shop, source, described=fields["language"] is not None)


def test_a_warc_file_is_taken_in_once(local: Settings, tmp_path: Path) -> None:
    warc = tmp_path / "pages.warc.gz"
    write_warc(warc, 100, 7)
    first = _take(local, "warc", warc)
    assert (first.met, first.known, first.missed) == (100, 0, 0)
    assert first.work.articles + first.work.rejections == 100
    assert {reason for (reason,) in _rows(local, "SELECT reason FROM rejection")} <= {
        "wall",
        "no_text",
        "not_html",
        "no_title",
    }
    assert _rows(local, "SELECT count(*) FROM reading WHERE article_id IS NULL") == [(2,)]
    again = _take(local, "warc", warc)
    assert (again.met, again.known) == (100, 100)
    assert again.work.articles == 0
    languages = dict(_rows(local, "SELECT language, count(*) FROM article GROUP BY language"))
    assert min(languages["zh"], languages["en"]) > 30, "without a stated language each page is asked"
    with stages.workshop(local, SourceRegistry(())) as shop:
        for target in targets(shop, Selection(everything=True)):
            assert shop.archive.get(target.page_id).url.startswith("https://")


def test_an_ingest_that_was_killed_goes_on_where_it_was(local: Settings, tmp_path: Path) -> None:
    warc = tmp_path / "pages.warc.gz"
    write_warc(warc, 60, 8)
    killed = tmp_path / "killed"
    for number in (2, 3):
        words = [sys.executable, "-c", KILLED, str(warc), str(killed), str(number)]
        ended = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
    settings = local.model_copy(update={"data_dir": killed})
    (there,) = _rows(settings, "SELECT count(*) FROM reading")[0]
    assert there == 30, "two batches, then one more, each committed before the kill"
    done = _take(settings, "warc", warc)
    assert (done.met, done.known) == (60, 30)
    _take(local, "warc", warc)
    for table in ("page", "reading", "article", "rejection", "superseded"):
        columns = "* EXCLUDE (read_at)" if table == "reading" else "*"
        statement = f"SELECT {columns} FROM {table} ORDER BY ALL"  # noqa: S608
        assert _rows(settings, statement) == _rows(local, statement), table


def test_memory_stays_flat_over_a_long_file(tmp_path: Path) -> None:
    """The short form of ``make warc``: what a process holds does not grow with the pages it has read."""
    count = int(os.environ.get("ROUNDTRIP_TEST_WARC_PAGES", "1200"))
    warc = tmp_path / "pages.warc.gz"
    write_warc(warc, count, 9)
    marks = take_in_warc(warc, tmp_path / "data", every=count // 4, archive=False, extract=False)
    assert marks[-1].pages == count
    assert marks[-1].memory - marks[1].memory < 60, marks


def test_a_damaged_end_costs_the_rest_of_the_file_and_is_told(local: Settings, tmp_path: Path) -> None:
    warc = tmp_path / "pages.warc.gz"
    write_warc(warc, 40, 10)
    warc.write_bytes(warc.read_bytes()[:-2_000])
    done = _take(local, "warc", warc)
    assert 36 < done.met < 40
    assert done.missed == 1
    assert _rows(local, "SELECT stage, reason FROM rejection WHERE stage = 'discover'") == [
        ("discover", "missing_file")
    ]


def test_of_two_captures_of_an_address_the_newer_counts(local: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    path = folder / "a.txt"
    path.write_text(EN, "utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    _take(local, "folder", folder)
    path.write_text(EN + " It was corrected later that day.", "utf-8")
    os.utime(path, (1_100_000_000, 1_100_000_000))
    _take(local, "folder", folder)
    path.write_text(EN, "utf-8")
    versions = _rows(local, "SELECT counts, characters FROM mart.v1_article ORDER BY characters")
    assert [counts for counts, _ in versions] == [False, True]


def test_a_folder_and_texts_under_what_their_source_states(local: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "一.txt").write_text(ZH, "utf-8")
    (folder / "empty.html").write_bytes(b"")
    done = _take(local, "folder", folder, language="zh", publisher="示例报", zone="Asia/Taipei")
    assert (done.met, done.work.articles, done.work.rejections) == (2, 1, 1)
    lines = [
        {"doc": "a", "text": EN, "published": "2026-03-02"},
        {"doc": "b", "text": 7},
        {"doc": "c", "text": ZH, "url": "https://zh.example/1?utm_source=x"},
    ]
    texts = tmp_path / "texts.jsonl.gz"
    texts.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    done = _take(local, "jsonl", texts)
    assert (done.met, done.missed, done.work.articles) == (2, 1, 2)
    found = _rows(local, "SELECT url, publisher, published_on FROM article ORDER BY url")
    assert found == [
        ("file:///mine/%E4%B8%80.txt", "示例报", None),
        ("file:///mine/a", None, "2026-03-02"),
        ("https://zh.example/1", "zh.example", None),
    ]


def test_a_line_without_end_is_refused_without_being_held(local: Settings, tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_bytes(b'{"text": "' + b"x" * 2_000_000 + b'"}\n' + json.dumps({"doc": "a", "text": EN}).encode())
    done = _take(local.model_copy(update={"max_bytes": 100_000}), "jsonl", texts)
    assert (done.met, done.missed, done.work.articles) == (1, 1, 1)


@pytest.mark.parametrize("kind", ["folder", "warc", "jsonl"])
def test_local_kinds_are_sources_of_a_run(local: Settings, tmp_path: Path, kind: Any) -> None:
    """A source file names them like any other; a second run adds nothing."""
    place = tmp_path / "place"
    place.mkdir()
    (place / "a.txt").write_text(EN, "utf-8")
    (place / "texts.jsonl").write_text(json.dumps({"doc": "a", "text": EN}), "utf-8")
    write_warc(place / "pages.warc.gz", 5, 11)
    where = place / "texts.jsonl" if kind == "jsonl" else place
    (tmp_path / "mine.yml").write_text(
        f"title: Mine\npublisher: Mine\nlanguage: en\nkind: {kind}\nurl: {where}\n", "utf-8"
    )
    registry = SourceRegistry.load(tmp_path)
    report = run(local, registry)
    assert report.count("article") >= 1
    assert report.work.read == report.count("article")
    assert run(local, registry).nothing_new


def test_a_local_source_that_is_not_there_is_told(local: Settings, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        f"title: Mine\npublisher: Mine\nlanguage: en\nkind: folder\nurl: {tmp_path}/none\n", "utf-8"
    )
    assert run(local, SourceRegistry.load(tmp_path)).work.unlisted == ("mine",)


def test_the_command_takes_in_files_and_lists(
    site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ROUNDTRIP_LOCAL_HOSTS", site.host)
    monkeypatch.setenv("ROUNDTRIP_DELAY_SECONDS", "0")
    data = str(tmp_path / "data")
    warc = tmp_path / "CC-NEWS-20260301.warc.gz"
    write_warc(warc, 20, 12)

    def call(*words: object) -> dict[str, Any]:
        assert run_command(["--data", data, "ingest", *map(str, words), "--json"]) == 0, capfd.readouterr().err
        return json.loads(capfd.readouterr().out)  # type: ignore[no-any-return]

    first = call("--warc", warc)
    assert (first["source"], first["met"], first["known"]) == ("cc_news_20260301", 20, 0)
    assert call("--warc", warc)["known"] == 20
    page = next(body for _, _, body in bodies(5, 13))
    listed = tmp_path / "list.txt"
    listed.write_text(f"# mine\n{site.serve('/a', page)}\n{site.base}/none\n", "utf-8")
    told = call("--urls", listed, "--source", "mine")
    assert (told["source"], told["articles"], told["pages_fetched"]) == ("mine", 1, 1)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--warc", "a.warc", "--folder", "b"),
        ("--warc", "none.warc.gz"),
        ("--folder", "a.txt"),
        ("--jsonl", "."),
        ("--jsonl", "a.txt", "--language", "fr"),
        ("--jsonl", "a.txt", "--zone", "Asia/Shanghai"),
        ("--jsonl", "a.txt", "--language", "zh", "--zone", "Beijing"),
        ("--jsonl", "a.txt", "--source", "Mine!"),
        ("--jsonl", "a.txt", "--source", ""),
        ("--jsonl", "a.txt", "--source", "techcrunch", "--language", "en"),
    ],
)
def test_bad_input_is_one_line(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "a.warc").write_bytes(b"")
    (tmp_path / "b").mkdir()
    assert run_command(["ingest", *words]) == 2
    told = capfd.readouterr().err
    assert told.startswith("error: ")
    assert told.count("\n") == 1


def test_names_and_zones_of_described_sources_are_checked() -> None:
    with pytest.raises(RegistryError, match="small letters"):
        described_source("1", "warc", "x", publisher=None, language=None, zone=None)


def test_a_batch_is_closed_by_its_bytes(monkeypatch: pytest.MonkeyPatch, local: Settings, tmp_path: Path) -> None:
    monkeypatch.setattr(ingesting, "BATCH_BYTES", 1)
    warc = tmp_path / "pages.warc.gz"
    write_warc(warc, 3, 14)
    seen: list[Ingested] = []
    source = described_source("mine", "warc", str(warc), publisher=None, language=None, zone=None)
    with stages.workshop(local, SourceRegistry(())) as shop:
        take_in(shop, source, described=False, on_batch=seen.append)
    assert [one.met for one in seen] == [1, 2, 3]


def test_articles_of_a_made_up_press_are_read(page_of: Callable[..., Any]) -> None:
    from pipeline.content import read_article

    kinds = [type(read_article(page_of(body, url=url), None)) for url, _, body in bodies(30, 15)]
    assert kinds.count(Article) == 30
