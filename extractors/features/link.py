"""Does a deal word say what a figure is?"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from extractors.cues import Cue, Veto
from extractors.features import en, zh
from extractors.features.shape import anchor_features, bucket, gap_between, local, size_of, span_distance
from extractors.featuretype import Features
from extractors.reading import Anchor, Mention, Reading, Sentence

_COMMA = re.compile(r"[,，;；:：—–]|\s-\s")


def link_features(
    reading: Reading, sentence: Sentence, anchor: Anchor, cue: Cue, cues: list[Cue], vetoes: list[Veto]
) -> Features:
    """Does ``cue`` say what ``anchor`` is?"""
    language = reading.language
    here = local(anchor, sentence)
    there = (cue.start, cue.end)
    low, high = gap_between(here, there)
    gap = sentence.text[low:high]
    side = "after" if cue.start >= here[1] else "over" if cue.end > here[0] else "before"
    distance = size_of(gap, language)
    f: Features = {
        f"kind={cue.frame.kind}": 1.0,
        f"frame={cue.frame.id}": 1.0,
        f"frame={cue.frame.id}:{side}": 1.0,
        f"word={cue.frame.id}:{cue.text}": 1.0,
    }
    f[f"gap:{side}:{bucket(distance, (0, 1, 3, 6, 10, 16, 25))}"] = 1.0
    f["gap.log"] = math.log1p(distance)
    commas = len(_COMMA.findall(re.sub(r"\d[,，]\d", "", gap)))
    f[f"commas={min(commas, 3)}"] = 1.0
    others = [other for other in reading.anchors if other.sentence == anchor.sentence and other is not anchor]
    between = sum(low <= other.span.start - sentence.span.start < high for other in others)
    f[f"figures.between={min(between, 2)}"] = 1.0
    nearer = sum(
        1
        for other in cues
        if other.frame.id != cue.frame.id and span_distance(here, (other.start, other.end)) < span_distance(here, there)
    )
    f[f"nearer.cues={min(nearer, 3)}"] = 1.0
    ours = span_distance(here, there)
    taken = any(span_distance(local(other, sentence), there) < ours for other in others)
    if taken:
        f["nearer.figure"] = 1.0
        if nearer:
            f["cue.taken"] = 1.0
            f[f"cue.taken:{side}"] = 1.0
    extra = zh if language == "zh" else en
    f.update(extra.link_extra(reading, sentence, anchor, cue, gap, side))
    f.update(veto_features(sentence, here, there, vetoes, language))
    return f


def figure_of_link(reading: Reading, sentence: Sentence, anchor: Anchor, row: Sequence[Mention]) -> Features:
    """What a figure brings to every deal word of its sentence; ``row`` are the sentence's mentions."""
    others = sum(other.sentence == anchor.sentence and other is not anchor for other in reading.anchors)
    f: Features = {"bias": 1.0, f"figures.in.sentence={min(others, 3)}": 1.0}
    f.update(anchor_features(reading, sentence, anchor))
    f[f"parties={min(len({m.entity for m in row}), 3)}"] = 1.0
    return f


def veto_features(
    sentence: Sentence, here: tuple[int, int], there: tuple[int, int], vetoes: list[Veto], language: str
) -> Features:
    f: Features = {}
    nearest: tuple[int, Veto] | None = None
    for veto in vetoes:
        if veto.start < there[1] and there[0] < veto.end:
            f["veto.is.cue"] = 1.0
            continue
        distance = span_distance(here, (veto.start, veto.end))
        if nearest is None or distance < nearest[0]:
            nearest = (distance, veto)
    if nearest is None:
        return {**f, "veto=none": 1.0}
    _, veto = nearest
    low, high = gap_between(here, (veto.start, veto.end))
    gap = sentence.text[low:high]
    side = "after" if veto.start >= here[1] else "before"
    size = size_of(gap, language)
    near = bucket(size, (1, 3, 6, 12))
    clean = "" if _COMMA.search(gap) else ":clean"
    f[f"veto={veto.reason}:{side}:{near}"] = 1.0
    f[f"veto:{side}:{near}{clean}"] = 1.0
    if span_distance(here, there) > span_distance(here, (veto.start, veto.end)):
        f["veto.nearer"] = 1.0
        f[f"veto.nearer={veto.reason}"] = 1.0
        if not clean:
            f["veto.nearer.other.clause"] = 1.0
    return f
