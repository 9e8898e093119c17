"""Choosing among the proposals: each figure gets at most one deal word and one set of parties, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.candidates import Link, Proposer, RoleCandidate
from extractors.choice import ChoiceModel
from extractors.cues import Cue
from extractors.features import Features, event_features
from extractors.pairs import slot_pair
from extractors.reading import Anchor, Mention, MentionType
from pipeline.types import Kind, Span


@dataclass(slots=True)
class Scored:
    """An entity in a role, with the mention that speaks for it and the probability."""

    entity: int
    mention: Mention
    score: float
    features: Features


@dataclass(slots=True)
class Draft:
    """A deal as read in one place, before the places of an article are brought together."""

    sentence: int
    cue: Cue
    anchor: Anchor | None
    payers: list[Scored]
    payees: list[Scored]
    confidence: float
    kind: Kind
    also: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Considered:
    """One proposal with its fate, for ``explain`` and for the rejections."""

    sentence: int
    question: str
    span: Span
    cue: Cue | None
    score: float
    features: Features
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
    for anchor in proposer.reading.anchors:
        _decide_figure(proposer, model, anchor, decision)
    _decide_events(proposer, model, decision)
    return decision


def _decide_figure(proposer: Proposer, model: ChoiceModel, anchor: Anchor, decision: Decision) -> None:
    links = proposer.links(anchor)
    scored = sorted(((model.score("link", link.features), link) for link in links), key=lambda pair: -pair[0])
    reasons = tuple(dict.fromkeys(veto.reason for veto in proposer.view(anchor.sentence).vetoes))
    if not scored:
        decision.considered.append(Considered(anchor.sentence, "link", anchor.span, None, 0.0, {}, False, "no_deal_word", reasons))
        return
    best, link = scored[0]
    if best < model.thresholds["link"]:
        reason = _veto_reason(proposer, anchor) or "not_a_deal"
        decision.considered.append(Considered(anchor.sentence, "link", anchor.span, link.cue, best, link.features, False, reason, reasons))
        return
    family = _family(link.cue.frame.kind)
    cues = [other for score, other in scored if _family(other.cue.frame.kind) == family and score >= 0.5 * best]
    payees = best_by_entity(proposer, model, cues[:3], "payee")
    payers = best_by_entity(proposer, model, cues[:3], "payer")
    chosen_payees, chosen_payers = choose_parties(payers, payees, model)
    if not chosen_payees and not chosen_payers:
        decision.considered.append(Considered(anchor.sentence, "link", anchor.span, link.cue, best, link.features, False, "no_party", reasons))
        return
    decision.considered.append(Considered(anchor.sentence, "link", anchor.span, link.cue, best, link.features, True, "deal", reasons))
    for role, chosen in (("payer", chosen_payers), ("payee", chosen_payees)):
        for item in chosen:
            decision.considered.append(Considered(anchor.sentence, role, item.mention.span, link.cue, item.score, item.features, True, role))
    decision.drafts.append(Draft(anchor.sentence, link.cue, anchor, chosen_payers, chosen_payees, best, link.cue.frame.kind))


def _family(kind: Kind) -> str:
    if kind in (Kind.EQUITY, Kind.DEBT, Kind.FINANCING):
        return "funding"
    return "supply" if kind in (Kind.COMMITMENT, Kind.PURCHASE) else str(kind)


def _veto_reason(proposer: Proposer, anchor: Anchor) -> str | None:
    view = proposer.view(anchor.sentence)
    middle = anchor.span.start - view.sentence.span.start
    nearest = min(view.vetoes, key=lambda veto: min(abs(veto.start - middle), abs(veto.end - middle)), default=None)
    return nearest.reason if nearest is not None else None


def best_by_entity(proposer: Proposer, model: ChoiceModel, links: list[Link], role: str) -> list[Scored]:
    """Each entity's best score in a role over its mentions and over the deal words that agree, best first."""
    best: dict[int, Scored] = {}
    for link in links:
        for candidate in proposer.roles(link.anchor, link.cue, role):
            score = model.score(role, candidate.features)
            entity = candidate.mention.entity
            if entity not in best or score > best[entity].score:
                best[entity] = Scored(entity, candidate.mention, score, candidate.features)
    return sorted(best.values(), key=lambda item: -item.score)


def choose_parties(payers: list[Scored], payees: list[Scored], model: ChoiceModel) -> tuple[list[Scored], list[Scored]]:
    """(payees, payers): the pair of distinct entities with the greatest joint score, then further members of the lists."""
    limits = model.thresholds
    options: list[tuple[float, Scored | None, Scored | None]] = []
    for payee in [*payees[:6], None]:
        for payer in [*payers[:6], None]:
            if payer is not None and payee is not None and payer.entity == payee.entity:
                continue
            gain = (payee.score if payee else limits["payee"]) + (payer.score if payer else limits["payer"])
            options.append((gain, payee, payer))
    _, payee, payer = max(options, key=lambda option: option[0])
    chosen_payees = [payee] if payee is not None else []
    chosen_payers = [payer] if payer is not None else []
    if payer is not None:
        for other in payers:
            if len(chosen_payers) < 8 and other.entity not in (payer.entity, payee.entity if payee else -1) and other.score >= limits["list"]:
                chosen_payers.append(other)
    if payee is not None:
        for other in payees:
            rival = next((p.score for p in payers if p.entity == other.entity), 0.0)
            if other.entity not in {p.entity for p in chosen_payers} | {payee.entity} and other.score >= limits["payee_list"] and other.score > rival:
                chosen_payees.append(other)
    return chosen_payees, chosen_payers


def _decide_events(proposer: Proposer, model: ChoiceModel, decision: Decision) -> None:
    for sentence in proposer.reading.sentences:
        if not sentence.words:
            continue
        for cue in proposer.view(sentence.index).cues:
            pair = slot_pair(proposer, cue, sentence.index)
            if pair is None:
                continue
            payer, payee = pair
            features = event_features(proposer.reading, sentence, cue, payer, payee)
            score = model.score("event", features)
            start = sentence.span.start + cue.start
            span = Span(start, sentence.span.start + cue.end)
            kept = score >= model.thresholds["event"]
            decision.considered.append(Considered(sentence.index, "event", span, cue, score, features, kept, "deal" if kept else "weak_statement"))
            if kept:
                decision.drafts.append(
                    Draft(sentence.index, cue, None, [Scored(payer[0].entity, payer[0], score, {})], [Scored(payee[0].entity, payee[0], score, {})], score, cue.frame.kind)
                )


def usable(candidate: RoleCandidate, types: tuple[MentionType, ...]) -> bool:
    """True where the candidate's mention is of one of the types."""
    return candidate.mention.type in types
