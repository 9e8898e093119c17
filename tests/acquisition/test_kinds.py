"""Every kind of source proved on the sample newsroom: what it lists is read, and ``sources check`` sees it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import newsroom, stages
from pipeline.checkup import Checkup, check_source
from pipeline.fetch import Fetcher
from pipeline.newsroom import Newsroom
from pipeline.newsroom.render import site as pages_of
from pipeline.registry import Selectors, Source, SourceRegistry
from pipeline.run import gather
from pipeline.settings import Settings, load_settings

NOW = datetime(2026, 4, 1, tzinfo=UTC)
SAMPLE = SourceRegistry.load(Path(newsroom.__file__).parent / "sources")
STORIES = "/wire/2025/"


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with newsroom.serve(0) as served:
        yield served


@pytest.fixture
def polite(room: Newsroom, tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path / "data", local_hosts=(room.host,), delay_seconds=0.0, retries=0)


def _wire(room: Newsroom) -> dict[str, bytes]:
    """The wire's stories of 2025, by address."""
    found = {path: one.body for path, one in sorted(pages_of(room.base_url).items()) if path.startswith(STORIES)}
    assert len(found) >= 5
    return {room.base_url + path: body for path, body in found.items()}


def _source(kind: Any, url: object, **more: Any) -> Source:
    return Source("mine", "Mine", "Mine", "en", kind, str(url), "America/New_York", **more)


def _as_folder(folder: Path, stories: dict[str, bytes]) -> Source:
    for number, body in enumerate(stories.values()):
        (folder / f"{number}.html").write_bytes(body)
    return _source("folder", folder)


def _as_warc(folder: Path, stories: dict[str, bytes]) -> Source:
    with (folder / "wire.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, body in stories.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
    return _source("warc", folder / "wire.warc.gz")


def _as_list(folder: Path, stories: dict[str, bytes]) -> Source:
    (folder / "list.txt").write_text("\n".join(stories))
    return _source("url_list", folder / "list.txt")


def _as_lines(folder: Path, stories: dict[str, bytes]) -> Source:
    from pipeline.content import read_article
    from pipeline.types import Article, Page

    lines = []
    for url, body in stories.items():
        article = read_article(Page(Page.id_of(body), "mine", url, url, 200, "text/html", NOW, body), None)
        assert isinstance(article, Article)
        lines.append(json.dumps({"doc": url, "url": url, "text": article.text, "published": article.published_on}))
    (folder / "texts.jsonl").write_text("\n".join(lines))
    return _source("jsonl", folder / "texts.jsonl")


def _look(settings: Settings, source: Source) -> Checkup:
    with Fetcher(settings) as fetcher:
        return check_source(source, fetcher, now=NOW)


@pytest.mark.parametrize("name", SAMPLE.names())
def test_feeds_sitemaps_and_list_pages_are_seen_as_they_are(room: Newsroom, polite: Settings, name: str) -> None:
    found = _look(polite, SAMPLE.at(room.base_url).get(name))
    assert found.status == "200"
    assert found.robots == "open"
    assert found.listed >= 5
    best = next(one.article for one in found.samples if one.article is not None)
    assert (best.language, best.script) == (found.source.language, found.source.script)
    assert best.published is not None
    assert found.as_dict()["title"] == best.title


@pytest.mark.parametrize("make", [_as_folder, _as_warc, _as_list, _as_lines])
def test_files_and_lists_give_the_same_articles_as_the_paper(
    room: Newsroom, polite: Settings, tmp_path: Path, make: Any
) -> None:
    stories = _wire(room)
    place = tmp_path / "place"
    place.mkdir()
    source = make(place, stories)
    found = _look(polite, source)
    assert found.advice == ()
    assert found.listed == len(stories)
    assert {one.article is not None for one in found.samples} == {True}
    with stages.workshop(polite, SourceRegistry((source,))) as shop:
        step = gather(shop, [source])
        con = shop.warehouse.connection
        titles = con.execute("SELECT count(DISTINCT title), count(published) FROM article").fetchall()
    assert step.articles == len(stories)
    assert titles == [(len(stories), len(stories))]


def test_what_is_wrong_is_told_with_what_to_change(room: Newsroom, polite: Settings, tmp_path: Path) -> None:
    wire = SAMPLE.at(room.base_url).get("sample_wire")
    gone = _look(polite, replace(wire, url=f"{room.base_url}/none.xml"))
    assert gone.status.startswith("not_found")
    assert gone.advice == ("Correct the address, or leave it.",)
    closed = _look(polite, replace(wire, url=f"{room.base_url}/private/feed.xml"))
    assert closed.robots == "closed"
    assert closed.advice
    few = _look(polite, replace(wire, expected_per_day=(20, 40)))
    assert few.per_day is not None
    assert few.per_day < 20
    assert any("20 to 40 are expected" in one for one in few.advice)
    wrong = _look(polite, replace(SAMPLE.at(room.base_url).get("sample_ribao"), language="en", script=None))
    assert any("source says en" in one for one in wrong.advice)
    nothing = _look(polite, replace(wire, kind="list_page", selectors=Selectors(links=".none a")))
    assert nothing.listed == 0
    assert any("selectors" in one for one in nothing.advice)
    empty = tmp_path / "empty"
    empty.mkdir()
    for source in (_source("folder", empty), _source("warc", tmp_path / "none.warc"), _source("url_list", "none.txt")):
        assert _look(polite, source).advice, source.kind
    assert _look(polite, _source("folder", empty)).status == "nothing to read"
