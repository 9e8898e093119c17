"""Deal words that stand without a figure: the two parties that their frame points to."""

from __future__ import annotations

from extractors.candidates import Proposer
from extractors.cues import Cue
from extractors.reading import Mention, MentionType
from extractors.slots import Place

Found = tuple[Mention, Place, float]


def slot_pair(proposer: Proposer, cue: Cue, index: int) -> tuple[Found, Found] | None:
    """The nearest mentions that the frame of a deal word makes payer and payee; None where either is missing."""
    view = proposer.view(index)
    payer: Found | None = None
    payee: Found | None = None
    for mention in view.mentions:
        place = proposer.place(cue, mention)
        if proposer.reading.entities[mention.entity].type in (MentionType.MEDIA, MentionType.PLACE):
            continue
        rank = -abs(mention.span.start - view.sentence.span.start - cue.start) / 1000 - place.depth
        pays, paid = place.slot in cue.frame.payer, place.slot in cue.frame.payee
        if not pays and not paid and place.slot in cue.frame.counterpart:
            pays = payer is None
            paid = not pays
        if pays and not paid and (payer is None or rank > payer[2]):
            payer = (mention, place, rank)
        elif paid and not pays and (payee is None or rank > payee[2]):
            payee = (mention, place, rank)
    if payer is None or payee is None or payer[0].entity == payee[0].entity:
        return None
    return payer, payee
