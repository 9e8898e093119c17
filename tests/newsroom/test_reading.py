"""The newsroom read the way `make run` reads it: its own sources, real HTTP, content and stories."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import pipeline.newsroom
from pipeline.content import read_article
from pipeline.dedupe import StoryMember, assign_stories
from pipeline.discover import discover
from pipeline.fetch import Fetcher, FetchError
from pipeline.newsroom import Newsroom, expectations, serve
from pipeline.newsroom.articles import Piece, pieces, publications, wire_of
from pipeline.newsroom.render import GONE, PRIVATE
from pipeline.registry import SourceRegistry
from pipeline.settings import Settings
from pipeline.types import Article, Page

SOURCES = Path(pipeline.newsroom.__file__).parent / "sources"
READ_AS = {"windows-1252": "cp1252", "big5": "big5hkscs"}


@dataclass
class Visit:
    newsroom: Newsroom
    articles: dict[str, Article]
    failed: list[tuple[str, str]]


@pytest.fixture(scope="module")
def visit() -> Iterator[Visit]:
    by_path = {piece.url_path: piece for piece in pieces().values()}
    articles: dict[str, Article] = {}
    failed: list[tuple[str, str]] = []
    with serve(0) as newsroom, Fetcher(Settings(local_hosts=(newsroom.host,), delay_seconds=0)) as fetcher:
        for source in SourceRegistry.load(SOURCES).at(newsroom.base_url):
            for listing in discover(source, fetcher).listings:
                try:
                    page = fetcher.fetch(listing.url, source=source.name)
                except FetchError as error:
                    failed.append((urlsplit(error.url).path, error.reason))
                    continue
                assert isinstance(page, Page)
                article = read_article(page, source, listed=listing.published_raw)
                assert isinstance(article, Article), article
                articles[by_path[urlsplit(page.final_url).path].id] = article
        yield Visit(newsroom, articles, failed)


def test_the_sources_reach_every_article_and_nothing_closed(visit: Visit):
    assert set(visit.articles) == set(pieces())
    assert visit.failed == [(GONE, "not_found")]
    assert not {urlsplit(path).path for path in visit.newsroom.paths()} & set(PRIVATE)


@pytest.mark.parametrize("piece", pieces().values(), ids=lambda piece: piece.id)
def test_an_article_is_read_as_it_was_written(visit: Visit, piece: Piece):
    article, paper = visit.articles[piece.id], publications()[piece.publication]
    lines = article.text.split("\n")
    assert article.title == piece.title
    assert [line for line in lines if line in piece.paragraphs] == list(piece.paragraphs)
    extra = [line for line in lines[2:] if line not in (*piece.paragraphs, piece.deck)]
    assert len(extra) <= 1
    assert not set(extra) & ({other.title for other in pieces().values()} | set(paper.adverts))
    assert all(deal.quote in article.text for deal in piece.deals)


@pytest.mark.parametrize("piece", pieces().values(), ids=lambda piece: piece.id)
def test_language_script_time_and_encoding(visit: Visit, piece: Piece):
    article, paper = visit.articles[piece.id], publications()[piece.publication]
    wire = wire_of(piece)
    assert (article.language, article.publisher) == (paper.language, paper.title)
    assert article.script == (paper.script if paper.language == "zh" else None)
    assert article.published is not None
    assert article.published.replace(second=0) == piece.published.replace(second=0)
    assert article.encoding == READ_AS.get(wire.encoding, wire.encoding)
    assert article.replacement_characters == 0


def test_copies_and_only_copies_form_stories(visit: Visit):
    ids = {article.article_id: name for name, article in visit.articles.items()}
    stories = assign_stories([], [StoryMember(a.article_id, a.signature) for a in visit.articles.values()])
    together: dict[str, set[str]] = {}
    for article_id, story in stories.items():
        together.setdefault(story, set()).add(ids[article_id])
    assert {frozenset(story) for story in together.values() if len(story) > 1} == {
        frozenset(story) for story in expectations().stories
    }
