"""Features that only English has: the parse between figure, deal word and party."""

from __future__ import annotations

from extractors.cues import Cue
from extractors.featuretype import Features
from extractors.reading import Anchor, Mention, Reading, Sentence
from extractors.slots import Place


def link_extra(reading: Reading, sentence: Sentence, anchor: Anchor, cue: Cue, gap: str, side: str) -> Features:
    """What the parse says of a figure and a deal word; ``gap`` is the text between, ``side`` where the word stands."""
    return _syntax(sentence, anchor, cue)


def role_extra(reading: Reading, anchor: Anchor, cue: Cue, mention: Mention, place: Place, role: str) -> Features:
    """What only English says of a party in a role."""
    return {}


def _syntax(sentence: Sentence, anchor: Anchor, cue: Cue) -> Features:
    words = sentence.words
    inside = [i for i, w in enumerate(words) if w.start < anchor.span.end and anchor.span.start < w.end]
    if not inside or cue.word < 0:
        return {"syntax=none": 1.0}
    head = next((i for i in inside if words[i].head not in inside or words[i].head == i), inside[-1])
    if cue.word in inside:
        return {"syntax=inside": 1.0}
    path, node = [], head
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
