"""One figure for several deals: "contracts of up to $200 million each", "$2 billion in A and the same amount in B"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.drafts import Draft, Scored
from extractors.reading import Reading, Sentence

_EACH = re.compile(r"\b(?:each|apiece|respectively)\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:the same|an equal|an identical|a similar) (?:amount|sum|investment|stake)\b", re.IGNORECASE)
_REACH = 80


def one_each(reading: Reading, draft: Draft) -> list[Draft]:
    """A draft, or one for each payee where the figure is each one's own."""
    if draft.anchor is None:
        return [draft]
    sentence = reading.sentences[draft.sentence]
    payees = draft.payees + [item for item in _same_amount(reading, draft, sentence) if not _holds(draft, item)]
    if len(payees) < 2 or not (_is_each(draft, sentence) or len(payees) > len(draft.payees)):
        return [draft]
    return [replace(draft, payees=[payee]) for payee in payees]


def _holds(draft: Draft, item: Scored) -> bool:
    return any(item.entity == other.entity for other in (*draft.payers, *draft.payees))


def _is_each(draft: Draft, sentence: Sentence) -> bool:
    """A plural deal word with a figure under it ("awards of $5 million"), or "each" near the figure."""
    if draft.anchor is None:
        return False
    here = draft.anchor.full.end - sentence.span.start
    if _EACH.search(sentence.text[max(0, here - _REACH) : here + _REACH // 2]):
        return True
    return draft.cue.word >= 0 and sentence.words[draft.cue.word].tag == "NNS"


def _same_amount(reading: Reading, draft: Draft, sentence: Sentence) -> list[Scored]:
    """The party after "the same amount in", behind the figure that is meant."""
    match = _SAME.search(sentence.text)
    if match is None or draft.anchor is None or sentence.span.start + match.start() < draft.anchor.span.end:
        return []
    nearer = [
        anchor
        for anchor in reading.anchors
        if anchor.sentence == draft.sentence
        and draft.anchor.span.end <= anchor.span.start < sentence.span.start + match.start()
    ]
    following = [
        mention
        for mention in reading.mentions
        if mention.sentence == draft.sentence
        and mention.entity >= 0
        and 0 <= mention.span.start - sentence.span.start - match.end() <= _REACH // 2
    ]
    return [Scored(following[0].entity, following[0], 0.5, {})] if following and not nearer else []
