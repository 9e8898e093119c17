"""Choosing among the hypotheses: each figure gets at most one deal word and one set of parties, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.candidates import Proposer
from extractors.choice import ChoiceModel
from extractors.cues import Cue
from extractors.drafts import Draft, Scored
from extractors.each import one_each
from extractors.features.joint import JointFeatures, nothing_features
from extractors.features.role import member_features
from extractors.featuretype import FeatureMap
from extractors.hypotheses import (
    FigureView,
    Hypothesis,
    Surroundings,
    hypotheses,
    one_house,
    surroundings,
    view_figures,
)
from extractors.kinds import family
from extractors.listing import beyond_figure, listed_with
from extractors.pairs import slot_pair
from extractors.reading import Anchor
from extractors.scopes import scope_of
from extractors.syndicate import add_listed_investors
from pipeline.types import Kind, Scope, Span

AGGREGATE_SHARE = 0.4
MOST = 8
"""The longest list of parties that is kept."""


@dataclass(slots=True)
class Considered:
    """One proposal with its fate, for ``explain`` and for the rejections."""

    sentence: int
    question: str
    span: Span
    cue: Cue | None
    score: float
    features: FeatureMap
    kept: bool
    reason: str
    vetoes: tuple[str, ...] = ()


@dataclass(slots=True)
class Decision:
    """All drafts of a reading and everything considered on the way."""

    drafts: list[Draft]
    considered: list[Considered]


def decide(proposer: Proposer, model: ChoiceModel) -> Decision:
    """Drafts of all figures, then of deal words that stand without a figure."""
    decision = Decision([], [])
    figures = view_figures(proposer, model)
    around = surroundings(figures)
    for figure in figures:
        _decide_figure(proposer, model, figure, around, decision)
    decision.drafts = completed(proposer, decision.drafts)
    decide_events(proposer, model, decision)
    return decision


def completed(proposer: Proposer, drafts: list[Draft]) -> list[Draft]:
    """Drafts of figures with the investors of list sentences, one for each party where the sum is each one's own."""
    add_listed_investors(proposer, drafts)
    return [part for draft in drafts for part in one_each(proposer.reading, draft)]


def _decide_figure(
    proposer: Proposer, model: ChoiceModel, figure: FigureView, around: Surroundings, decision: Decision
) -> None:
    anchor = figure.anchor
    view = proposer.view(anchor.sentence)
    reasons = tuple(dict.fromkeys(veto.reason for veto in view.vetoes))

    def note(question: str, cue: Cue | None, score: float, features: FeatureMap, reason: str, *, kept: bool) -> None:
        decision.considered.append(
            Considered(anchor.sentence, question, anchor.span, cue, score, features, kept, reason, reasons)
        )

    def reject(reason: str, cue: Cue | None, score: float, features: FeatureMap) -> None:
        note("link", cue, score, features, reason, kept=False)

    if figure.reason == "price":
        reject("price", None, 0.0, {})
        return
    if not figure.families:
        score, link = figure.best or (0.0, None)
        reason = _veto_reason(proposer, anchor) or figure.reason
        reject(reason, link.cue if link else None, score, link.features if link else {})
        return
    options = weigh(proposer, model, figure, around)
    link = figure.families[0].link
    if not options:
        reject("no_party", link.cue, figure.families[0].score, link.features)
        return
    sure, best = options[0]
    draft = draft_of(proposer, model, figure, best)
    draft.confidence = sure
    if sure < joint_threshold(proposer, model, draft):
        reason = _veto_reason(proposer, anchor) or "weak_reading"
        note("joint", draft.cue, sure, best.features, reason, kept=False)
        return
    note("link", draft.cue, best.view.score, best.view.link.features, "deal", kept=True)
    note("joint", draft.cue, sure, best.features, "deal", kept=True)
    for role, chosen in (("payer", draft.payers), ("payee", draft.payees)):
        for item in chosen:
            decision.considered.append(
                Considered(anchor.sentence, role, item.mention.span, draft.cue, item.score, item.features, True, role)
            )
    decision.drafts.append(draft)


def weigh(
    proposer: Proposer, model: ChoiceModel, figure: FigureView, around: Surroundings
) -> list[tuple[float, Hypothesis]]:
    """The hypotheses of a figure with their probabilities (that of no deal is the rest), likeliest first."""
    options = hypotheses(proposer.reading.entities, figure)
    features = JointFeatures(proposer.reading, figure, around)
    for option in options:
        option.features = features.of(option)
    if not model.weights["joint"] or not options:
        return [(option.prior, option) for option in options]
    shares = model.share("joint", [*(option.features for option in options), nothing_features()])
    return sorted(zip(shares, options, strict=False), key=lambda pair: -pair[0])


