"""Full-text search: words of both languages and scripts, an index that follows the texts, a locked reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.types import Article, Claim, Kind, Span
from tests.warehouse.world import FakeParties, article, claim
from warehouse import search as module
from warehouse.errors import QueryError, WarehouseError
from warehouse.read import Ledger
from warehouse.search import index_texts, question_words, segmenter, text_words
from warehouse.store import Batch, Warehouse


def told(name: str, title: str, body: str, *, language: str = "zh", publisher: str | None = None) -> Article:
    text = f"{title}\n\n{body}"
    plain = article(name, publisher=publisher)
    return replace(plain, title=title, text=text, language=language, article_id=Article.id_of(plain.url, text))


def quoting(told_by: Article, payer: str, payee: str, amount: str, words: str, kind: Kind = Kind.COMMITMENT) -> Claim:
    start = told_by.text.index(words)
    one = claim(told_by, payer, payee, amount, kind=kind)
    return replace(one, quote=Span(start, start + len(words)), quote_text=words)


HANS = told("hans", "微软锁定算力", "微软承诺向CoreWeave采购100亿美元算力。")
HANT = told("hant", "甲骨文與OpenAI簽約", "OpenAI承諾向甲骨文採購3000億美元算力。")
ENGLISH = told("english", "Nvidia invests", "Nvidia's commitments to OpenAI grew by $2.5 billion.", language="en")
PLAIN = told("plain", "Weather: commitment to rain", "It rained.", language="en")
CLAIMS = (
    quoting(HANS, "Microsoft", "CoreWeave", "1e10", "微软承诺向CoreWeave采购100亿美元算力。"),
    quoting(HANT, "OpenAI", "Oracle", "3e11", "OpenAI承諾向甲骨文採購3000億美元算力。"),
    quoting(ENGLISH, "Nvidia", "OpenAI", "2.5e9", "Nvidia's commitments to OpenAI grew by $2.5 billion."),
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    with Warehouse.open(folder / "live.duckdb", parties=FakeParties()) as warehouse:
        warehouse.commit(Batch(articles=(HANS, HANT, ENGLISH, PLAIN), claims=CLAIMS))
        warehouse.merge()
        warehouse.measure()
        return warehouse.publish(folder / "snapshot.duckdb")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("算力 承诺", {"hans", "hant"}),
        ("算力 承諾", {"hans", "hant"}),
        ("算力承诺", {"hans", "hant"}),
        ("採購", {"hans", "hant"}),
        ("甲骨文", {"hant"}),
        ("锁定", {"hans"}),
        ("openai", {"hant", "english"}),
        ("commitment", {"english", "plain"}),
        ("COMMITMENTS openai", {"english"}),
        ("2.5 billion", {"english"}),
        ("investing", {"english"}),
        ("下雨", set()),
        ("'; DROP TABLE search_text; --", set()),
    ],
)
def test_words_are_found_in_titles_and_quotes_of_both_scripts(snapshot: Path, question: str, names: set[str]) -> None:
    with Ledger.open(snapshot, searching=True) as ledger:
        found = ledger.search(question)
    assert {str(row["url"]).rpartition("/")[2] for row in found.records()} == names


def test_a_hit_shows_its_sentence_and_its_deal(snapshot: Path) -> None:
    with Ledger.open(snapshot, searching=True) as ledger:
        (best,) = ledger.search("甲骨文 算力").records()
        assert best["quote"] == CLAIMS[1].quote_text
        assert [row["claim_id"] for row in ledger.deal(str(best["deal_id"])).records()] == [best["claim_id"]]
        (bare,) = ledger.search("weather").records()
        assert (bare["title"], bare["quote"], bare["deal_id"]) == (PLAIN.title, None, None)


def test_one_word_of_several_can_be_enough_and_languages_can_be_chosen(snapshot: Path) -> None:
    with Ledger.open(snapshot, searching=True) as ledger:
        assert not ledger.search("算力 weather").rows
        assert len(ledger.search("算力 weather", every=False).rows) == 3
        assert [row["language"] for row in ledger.search("openai", language="zh").records()] == ["zh"]
        first = ledger.search("算力 weather", every=False, limit=2)
        assert (len(first.rows), first.truncated) == (2, True)


def test_copies_of_a_text_are_found_once(warehouse: Warehouse, tmp_path: Path) -> None:
    copies = [replace(HANS, url=f"https://other.example/{n}", article_id=f"copy{n}", signature=b"") for n in range(3)]
    warehouse.commit(Batch(articles=tuple(copies)))
    warehouse.connection.execute("INSERT INTO story SELECT article_id, 'one' FROM article")
    warehouse.publish(tmp_path / "snapshot.duckdb")
    with Ledger.open(tmp_path / "snapshot.duckdb", searching=True) as ledger:
        assert [row["articles"] for row in ledger.search("算力").records()] == [3]


def test_the_index_follows_the_texts(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.commit(Batch(articles=(HANS, ENGLISH), claims=(CLAIMS[0],)))
    con = warehouse.connection

    def count(word: str) -> int:
        text = "SELECT count(*) FROM search_text WHERE fts_main_search_text.match_bm25(document_id, ?) IS NOT NULL"
        return int(con.execute(text, [word]).fetchall()[0][0])

    assert index_texts(con) == 2
    assert index_texts(con) == 0, "what is there already is not cut again"
    assert count("承诺") == 1
    newer = replace(CLAIMS[0], extractor="test-2", quote_text="微软", quote=Span(0, 2))
    warehouse.commit(Batch(claims=(newer,)))
    assert index_texts(con) == 1
    assert (count("承诺"), count("微软")) == (0, 1)
    warehouse.commit(Batch(claims=(CLAIMS[2],)))
    assert index_texts(con) == 1, "an article with a claim is no longer an article without"
    con.execute("DELETE FROM article WHERE article_id = ?", [HANS.article_id])
    assert index_texts(con) == 0
    assert (count("微软"), count("nvidia")) == (0, 1)
    monkeypatch.setattr(module, "RULES", "other")
    assert index_texts(con) == 1, "other rules cut all texts anew"


def test_the_index_is_the_one_that_the_extension_makes(warehouse: Warehouse) -> None:
    """Texts that came, changed and went one by one are found with the scores of an index made anew over all."""
    con = warehouse.connection
    for articles, claims in (((HANS, PLAIN), ()), ((ENGLISH, HANT), (CLAIMS[0],)), ((), CLAIMS[1:])):
        warehouse.commit(Batch(articles=articles, claims=claims))
        index_texts(con)
    con.execute("DELETE FROM article WHERE article_id = ?", [PLAIN.article_id])
    index_texts(con)
    questions = ("算力 承诺", "openai", "commitment", "invest nvidia billion", "rain", "微软")
    text = "SELECT document_id, round(fts_main_search_text.match_bm25(document_id, ?), 9) FROM search_text ORDER BY ALL"
    words = "SELECT term, df FROM fts_main_search_text.dict ORDER BY ALL"
    lengths = "SELECT name, len FROM fts_main_search_text.docs ORDER BY ALL"
    ours = [con.execute(text, [one]).fetchall() for one in questions]
    tables = [con.execute(one).fetchall() for one in (words, lengths, "FROM fts_main_search_text.stats")]
    con.execute(module.sql("search/create").partition(";\n")[2])
    assert [con.execute(text, [one]).fetchall() for one in questions] == ours
    assert [con.execute(one).fetchall() for one in (words, lengths, "FROM fts_main_search_text.stats")] == tables
    assert any(score is not None for rows in ours for _, score in rows)


def test_a_stopped_indexing_goes_on_where_it_stopped(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.commit(Batch(articles=(HANS, ENGLISH, PLAIN)))
    monkeypatch.setattr(module, "BATCH", 1)
    real, calls = module.sql, []

    def failing(name: str) -> str:
        calls.append(name)
        return "SELECT error('stopped')" if calls.count("search/add") == 2 and name == "search/count" else real(name)

    monkeypatch.setattr(module, "sql", failing)
    with pytest.raises(duckdb.Error, match="stopped"):
        index_texts(warehouse.connection)
    assert warehouse.counts()["search_text"] == 1
    monkeypatch.setattr(module, "sql", real)
    assert index_texts(warehouse.connection) == 2
    assert warehouse.connection.execute("SELECT num_docs FROM fts_main_search_text.stats").fetchall() == [(3,)]


def test_the_file_does_not_grow_where_texts_only_change(warehouse: Warehouse) -> None:
    con = warehouse.connection
    warehouse.commit(Batch(articles=(HANS, ENGLISH), claims=(CLAIMS[0],)))
    used = []
    for number in range(8):
        con.execute("UPDATE article SET title = ?", [f"title {number}"])
        index_texts(con)
        con.execute("CHECKPOINT")
        used.append(con.execute("SELECT used_blocks FROM pragma_database_size()").fetchall()[0][0])
    assert used[-1] <= used[2] + 4, used


def test_a_searching_reader_is_locked_too(snapshot: Path) -> None:
    with Ledger.open(snapshot, searching=True) as ledger:
        for text in ("SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM glob('/*')"):
            with pytest.raises(QueryError, match="disabled"):
                ledger.query(text)
        for text in ("LOAD '/tmp/x'", "INSTALL httpfs", "SET enable_external_access = true", "SET threads = 1"):
            with pytest.raises(duckdb.Error, match=r"disabled|locked|Cannot"):
                ledger.connection.execute(text)


def test_what_cannot_be_searched_is_told(snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(snapshot, searching=True) as ledger, pytest.raises(QueryError, match="no word"):
        ledger.search("…!")
    bare = tmp_path / "bare.duckdb"
    duckdb.connect(str(bare)).close()
    with Ledger.open(bare, searching=True, any_schema=True) as ledger, pytest.raises(QueryError, match="roundtrip run"):
        ledger.search("算力")
    monkeypatch.setattr(module, "_PACKAGE", "no_such_package")
    with pytest.raises(WarehouseError, match="make setup"):
        Ledger.open(snapshot, searching=True)


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "a" * 100_000, "算" * 10_000, "ﬁ ① Ａ", "1,000.5.", "𠮷野家"])
def test_any_text_can_be_cut(text: str) -> None:
    assert "\n" not in text_words(text)
    assert set(question_words(text).split()) <= set(text_words(text).split())


def test_the_segmenter_is_named_by_what_decides_the_words() -> None:
    assert segmenter() == segmenter()
    assert segmenter().startswith("jieba-")
