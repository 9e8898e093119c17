"""English slots, from the parse around a deal word."""

from __future__ import annotations

from extractors.cues import Cue
from extractors.lexicon import frames
from extractors.reading import Mention, Sentence, Word
from extractors.slots import Place

_DIRECT = {
    "nsubj": "subj",
    "nsubjpass": "subjpass",
    "dobj": "obj",
    "obj": "obj",
    "attr": "obj",
    "oprd": "obj",
    "dative": "dative",
    "poss": "poss",
    "compound": "compound",
    "nmod": "compound",
    "amod": "compound",
    "npadvmod": "compound",
    "appos": "appos",
    "csubj": "subj",
}
_ADVERBIAL = ("as", "after", "before", "since", "amid", "despite", "following", "because", "like", "unlike", "than")
"""Prepositions that put a deal word outside the clause of the verb above it."""
_LEADS = ("lead", "co-lead", "colead", "anchor")
_LISTING = ("include", "including", "like", "as", "alongside")


def english_place(sentence: Sentence, cue: Cue, mention: Mention) -> Place:
    """The slot of a mention in the parse around an English cue; ``none`` where the parse does not join them."""
    words = sentence.words
    if mention.word < 0 or cue.word < 0 or mention.word == cue.word:
        return Place("none")
    node, coordinated, listed = _lift(words, mention.word)
    if node == cue.word:
        node, coordinated, listed = mention.word, False, False
    down = _path(words, node, cue.word)
    if down is not None:
        slot, depth = _slot_under(words, down)
        return Place(slot, depth, coordinated, listed)
    slot, depth = _slot_above(words, cue, node)
    return Place(slot, depth, coordinated, listed)


def _lift(words: tuple[Word, ...], node: int) -> tuple[int, bool, bool]:
    """From a list member to the head of its list, from "backers including X" to "backers"."""
    coordinated = listed = False
    for _ in range(12):
        word = words[node]
        head = words[word.head]
        if word.head == node:
            break
        if word.dep in ("conj", "appos") and not head.tag.startswith("VB"):
            coordinated = coordinated or word.dep == "conj"
            node = word.head
        elif word.dep == "pobj" and head.lemma.lower() in _LISTING and words[head.head].tag.startswith("NN"):
            listed = True
            node = head.head
        elif (
            word.dep in ("compound", "nmod")
            and not head.tag.startswith("VB")
            and head.lemma.lower() in ("co", "inc", "corp", "ltd", "group", "plc")
        ):
            node = word.head
        else:
            break
    return node, coordinated, listed


def _path(words: tuple[Word, ...], node: int, goal: int) -> list[int] | None:
    """Words from ``node`` up to just below ``goal``; None where ``goal`` is not above."""
    path = [node]
    for _ in range(40):
        head = words[path[-1]].head
        if head == goal:
            return path
        if head == path[-1]:
            return None
        path.append(head)
    return None


def _slot_under(words: tuple[Word, ...], path: list[int]) -> tuple[str, int]:
    led = any(words[i].lemma.lower() in _LEADS and words[i].tag == "VBN" for i in path[1:])
    if led and any(words[i].dep == "agent" for i in path):
        return "led_by", 0
    if any(words[i].tag.startswith("VB") for i in path[1:]):
        return "deep", len(path)
    if len(path) == 1:
        slot = _DIRECT.get(words[path[0]].dep, "other")
        return ("obj_with" if slot == "obj" and _gets_something(words, path[0]) else slot), 0
    preps = [i for i in path if words[i].dep in ("prep", "agent", "dative") or words[i].tag in ("IN", "TO")]
    top = path[-1]
    if len(path) == 2 and preps:
        return ("agent" if words[top].dep == "agent" else words[top].lemma.lower()), 0
    if preps and len(path) <= 7:
        lowest = preps[0]
        return ("agent" if words[lowest].dep == "agent" else words[lowest].lemma.lower()), len(preps) - 1 + (
            0 if lowest == top else 1
        )
    if len(path) <= 3 and words[path[0]].dep == "poss":
        return "poss", 1
    return _DIRECT.get(words[top].dep, "other") + "_mod", 1


