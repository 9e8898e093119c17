"""Is a figure a deal's at all? What stands round it in its sentence and in the one before, all words together.

The link question looks at one deal word at a time; this one sees every deal word, every word that
speaks against a deal, the clause that governs the figure and who is named, before any is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.cues import Cue, Veto
from extractors.features.link import veto_features
from extractors.features.shape import anchor_features, local, span_distance
from extractors.features.words import Line, around
from extractors.featuretype import Features
from extractors.reading import Anchor, Mention, Reading, Sentence

_NEAR = 25
"""Characters within which a deal word stands close to a figure."""
_REACH = 8
"""Words before and after a figure that are looked at without their order."""
_UP = 5


def figure_features(
    reading: Reading,
    anchor: Anchor,
    cues: Sequence[Cue],
    vetoes: list[Veto],
    mentions: Sequence[Mention],
    line: Line,
    before: Line | None,
) -> Features:
    """Features of one figure; ``line`` is its sentence, ``before`` the one before it (None for the first)."""
    sentence = reading.sentences[anchor.sentence]
    here = local(anchor, sentence)
    f: Features = {"bias": 1.0}
    f |= anchor_features(reading, sentence, anchor)
    f |= veto_features(sentence, here, here, vetoes, reading.language)
    f |= _cues(cues, here)
    f |= around(line, *here, "fig", 4)
    at = line.count_until(here[0])
    f |= {f"left~{word}": 1.0 for word in line.words[max(0, at - _REACH) : at]}
    f |= {f"right~{word}": 1.0 for word in line.words[at + 1 : at + 1 + _REACH]}
    f |= {f"sentence~{word}": 1.0 for word in line.words}
    if before is not None:
        f |= {f"before~{word}": 1.0 for word in before.words}
    f |= _governors(sentence, anchor)
    named = {mention.entity for mention in mentions}
    f[f"parties={min(len(named), 4)}"] = 1.0
    f |= {f"named={reading.entities[entity].type}": 1.0 for entity in named if entity >= 0}
    if reading.topic in named:
        f["topic.here"] = 1.0
    return f


def _cues(cues: Sequence[Cue], here: tuple[int, int]) -> Features:
    f: Features = {}
    for cue in cues:
        side = "after" if cue.start >= here[1] else "before"
        f[f"cue={cue.frame.id}:{side}"] = 1.0
        f[f"cue={cue.frame.id}:{cue.text}"] = 1.0
        if span_distance(here, (cue.start, cue.end)) < _NEAR:
            f[f"near.cue={cue.frame.id}:{side}"] = 1.0
    return f


def _governors(sentence: Sentence, anchor: Anchor) -> Features:
    """The words that govern a figure in the parse, nearest first (English; Chinese words have no heads)."""
    words = sentence.words
    inside = [i for i, w in enumerate(words) if w.start < anchor.span.end and anchor.span.start < w.end]
    if not inside or not words[inside[0]].dep:
        return {}
    node = next((i for i in inside if words[i].head not in inside or words[i].head == i), inside[-1])
    f: Features = {}
    for step in range(_UP):
        head = words[node].head
        if head == node:
            break
        lemma = words[head].lemma.lower()
        f[f"up{min(step, 2)}={words[node].dep}>{lemma}"] = 1.0
        f[f"above={lemma}"] = 1.0
        node = head
    return f
