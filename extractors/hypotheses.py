"""What one figure could mean, all of it at once: a family of deals with a payer and a payee, or nothing.

Each figure is read first by itself (which deal words speak of it, who could pay and be paid). Then
payer and payee are weighed together, with what the article says elsewhere: another place of the
same sum, the parties of the figures round it, the company that the text is about.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, field, replace

from extractors.candidates import Link, Proposer
from extractors.choice import ChoiceModel
from extractors.cues import Cue
from extractors.drafts import Scored
from extractors.features.shape import span_distance
from extractors.featuretype import FeatureMap
from extractors.kinds import family
from extractors.reading import Anchor, Entity
from extractors.sums import one_sum
from extractors.views import SentenceView
from pipeline.parties import load_parties

FAMILIES = 2
"""Families of deal words that are weighed for one figure."""
LINK_FLOOR = 0.08
SECOND_SHARE = 0.3
"""What a second family's best link must reach of the first one's."""
OWN, BORROWED = 5, 2
"""Parties of a role that are weighed: of the figure's own surroundings, and of other places of the same sum."""
BORROWED_FLOOR = 0.2
MOST = 9
"""Hypotheses of one family that are weighed to the end."""
OWN_SHARE = 0.6
SURE = 0.5
"""How sure a figure must be a deal's for a payment to be part of that deal."""
TOUCH = 1
"""Characters between a figure and a deal word that touch."""
PRICE_LIMIT = 100_000
"""Below this a figure beside a word for a price is the price of one thing."""
_LEAST = 1e-3
_TRACE = 1e-6
"""Pairs less likely than this are not looked at."""


@dataclass(slots=True)
class FamilyView:
    """One family of deal words about a figure, with the parties that could play each role in it."""

    name: str
    link: Link
    score: float
    cues: list[Cue]
    payers: list[Scored]
    no_payer: float
    payees: list[Scored]
    no_payee: float

    def role(self, role: str) -> tuple[list[Scored], float]:
        """The ranked parties of a role and the share of nobody."""
        return (self.payers, self.no_payer) if role == "payer" else (self.payees, self.no_payee)

    @property
    def likeliest(self) -> tuple[int | None, int | None]:
        """The likeliest payer and payee, each None where nobody is likelier."""
        payer = self.payers[0].entity if self.payers and self.payers[0].share > self.no_payer else None
        payee = self.payees[0].entity if self.payees and self.payees[0].share > self.no_payee else None
        return payer, payee

    def share(self, role: str, entity: int | None) -> float:
        """The probability of an entity (None: of nobody) in a role."""
        ranked, nobody = self.role(role)
        if entity is None:
            return nobody
        return next((item.share for item in ranked if item.entity == entity), 0.0)


@dataclass(slots=True)
class FigureView:
    """A figure with its families (best first) and the places of the same sum elsewhere in the article.

    ``sure`` is the probability that it is a deal's at all, whatever the deal.
    """

    anchor: Anchor
    families: list[FamilyView]
    best: tuple[float, Link] | None
    sure: float = 0.0
    reason: str = ""
    siblings: list[FigureView] = field(default_factory=list)


@dataclass(slots=True)
class Hypothesis:
    """A family with its parties for one figure; either party may be nobody, not both."""

    view: FamilyView
    payer: Scored | None
    payee: Scored | None
    prior: float
    features: FeatureMap = field(default_factory=dict)


@dataclass(slots=True)
class Surroundings:
    """What the article's figures say together: who is mostly paid, who mostly pays, which pairs come again."""

    payees: Counter[int]
    payers: Counter[int]
    pairs: Counter[tuple[int, int]]
    figures: int


def view_figures(proposer: Proposer, model: ChoiceModel) -> list[FigureView]:
    """Every figure of a reading read by itself, and the places of one sum joined."""
    views = [_view(proposer, model, anchor) for anchor in proposer.reading.anchors]
    for view in views:
        view.siblings = [
            other
            for other in views
            if other is not view and other.families and one_sum(view.anchor.money, other.anchor.money)
        ]
        view.families += _of_another_figure(view, views)
    return views


