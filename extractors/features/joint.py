"""Features of a whole hypothesis: deal word, payer and payee together, and what the article says elsewhere."""

from __future__ import annotations

import math

from extractors.drafts import Scored
from extractors.features.role import where_of
from extractors.features.shape import LONG, bucket, local, type_features
from extractors.featuretype import Features, Joined, Part
from extractors.hypotheses import FamilyView, FigureView, Hypothesis, Surroundings
from extractors.reading import Reading
from extractors.sums import same_bounds

_KEPT_OF_LINK = (
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
    "fig-",
    "fig+",
    "cue-1",
    "cue+1",
)
_EDGES = (0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 0.95)


def nothing_features() -> Features:
    """The case that a figure states no deal."""
    return {"nothing": 1.0}


class JointFeatures:
    """The features of every hypothesis about one figure; what a family or a party brings to all of its is made once."""

    def __init__(self, reading: Reading, figure: FigureView, around: Surroundings) -> None:
        self._reading, self._figure, self._around = reading, figure, around
        self._families: dict[str, Part] = {}
        self._parties: dict[tuple[str, str, int | None], Part] = {}

    def of(self, hypothesis: Hypothesis) -> Joined:
        """How well a family, a payer and a payee fit the figure and each other."""
        view, payer, payee = hypothesis.view, hypothesis.payer, hypothesis.payee
        pair = _pair(self._reading, self._figure, view, payer, payee, self._around)
        return Joined(
            (self._family(view), self._party(view, "payer", payer), self._party(view, "payee", payee), Part(pair))
        )

    def _family(self, view: FamilyView) -> Part:
        if view.name not in self._families:
            self._families[view.name] = Part(_family(self._figure, view))
        return self._families[view.name]

    def _party(self, view: FamilyView, role: str, item: Scored | None) -> Part:
        key = (view.name, role, item.entity if item is not None else None)
        if key not in self._parties:
            self._parties[key] = Part(_role(self._reading, self._figure, view, role, item, self._around))
        return self._parties[key]


def _family(figure: FigureView, view: FamilyView) -> Features:
    """How well the deal words of a family fit a figure, whoever pays and is paid."""
    f: Features = {"bias": 1.0, f"family={view.name}": 1.0, f"kind={view.link.cue.frame.kind}": 1.0}
    for name, value in view.link.features.items():
        if name.startswith(_KEPT_OF_LINK):
            f[name] = value
    f["log.link"] = math.log(max(view.score, 1e-3))
    f[f"link={bucket(view.score, _EDGES)}"] = 1.0
    f["log.figure"] = math.log(max(figure.sure, 1e-3) / max(1 - figure.sure, 1e-3))
    f[f"figure.sure={bucket(figure.sure, _EDGES)}"] = 1.0
    there = max((other.sure for other in figure.siblings), default=-1.0)
    f[f"figure.sure.there={bucket(there, (-0.5, 0.3, 0.6, 0.85))}"] = 1.0
    if view is not figure.families[0]:
        f["second.family"] = 1.0
    return f


