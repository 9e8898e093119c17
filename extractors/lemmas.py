"""Lemmas of English words, each form worked out once.

The model's attribute ruler and lemmatizer make a word's lemma out of its form, its tag and its dependency
alone, but for a few rules over two words ("let's", "gonna"). So what they said of a word is kept, new words
are shown to them all together, and a sentence that one of those rules fits is left to them whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, cast

from spacy.attrs import DEP, LEMMA, ORTH, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

Form = tuple[int, int, int]
"""A word's text, tag and dependency, as the vocabulary counts them."""

KNOWN_LEMMAS = "known_lemmas"
_MOST = 500_000
"""Forms that are kept before all are forgotten."""
_APART = ","
"""The word (and its tag) between two forms that are shown to the rules side by side; no rule over two words has it."""


class KnownLemmas:
    """A pipe in the place of ruler and lemmatizer; what else the ruler sets (coarse tags, morphology) is not set."""

    def __init__(self, vocab: Vocab, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._vocab = vocab
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._known: dict[Form, Form] = {}
        self._two_words = Matcher(vocab)
        for number, rule in enumerate(cast(list[dict[str, Any]], ruler.patterns)):
            longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if longer:
                self._two_words.add(str(number), longer)

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Set the lemmas of documents, in order."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            forms = [[tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()] for doc in docs]
            self._learn([form for rows in forms for form in dict.fromkeys(rows) if form not in self._known])
            for doc, rows in zip(docs, forms, strict=True):
                yield self._set(doc, rows)

    def _set(self, doc: Doc, forms: list[Form]) -> Doc:
        if self._two_words(doc, allow_missing=True):
            return self._lemmatizer(self._ruler(doc))
        for token, form in zip(doc, forms, strict=True):
            lemma, tag, dep = self._known[form]
            token.lemma = lemma
            if (tag, dep) != form[1:]:  # blanks, which the tagger and the parser take for words
                token.tag, token.dep = tag, dep
        return doc

    def _learn(self, new: list[Form]) -> None:
        """Ask ruler and lemmatizer about forms, all of them in one row of words."""
        new = list(dict.fromkeys(new))
        if not new:
            return
        if len(self._known) > _MOST:
            self._known.clear()
        strings = self._vocab.strings
        rows = [row for form in new for row in (form, None)]
        doc = Doc(
            self._vocab,
            words=[strings[row[0]] if row else _APART for row in rows],
            tags=[strings[row[1]] if row else _APART for row in rows],
            deps=[strings[row[2]] if row else "" for row in rows],
            heads=list(range(len(rows))),
        )
        doc = self._lemmatizer(self._ruler(doc))
        said = [tuple(row) for row in doc.to_array([LEMMA, TAG, DEP]).tolist()]
        self._known.update(zip(new, said[::2], strict=True))


@Language.factory(KNOWN_LEMMAS)
def known_lemmas(nlp: Language, name: str) -> KnownLemmas:
    """The pipe made of a pipeline's own ruler and lemmatizer, which can then be taken out."""
    ruler = cast(AttributeRuler, nlp.get_pipe("attribute_ruler"))
    return KnownLemmas(nlp.vocab, ruler, cast(Lemmatizer, nlp.get_pipe("lemmatizer")))
