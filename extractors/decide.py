"""Choosing among the proposals: each figure gets at most one deal word and one set of parties, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.candidates import Link, Proposer, SentenceView
from extractors.choice import ChoiceModel
from extractors.cues import Cue
from extractors.drafts import Draft, Scored
from extractors.each import one_each
from extractors.features import accept_features, event_features, member_features, span_distance
from extractors.featuretype import Features
from extractors.listing import beyond_figure, listed_with
from extractors.pairs import slot_pair
from extractors.reading import Anchor, Entity
from extractors.scopes import scope_of
from extractors.syndicate import add_listed_investors
from pipeline.parties import load_parties
from pipeline.types import Kind, Scope, Span

OWN_SHARE = 0.6
AGGREGATE_SHARE = 0.4
PRICE_LIMIT = 100_000
"""Below this a figure beside a word for a price is the price of one thing."""

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
    add_listed_investors(proposer, decision.drafts)
    decision.drafts = [part for draft in decision.drafts for part in one_each(proposer.reading, draft)]
    _decide_events(proposer, model, decision)
    return decision


def _decide_figure(proposer: Proposer, model: ChoiceModel, anchor: Anchor, decision: Decision) -> None:
    view = proposer.view(anchor.sentence)
    reasons = tuple(dict.fromkeys(veto.reason for veto in view.vetoes))

    def reject(reason: str, cue: Cue | None, score: float, features: Features) -> None:
        decision.considered.append(
            Considered(anchor.sentence, "link", anchor.span, cue, score, features, False, reason, reasons)
        )

    if is_price(view, anchor):
        reject("price", None, 0.0, {})
        return
    scored = [(model.score("link", link.features), link) for link in proposer.links(anchor)]
    scored = own_words_first(view, anchor, sorted(scored, key=lambda pair: -pair[0]))
    if not scored:
        reject(_veto_reason(proposer, anchor) or "no_deal_word", None, 0.0, {})
        return
    best, link = scored[0]
    if best < model.thresholds["link"]:
        reject(_veto_reason(proposer, anchor) or "not_a_deal", link.cue, best, link.features)
        return
    family = _family(link.cue.frame.kind)
    cues = [other.cue for score, other in scored if _family(other.cue.frame.kind) == family and score >= 0.5 * best][:3]
    payers, no_payer = rank(proposer, model, anchor, cues, "payer")
    payees, no_payee = rank(proposer, model, anchor, cues, "payee")
    payer, payee = choose_pair(proposer.reading.entities, payers, no_payer, payees, no_payee)
    if payer is None and payee is None:
        reject("no_party", link.cue, best, link.features)
        return
    all_payers = _with_members(proposer, model, link.cue, "payer", payer, payers, payee)
    all_payees = _with_members(proposer, model, link.cue, "payee", payee, payees, payer)
    entities = proposer.reading.entities
    accept = accept_features(
        link.features,
        str(link.cue.frame.kind),
        entities[payer.entity] if payer else None,
        entities[payee.entity] if payee else None,
        {"link": best, "payer": payer.score if payer else no_payer, "payee": payee.score if payee else no_payee},
    )
    sure = model.score("accept", accept)
    if model.weights["accept"] and sure < accept_threshold(proposer, model, anchor, all_payers, all_payees):
        reject(_veto_reason(proposer, anchor) or "weak_reading", link.cue, sure, accept)
        return
    decision.considered.append(
        Considered(anchor.sentence, "link", anchor.span, link.cue, best, link.features, True, "deal", reasons)
    )
    for role, chosen in (("payer", all_payers), ("payee", all_payees)):
        for item in chosen:
            decision.considered.append(
                Considered(anchor.sentence, role, item.mention.span, link.cue, item.score, item.features, True, role)
            )
    confidence = sure if model.weights["accept"] else best
    decision.drafts.append(
        Draft(anchor.sentence, link.cue, anchor, all_payers, all_payees, confidence, link.cue.frame.kind, accept)
    )


def accept_threshold(
    proposer: Proposer, model: ChoiceModel, anchor: Anchor, payers: list[Scored], payees: list[Scored]
) -> float:
    """The least probability of a reading; lower for a sum over several givers and takers.

    Labelled sums of that sort are mostly unsure records, from which the model learns nothing.
    """
    sentence = proposer.reading.sentences[anchor.sentence]
    figure = Span(anchor.full.start - sentence.span.start, anchor.full.end - sentence.span.start)
    several = len(payers) > 1 and len(payees) > 1
    if several and scope_of(sentence.text, figure, proposer.reading.language) is Scope.AGGREGATE:
        return AGGREGATE_SHARE * model.thresholds["accept"]
    return model.thresholds["accept"]


def own_words_first(view: SentenceView, anchor: Anchor, scored: list[tuple[float, Link]]) -> list[tuple[float, Link]]:
    """Best first, but a deal word that stands nearer to another figure yields to one of the figure's own.

    Its own word must be at least ``OWN_SHARE`` as likely as the best.
    """
    base = view.sentence.span.start
    figures = [(a.full.start - base, a.full.end - base) for a in view.anchors if a.money is not None]
    here = (anchor.full.start - base, anchor.full.end - base)

    def own(link: Link) -> bool:
        there = (link.cue.start, link.cue.end)
        return all(span_distance(here, there) <= span_distance(figure, there) for figure in figures)

    if len(figures) < 2 or not scored or own(scored[0][1]):
        return scored
    mine = [pair for pair in scored if own(pair[1]) and pair[0] >= OWN_SHARE * scored[0][0]]
    return mine + [pair for pair in scored if pair not in mine] if mine else scored


def is_price(view: SentenceView, anchor: Anchor) -> bool:
    """True where a word for a price touches a small figure: a price of one thing is never a deal's sum."""
    if anchor.money is None or (anchor.money.high or anchor.money.low or 0) >= PRICE_LIMIT:
        return False
    start, end = anchor.full.start - view.sentence.span.start, anchor.full.end - view.sentence.span.start
    near = (veto for veto in view.vetoes if veto.reason == "price")
    return anchor.unit_price or any(-1 <= veto.start - end <= 2 or -1 <= start - veto.end <= 2 for veto in near)