def _role(
    reading: Reading,
    figure: FigureView,
    view: FamilyView,
    role: str,
    item: Scored | None,
    around: Surroundings,
) -> Features:
    ranked, nobody = view.role(role)
    entity = reading.entities[item.entity] if item is not None else None
    share = view.share(role, item.entity if item is not None else None)
    f: Features = {
        f"log.{role}": math.log(max(share, 1e-3)),
        f"{role}.share={bucket(share, _EDGES)}": 1.0,
        f"{role}.share={bucket(share, _EDGES)}:{view.name}": 1.0,
    }
    rivals = [r.share for r in ranked if item is None or r.entity != item.entity] + ([nobody] if item else [])
    f[f"{role}.margin={bucket(share - max(rivals, default=0.0), (-0.6, -0.3, 0.0, 0.3, 0.6, 0.85))}"] = 1.0
    types = type_features(entity, f"{role}.")
    f.update(types)
    f.update({f"{name}:{view.name}": value for name, value in types.items()})
    sibling = max((there.share(role, item.entity if item else None) for there in _there(figure)), default=-1.0)
    f[f"{role}.there={bucket(sibling, (-0.5, 0.1, 0.4, 0.7, 0.9))}"] = 1.0
    if item is None:
        f[f"{role}=none"] = 1.0
        f[f"{role}=none:{view.link.cue.frame.id}"] = 1.0
        named = max((1 - there.share(role, None) for there in _there(figure)), default=-1.0)
        f[f"{role}=none:named.there={bucket(named, (-0.5, 0.2, 0.5, 0.8))}"] = 1.0
        return f
    f[f"{role}.where={where_of(figure.anchor.sentence - item.mention.sentence)}"] = 1.0
    if item.entity == reading.topic:
        f[f"{role}.topic"] = 1.0
        f[f"{role}.topic:{view.name}"] = 1.0
    if item.mention.anaphor:
        f[f"{role}.anaphor"] = 1.0
    if len(reading.sentences) >= LONG and entity is not None and any(m.sentence == 0 for m in entity.mentions):
        f[f"{role}.headline"] = 1.0
    for what, counts in (("payee", around.payees), ("payer", around.payers)):
        part = counts[item.entity] / max(around.figures, 1)
        f[f"{role}.as.{what}={bucket(part, (0.0, 0.15, 0.4, 0.7))}"] = 1.0
    return f


def _there(figure: FigureView) -> list[FamilyView]:
    return [there.families[0] for there in figure.siblings]


def _alike(figure: FigureView, other: FigureView) -> bool:
    """True where two places of one sum give it the same two bounds, not only one ("$4 billion", "up to $4 billion")."""
    one, there = figure.anchor.money, other.anchor.money
    return one is not None and there is not None and same_bounds(one, there)


def _pair(
    reading: Reading,
    figure: FigureView,
    view: FamilyView,
    payer: Scored | None,
    payee: Scored | None,
    around: Surroundings,
) -> Features:
    f: Features = {f"places={min(len(figure.siblings), 3)}": 1.0}
    one = reading.entities[payer.entity] if payer else None
    other = reading.entities[payee.entity] if payee else None
    f[f"types={one.type if one else None}>{other.type if other else None}:{view.name}"] = 1.0
    for a in (one.sectors if one else ()) or (("known",) if one and one.party_id else ("-",)):
        for b in (other.sectors if other else ()) or (("known",) if other and other.party_id else ("-",)):
            f[f"sectors={a}>{b}:{view.name}"] = 1.0
    order = _order(reading, figure, view, payer, payee)
    f[f"order={order}"] = 1.0
    f[f"order={order}:{view.link.cue.frame.id}"] = 1.0
    if payer is not None and payee is not None:
        f[f"pair.elsewhere={min(around.pairs[payer.entity, payee.entity], 3)}"] = 1.0
        if around.pairs[payee.entity, payer.entity]:
            f["pair.reversed.elsewhere"] = 1.0
        there = [(_product(other.families[0], payer, payee), _alike(figure, other)) for other in figure.siblings]
        edges = (-0.5, 0.1, 0.3, 0.6)
        f[f"pair.there={bucket(max((share for share, _ in there), default=-1.0), edges)}"] = 1.0
        f[f"pair.there.alike={bucket(max((share for share, alike in there if alike), default=-1.0), edges)}"] = 1.0
    return f


def _product(view: FamilyView, payer: Scored, payee: Scored) -> float:
    return view.share("payer", payer.entity) * view.share("payee", payee.entity)


def _order(reading: Reading, figure: FigureView, view: FamilyView, payer: Scored | None, payee: Scored | None) -> str:
    """How payer (P), payee (Q), deal word (C) and figure (F) follow each other in the figure's sentence."""
    sentence = reading.sentences[figure.anchor.sentence]
    spots = [(local(figure.anchor, sentence)[0], "F"), (view.link.cue.start, "C")]
    for letter, item in (("P", payer), ("Q", payee)):
        if item is not None and item.mention.sentence == sentence.index:
            spots.append((item.mention.span.start - sentence.span.start, letter))
    away = "".join(
        letter.lower()
        for letter, item in (("P", payer), ("Q", payee))
        if item is not None and item.mention.sentence != sentence.index
    )
    return "".join(letter for _, letter in sorted(spots)) + away