def draft_of(proposer: Proposer, model: ChoiceModel, figure: FigureView, hypothesis: Hypothesis) -> Draft:
    """A hypothesis as a draft, with the further members of its lists."""
    cue = hypothesis.view.link.cue
    payer, payee = hypothesis.payer, hypothesis.payee
    payers = _with_members(proposer, model, cue, "payer", payer, hypothesis.view.payers, payee)
    payees = _with_members(proposer, model, cue, "payee", payee, hypothesis.view.payees, payer)
    return Draft(figure.anchor.sentence, cue, figure.anchor, payers, payees, hypothesis.prior, cue.frame.kind)


def joint_threshold(proposer: Proposer, model: ChoiceModel, draft: Draft) -> float:
    """The least probability of a reading; lower for a sum over several givers and takers.

    Labelled sums of that sort are mostly unsure records, from which the model learns nothing.
    """
    anchor = draft.anchor
    if anchor is not None and len(draft.payers) > 1 and len(draft.payees) > 1:
        sentence = proposer.reading.sentences[anchor.sentence]
        figure = Span(anchor.full.start - sentence.span.start, anchor.full.end - sentence.span.start)
        if scope_of(sentence.text, figure, proposer.reading.language) is Scope.AGGREGATE:
            return AGGREGATE_SHARE * model.thresholds["joint"]
    return model.thresholds["joint"]


def _family(kind: Kind) -> str:
    return family(str(kind))


def _veto_reason(proposer: Proposer, anchor: Anchor) -> str | None:
    view = proposer.view(anchor.sentence)
    middle = anchor.span.start - view.sentence.span.start
    nearest = min(view.vetoes, key=lambda veto: min(abs(veto.start - middle), abs(veto.end - middle)), default=None)
    return nearest.reason if nearest is not None else None


def members_of(
    proposer: Proposer, cue: Cue, role: str, top: Scored, ranked: list[Scored]
) -> list[tuple[Scored, FeatureMap]]:
    """The other ranked entities with the features of standing beside the surest one."""
    return [
        (item, member_features(item.features, item.mention, item.place, top.mention, top.place, item.score, top.score))
        for item in ranked
        if item.entity != top.entity
    ]


def _with_members(
    proposer: Proposer,
    model: ChoiceModel,
    cue: Cue,
    role: str,
    top: Scored | None,
    ranked: list[Scored],
    other: Scored | None,
) -> list[Scored]:
    if top is None:
        return []
    chosen = [top]
    chain = listed_with(proposer.reading, top.mention)
    for item, features in members_of(proposer, cue, role, top, ranked):
        if (other is not None and item.entity == other.entity) or len(chosen) >= MOST:
            continue
        if item.entity in chain or (
            model.score("member", features) >= model.thresholds["member"]
            and not beyond_figure(proposer.reading, top.mention, item.mention)
        ):
            chosen.append(item)
    return chosen


def event_question(kind: Kind) -> str:
    """The threshold of a deal told without a figure; supply and rights are seldom told otherwise than so."""
    return "event" if _family(kind) in ("funding", "acquisition") else "event_other"


def decide_events(proposer: Proposer, model: ChoiceModel, decision: Decision) -> None:
    for sentence in proposer.reading.sentences:
        if not sentence.words:
            continue
        for cue in proposer.view(sentence.index).cues:
            pair = slot_pair(proposer, cue, sentence.index)
            if pair is None:
                continue
            payer, payee = pair
            if one_house(proposer.reading.entities, payer[0].entity, payee[0].entity):
                continue
            features = proposer.event(cue, payer, payee)
            score = model.score("event", features)
            start = sentence.span.start + cue.start
            span = Span(start, sentence.span.start + cue.end)
            kept = score >= model.thresholds[event_question(cue.frame.kind)]
            decision.considered.append(
                Considered(
                    sentence.index, "event", span, cue, score, features, kept, "deal" if kept else "weak_statement"
                )
            )
            if kept:
                decision.drafts.append(
                    Draft(
                        sentence.index,
                        cue,
                        None,
                        [Scored(payer[0].entity, payer[0], score, {})],
                        [Scored(payee[0].entity, payee[0], score, {})],
                        score,
                        cue.frame.kind,
                    )
                )
