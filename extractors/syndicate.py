"""The investors of a round where the text lists them in a sentence of their own.

"Other investors in the round include A, B and C", "D and E also participated": the sentence has no
figure, so its names are no candidates of a figure's own sentence. They are read here by the list's
marks and given to the draft of the round that the sentence speaks of.
"""

from __future__ import annotations

from extractors.candidates import Proposer
from extractors.drafts import Draft, Scored
from extractors.features.shape import is_cumulative
from extractors.investors import listed_investors
from extractors.reading import Mention, Sentence
from pipeline.types import Kind

_REACH = 3
_MOST = 8
_ROUND_FRAMES = frozenset(
    {"round", "raise", "get_money", "financing", "lead", "value_round", "buy_stake", "stake", "participate"}
    | {"follow", "investors"}
)
"""Frames of both languages that speak of a round."""


def add_listed_investors(proposer: Proposer, drafts: list[Draft]) -> None:
    """Add the investors of list sentences to the drafts of their rounds, at every place that states the sum."""
    reading = proposer.reading
    rounds = [draft for draft in drafts if _is_round(proposer, draft)]
    if not rounds:
        return
    summed = {anchor.sentence for anchor in reading.anchors if anchor.money is not None}
    for sentence in reading.sentences:
        if not sentence.words or sentence.index in summed:
            continue
        investors = listed_investors(reading, sentence, proposer.view(sentence.index).mentions)
        if not investors:
            continue
        draft = _round_of(proposer, rounds, sentence)
        if draft is not None:
            for place in rounds:
                if place is draft or _one_sum(place, draft):
                    _extend(place, investors)


def _is_round(proposer: Proposer, draft: Draft) -> bool:
    if draft.anchor is None or draft.anchor.money is None or draft.kind not in (Kind.EQUITY, Kind.FINANCING):
        return False
    sentence = proposer.reading.sentences[draft.sentence]
    return (
        draft.cue.frame.id in _ROUND_FRAMES
        and bool(draft.payees)
        and not is_cumulative(sentence, draft.anchor, proposer.reading.language)
    )


def _round_of(proposer: Proposer, rounds: list[Draft], sentence: Sentence) -> Draft | None:
    """The round that a list speaks of: of a company it names, else the last one just before, else the topic's."""
    before = [draft for draft in rounds if draft.sentence < sentence.index]
    named = {m.entity for m in proposer.view(sentence.index).mentions if not m.anaphor}
    own = [draft for draft in before if draft.payees[0].entity in named]
    near = [draft for draft in before if sentence.index - draft.sentence <= _REACH]
    topic = [draft for draft in before if draft.payees[0].entity == proposer.reading.topic]
    return next((group[-1] for group in (own, near, topic[:1]) if group), None)


def _one_sum(a: Draft, b: Draft) -> bool:
    return (
        a.anchor is not None
        and b.anchor is not None
        and a.anchor.money == b.anchor.money
        and a.payees[0].entity == b.payees[0].entity
    )


def _extend(draft: Draft, investors: list[Mention]) -> None:
    known = {item.entity for item in (*draft.payers, *draft.payees)}
    for mention in investors:
        if mention.entity not in known and len(draft.payers) < _MOST:
            known.add(mention.entity)
            draft.payers.append(Scored(mention.entity, mention, 0.5, {}))
