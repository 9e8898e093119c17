"""Is a mention the payer (or the payee) of a deal, does the text name nobody, and who stands beside the surest one?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.cues import Cue
from extractors.features import en, zh
from extractors.features.shape import (
    CONTEXT,
    LONG,
    bucket,
    family_of,
    gap_between,
    instrument,
    is_cumulative,
    local,
    size_of,
    type_features,
)
from extractors.features.words import Line, name_words, words_to_cue, words_to_figure
from extractors.featuretype import FeatureMap, Features, Joined, Part, parts_of
from extractors.lexicon import Frame, patterns
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence
from extractors.slots import Place
from pipeline.types import Span

_COMMA = re.compile(r"[,，;；:：—–]|\s-\s")
_THOUSANDS = re.compile(r"\d[,，]\d")
_CLAUSES = re.compile(r"[，,；;]|\b(?:while|whereas|but|which|who)\b|——|–")
_TOTAL = re.compile(
    r"\b(?:total|totaling|totalling|to date|overall|combined|altogether)\b|累计|总计|共计|合计|总共|总额", re.IGNORECASE
)


def mention_features(reading: Reading, mention: Mention, line: Line) -> Features:
    """What a mention is in itself, whatever the deal: who it names, and the words that touch it."""
    sentence = reading.sentences[mention.sentence]
    entity = reading.entities[mention.entity]
    f: Features = {"bias": 1.0}
    if mention.anaphor:
        f[f"anaphor={mention.source[8:]}"] = 1.0
    else:
        f[f"source={mention.source}"] = 1.0
    f.update(type_features(entity, ""))
    if mention.entity == reading.topic:
        f["topic"] = 1.0
    if len(reading.sentences) >= LONG and any(m.sentence == 0 for m in entity.mentions):
        f["in.headline"] = 1.0
    f[f"mentions={bucket(len(entity.mentions), (1, 2, 4, 8))}"] = 1.0
    if marked_investor(reading, mention):
        f["investor.mark"] = 1.0
    extra = zh if reading.language == "zh" else en
    f.update(extra.mention_extra(sentence, mention))
    f.update(name_words(line, _within(mention.span, sentence)))
    return f


def figure_features(
    reading: Reading, anchor: Anchor, mention: Mention, row: Sequence[Mention], line: Line, *, marked: bool
) -> Features:
    """Where a mention stands with regard to a figure.

    ``row`` and ``line`` are those of the mention's sentence, ``marked`` tells whether it is a marked investor.
    """
    offset = anchor.sentence - mention.sentence
    where = where_of(offset)
    f: Features = {f"where={where}": 1.0}
    if mention.entity == reading.topic:
        f[f"topic:{where}"] = 1.0
    if marked:
        f[f"investor.mark:{where}"] = 1.0
    if offset:
        if reading.language == "zh":
            f.update(zh.on_the_way(reading, anchor, mention))
        return f
    sentence = reading.sentences[anchor.sentence]
    name, figure = _within(mention.span, sentence), local(anchor, sentence)
    low, high = gap_between(name, figure)
    gap = sentence.text[low:high]
    ahead = "before" if name[1] <= figure[0] else "after"
    f[f"money.gap:{ahead}:{bucket(size_of(gap, reading.language), (1, 4, 8, 16))}"] = 1.0
    breaks = len(_CLAUSES.findall(_THOUSANDS.sub("", gap)))
    f[f"clauses={min(breaks, 3)}:{ahead}"] = 1.0
    between = range(low, high)
    crossed = sum(
        a.sentence == anchor.sentence and a is not anchor and a.span.start - sentence.span.start in between
        for a in reading.anchors
    )
    f[f"figures.crossed={min(crossed, 2)}"] = 1.0
    rivals = sum(m.entity != mention.entity and m.span.start - sentence.span.start in between for m in row)
    f[f"rivals.nearer={min(rivals, 3)}"] = 1.0
    for side in _nearest(reading, row, sentence.span.start, mention, figure):
        f[f"nearest.{side}.figure"] = 1.0
    if reading.language == "en":
        f.update(en.bracket_extra(reading, row, sentence, anchor, mention))
    f.update(words_to_figure(line, name, figure))
    return f


def cue_features(reading: Reading, cue: Cue, mention: Mention, row: Sequence[Mention], line: Line) -> Features:
    """Where a mention stands with regard to a deal word of its own sentence."""
    sentence = reading.sentences[mention.sentence]
    base, name, there = sentence.span.start, _within(mention.span, sentence), (cue.start, cue.end)
    f = kind_features(reading, cue, mention)
    gap = sentence.text[slice(*gap_between(name, there))]
    side = "before" if name[0] < cue.start else "after"
    f[f"cue.gap:{side}:{bucket(size_of(gap, reading.language), (0, 2, 5, 10, 20))}"] = 1.0
    f[f"cue.commas={min(len(_COMMA.findall(gap)), 3)}"] = 1.0
    parties = _parties(reading, row)
    if parties and parties[0].entity == mention.entity:
        f["first.in.sentence"] = 1.0
        f[f"first.in.sentence:{family_of(cue)}"] = 1.0
    if len({m.entity for m in parties}) == 1:
        f["only.in.sentence"] = 1.0
    for side in _nearest(reading, row, base, mention, there):
        f[f"nearest.{side}.cue"] = 1.0
        f[f"nearest.{side}.cue:{cue.frame.id}"] = 1.0
    extra = zh if reading.language == "zh" else en
    f.update(extra.cue_extra(reading, row, sentence, cue, mention))
    f.update(words_to_cue(line, name, cue))
    return f


def kind_features(reading: Reading, cue: Cue, mention: Mention) -> Features:
    """What sort of party a mention is, for the kind of deal that a deal word states."""
    f: Features = {f"kind={cue.frame.kind}": 1.0}
    for name in type_features(reading.entities[mention.entity], ""):
        if name.startswith(("type", "sector")):
            f[f"{name}:{instrument(cue)}"] = 1.0
    if mention.entity == reading.topic:
        f[f"topic:{family_of(cue)}"] = 1.0
    return f


def slot_features(cue: Cue, place: Place, role: str) -> Features:
    """What the frame of a deal word says of a slot in its own sentence."""
    frame = cue.frame
    state = f_state(place, frame, role)
    f: Features = {
        f"frame.says={state}": 1.0,
        f"frame.says={state}:{frame.kind}": 1.0,
        f"frame.says={state}:depth{min(place.depth, 3)}": 1.0,
        f"slot={place.slot}": 1.0,
        f"slot={place.slot}:{family_of(cue)}": 1.0,
        f"slot={place.slot}:{frame.id}": 1.0,
    }
    if place.coordinated:
        f["coordinated"] = 1.0
    if place.listed:
        f["listed"] = 1.0
    return f


@dataclass(frozen=True, slots=True)
class Crossing:
    """What of a mention and a figure a deal word and its slot join in with."""

    anaphor: str
    same_clause: bool
    nearest: tuple[str, ...]


def crossing_of(mention: Mention, figure: Features) -> Crossing:
    """Gather it from the features of mention and figure."""
    return Crossing(
        mention.source[8:] if mention.anaphor else "",
        "clauses=0:before" in figure or "clauses=0:after" in figure,
        tuple(name for name in ("nearest.before.figure", "nearest.after.figure") if name in figure),
    )


def crossing_names(crossing: Crossing, state: str, frame: str) -> Iterator[str]:
    """The features that figure, deal word and slot have only together; ``state`` is what the frame says of the slot."""
    if crossing.anaphor:
        yield f"anaphor={crossing.anaphor}:{state}"
    if crossing.same_clause:
        yield f"same.clause:{state}"
    for name in crossing.nearest:
        yield f"{name}:{frame}"


def other_cues_say(others: Iterable[tuple[Cue, Place]], role: str) -> str:
    """What the other deal words of the family say of a mention: that it has the role, the other role, or neither."""
    other = "payee" if role == "payer" else "payer"
    found = "none"
    for near, spot in others:
        if spot.slot in getattr(near.frame, role) and spot.slot not in getattr(near.frame, other):
            return "ours"
        if spot.slot in getattr(near.frame, other):
            found = "theirs"
    return found


def where_of(offset: int) -> str:
    """Where a mention's sentence lies: ``offset`` sentences before the figure's."""
    return "same" if offset == 0 else "next" if offset < 0 else f"back{min(offset, 3)}"


def _within(span: Span, sentence: Sentence) -> tuple[int, int]:
    return span.start - sentence.span.start, span.end - sentence.span.start


def _parties(reading: Reading, row: Sequence[Mention]) -> list[Mention]:
    return [m for m in row if reading.entities[m.entity].type is not MentionType.MEDIA]


def _nearest(
    reading: Reading, row: Sequence[Mention], base: int, mention: Mention, spot: tuple[int, int]
) -> Iterator[str]:
    """The sides ("before", "after") of a spot of the sentence on which a mention is the nearest party."""
    parties = _parties(reading, row)
    low, high = spot[0] + base, spot[1] + base
    before = [m for m in parties if m.span.end <= low]
    after = [m for m in parties if m.span.start >= high]
    if before and before[-1].entity == mention.entity and mention.span.end <= low:
        yield "before"
    if after and after[0].entity == mention.entity and mention.span.start >= high:
        yield "after"


def f_state(place: Place, frame: Frame, role: str) -> str:
    """What a frame says of a slot for a role: ours, theirs, both, either (a counterpart) or none."""
    other = "payee" if role == "payer" else "payer"
    ours, theirs = place.slot in getattr(frame, role), place.slot in getattr(frame, other)
    if ours and theirs:
        return "both"
    return "ours" if ours else "theirs" if theirs else "either" if place.slot in frame.counterpart else "none"


def none_features(reading: Reading, anchor: Anchor, cue: Cue, candidates: Sequence[FeatureMap]) -> Features:
    """The case that the text names nobody in this role: what speaks for and against it."""
    sentence = reading.sentences[anchor.sentence]
    f: Features = {"none": 1.0, f"none:kind={cue.frame.kind}": 1.0, f"none:frame={cue.frame.id}": 1.0}
    here = local(anchor, sentence)
    window = sentence.folded[max(0, here[0] - 60) : here[1] + 60]
    if _TOTAL.search(window):
        f["none:total"] = 1.0
    if is_cumulative(sentence, anchor, reading.language):
        f["none:cumulative"] = 1.0
    if anchor.money is None:
        f["none:stake"] = 1.0
    ours = sum(1 for c in candidates if "frame.says=ours" in c)
    f[f"none:ours={min(ours, 2)}"] = 1.0
    f[f"none:ours={min(ours, 2)}:{cue.frame.id}"] = 1.0
    marks = sum(1 for c in candidates if "investor.mark:same" in c)
    later = sum(1 for c in candidates if "investor.mark:next" in c)
    f[f"none:marks={min(marks, 2)}:{min(later, 1)}"] = 1.0
    if sentence.index == 0 and len(reading.sentences) >= LONG:
        f["none:headline"] = 1.0
    named = {m.entity for m in reading.mentions if m.sentence == sentence.index and m.entity >= 0}
    f[f"none:parties={min(len(named), 3)}"] = 1.0
    f[f"none:parties={min(len(named), 3)}:{family_of(cue)}"] = 1.0
    return f


def member_features(
    base: FeatureMap, mention: Mention, place: Place, top: Mention, top_place: Place, score: float, top_score: float
) -> Joined:
    """Does ``mention`` stand beside ``top``, the surest party of the role, in the same list?"""
    f: Features = {"rank.ratio": score / max(top_score, 1e-6), "rank.score": score}
    if mention.sentence == top.sentence:
        f["member.same.sentence"] = 1.0
        f[f"member.same.slot={place.slot == top_place.slot}"] = 1.0
        if place.coordinated or place.listed:
            f[f"member.listed:same={place.slot == top_place.slot}"] = 1.0
        gap = max(mention.span.start, top.span.start) - min(mention.span.end, top.span.end)
        f[f"member.gap={bucket(gap, (4, 20, 60, 160))}"] = 1.0
    else:
        f[f"member.apart={bucket(mention.sentence - top.sentence, (-1, 0, 1, 2))}"] = 1.0
    return Joined((*parts_of(base), Part(f)))


_ZH_BREAK = re.compile(r"[。；]")
_ZH_TOOK_PART = re.compile(r"[^，。；]{0,40}(?:领投|跟投|参投|加持|参与了?(?:本轮|此轮|该轮|跟投|投资))")
_ZH_INVESTORS_ARE = re.compile(
    r"(?:投资方|投资人|投资者|投资机构|股东|机构)(?:主要)?(?:包括了?|包含|有|为|是|：|:)[^。；]*$"
)
_EN_STOP = re.compile(r"[.;]\s")
_EN_NO_LIST = re.compile(r"\b(?:which|who|that|to|said|at a|valu\w+)\b")
_EN_TOOK_PART = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,[^.;]{0,40})?(?:also )?(?:led|co-led|participated|joined|invested|backed)\b"
)


def marked_investor(reading: Reading, mention: Mention) -> bool:
    """True where the words about a mention say that it put money into a round."""
    sentence = reading.sentences[mention.sentence]
    start, end = _within(mention.span, sentence)
    if reading.language == "zh":
        tail = _ZH_BREAK.split(sentence.folded[end : end + 60])[0]
        head = _ZH_BREAK.split(sentence.folded[max(0, start - 40) : start])[-1]
        return bool(_ZH_TOOK_PART.match(tail) or _ZH_INVESTORS_ARE.search(head))
    head = sentence.text[max(0, start - 400) : start]
    marks = list(patterns(CONTEXT)["investor_list"].finditer(head))
    rest = head[marks[-1].end() :] if marks else ""
    if marks and not _EN_STOP.search(rest) and not _EN_NO_LIST.search(rest):
        return True
    return bool(_EN_TOOK_PART.match(sentence.text[end : end + 60]))
