"""Named features of the choices the extractor makes; every name can be read in the model file and in ``explain``.

Three questions are asked. *Link*: does this deal word say what this figure is? *Role*: does this
mention name the payer (or the payee) of the deal of this figure and word? *Event*: does this deal
word, with these two parties and no figure, state a deal?
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from extractors import features_en, features_zh
from extractors.cues import Cue, Veto
from extractors.featuretype import Features
from extractors.lexicon import Frame, patterns
from extractors.reading import Anchor, Entity, Mention, MentionType, Reading, Sentence
from extractors.scopes import scope_of
from extractors.slots import Place
from pipeline.types import Kind, Scope, Span

CONTEXT = "context.yml"
LONG = 7
"""Sentences from which a text counts as an article with a head and a body."""
_COMMA = re.compile(r"[,，;；:：—–]|\s-\s")
_CLAUSES = re.compile(r"[，,；;]|\b(?:while|whereas|but|which|who)\b|——|–")
_ROUND = re.compile(r"\b(?:series [a-k]\b|seed|pre-seed|round|angel|raise[ds]?|raising)|轮|种子|天使", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:total|totaling|totalling|to date|overall|combined|altogether)\b|累计|总计|共计|合计|总共|总额", re.IGNORECASE
)


def bucket(value: float, edges: tuple[float, ...]) -> str:
    """The name of the interval that a value falls in."""
    for edge in edges:
        if value <= edge:
            return f"<={edge:g}"
    return f">{edges[-1]:g}"


def position(reading: Reading, sentence: Sentence) -> str:
    """Where a sentence stands in an article; a short text has no head and no tail."""
    if len(reading.sentences) < LONG:
        return "short"
    return "head" if sentence.index == 0 else "early" if sentence.index < 4 else "late"


def gap_between(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """The offsets between two spans (empty where they touch or overlap)."""
    return (a[1], max(a[1], b[0])) if a[0] <= b[0] else (b[1], max(b[1], a[0]))


def _size(text: str, language: str) -> float:
    """A gap's length in words (English) or in characters over two (Chinese)."""
    return len(text.strip()) / 2 if language == "zh" else float(len(text.split()))


