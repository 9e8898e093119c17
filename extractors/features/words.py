"""The words themselves as features: those that touch a figure, a deal word or a name, and those between them.

A sentence is read as a line of masked words: a name is ``@`` and its type, a figure ``$`` or ``%``,
a number ``0``, everything else its lemma (English) or itself (Chinese), so that what is learned of
one company's sentence holds for another's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.cues import Cue
from extractors.featuretype import Features
from extractors.reading import Anchor, Entity, Mention, MentionType, Sentence

_BETWEEN = 10
"""The most words between two things that are still looked at one by one."""
_LABEL = {
    MentionType.PERSON: "@person",
    MentionType.PLACE: "@place",
    MentionType.MEDIA: "@media",
    MentionType.FUND: "@fund",
    MentionType.BANK: "@bank",
    MentionType.GOVERNMENT: "@state",
}


@dataclass(frozen=True, slots=True)
class Line:
    """The masked words of a sentence with the offsets where they begin and end, each row of offsets in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    def left_of(self, at: int, reach: int) -> list[str]:
        """The words that end before an offset, nearest first ("^" before the first)."""
        last = self.count_until(at)
        return [self.words[i] if i >= 0 else "^" for i in range(last - 1, last - 1 - reach, -1)]

    def right_of(self, at: int, reach: int) -> list[str]:
        """The words that begin after an offset, nearest first ("." after the last)."""
        first, size = self._first_from(at), len(self.words)
        return [self.words[i] if i < size else "." for i in range(first, first + reach)]

    def between(self, low: int, high: int) -> tuple[str, ...]:
        """The words that lie wholly between two offsets."""
        return self.words[self._first_from(low) : self.count_until(high)]

    def count_until(self, at: int) -> int:
        """How many words end before an offset or at it."""
        return bisect_right(self.ends, at)

    def _first_from(self, at: int) -> int:
        return bisect_left(self.starts, at)


def masked(
    sentence: Sentence, mentions: Sequence[Mention], anchors: Sequence[Anchor], entities: Sequence[Entity]
) -> Line:
    """The line of a sentence: names and figures masked, then the words that none of them covers."""
    base = sentence.span.start
    items: list[tuple[int, int, str]] = []
    for anchor in anchors:
        items.append((anchor.span.start - base, anchor.span.end - base, "$" if anchor.money is not None else "%"))
    for mention in mentions:
        start, end = mention.span.start - base, mention.span.end - base
        if any(start < high and low < end for low, high, _ in items):
            continue
        kind = entities[mention.entity].type if mention.entity >= 0 else mention.type
        items.append((start, end, "@it" if mention.anaphor else _LABEL.get(kind, "@org")))
    covered = [(low, high) for low, high, _ in items]
    for word in sentence.words:
        start, end = word.start - base, word.end - base
        text = word.text.strip()
        if not text or any(start < high and low < end for low, high in covered):
            continue
        folded = sentence.folded[start:end].strip()  # one form for Simplified and Traditional
        shown = "0" if any(c.isdigit() for c in text) else word.lemma.lower() if word.tag else folded
        items.append((start, end, shown))
    items.sort()
    return Line(
        tuple(start for start, _, _ in items), tuple(sorted(end for _, end, _ in items)), tuple(w for _, _, w in items)
    )


def figure_words(line: Line, figure: tuple[int, int]) -> Features:
    """The words that touch a figure."""
    return around(line, *figure, "fig", 3)


def link_words(line: Line, figure: tuple[int, int], cue: Cue) -> Features:
    """The words that touch a figure's deal word, and those between the two."""
    f = around(line, cue.start, cue.end, "cue", 2)
    f |= _between(line, figure, (cue.start, cue.end), "fig~cue")
    return f


def name_words(line: Line, name: tuple[int, int]) -> Features:
    """The words that touch a name."""
    return around(line, *name, "name", 2)


def words_to_figure(line: Line, name: tuple[int, int], figure: tuple[int, int]) -> Features:
    """The words between a name and a figure of its sentence."""
    return _between(line, name, figure, "name~fig")


def words_to_cue(line: Line, name: tuple[int, int], cue: Cue) -> Features:
    """The words between a name and a deal word of its sentence."""
    return _between(line, name, (cue.start, cue.end), "name~cue")


def around(line: Line, low: int, high: int, what: str, reach: int) -> Features:
    f: Features = {}
    left, right = line.left_of(low, reach), line.right_of(high, reach)
    for i in range(reach):
        f[f"{what}-{i + 1}={left[i]}"] = 1.0
        f[f"{what}+{i + 1}={right[i]}"] = 1.0
    f[f"{what}-2-1={left[1]}_{left[0]}"] = 1.0
    f[f"{what}+1+2={right[0]}_{right[1]}"] = 1.0
    f[f"{what}-1+1={left[0]}_{right[0]}"] = 1.0
    return f


def _between(line: Line, one: tuple[int, int], other: tuple[int, int], what: str) -> Features:
    forward = one[0] <= other[0]
    low, high = (one[1], other[0]) if forward else (other[1], one[0])
    words = line.between(low, high)
    side = ">" if forward else "<"
    if len(words) > _BETWEEN:
        return {f"{what}{side}long": 1.0}
    f: Features = {f"{what}{side}{word}": 1.0 for word in words}
    if len(words) <= 3:
        f[f"{what}{side}all={'_'.join(words)}"] = 1.0
    return f