def _family(kind: Kind) -> str:
    if kind in (Kind.EQUITY, Kind.DEBT, Kind.FINANCING):
        return "funding"
    return "supply" if kind in (Kind.COMMITMENT, Kind.PURCHASE) else str(kind)


def _veto_reason(proposer: Proposer, anchor: Anchor) -> str | None:
    view = proposer.view(anchor.sentence)
    middle = anchor.span.start - view.sentence.span.start
    nearest = min(view.vetoes, key=lambda veto: min(abs(veto.start - middle), abs(veto.end - middle)), default=None)
    return nearest.reason if nearest is not None else None


def rank(
    proposer: Proposer, model: ChoiceModel, anchor: Anchor, cues: list[Cue], role: str
) -> tuple[list[Scored], float]:
    """Each entity's probability in a role, best first, and that of nobody; averaged over the deal words that agree."""
    total: dict[int, Scored] = {}
    nobody = 0.0
    for cue in cues:
        candidates, none = proposer.choice(anchor, cue, role)
        shares = model.share(role, [*(c.features for c in candidates), none])
        nobody += shares[-1] / len(cues)
        strongest: dict[int, float] = {}
        for candidate, share in zip(candidates, shares, strict=False):
            entity = candidate.mention.entity
            item = total.setdefault(entity, Scored(entity, candidate.mention, 0.0, candidate.features, candidate.place))
            item.score += share / len(cues)
            if share > strongest.get(entity, 0.0) and cue is cues[0]:
                strongest[entity] = share
                item.mention, item.features, item.place = candidate.mention, candidate.features, candidate.place
    return sorted(total.values(), key=lambda item: -item.score), nobody


def one_house(entities: list[Entity], a: int, b: int) -> bool:
    """True for one entity, and for a division or product and its owner (Google Cloud and Google)."""
    if a == b:
        return True
    one, other = entities[a].party_id, entities[b].party_id
    if one is None or other is None:
        return False
    return _part_of(one, other) or _part_of(other, one)


def _part_of(part: str, whole: str) -> bool:
    table = load_parties()
    entry = table.get(part)
    return (entry.unit or str(entry.type) == "product") and whole in table.chain(part)


def choose_pair(
    entities: list[Entity], payers: list[Scored], no_payer: float, payees: list[Scored], no_payee: float
) -> tuple[Scored | None, Scored | None]:
    """The payer and payee (either may be nobody) of greatest joint probability; one house is not both."""
    options: list[tuple[float, Scored | None, Scored | None]] = []
    for payer, p in [*((item, item.score) for item in payers[:8]), (None, no_payer)]:
        for payee, q in [*((item, item.score) for item in payees[:8]), (None, no_payee)]:
            if payer is None or payee is None or not one_house(entities, payer.entity, payee.entity):
                options.append((p * q, payer, payee))
    _, payer, payee = max(options, key=lambda option: option[0])
    return payer, payee


def members_of(
    proposer: Proposer, cue: Cue, role: str, top: Scored, ranked: list[Scored]
) -> list[tuple[Scored, Features]]:
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


def event_threshold(model: ChoiceModel, kind: Kind) -> float:
    """The least probability of a deal told without a figure; supply and rights are seldom told otherwise than so."""
    return model.thresholds["event" if _family(kind) in ("funding", "acquisition") else "event_other"]


def _decide_events(proposer: Proposer, model: ChoiceModel, decision: Decision) -> None:
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
            features = event_features(proposer.reading, sentence, cue, payer, payee)
            score = model.score("event", features)
            start = sentence.span.start + cue.start
            span = Span(start, sentence.span.start + cue.end)
            kept = score >= event_threshold(model, cue.frame.kind)
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
