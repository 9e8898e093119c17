"""Headlines hide names ("a former bitcoin miner"): what one says of a sum yields to the sentence that tells it."""

from __future__ import annotations

from dataclasses import replace

from extractors.drafts import Draft, Scored
from extractors.features.shape import LONG
from extractors.kinds import family
from extractors.reading import Reading
from extractors.sums import one_sum


def told_by_the_body(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of the headline with the parties of the body where it tells their sum of one other pair only.

    The pair must share a side with the headline's, the headline's other party must give or get that sum nowhere else,
    and the body must be as sure as the headline.
    """
    if len(reading.sentences) < LONG:
        return drafts
    return [_corrected(draft, drafts) if draft.sentence == 0 else draft for draft in drafts]


def _corrected(headline: Draft, drafts: list[Draft]) -> Draft:
    if headline.anchor is None or headline.anchor.money is None:
        return headline
    told = [
        draft
        for draft in drafts
        if draft.sentence > 0
        and draft.anchor is not None
        and one_sum(headline.anchor.money, draft.anchor.money)
        and family(str(draft.kind)) == family(str(headline.kind))
    ]
    if len({(_who(draft.payers), _who(draft.payees)) for draft in told}) != 1:
        return headline
    surest = max(told, key=lambda draft: draft.confidence)
    payer = bool(_who(surest.payers) & _who(headline.payers))
    payee = bool(_who(surest.payees) & _who(headline.payees))
    if payer == payee or surest.confidence < headline.confidence or not surest.payers or not surest.payees:
        return headline
    if payer:
        return replace(headline, payees=list(surest.payees))
    return replace(headline, payers=list(surest.payers))


def _who(items: list[Scored]) -> frozenset[int]:
    return frozenset(item.entity for item in items)
