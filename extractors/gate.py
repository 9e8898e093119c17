"""The cheap test before the models: can this sentence hold a deal word that makes a deal without a figure?

The gate is made from the frames files, so a new word passes it at once. A frame whose conditions only a
figure can meet needs no word here, since a sentence with a figure always goes to the models.
"""

from __future__ import annotations

import functools
import re

from extractors.cues import word_classes
from extractors.lexicon import Frame, frames, gate_words

_FIGURES = frozenset({"money", "percent", "money_object"})


@functools.cache
def gate(language: str) -> re.Pattern[str]:
    """What a folded sentence must contain: a frame's word (English: its stem) or a word its conditions ask for."""
    words: set[str] = set(gate_words(language))
    for frame in frames(language).frames:
        words |= _words_of(frame, language)
    body = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![a-z])(?:{body})" if language == "en" else body)


def _words_of(frame: Frame, language: str) -> set[str]:
    classes = [name for name in frame.near if name not in _FIGURES]
    if frame.near and not classes:
        return set()
    own = {_stem(word) for word in (*frame.verb, *frame.noun)} if language == "en" else {w.lower() for w in frame.words}
    if not classes:
        return own
    known = word_classes(language)
    asked = {name for name in classes if name in known}
    if len(asked) < len(classes):
        return own
    return {_stem(word) if language == "en" else word.lower() for name in asked for word in known[name]}


def _stem(word: str) -> str:
    """What all regular forms of an English word begin with (irregular ones are in gate.yml)."""
    return re.sub(r"(?:e|y)$", "", word.lower()) if len(word) > 3 else word.lower()
