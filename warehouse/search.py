"""Full-text search over titles and quotes in both languages.

Texts are kept as words: Chinese in Simplified characters cut by jieba (so Simplified finds Traditional and the
other way round), English in small letters; DuckDB's full-text extension indexes and ranks them. A text gets every
word of the dictionary that it holds at any place, a question the fewest words that cover it, so that where a
sentence is cut otherwise than the question nothing is lost. The extension is the one of its pinned package;
nothing is installed at run time.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import duckdb
import jieba

from pipeline.datafiles import Strict, read_model
from pipeline.parties import load_parties
from pipeline.scripts import simplify
from warehouse.errors import WarehouseError
from warehouse.rows import Row, arrow
from warehouse.sqlfiles import sql
from warehouse.transactions import transaction

RULES = "1"
"""Raised when texts are cut otherwise; all texts are then cut anew by the next publication."""
BATCH = 20_000
_PACKAGE = "duckdb_extension_fts"
_WORDS_FILE = Path(__file__).parent / "data" / "search_words.yml"
_RUN = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff]+)|(?P<other>\d+(?:[.,]\d+)*|[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+)"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")


class _Words(Strict):
    """Schema of ``data/search_words.yml``."""

    zh: tuple[str, ...]


def load_extension(con: duckdb.DuckDBPyConnection) -> None:
    """Load DuckDB's full-text extension from its package; does nothing where it is loaded already.

    Raises ``WarehouseError`` where the package is missing or made for another DuckDB.
    """
    name = f"extensions/v{duckdb.__version__}/fts.duckdb_extension"
    try:
        path = importlib.resources.files(_PACKAGE).joinpath(name)
        con.execute(f"LOAD '{str(path).replace(chr(39), chr(39) * 2)}'")
    except (ModuleNotFoundError, duckdb.Error) as error:
        raise WarehouseError(
            f"full-text search needs the package duckdb-extension-fts=={duckdb.__version__}: run `make setup`"
        ) from error


def text_words(text: str) -> str:
    """The words by which a text is found, separated by spaces.

    >>> text_words("微軟承諾採購算力"), text_words("Nvidia's $2.5 billion")
    ('微软 承诺 采购 算力', 'nvidia s 2.5 billion')
    """
    return " ".join(_words(text, every=True))


def question_words(text: str) -> str:
    """The words of a question, each once, separated by spaces; empty where it holds no word.

    >>> question_words("算力 承諾"), question_words("Investing, investing!"), question_words("…")
    ('算力 承诺', 'investing', '')
    """
    return " ".join(dict.fromkeys(_words(text, every=False)))


def segmenter() -> str:
    """What the words depend on: jieba's version, the added words, the rules."""
    added = hashlib.sha256("\n".join(_added_words()).encode()).hexdigest()[:12]
    return f"jieba-{jieba.__version__} words-{added} rules-{RULES}"


def index_texts(con: duckdb.DuckDBPyConnection) -> int:
    """Cut and index texts that are new or have changed, drop those that are gone; returns how many were cut.

    The work grows with the change, not with the whole. Each step is a transaction that leaves texts and index
    equal, so it may be stopped anywhere and goes on from there.
    """
    load_extension(con)
    version = segmenter()
    added = 0
    with transaction(con):
        ((there,),) = con.execute(sql("search/indexed")).fetchall()
        if not there:
            con.execute(sql("search/create"))
        con.execute(sql("search/source"))
        ((gone,),) = con.execute(sql("search/changes"), {"segmenter": version}).fetchall()
        if gone:
            con.execute(sql("search/remove"))
            con.execute(sql("search/count"))
    ((missing,),) = con.execute(sql("search/missing")).fetchall()
    for first in range(0, missing, BATCH):
        cursor = con.execute(sql("search/batch"), {"first": first, "last": first + BATCH})
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        added += _add(con, rows, version)
    con.execute(sql("search/done"))
    return added


def _add(con: duckdb.DuckDBPyConnection, rows: list[dict[str, str]], version: str) -> int:
    texts = {row[name] for row in rows for name in ("title", "quote")}
    words = {text: text_words(text) for text in texts}  # claims of an article share its title, copies their quotes
    cut: list[Row] = [
        {**row, "title": words[row["title"]], "quote": words[row["quote"]], "segmenter": version} for row in rows
    ]
    con.register("incoming", arrow(con, "search_text", cut))
    with transaction(con):
        con.execute(sql("search/add"))
        con.execute(sql("search/count"))
    con.unregister("incoming")
    return len(cut)


def _words(text: str, *, every: bool) -> Iterator[str]:
    for run in _RUN.finditer(simplify(unicodedata.normalize("NFKC", text)).casefold()):
        if run["han"] is None:
            yield run["other"].replace(",", "")
        else:
            yield from _tokenizer().cut(run["han"], cut_all=every, HMM=False)


@cache
def _tokenizer() -> jieba.Tokenizer:
    """jieba with the names of parties and the words of the field; apart from any other user of jieba."""
    jieba.setLogLevel(logging.ERROR)
    found = jieba.Tokenizer()
    for word in _added_words():
        found.add_word(word)
    return found


@cache
def _added_words() -> tuple[str, ...]:
    names = (surface.text for surface in load_parties().surfaces())
    return tuple(sorted(set(_han((*names, *read_model(_WORDS_FILE, _Words).zh)))))


def _han(words: Iterable[str]) -> Iterator[str]:
    """The Chinese parts of words, without single characters, which jieba knows anyway."""
    for word in words:
        yield from _HAN.findall(simplify(unicodedata.normalize("NFKC", word)))
