"""The place of a party with regard to a deal word: subject, object, after "from", between 向 and the word, …

English slots come from the parse, Chinese ones from order and marks. A slot is a short name that
the frames files use; ``Place`` adds what the choice model wants to know about the place.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.cues import Cue
from extractors.lexicon import frames
from extractors.reading import Mention, Sentence, Word

_SUBJECTS = ("nsubj", "csubj", "expl")
_DIRECT = {"nsubj": "subj", "nsubjpass": "subjpass", "dobj": "obj", "obj": "obj", "attr": "obj", "oprd": "obj", "dative": "dative", "poss": "poss",
           "compound": "compound", "nmod": "compound", "amod": "compound", "npadvmod": "compound", "appos": "appos", "csubj": "subj"}
_LISTING = ("include", "including", "like", "as", "alongside")


@dataclass(frozen=True, slots=True)
class Place:
    """A slot, how many nouns lie between, whether the party is one of a list, and whether it was listed by "including"."""

    slot: str
    depth: int = 0
    coordinated: bool = False
    listed: bool = False


def word_index(sentence: Sentence, mention: Mention) -> int:
    """The syntactic head word of a mention in its sentence; -1 where the sentence was not analysed."""
    inside = [i for i, w in enumerate(sentence.words) if w.start < mention.span.end and mention.span.start < w.end]
    for i in inside:
        if sentence.words[i].head not in inside or sentence.words[i].head == i:
            return i
    return inside[-1] if inside else -1


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
        elif word.dep in ("compound", "nmod") and not head.tag.startswith("VB") and head.lemma.lower() in ("co", "inc", "corp", "ltd", "group", "plc"):
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
    if any(words[i].lemma.lower() in ("lead", "co-lead", "colead", "anchor") and words[i].tag == "VBN" for i in path[1:]):
        if any(words[i].dep == "agent" for i in path):
            return "led_by", 0
    if any(words[i].tag.startswith("VB") for i in path[1:]):
        return "deep", len(path)
    if len(path) == 1:
        return _DIRECT.get(words[path[0]].dep, "other"), 0
    preps = [i for i in path if words[i].dep in ("prep", "agent", "dative") or words[i].tag in ("IN", "TO")]
    top = path[-1]
    if len(path) == 2 and preps:
        return ("agent" if words[top].dep == "agent" else words[top].lemma.lower()), 0
    if preps and len(path) <= 7:
        lowest = preps[0]
        return ("agent" if words[lowest].dep == "agent" else words[lowest].lemma.lower()), len(preps) - 1 + (0 if lowest == top else 1)
    if len(path) <= 3 and words[path[0]].dep == "poss":
        return "poss", 1
    return _DIRECT.get(words[top].dep, "other") + "_mod", 1


def _slot_above(words: tuple[Word, ...], cue: Cue, node: int) -> tuple[str, int]:
    """Arguments that the cue shares with the words above it: subjects of governing verbs, heads of relative clauses."""
    current, depth = cue.word, 0
    subject_open = True
    verb_seen = words[cue.word].tag.startswith("VB")
    for _ in range(8):
        word = words[current]
        children = [i for i, w in enumerate(words) if w.head == current and i != current]
        if word.tag.startswith("VB") and verb_seen and any(words[i].dep in ("nsubj", "nsubjpass") and words[i].tag not in ("WDT", "WP", "WRB") for i in children) and current != cue.word:
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
        if above.tag.startswith("VB"):
            path = _path(words, node, parent)
            if path is not None and current not in path:
                dep = words[path[-1]].dep
                if len(path) == 1 and dep in ("nsubj", "nsubjpass", "csubj"):
                    cue_has_own = verb_seen and any(w.head == cue.word and w.dep in ("nsubj", "nsubjpass") and w.tag not in ("WDT", "WP") for w in words)
                    if cue_has_own or not subject_open:
                        return "far_subj", depth + 1
                    if cue.noun and not verb_seen:
                        return ("subj" if word.dep == "attr" else _noun_subject(words, parent)) if dep != "nsubjpass" else "getsubj_pass", depth
                    return "subj", depth
                if cue.noun and not verb_seen:
                    if len(path) == 2 and words[path[-1]].dep == "agent":
                        return ("led_by" if above.lemma.lower() in ("lead", "co-lead", "colead") else "agent"), depth
                    if len(path) == 1 and dep in ("dobj", "dative", "attr"):
                        return "vobj", depth
                    slot, extra = _slot_under(words, path)
                    return slot, depth + extra
                slot, extra = _slot_under(words, path)
                return (slot if slot in ("from", "by", "agent", "led_by", "in", "to") else "far_" + slot), depth + extra + 1
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


@functools.cache
def _mark_patterns() -> dict[str, re.Pattern[str]]:
    table = frames("zh").marks
    return {
        name: re.compile("(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?:[了到]|了来自)?[“\"《（( ]*(?P<mod>[^，。；：、,;]{0,12})$")
        for name, words in table.items()
    }


_CLAUSE = re.compile(r"[，。；：！？,;:!?\n]")
_SMALL = re.compile(r"[，。；！？;!?\n]|(?<!\d),(?!\d)")
_MODIFIER = re.compile(r"(?:[^，。；：、,;]*?(?:公司|企业|巨头|厂商|开发商|平台|机构|商|基金|品牌|团队|集团|独角兽|竞争对手|旗下|的|资本|及|和|、|等|初创|领域|人工智能|AI|英国|美国|法国|德国|中国|日本|科技|芯片|大模型|云|国际|投资方|者|首席执行官|创始人|子公司)\s*)$")
_BETWEEN_LIST = re.compile(r"^[\s、，,和及与以\w&.（）()“”\"·'’-]{0,80}$")
_LIST_JOIN = re.compile(r"(?:[、，,]|和|及|与|以及)\s*$")
_INCLUDING = re.compile(r"(?:包括了?|包含|为|有|是|：|:|由)\s*[^，。；]{0,60}$")


def chinese_place(sentence: Sentence, cue: Cue, mention: Mention, earlier: tuple[Mention, ...]) -> Place:
    """The slot of a mention by order and marks around a Chinese cue. ``earlier`` are the sentence's other mentions."""
    text = sentence.folded
    start, end = mention.span.start - sentence.span.start, mention.span.end - sentence.span.start
    listed = bool(_LIST_JOIN.search(text[:start])) or bool(re.match(r"\s*(?:[、]|和|及|与|以及|等)", text[end:]))
    if start >= cue.end:
        gap = text[cue.end : start]
        if _SMALL.search(gap):
            clause = text[max(m.end() for m in _SMALL.finditer(text, cue.end, start)) : start]
            if _INCLUDING.search(clause) and cue.frame.id in ("investors",):
                return Place("incl", 0, listed)
            return Place("after_far", len(_SMALL.findall(gap)), listed)
        if re.match(r"^\s*(?:了|的)?(?:机构|阵容|者|方)?\s*(?:主要)?(?:包括了?|包含|为|有|是|：|:|分别为|还有)", gap):
            return Place("incl", 0, listed)
        for name in ("from", "to", "with"):
            if _mark_patterns()[name].search(gap) and len(gap) < 20:
                return Place(name if name != "to" else "to", 0, listed)
        return Place("obj", 0 if len(gap) <= 14 else 1, listed)
    if end <= cue.start:
        gap = text[end : cue.start]
        before = text[:start]
        lead = before
        if listed:
            lead = _list_head(text, start, earlier, sentence.span.start)
        clause_start = max([m.end() for m in _CLAUSE.finditer(lead)] or [0])
        clause = lead[clause_start:]
        crosses = bool(_SMALL.search(gap))
        mark = _mark_of(clause)
        if mark and not crosses:
            return Place(mark, 0, listed)
        if mark and crosses and mark == "by":
            return Place("by_far", 1, listed)
        if re.match(r"^\s*(?:的|之|这轮|此轮|本轮|新一轮|该轮|最新)", gap) and not crosses and len(gap) <= 16:
            return Place("gen", 0, listed)
        passive = any(word in gap for word in frames("zh").passive)
        if not crosses and len(gap.strip()) == 0:
            return Place("passsubj" if passive else "pre", 0, listed)
        depth = len(_SMALL.findall(gap))
        slot = "passsubj" if passive and depth <= 1 else "subj"
        return Place(slot if depth == 0 else slot + "_far", depth, listed)
    return Place("none")


def _mark_of(clause: str) -> str:
    best, at = "", -1
    for name in ("by", "from", "to", "with"):
        match = _mark_patterns()[name].search(clause)
        if match is None:
            continue
        modifier = match.group("mod")
        if modifier.strip() and not _MODIFIER.match(modifier.strip()):
            continue
        if match.start() > at:
            best, at = name, match.start()
    return best


def _list_head(text: str, start: int, earlier: tuple[Mention, ...], base: int) -> str:
    """The text before the first member of the list that a mention is in."""
    head = start
    for other in sorted(earlier, key=lambda m: -m.span.start):
        low, high = other.span.start - base, other.span.end - base
        if high > head:
            continue
        joint = text[high:head]
        if len(joint) <= 16 and re.fullmatch(r"[（(]?[^，。；,;]{0,12}?[）)]?\s*(?:[、，,]|和|及|与|以及)\s*[^，。；,;、]{0,8}", joint):
            head = low
        else:
            break
    return text[:head]
