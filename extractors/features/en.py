"""Features that only English has: the parse between figure, deal word and party, and the words that touch a party."""

from __future__ import annotations

import re

from extractors.cues import Cue
from extractors.featuretype import Features
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence
from extractors.slots import Place

_AUXILIARIES = re.compile(
    r"(?:has|have|had|is|was|were|are|will|would|to|also|just|recently|reportedly|already|now|itself|currently|later"
    r"|previously|since|quietly|then|both|be|been|said|says|announced|plans|agreed|it|\W)+",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?,[^,;()]{2,90},\s*")
_RIVAL = re.compile(
    r"[-\s]+(?:\w+ )?(?:challengers?|rivals?|competitors?|alums?|alumni|alumnus|veterans?|researchers?|engineers?"
    r"|executives?|execs?|co-?founders?|founders?|professors?|chips?|gpus?|processors?|accelerators?|spinouts?|spinoffs?|scientists?"
    r"|chief|ceo|cto|cfo|president|chairman|employees?|users?|customers?|owned|run|like|style|based)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:former|ex|formerly|previously|unlike|rival|rivals|competitors?|against)[-\s]+(?:of )?$", re.IGNORECASE
)


def link_extra(reading: Reading, sentence: Sentence, anchor: Anchor, cue: Cue, gap: str, side: str) -> Features:
    """What the parse says of a figure and a deal word; ``gap`` is the text between, ``side`` where the word stands."""
    return _syntax(sentence, anchor, cue)


def role_extra(reading: Reading, anchor: Anchor, cue: Cue, mention: Mention, place: Place, role: str) -> Features:
    """What stands directly before and after a party, and whether it is the subject of the clause as written."""
    sentence = reading.sentences[mention.sentence]
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    f: Features = {}
    if not mention.anaphor:
        if _RIVAL.match(sentence.text, end):
            f["modifies.other"] = 1.0
        if place.slot != "poss" and sentence.text[end : end + 2] in ("'s", "’s"):
            f["owns.other"] = 1.0
        if _FORMER.search(sentence.text[max(0, start - 16) : start]):
            f["former.or.rival"] = 1.0
        if sentence.text[max(0, start - 2) : start].endswith("("):
            f["in.brackets"] = 1.0
    if mention.sentence != anchor.sentence:
        return f
    name = written_subject(sentence, cue, end)
    if name:
        f[f"written.subject={name}"] = 1.0
        f[f"written.subject:{cue.frame.id}"] = 1.0
    owner = _bracket_owner(reading, sentence, anchor, mention)
    if owner:
        f[f"bracket={owner}"] = 1.0
    return f


def written_subject(sentence: Sentence, cue: Cue, end: int) -> str:
    """How a name that ends at ``end`` stands before the verb of a deal word: touching, with an apposition, or not."""
    verb = _verb_start(sentence, cue)
    if verb <= end:
        return ""
    gap = sentence.text[end:verb]
    if gap.lstrip()[:2] in ("'s", "’s"):
        return ""
    if not gap.strip() or _AUXILIARIES.fullmatch(gap):
        return "touching"
    aside = _APPOSITION.match(gap)
    if aside and (aside.end() == len(gap) or _AUXILIARIES.fullmatch(gap, aside.end())):
        return "apposition"
    return ""


def _verb_start(sentence: Sentence, cue: Cue) -> int:
    """Where the verb that governs a deal word begins in the sentence; the word itself where it is a verb."""
    words, node = sentence.words, cue.word
    if node < 0:
        return -1
    for _ in range(6):
        if words[node].tag.startswith("VB"):
            return words[node].start - sentence.span.start
        if words[node].head == node:
            break
        node = words[node].head
    return -1


def bracket_owners(reading: Reading, anchor: Anchor, mentions: list[Mention]) -> list[Mention]:
    """For a figure in brackets: the mentions that stand in the bracket or own it; empty where there are none."""
    sentence = reading.sentences[anchor.sentence]
    return [
        mention
        for mention in mentions
        if mention.sentence == anchor.sentence
        and _bracket_owner(reading, sentence, anchor, mention) in ("owner", "inside")
    ]


def _bracket_owner(reading: Reading, sentence: Sentence, anchor: Anchor, mention: Mention) -> str:
    """For a figure in brackets: whether the party stands right before the bracket, in it, or elsewhere."""
    here = anchor.span.start - sentence.span.start
    opened = sentence.text.rfind("(", 0, here)
    if opened < 0 or ")" in sentence.text[opened:here]:
        return ""
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    if start > opened:
        closed = sentence.text.find(")", here)
        return "inside" if closed < 0 or start < closed else "elsewhere"
    row = [
        m
        for m in reading.mentions
        if m.sentence == sentence.index
        and m.span.end - sentence.span.start <= opened
        and m.entity >= 0
        and reading.entities[m.entity].type is not MentionType.MEDIA
    ]
    return "owner" if row and max(m.span.end for m in row) - sentence.span.start == end else "elsewhere"


def _syntax(sentence: Sentence, anchor: Anchor, cue: Cue) -> Features:
    words = sentence.words
    inside = [i for i, w in enumerate(words) if w.start < anchor.span.end and anchor.span.start < w.end]
    if not inside or cue.word < 0:
        return {"syntax=none": 1.0}
    head = next((i for i in inside if words[i].head not in inside or words[i].head == i), inside[-1])
    if cue.word in inside:
        return {"syntax=inside": 1.0}
    path: list[str] = []
    node = head
    for _ in range(12):
        if node == cue.word:
            return {
                f"syntax=under:{min(len(path), 4)}": 1.0,
                f"syntax.top={path[-1] if path else ''}:{'n' if cue.noun else 'v'}": 1.0,
            }
        path.append(
            words[node].dep if words[node].dep not in ("prep", "agent") else f"prep_{words[node].lemma.lower()}"
        )
        if words[node].head == node:
            break
        node = words[node].head
    above, node = set(), cue.word
    for _ in range(12):
        above.add(node)
        if words[node].head == node:
            break
        node = words[node].head
    if head in above:
        return {"syntax=over": 1.0}
    node, up = head, 0
    while node not in above and up < 12:
        node, up = words[node].head, up + 1
    return {f"syntax=shared:{min(up, 4)}": 1.0}
