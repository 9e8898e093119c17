"""Is a mention the payer (or the payee) of a deal, does the text name nobody, and who stands beside the surest one?"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
from extractors.featuretype import Features
from extractors.lexicon import Frame, patterns
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence
from extractors.slots import Place

_COMMA = re.compile(r"[,，;；:：—–]|\s-\s")
_CLAUSES = re.compile(r"[，,；;]|\b(?:while|whereas|but|which|who)\b|——|–")
_TOTAL = re.compile(
    r"\b(?:total|totaling|totalling|to date|overall|combined|altogether)\b|累计|总计|共计|合计|总共|总额", re.IGNORECASE
)


def role_features(
    reading: Reading,
    anchor: Anchor,
    cue: Cue,
    mention: Mention,
    place: Place,
    role: str,
    *,
    nearby_cues: Iterable[tuple[Cue, Place]] = (),
) -> Features:
    """Is ``mention`` the ``role`` ("payer" or "payee") of the deal that ``cue`` and ``anchor`` state?

    ``nearby_cues`` are the other deal words of the mention's own sentence with its place at each.
    """
    sentence = reading.sentences[anchor.sentence]
    entity = reading.entities[mention.entity] if mention.entity >= 0 else None
    frame = cue.frame
    offset = anchor.sentence - mention.sentence
    f: Features = {"bias": 1.0}
    where = "same" if offset == 0 else "next" if offset < 0 else f"back{min(offset, 3)}"
    f[f"where={where}"] = 1.0
    other = "payee" if role == "payer" else "payer"
    if offset == 0:
        state = f_state(place, frame, role)
        f[f"frame.says={state}"] = 1.0
        f[f"frame.says={state}:{frame.kind}"] = 1.0
        f[f"slot={place.slot}"] = 1.0
        f[f"slot={place.slot}:{family_of(cue)}"] = 1.0
        f[f"slot={place.slot}:{frame.id}"] = 1.0
        f[f"frame.says={state}:depth{min(place.depth, 3)}"] = 1.0
        if place.coordinated:
            f["coordinated"] = 1.0
        if place.listed:
            f["listed"] = 1.0
        start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
        low, high = gap_between((start, end), (cue.start, cue.end))
        gap = sentence.text[low:high]
        side = "before" if start < cue.start else "after"
        f[f"cue.gap:{side}:{bucket(size_of(gap, reading.language), (0, 2, 5, 10, 20))}"] = 1.0
        f[f"cue.commas={min(len(_COMMA.findall(gap)), 3)}"] = 1.0
        low, high = gap_between((start, end), local(anchor, sentence))
        money_gap = sentence.text[low:high]
        ahead = "before" if end <= local(anchor, sentence)[0] else "after"
        f[f"money.gap:{ahead}:{bucket(size_of(money_gap, reading.language), (1, 4, 8, 16))}"] = 1.0
        breaks = len(_CLAUSES.findall(re.sub(r"\d[,，]\d", "", money_gap)))
        f[f"clauses={min(breaks, 3)}:{ahead}"] = 1.0
        if breaks == 0:
            f[f"same.clause:{state}"] = 1.0
        crossed = sum(
            1
            for a in reading.anchors
            if a.sentence == anchor.sentence and a is not anchor and low <= a.span.start - sentence.span.start < high
        )
        f[f"figures.crossed={min(crossed, 2)}"] = 1.0
        rivals = sum(
            1
            for m in reading.mentions
            if m.sentence == mention.sentence
            and m.entity != mention.entity
            and m.entity >= 0
            and low <= m.span.start - sentence.span.start < high
        )
        f[f"rivals.nearer={min(rivals, 3)}"] = 1.0
        f.update(_nearness(reading, sentence, mention, cue, local(anchor, sentence)))
    best_other = "none"
    for near, spot in nearby_cues:
        if near.frame.id == frame.id and near.start == cue.start and offset == 0:
            continue
        if family_of(near) != family_of(cue):
            continue
        if spot.slot in getattr(near.frame, role) and spot.slot not in getattr(near.frame, other):
            best_other = "ours"
            break
        if spot.slot in getattr(near.frame, other) and best_other == "none":
            best_other = "theirs"
    f[f"other.cue.says={best_other}:{where}"] = 1.0
    if mention.anaphor:
        f[f"anaphor={mention.source[8:]}"] = 1.0
        f[f"anaphor={mention.source[8:]}:{f_state(place, frame, role)}"] = 1.0
    else:
        f[f"source={mention.source}"] = 1.0
    f.update(type_features(entity, ""))
    if entity is not None:
        f.update(
            {
                f"{key}:{instrument(cue)}": value
                for key, value in type_features(entity, "").items()
                if key.startswith(("type", "sector"))
            }
        )
        if mention.entity == reading.topic:
            f["topic"] = 1.0
            f[f"topic:{where}"] = 1.0
            f[f"topic:{family_of(cue)}"] = 1.0
        if len(reading.sentences) >= LONG and any(m.sentence == 0 for m in entity.mentions):
            f["in.headline"] = 1.0
        f[f"mentions={bucket(len(entity.mentions), (1, 2, 4, 8))}"] = 1.0
    if marked_investor(reading, mention):
        f["investor.mark"] = 1.0
        f[f"investor.mark:{where}"] = 1.0
    f[f"kind={frame.kind}"] = 1.0
    extra = zh if reading.language == "zh" else en
    f.update(extra.role_extra(reading, anchor, cue, mention, place, role))
    return f


def f_state(place: Place, frame: Frame, role: str) -> str:
    """What a frame says of a slot for a role: ours, theirs, both, either (a counterpart) or none."""
    other = "payee" if role == "payer" else "payer"
    ours, theirs = place.slot in getattr(frame, role), place.slot in getattr(frame, other)
    if ours and theirs:
        return "both"
    return "ours" if ours else "theirs" if theirs else "either" if place.slot in frame.counterpart else "none"


def _nearness(reading: Reading, sentence: Sentence, mention: Mention, cue: Cue, figure: tuple[int, int]) -> Features:
    """Whether a mention is the first, the only or the nearest one on its side of the deal word and of the figure."""
    base = sentence.span.start
    row = [
        m
        for m in reading.mentions
        if m.sentence == sentence.index and m.entity >= 0 and reading.entities[m.entity].type is not MentionType.MEDIA
    ]
    f: Features = {}
    if row and row[0].entity == mention.entity:
        f["first.in.sentence"] = 1.0
        f[f"first.in.sentence:{family_of(cue)}"] = 1.0
    if len({m.entity for m in row}) == 1:
        f["only.in.sentence"] = 1.0
    for name, (low, high) in (("cue", (cue.start, cue.end)), ("figure", figure)):
        before = [m for m in row if m.span.end - base <= low]
        after = [m for m in row if m.span.start - base >= high]
        if before and before[-1].entity == mention.entity and mention.span.end - base <= low:
            f[f"nearest.before.{name}"] = 1.0
            f[f"nearest.before.{name}:{cue.frame.id}"] = 1.0
        if after and after[0].entity == mention.entity and mention.span.start - base >= high:
            f[f"nearest.after.{name}"] = 1.0
            f[f"nearest.after.{name}:{cue.frame.id}"] = 1.0
    return f


def none_features(reading: Reading, anchor: Anchor, cue: Cue, role: str, candidates: list[Features]) -> Features:
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
    base: Features, mention: Mention, place: Place, top: Mention, top_place: Place, score: float, top_score: float
) -> Features:
    """Does ``mention`` stand beside ``top``, the surest party of the role, in the same list?"""
    f = dict(base)
    f["rank.ratio"] = score / max(top_score, 1e-6)
    f["rank.score"] = score
    if mention.sentence == top.sentence:
        f["member.same.sentence"] = 1.0
        f[f"member.same.slot={place.slot == top_place.slot}"] = 1.0
        if place.coordinated or place.listed:
            f[f"member.listed:same={place.slot == top_place.slot}"] = 1.0
        gap = max(mention.span.start, top.span.start) - min(mention.span.end, top.span.end)
        f[f"member.gap={bucket(gap, (4, 20, 60, 160))}"] = 1.0
    else:
        f[f"member.apart={bucket(mention.sentence - top.sentence, (-1, 0, 1, 2))}"] = 1.0
    return f


def marked_investor(reading: Reading, mention: Mention) -> bool:
    """True where the words about a mention say that it put money into a round."""
    sentence = reading.sentences[mention.sentence]
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    if reading.language == "zh":
        tail = sentence.folded[end : end + 60]
        tail = re.split(r"[。；]", tail)[0]
        head = re.split(r"[。；]", sentence.folded[max(0, start - 40) : start])[-1]
        return bool(
            re.match(r"[^，。；]{0,40}(?:领投|跟投|参投|加持|参与了?(?:本轮|此轮|该轮|跟投|投资))", tail)
        ) or bool(
            re.search(
                r"(?:投资方|投资人|投资者|投资机构|股东|机构)(?:主要)?(?:包括了?|包含|有|为|是|：|:)[^。；]*$", head
            )
        )
    head = sentence.text[max(0, start - 400) : start]
    marks = list(patterns(CONTEXT)["investor_list"].finditer(head))
    if (
        marks
        and not re.search(r"[.;]\s", head[marks[-1].end() :])
        and len(re.findall(r"\b(?:which|who|that|to|said|at a|valu\w+)\b", head[marks[-1].end() :])) == 0
    ):
        return True
    return bool(
        re.match(
            r"\s*(?:\([^)]*\)\s*)?(?:,[^.;]{0,40})?(?:also )?(?:led|co-led|participated|joined|invested|backed)\b",
            sentence.text[end : end + 60],
        )
    )
