"""Labelled deals with the places of their text that state them, found without language models.

A place is a sentence with the label's figure; of several labels with one figure, the one whose parties stand in the
sentence (or nearest before it) is meant. Labels without a figure are placed by their quote. The deal word is the one
nearest to the figure among those of the label's kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.fieldplace import EARLY, OPENING, FieldPlace
from extractors.labels import LabelledDocument, Record, states
from extractors.measure_fields import CUES
from extractors.reader import find_anchors
from extractors.reading import Anchor, Sentence
from extractors.sentences import split_sentences
from extractors.when import anchor_date
from pipeline.types import Kind, Span

PARTY_REACH = 3
"""Sentences before a figure in which a party of its deal may stand."""
UNSURE = 0.6
"""What a label counts that a careful reader could dispute."""
OWN = 0.6
"""What a deal counts of an article that the project wrote itself, beside a real one."""
OWN_ORIGIN = "own-"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A labelled deal with the places that state it, in the order of the text."""

    document: str
    places: tuple[FieldPlace, ...]
    label: Record

    @property
    def weight(self) -> float:
        """What the lesson counts in training."""
        return (1.0 if self.label.get("sure", True) else UNSURE) * (OWN if self.own else 1.0)

    @property
    def own(self) -> bool:
        """True for a deal of an article that the project wrote itself: it teaches, but no score is read off it."""
        return self.document.startswith(OWN_ORIGIN)

    @property
    def text(self) -> str:
        """The sentences of the article as one text."""
        return "".join(self.places[0].sentences)


@dataclass(frozen=True, slots=True)
class _Text:
    document: LabelledDocument
    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    day: date | None


def lessons(document: LabelledDocument) -> Iterator[Lesson]:
    """Every label of a document whose place is found."""
    spans = split_sentences(document.text, document.language)
    sentences = [Sentence(i, span, span.of(document.text), "") for i, span in enumerate(spans)]
    text = _Text(
        document,
        tuple(sentences),
        tuple(sentence.text for sentence in sentences),
        tuple(find_anchors(document.text, document.language, sentences)),
        anchor_date(document.text, document.language, document.published),
    )
    for number, label in enumerate(document.records):
        places = tuple(_places(text, number, label))
        if places:
            yield Lesson(document.doc, places, label)


def _places(text: _Text, number: int, label: Record) -> Iterator[FieldPlace]:
    stated = [anchor for anchor in text.anchors if states(anchor, label) and _meant(text, anchor) == number]
    for anchor in stated:
        base = text.sentences[anchor.sentence].span.start
        yield _place(text, anchor.sentence, Span(anchor.full.start - base, anchor.full.end - base), anchor, label)
    if stated or label.get("amount") or label.get("stake_pct"):
        return
    start = text.document.text.find(label["quote"]) if label.get("quote") else label.get("span", [-1])[0]
    for sentence in text.sentences if start >= 0 else ():
        if sentence.span.start <= start < sentence.span.end:
            at = start - sentence.span.start
            yield _place(text, sentence.index, Span(at, min(len(sentence.text), at + 20)), None, label)


def _meant(text: _Text, anchor: Anchor) -> int:
    """The label that a figure states: the one with most parties in its sentence, then just before it."""
    labels = [(i, label) for i, label in enumerate(text.document.records) if states(anchor, label)]

    def nearness(label: Record) -> int:
        total = 0
        for back in range(min(PARTY_REACH, anchor.sentence) + 1):
            sentence = text.texts[anchor.sentence - back].casefold()
            total += (PARTY_REACH + 1 - back) * sum(_names_one(label, role, sentence) for role in ("payer", "payee"))
        return total

    return max(labels, key=lambda pair: nearness(pair[1]))[0]


def _names_one(label: Record, role: str, folded: str) -> bool:
    return any(name.casefold() in folded for party in label[role] for name in party)


def _place(text: _Text, index: int, at: Span, anchor: Anchor | None, label: Record) -> FieldPlace:
    sentence, base, kind = text.texts[index], text.sentences[index].span.start, Kind(label["kind"])
    words = [Span(*match.span()) for match in re.finditer(CUES[kind], sentence, re.IGNORECASE)]
    return FieldPlace(
        sentences=text.texts,
        index=index,
        cue=min(words, key=lambda word: max(at.start - word.end, word.start - at.end, 0), default=at),
        figure=at if anchor else None,
        kind=kind,
        language=text.document.language,
        day=text.day,
        news=_is_news(text, index, anchor, label),
        others=tuple(
            Span(a.full.start - base, a.full.end - base)
            for a in text.anchors
            if a.sentence == index and a.money is not None and a is not anchor
        ),
        sides=tuple(names for role in ("payer", "payee") if (names := tuple(n for p in label[role] for n in p))),
    )


def _is_news(text: _Text, index: int, anchor: Anchor | None, label: Record) -> bool:
    """As ``assemble`` tells it, with the label's parties for the article's topic."""
    if index <= OPENING:
        return True
    if anchor and any(a.money == anchor.money for a in text.anchors if a.sentence <= OPENING and a.money is not None):
        return True
    return index <= EARLY and any(_names_one(label, role, text.texts[0].casefold()) for role in ("payer", "payee"))
