"""Does a deal word with two parties and no figure state a deal?"""

from __future__ import annotations

import re

from extractors.cues import Cue
from extractors.features.shape import CONTEXT, position, type_features
from extractors.featuretype import Features
from extractors.lexicon import patterns
from extractors.reading import Mention, Reading, Sentence
from extractors.slots import Place

_ROUND = re.compile(r"\b(?:series [a-k]\b|seed|pre-seed|round|angel|raise[ds]?|raising)|轮|种子|天使", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:total|totaling|totalling|to date|overall|combined|altogether)\b|累计|总计|共计|合计|总共|总额", re.IGNORECASE
)


def event_features(
    reading: Reading,
    sentence: Sentence,
    cue: Cue,
    payer: tuple[Mention, Place, float] | None,
    payee: tuple[Mention, Place, float] | None,
) -> Features:
    """Does ``cue`` with these parties and no figure state a deal?"""
    f: Features = {
        "bias": 1.0,
        f"kind={cue.frame.kind}": 1.0,
        f"frame={cue.frame.id}": 1.0,
        f"word={cue.frame.id}:{cue.text}": 1.0,
    }
    for name, found, slots in (("payer", payer, cue.frame.payer), ("payee", payee, cue.frame.payee)):
        if found is None:
            f[f"{name}=none"] = 1.0
            f[f"{name}=none:{cue.frame.id}"] = 1.0
            continue
        mention, place, score = found
        state = "ours" if place.slot in slots else "either" if place.slot in cue.frame.counterpart else "none"
        f[f"{name}.says={state}"] = 1.0
        f[f"{name}.says={state}:{cue.frame.kind}"] = 1.0
        f[f"{name}.score"] = score
        f[f"{name}.anaphor={mention.anaphor}"] = 1.0
        f.update(type_features(reading.entities[mention.entity], f"{name}."))
    f[f"sentence={position(reading, sentence)}"] = 1.0
    window = sentence.folded[max(0, cue.start - 40) : cue.end + 40]
    if _ROUND.search(window):
        f["round.word"] = 1.0
    if _TOTAL.search(window):
        f["total.word"] = 1.0
    figures = [a for a in reading.anchors if a.sentence == sentence.index]
    f[f"figures={min(len(figures), 2)}"] = 1.0
    if cue.word >= 0:
        word = sentence.words[cue.word]
        f[f"tag={word.tag}:{cue.frame.kind}"] = 1.0
        f[f"dep={word.dep}"] = 1.0
    for name, pattern in patterns(CONTEXT).items():
        side, _, what = name.partition("_")
        if side == "near" and pattern.search(window):
            f[f"near={what}"] = 1.0
            f[f"near={what}:{cue.frame.kind}"] = 1.0
    return f