def _of_another_figure(view: FigureView, views: list[FigureView]) -> list[FamilyView]:
    """What a payment may be a part of: the family of another figure's deal between the same two parties.

    Only where the payment's own word does not say what is paid for ("the first $4 billion has been paid").
    """
    if not view.families or not view.families[0].link.cue.frame.neutral:
        return []
    own = view.families[0]
    pair, known = own.likeliest, {one.name for one in view.families}
    told = (other.families[0] for other in views if other.families and other.sure >= SURE)
    theirs = next((one for one in told if one.name not in known and one.likeliest == pair), None)
    if theirs is None or None in pair:
        return []
    frame = own.link.cue.frame.model_copy(update={"kind": theirs.link.cue.frame.kind})
    return [replace(own, name=theirs.name, link=replace(own.link, cue=replace(own.link.cue, frame=frame)))]


def _view(proposer: Proposer, model: ChoiceModel, anchor: Anchor) -> FigureView:
    sentence = proposer.view(anchor.sentence)
    if is_price(sentence, anchor):
        return FigureView(anchor, [], None, reason="price")
    scored = [(model.score("link", link.features), link) for link in proposer.links(anchor)]
    scored = own_words_first(sentence, anchor, sorted(scored, key=lambda pair: -pair[0]))
    scored = _without_taken(sentence, anchor, scored)
    if not scored:
        return FigureView(anchor, [], None, reason="no_deal_word")
    top = max(score for score, _ in scored)
    if top < LINK_FLOOR:
        return FigureView(anchor, [], scored[0], reason="not_a_deal")
    by_family: dict[str, list[tuple[float, Link]]] = {}
    for score, link in scored:
        by_family.setdefault(family(str(link.cue.frame.kind)), []).append((score, link))
    chosen = sorted(by_family.items(), key=lambda item: -item[1][0][0])[:FAMILIES]
    families = [
        _family_view(proposer, model, anchor, name, links)
        for i, (name, links) in enumerate(chosen)
        if i == 0 or links[0][0] >= SECOND_SHARE * top
    ]
    return FigureView(anchor, families, scored[0], model.score("figure", proposer.figure(anchor)))


def _family_view(
    proposer: Proposer, model: ChoiceModel, anchor: Anchor, name: str, links: list[tuple[float, Link]]
) -> FamilyView:
    best, link = links[0]
    cues = [other.cue for score, other in links if score >= 0.5 * best][:3]
    payers, no_payer = rank(proposer, model, anchor, cues, "payer")
    payees, no_payee = rank(proposer, model, anchor, cues, "payee")
    no_payer, no_payee = share_out(proposer.reading.entities, (payers, no_payer), (payees, no_payee))
    payers.sort(key=lambda item: -item.share)
    payees.sort(key=lambda item: -item.share)
    return FamilyView(name, link, best, cues, payers, no_payer, payees, no_payee)


def share_out(
    entities: list[Entity], paying: tuple[list[Scored], float], paid: tuple[list[Scored], float]
) -> tuple[float, float]:
    """Set each party's ``share``: its probability in the role among all possible pairs; gives nobody's shares too.

    A pair of one house is impossible, and so is a deal of nobody with nobody. A division that surely is paid
    leaves nothing to its owner as payer, however near it stands.
    """
    (payers, no_payer), (payees, no_payee) = paying, paid
    nobody_pays, nobody_is_paid = no_payer * sum(item.score for item in payees), 0.0
    for item in payees:
        item.share = no_payer * item.score
    for payer in payers:
        payer.share = payer.score * no_payee
        nobody_is_paid += payer.score * no_payee
        for payee in payees:
            if payer.score * payee.score >= _TRACE and _possible(entities, payer, payee):
                payer.share += payer.score * payee.score
                payee.share += payer.score * payee.score
    total = nobody_pays + sum(payer.share for payer in payers)
    if total <= 0:
        return no_payer, no_payee
    for item in (*payers, *payees):
        item.share /= total
    return nobody_pays / total, nobody_is_paid / total