def _gets_something(words: tuple[Word, ...], node: int) -> bool:
    """True for the object of a verb that gives it something: "supply a bank with servers"."""
    verb = words[node].head
    return words[verb].lemma.lower() in frames("en").verbs["supply"] and any(
        word.head == verb and word.dep == "prep" and word.lemma.lower() == "with" and i > node
        for i, word in enumerate(words)
    )


def _slot_above(words: tuple[Word, ...], cue: Cue, node: int) -> tuple[str, int]:
    """Arguments that the cue shares with the words above it: subjects of governing verbs, heads of relative clauses."""
    current, depth = cue.word, 0
    subject_open = True
    outside = False
    verb_seen = words[cue.word].tag.startswith("VB")
    for _ in range(8):
        word = words[current]
        children = [i for i, w in enumerate(words) if w.head == current and i != current]
        if (
            word.tag.startswith("VB")
            and verb_seen
            and any(
                words[i].dep in ("nsubj", "nsubjpass") and words[i].tag not in ("WDT", "WP", "WRB") for i in children
            )
            and current != cue.word
        ):
            subject_open = False
        parent = word.head
        if parent == current:
            return "none", depth
        if word.dep in ("relcl", "acl") and node == parent:
            own = [i for i in children if words[i].dep in ("nsubj", "nsubjpass")]
            relative = any(words[i].tag in ("WDT", "WP") for i in own)
            if not verb_seen:
                return _noun_subject(words, current), depth
            if own and not relative:
                return "obj", depth
            passive = any(words[i].dep == "nsubjpass" for i in own) or (not own and word.tag == "VBN")
            return ("subjpass" if passive else "subj"), depth
        above = words[parent]
        outside = outside or (not verb_seen and word.dep == "prep" and word.lemma.lower() in _ADVERBIAL)
        if above.tag.startswith("VB"):
            path = _path(words, node, parent)
            if path is not None and current not in path:
                dep = words[path[-1]].dep
                if len(path) == 1 and dep in ("nsubj", "nsubjpass", "csubj"):
                    cue_has_own = verb_seen and any(
                        w.head == cue.word and w.dep in ("nsubj", "nsubjpass") and w.tag not in ("WDT", "WP")
                        for w in words
                    )
                    if cue_has_own or outside or not subject_open:
                        return "far_subj", depth + 1
                    if cue.noun and not verb_seen:
                        return (
                            "subj" if word.dep == "attr" else _noun_subject(words, parent)
                        ) if dep != "nsubjpass" else "getsubj_pass", depth
                    return "subj", depth
                if cue.noun and not verb_seen:
                    if len(path) == 2 and words[path[-1]].dep == "agent":
                        return ("led_by" if above.lemma.lower() in ("lead", "co-lead", "colead") else "agent"), depth
                    if len(path) == 1 and dep in ("dobj", "dative", "attr"):
                        return "vobj", depth
                    slot, extra = _slot_under(words, path)
                    return slot, depth + extra
                slot, extra = _slot_under(words, path)
                return (
                    slot if slot in ("from", "by", "agent", "led_by", "in", "to") else "far_" + slot
                ), depth + extra + 1
            verb_seen = True
        elif above.tag.startswith("NN"):
            path = _path(words, node, parent)
            if path is not None and current not in path:
                slot, extra = _slot_under(words, path)
                return slot, depth + extra + 1
            depth += 1
        current = parent
    return "none", depth


def _noun_subject(words: tuple[Word, ...], verb: int) -> str:
    lemma = words[verb].lemma.lower()
    return "givesubj" if lemma in frames("en").verbs["give"] and lemma not in frames("en").verbs["get"] else "getsubj"
