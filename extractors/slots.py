"""The place of a party with regard to a deal word: subject, object, after "from", between 向 and the word, …

A slot is a short name that the frames files use; English slots come from the parse (``slots_en``),
Chinese ones from order and marks (``slots_zh``).
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.reading import Mention, Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A slot, how many nouns lie between, whether the party is one of a list, and whether "including" listed it."""

    slot: str
    depth: int = 0
    coordinated: bool = False
    listed: bool = False


def word_index(sentence: Sentence, mention: Mention) -> int:
    """The syntactic head word of a mention in its sentence; -1 where the sentence was not analysed."""
    inside = [i for i, w in enumerate(sentence.words) if w.start < mention.span.end and mention.span.start < w.end]
    for i in inside:
        if sentence.words[i].head not in inside or sentence.words[i].head == i:
            return i
    return inside[-1] if inside else -1
