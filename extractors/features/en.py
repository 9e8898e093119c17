"""Features that only English has: the parse between figure, deal word and party, and the words that touch a party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.cues import Cue
from extractors.featuretype import Features
from extractors.lexicon import patterns
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence
from extractors.slots import Place

STUFF = "stuff.yml"
"""What names and deal words stand beside, as named patterns."""
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
    f = _syntax(sentence, anchor, cue)
    if cue.noun and patterns(STUFF)["denied"].search(sentence.folded[max(0, cue.start - 40) : cue.start]):
        f |= {"cue.denied": 1.0, f"cue.denied:{cue.frame.id}": 1.0}
    return f


def mention_extra(sentence: Sentence, mention: Mention) -> Features:
    """What stands directly before and after a party."""
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    f: Features = {}
    if mention.anaphor:
        return f
    if _RIVAL.match(sentence.text, end):
        f["modifies.other"] = 1.0
    if _FORMER.search(sentence.text[max(0, start - 16) : start]):
        f["former.or.rival"] = 1.0
    goods = bool(patterns(STUFF)["goods_after"].match(sentence.text, end))
    made = bool(patterns(STUFF)["made_with_before"].search(sentence.text[max(0, start - 60) : start]))
    if goods or made:
        f[f"maker:goods={goods}:made.with={made}"] = 1.0
    if sentence.text[max(0, start - 2) : start].endswith("("):
        f["in.brackets"] = 1.0
    return f


def owns_other(sentence: Sentence, mention: Mention, place: Place) -> bool:
    """True where a possessive stands after a name that is no owner of the deal word itself."""
    end = mention.span.end - sentence.span.start
    return not mention.anaphor and place.slot != "poss" and sentence.text[end : end + 2] in ("'s", "’s")


def cue_extra(reading: Reading, row: Sequence[Mention], sentence: Sentence, cue: Cue, mention: Mention) -> Features:
    """Whether a party is the subject of the deal word's clause as written."""
    name = written_subject(sentence, cue, mention.span.end - sentence.span.start)
    return {f"written.subject={name}": 1.0, f"written.subject:{cue.frame.id}": 1.0} if name else {}


def bracket_extra(
    reading: Reading, row: Sequence[Mention], sentence: Sentence, anchor: Anchor, mention: Mention
) -> Features:
    """How a party stands to the bracket that a figure is in."""
    owner = _bracket_owner(reading, row, sentence, anchor, mention)
    return {f"bracket={owner}": 1.0} if owner else {}


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


def bracket_owners(reading: Reading, row: Sequence[Mention], anchor: Anchor) -> list[Mention]:
    """For a figure in brackets: the mentions of its sentence that stand in the bracket or own it; else none."""
    sentence = reading.sentences[anchor.sentence]
    return [
        mention for mention in row if _bracket_owner(reading, row, sentence, anchor, mention) in ("owner", "inside")
    ]


def _bracket_owner(
    reading: Reading, row: Sequence[Mention], sentence: Sentence, anchor: Anchor, mention: Mention
) -> str:
    """For a figure in brackets: whether the party stands right before the bracket, in it, or elsewhere."""
    here = anchor.span.start - sentence.span.start
    opened = sentence.text.rfind("(", 0, here)
    if opened < 0 or ")" in sentence.text[opened:here]:
        return ""
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    if start > opened:
        closed = sentence.text.find(")", here)
        return "inside" if closed < 0 or start < closed else "elsewhere"
    before = [
        m.span.end
        for m in row
        if m.span.end - sentence.span.start <= opened and reading.entities[m.entity].type is not MentionType.MEDIA
    ]
    return "owner" if before and max(before) - sentence.span.start == end else "elsewhere"


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