def _possible(entities: list[Entity], payer: Scored | None, payee: Scored | None) -> bool:
    if payer is None or payee is None:
        return payer is not payee
    return not one_house(entities, payer.entity, payee.entity)


def is_price(view: SentenceView, anchor: Anchor) -> bool:
    """True where a word for a price touches a small figure: a price of one thing is never a deal's sum."""
    if anchor.money is None or (anchor.money.high or anchor.money.low or 0) >= PRICE_LIMIT:
        return False
    start, end = anchor.full.start - view.sentence.span.start, anchor.full.end - view.sentence.span.start
    near = (veto for veto in view.vetoes if veto.reason == "price")
    return anchor.unit_price or any(-1 <= veto.start - end <= 2 or -1 <= start - veto.end <= 2 for veto in near)


def _without_taken(view: SentenceView, anchor: Anchor, scored: list[tuple[float, Link]]) -> list[tuple[float, Link]]:
    """Without the deal words that touch another figure, where a word of the figure's own touches it."""
    base = view.sentence.span.start
    here = (anchor.full.start - base, anchor.full.end - base)
    others = [(a.full.start - base, a.full.end - base) for a in view.anchors if a.money is not None and a is not anchor]

    def touches(link: Link, figure: tuple[int, int]) -> bool:
        return span_distance(figure, (link.cue.start, link.cue.end)) <= TOUCH

    if not any(touches(link, here) for _, link in scored):
        return scored
    return [
        (score, link)
        for score, link in scored
        if touches(link, here) or not any(touches(link, figure) for figure in others)
    ]


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


def surroundings(views: list[FigureView]) -> Surroundings:
    """Count the likeliest parties of every figure that has a deal word."""
    found = Surroundings(Counter(), Counter(), Counter(), 0)
    for view in views:
        if not view.families:
            continue
        found.figures += 1
        payer, payee = view.families[0].likeliest
        if payer is not None:
            found.payers[payer] += 1
        if payee is not None:
            found.payees[payee] += 1
        if payer is not None and payee is not None:
            found.pairs[payer, payee] += 1
    return found


def hypotheses(entities: list[Entity], view: FigureView) -> list[Hypothesis]:
    """The likeliest families and pairs of parties of one figure, without features yet."""
    found: list[Hypothesis] = []
    for families in view.families:
        options: list[Hypothesis] = []
        payers = [*_parties(view, families, "payer"), None]
        payees = [*_parties(view, families, "payee"), None]
        for payer in payers:
            p = max(families.share("payer", payer.entity if payer else None), _LEAST)
            for payee in payees:
                if not _possible(entities, payer, payee):
                    continue
                q = max(families.share("payee", payee.entity if payee else None), _LEAST)
                options.append(Hypothesis(families, payer, payee, p * q * families.score))
        options.sort(key=lambda item: -item.prior)
        found += options[:MOST]
    return found


def _parties(view: FigureView, families: FamilyView, role: str) -> list[Scored]:
    """The best parties of a role near the figure, and those of the same sum elsewhere."""
    own = families.role(role)[0][:OWN]
    known = {item.entity for item in own}
    borrowed: dict[int, Scored] = {}
    for other in view.siblings:
        for there in other.families[:1]:
            for item in there.role(role)[0][:BORROWED]:
                if item.entity not in known and item.share >= BORROWED_FLOOR:
                    best = borrowed.get(item.entity)
                    if best is None or item.share > best.share:
                        borrowed[item.entity] = item
    return [*own, *sorted(borrowed.values(), key=lambda item: -item.share)[:BORROWED]]


def one_house(entities: list[Entity], a: int, b: int) -> bool:
    """True for one entity, and for a division or product and its owner (Google Cloud and Google)."""
    if a == b:
        return True
    one, other = entities[a].party_id, entities[b].party_id
    if one is None or other is None:
        return False
    return _part_of(one, other) or _part_of(other, one)


@functools.lru_cache(maxsize=50_000)
def _part_of(part: str, whole: str) -> bool:
    table = load_parties()
    entry = table.get(part)
    return (entry.unit or str(entry.type) == "product") and whole in table.chain(part)