def local(anchor: Anchor, sentence: Sentence) -> tuple[int, int]:
    """The figure's offsets within its sentence."""
    return anchor.full.start - sentence.span.start, anchor.full.end - sentence.span.start


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
    distance = _size(gap, language)
    f: Features = {
        "bias": 1.0,
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
    f[f"figures.in.sentence={min(len(others), 3)}"] = 1.0
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
    extra = features_zh if language == "zh" else features_en
    f.update(extra.link_extra(reading, sentence, anchor, cue, gap, side))
    f.update(_veto_features(sentence, here, there, vetoes, language))
    f.update(anchor_features(reading, sentence, anchor))
    named = {m.entity for m in reading.mentions if m.sentence == sentence.index and m.entity >= 0}
    f[f"parties={min(len(named), 3)}"] = 1.0
    return f


def is_cumulative(sentence: Sentence, anchor: Anchor, language: str) -> bool:
    """True where a sum is the total of several deals between the same parties."""
    here = local(anchor, sentence)
    return anchor.money is not None and scope_of(sentence.text, Span(*here), language) is Scope.CUMULATIVE


def span_distance(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    low, high = gap_between(a, b)
    return high - low


def _veto_features(
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
    size = _size(gap, language)
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


def anchor_features(reading: Reading, sentence: Sentence, anchor: Anchor) -> Features:
    """What the figure itself looks like."""
    f: Features = {f"sentence={position(reading, sentence)}": 1.0}
    if anchor.money is None:
        f["figure=stake"] = 1.0
        return f
    value = anchor.money.high or anchor.money.low
    f[f"size={bucket(math.log10(float(value)) if value and value > 0 else 0, (4, 6, 7, 8, 9, 10, 11))}"] = 1.0
    f[f"qualifier={anchor.money.qualifier}"] = 1.0
    if is_cumulative(sentence, anchor, reading.language):
        f["cumulative"] = 1.0
    if anchor.unit_price:
        f["unit_price"] = 1.0
    if anchor.period:
        f["rate"] = 1.0
    if anchor.bare:
        f["bare"] = 1.0
    here = local(anchor, sentence)
    opened, closed = sentence.text.rfind("《", 0, here[0]), sentence.text.rfind("》", 0, here[0])
    if opened > closed:
        f["in.title.quote"] = 1.0
    before, after = sentence.text[max(0, here[0] - 24) : here[0]].lower(), sentence.text[here[1] : here[1] + 24].lower()
    for name, pattern in patterns(CONTEXT).items():
        side, _, what = name.partition("_")
        if side in ("before", "after") and pattern.search(before if side == "before" else after):
            f[f"{side}={what}"] = 1.0
    return f


def type_features(entity: Entity | None, prefix: str) -> Features:
    """What sort of party it is."""
    if entity is None:
        return {f"{prefix}type=none": 1.0}
    f: Features = {f"{prefix}type={entity.type}": 1.0}
    for sector in entity.sectors:
        f[f"{prefix}sector={sector}"] = 1.0
    f[f"{prefix}known={'yes' if entity.party_id else 'no'}"] = 1.0
    return f


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
        f[f"slot={place.slot}:{_family(cue)}"] = 1.0
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
        f[f"cue.gap:{side}:{bucket(_size(gap, reading.language), (0, 2, 5, 10, 20))}"] = 1.0
        f[f"cue.commas={min(len(_COMMA.findall(gap)), 3)}"] = 1.0
        low, high = gap_between((start, end), local(anchor, sentence))
        money_gap = sentence.text[low:high]
        ahead = "before" if end <= local(anchor, sentence)[0] else "after"
        f[f"money.gap:{ahead}:{bucket(_size(money_gap, reading.language), (1, 4, 8, 16))}"] = 1.0
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
        if _family(near) != _family(cue):
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
                f"{key}:{_instrument(cue)}": value
                for key, value in type_features(entity, "").items()
                if key.startswith(("type", "sector"))
            }
        )
        if mention.entity == reading.topic:
            f["topic"] = 1.0
            f[f"topic:{where}"] = 1.0
            f[f"topic:{_family(cue)}"] = 1.0
        if len(reading.sentences) >= LONG and any(m.sentence == 0 for m in entity.mentions):
            f["in.headline"] = 1.0
        f[f"mentions={bucket(len(entity.mentions), (1, 2, 4, 8))}"] = 1.0
    if marked_investor(reading, mention):
        f["investor.mark"] = 1.0
        f[f"investor.mark:{where}"] = 1.0
    f[f"kind={frame.kind}"] = 1.0
    extra = features_zh if reading.language == "zh" else features_en
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
        f[f"first.in.sentence:{_family(cue)}"] = 1.0
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
    f[f"none:parties={min(len(named), 3)}:{_family(cue)}"] = 1.0
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


def accept_features(
    link: Features, kind: str, payer: Entity | None, payee: Entity | None, scores: dict[str, float]
) -> Features:
    """Is the whole reading right, now that the parties are chosen?"""
    f: Features = {"bias": 1.0, f"accept.kind={kind}": 1.0}
    for name in link:
        if name.startswith(
            (
                "frame=",
                "veto",
                "size=",
                "sentence=",
                "before=",
                "after=",
                "unit_price",
                "rate",
                "bare",
                "cumulative",
                "figure=",
                "parties=",
                "commas",
                "nearer",
                "figures",
                "in.title",
                "qualifier",
                "touches",
                "syntax=",
            )
        ):
            f[name] = link[name]
    for role, entity in (("payer", payer), ("payee", payee)):
        f.update(
            {
                f"{key}:{'funding' if kind in ('equity', 'financing', 'debt') else kind}": value
                for key, value in type_features(entity, f"accept.{role}.").items()
            }
        )
        f.update(type_features(entity, f"accept.{role}."))
    for name, value in scores.items():
        f[f"score.{name}"] = value
        f[f"score.{name}={bucket(value, (0.2, 0.35, 0.5, 0.65, 0.8, 0.9))}"] = 1.0
    return f


def _family(cue: Cue) -> str:
    kind = str(cue.frame.kind)
    return {
        "equity": "funding",
        "debt": "funding",
        "financing": "funding",
        "commitment": "supply",
        "purchase": "supply",
    }.get(kind, kind)


def _instrument(cue: Cue) -> str:
    """The family, with debt apart: a large company borrows but is seldom invested in."""
    return "debt" if cue.frame.kind is Kind.DEBT else _family(cue)


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
