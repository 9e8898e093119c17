"""Who put money into a round, read from a sentence that only lists them.

"Other investors in the round include A, B and C", "D and E also participated", 甲领投，乙、丙跟投. The words are
in ``data/lists.yml``.
"""

from __future__ import annotations

from extractors.listing import ListWords, list_words
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence

_FAR = 80
_FILLING = frozenset(" \t\n,，、()（）和与及以等&")
"""What a clause may hold besides names and still be part of a list."""


def listed_investors(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a sentence that its list of investors names."""
    words = list_words(reading.language)
    text, base = sentence.folded, sentence.span.start
    if words.earlier_round.search(text):
        return []
    spans = [*_after_opening(words, text), *_before_joining(words, sentence, mentions)]
    found: list[Mention] = []
    for mention in mentions:
        start, end = mention.span.start - base, mention.span.end - base
        inside = any(low <= start and end <= high for low, high in spans)
        if inside and _may_invest(reading, words, mention, text, start, end):
            found.append(mention)
    return found


def _after_opening(words: ListWords, text: str) -> list[tuple[int, int]]:
    """Stretches of text that follow the words that open a list of investors."""
    spans: list[tuple[int, int]] = []
    for match in words.opens_list.finditer(text):
        stop = words.ends_list.search(text, match.end())
        spans.append((match.end(), stop.start() if stop else len(text)))
    return spans


def _before_joining(words: ListWords, sentence: Sentence, mentions: list[Mention]) -> list[tuple[int, int]]:
    """Stretches of text before the words that say that the parties just named took part."""
    text, spans, last = sentence.folded, [], 0
    for match in words.joined.finditer(text):
        opened = [mark for mark in words.clause.finditer(text, last, match.start()) if mark.end() <= match.start()]
        low = last
        while opened:
            mark = opened.pop()
            low = mark.end()
            earlier = opened[-1].end() if opened else last
            if mark.group() not in ",，" or not _only_names(sentence, mentions, earlier, mark.start()):
                break
        spans.append((low, match.end()))
        last = match.end()
    return spans


def _only_names(sentence: Sentence, mentions: list[Mention], low: int, high: int) -> bool:
    """True where a clause holds names and joints alone."""
    base, rest = sentence.span.start, list(sentence.text[low:high])
    for mention in mentions:
        for at in range(max(low, mention.span.start - base), min(high, mention.span.end - base)):
            rest[at - low] = " "
    return any(char.strip() for char in sentence.text[low:high]) and set(rest) <= _FILLING


def gives_other_sum(reading: Reading, anchor: Anchor, mention: Mention) -> bool:
    """True for the giver of another sum of the sentence: "$1B, with $200M from X"."""
    other_giver = list_words(reading.language).other_giver
    return any(
        other.money is not None
        and other is not anchor
        and other.sentence == mention.sentence
        and 0 < mention.span.start - other.span.end < _FAR
        and other_giver.fullmatch(reading.text[other.span.end : mention.span.start]) is not None
        for other in reading.anchors
        if other.sentence == anchor.sentence and other.span.start > anchor.span.start
    )


def _may_invest(reading: Reading, words: ListWords, mention: Mention, text: str, start: int, end: int) -> bool:
    if mention.anaphor or reading.entities[mention.entity].type in (MentionType.MEDIA, MentionType.PLACE):
        return False
    opened = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    if opened > max(text.rfind(")", 0, start), text.rfind("）", 0, start)):
        return False
    return not words.belongs.match(text, end) and not words.employer.search(text[:start])
