"""Folding of names, so that one party's spellings meet: case, width, script, punctuation, legal forms.

A fold is a key for comparison, never a text to show. ``fold_name`` keeps every word of the name;
``bare_names`` gives the further keys that remain when legal forms and group words are taken off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pydantic import Field

from pipeline.datafiles import Strict, packaged
from pipeline.scripts import simplify

_SHORTEST_REST = 2
_POSSESSIVE = re.compile(r"['’]s$")
_ARTICLE = re.compile(r"^the\s+")
_BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]{0,40}[)）\]】]")
_NOT_WORD = re.compile(r"[\W_]+")


class _Tongues(Strict):
    en: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(min_length=1)


class OrganisationWords(Strict):
    """Words that make, begin, end or stand in for organisation names, by language.

    ``endings`` are the last words of names (科技, Capital); ``legal_forms`` are the words of a
    register (股份有限公司, Inc), which name nobody; ``group_words`` are taken off when a name is
    not found with them (集团, Holdings); ``places`` are taken off the front of registered Chinese
    names (北京); ``generic`` are nouns that are never a party alone.
    """

    endings: _Tongues
    legal_forms: _Tongues
    group_words: _Tongues
    places: tuple[str, ...] = Field(min_length=1)
    generic: _Tongues


def organisation_words() -> OrganisationWords:
    """The organisation words, read and checked once; raises ``DataFileError``."""
    return packaged("organisation_words.yml", OrganisationWords)


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """A key that is equal for spellings that differ in case, width, accents, script, spaces, punctuation.

    >>> fold_name("The Goldman Sachs Group, Inc.")
    'goldmansachsgroupinc'
    >>> fold_name("輝達") == fold_name("辉达")
    True
    """
    return _joined(_words(name))


def bare_names(name: str) -> Iterator[str]:
    """The fold without legal forms, then without group words, then without a place before it; each key once.

    >>> list(bare_names("The Goldman Sachs Group, Inc."))
    ['goldmansachsgroup', 'goldmansachs']
    >>> list(bare_names("阿里巴巴集团控股有限公司"))
    ['阿里巴巴集团控股', '阿里巴巴']
    >>> list(bare_names("北京智谱华章科技有限公司"))
    ['北京智谱华章科技', '北京智谱华章', '智谱华章']
    """
    legal, group = _ending_steps()
    unbracketed = _words(_BRACKETED.sub(" ", name)) or _words(name)
    registered = _without(unbracketed, legal)
    grouped = _without(registered, group)
    found = dict.fromkeys(_joined(words) for words in (registered, grouped, _without_place(grouped)))
    yield from (key for key in found if key != _joined(_words(name)))


def _words(name: str) -> str:
    """The name in folded words, one space between them."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = simplify(unicodedata.normalize("NFC", text)).strip()
    text = _ARTICLE.sub("", _POSSESSIVE.sub("", text)).replace("&", " and ")
    return _NOT_WORD.sub(" ", text.replace("'", "").replace("’", "").replace(".", "")).strip()


def _joined(words: str) -> str:
    return words.replace(" ", "")


@lru_cache(maxsize=1)
def _ending_steps() -> tuple[tuple[str, ...], ...]:
    """Folded endings of each step, longest first; Latin ones begin with a space, so only whole words match."""
    words = organisation_words()
    legal = tuple(_ending(word) for word in (*words.legal_forms.en, *words.legal_forms.zh))
    group = tuple(_ending(word) for word in (*words.group_words.en, *words.group_words.zh))
    return (
        tuple(sorted(set(legal), key=lambda ending: (-len(ending), ending))),
        tuple(sorted({*legal, *group}, key=lambda ending: (-len(ending), ending))),
    )


def _ending(word: str) -> str:
    folded = _words(word)
    return f" {folded}" if folded.isascii() else folded


def _without_place(words: str) -> str:
    """The words without a Chinese place in front, where something that can name a party remains."""
    place = next((place for place in organisation_words().places if words.startswith(place)), "")
    rest = words.removeprefix(place)
    return rest if len(rest) >= _SHORTEST_REST else words


def _without(words: str, endings: tuple[str, ...]) -> str:
    """The words with endings taken off for as long as something that can name a party remains."""
    while True:
        ending = next((ending for ending in endings if words.endswith(ending)), None)
        rest = words.removesuffix(ending).strip() if ending else ""
        if len(rest) < _SHORTEST_REST:
            return words
        words = rest
