"""Where a text states a deal, as the choosers of status and date see it: sentences, deal word, figure, day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractors.discourse import discourse
from extractors.fieldtext import fold, is_chinese
from pipeline.types import Kind, Span

OPENING, EARLY = 5, 12
"""Sentences in which an article tells its own news, and in which it still does where it speaks of its topic."""
NEARBY = {True: 10, False: 50}
"""Code points round deal word and figure whose words are features."""
FIGURE_REACH = {True: 8, False: 30}
"""Code points round the figure whose words are features."""
CLAUSE_REACH = {True: 40, False: 120}
"""Code points before the deal word in which its clause may begin."""
CLAUSE_ENDS = re.compile(r"[，。；;！？!?、]|,\s|\.\s")
OPENING_REACH = 6
"""Code points within which a sentence's first word begins."""
_KINDS = ((0.08, "few"), (0.2, "some"), (0.4, "many"), (1.0, "most"))
_WORDS = {
    False: re.compile(r"[a-z][a-z'-]+|''s|\$"),
    True: re.compile(r"(?=([\u4e00-\u9fff]{2}))"),
}
_NAMES = re.compile(r"\b(?!I\b)[A-Z][\w'-]*")


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """One place that states a deal.

    ``cue`` and ``figure`` count within ``sentences[index]``; ``figure`` is None where the place states none.
    ``day`` is the article's ``anchor_date``. ``news``: the article tells this deal as its own news.
    ``others`` are the sentence's further amounts, ``sides`` the names of each known side.
    """

    sentences: tuple[str, ...]
    index: int
    cue: Span
    figure: Span | None
    kind: Kind
    language: str
    day: date | None
    news: bool
    others: tuple[Span, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence that states the deal."""
        return self.sentences[self.index]

    @property
    def chinese(self) -> bool:
        """True for Chinese text."""
        return is_chinese(self.language)

    @property
    def depth(self) -> str:
        """How far down the article the sentence stands, in steps."""
        if self.index <= 2:
            return str(self.index)
        return "opening" if self.index <= OPENING else "early" if self.index <= EARLY else "late"


def nearby_words(place: FieldPlace) -> list[str]:
    """The words round the deal word, with their side; names and figures are left out.

    English words, Chinese pairs of characters. A word that stands on both sides comes twice.
    """
    folded = _without_names(place)
    reach = NEARBY[place.chinese]
    sides = (
        ("before", folded[max(0, place.cue.start - reach) : place.cue.start]),
        ("at", folded[place.cue.start : place.cue.end]),
        ("after", folded[place.cue.end : place.cue.end + reach]),
    )
    return sorted({f"{side} {word}" for side, part in sides for word in _words_in(part, place)})


def figure_words(place: FieldPlace) -> list[str]:
    """The words round the figure, with their side, and those that belong to it ("up to"); none without a figure."""
    if place.figure is None:
        return []
    folded = _without_names(place)
    reach = FIGURE_REACH[place.chinese]
    before = folded[max(0, place.figure.start - reach) : place.figure.start]
    within = folded[place.figure.start : place.figure.end]
    after = folded[place.figure.end : place.figure.end + reach]
    return sorted(
        {f"before {word}" for word in _words_in(before, place)}
        | {f"in {word}" for word in _words_in(within, place)}
        | {f"after {word}" for word in _words_in(after, place)}
    )


def clause_words(place: FieldPlace) -> list[str]:
    """The words before deal word and figure in their clauses, however far: tense and modality often stand there."""
    folded = _without_names(place)
    words: set[str] = set()
    for at in (place.cue, place.figure or place.cue):
        start = max((match.end() for match in CLAUSE_ENDS.finditer(folded, 0, at.start)), default=0)
        words.update(_words_in(folded[max(start, at.start - CLAUSE_REACH[place.chinese]) : at.start], place))
    return sorted(words)


def _without_names(place: FieldPlace) -> str:
    """The sentence folded, English names blanked."""
    text = place.sentence
    if not place.chinese:
        text = _NAMES.sub(lambda match: " " * len(match[0]) if match.start() else match[0], text)
    return fold(text, place.language)


def _words_in(folded: str, place: FieldPlace) -> list[str]:
    return [match[1] if place.chinese else match[0] for match in _WORDS[place.chinese].finditer(folded)]


def opening_word(place: FieldPlace) -> str:
    """The sentence's first word (Chinese: its first two characters), folded."""
    match = _WORDS[place.chinese].search(fold(place.sentence, place.language))
    return (match[1] if place.chinese else match[0]) if match is not None and match.start() < OPENING_REACH else ""


def telling_of_sides(place: FieldPlace) -> list[int]:
    """The other sentences, beyond the next ones, that name both sides; none where a side is unknown."""
    if len(place.sides) < 2:
        return []
    sides = [[fold(name, place.language) for name in names] for names in place.sides]
    return [
        number
        for number, sentence in enumerate(_folded(place.sentences, place.language))
        if abs(number - place.index) > 1 and all(any(name in sentence for name in names) for names in sides)
    ]


@lru_cache(maxsize=8)
def _folded(sentences: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(fold(sentence, language) for sentence in sentences)


def in_title(place: FieldPlace) -> str:
    """How many of the known sides the article's title names, of how many."""
    title = fold(place.sentences[0], place.language)
    named = sum(any(fold(name, place.language) in title for name in names) for names in place.sides)
    return f"{named} of {len(place.sides)}"


@lru_cache(maxsize=8)
def text_kind(sentences: tuple[str, ...], language: str) -> str:
    """What share of the sentences states amounts: a digest of deals has many, a story few."""
    money = discourse(is_chinese(language)).money
    share = sum(money.search(fold(sentence, language)) is not None for sentence in sentences) / len(sentences)
    return next(name for top, name in _KINDS if share <= top)
