"""Chinese slots, from the order of party, marks (向 由 被 从 与 …) and deal word."""

from __future__ import annotations

import functools
import re

from extractors.cues import Cue
from extractors.lexicon import frames
from extractors.reading import Mention, Sentence
from extractors.slots import Place


@functools.cache
def _mark_patterns() -> dict[str, re.Pattern[str]]:
    table = frames("zh").marks
    return {
        name: re.compile(
            "(?P<mark>"
            + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            + r")(?:[了到]|了来自)?[“\"《（( ]*(?P<mod>[^，。；：、,;]{0,12})$"
        )
        for name, words in table.items()
    }


_CLAUSE = re.compile(r"[，。；：！？,;:!?\n（）()【】]")
_SMALL = re.compile(r"[，。；！？;!?\n（）()]|(?<!\d),(?!\d)")
_ASIDE = re.compile(r"^\s*[（(][^（）()]{1,40}[）)]")
_MODIFIER = re.compile(
    r"(?:[^，。；：、,;]*?(?:公司|企业|巨头|厂商|开发商|平台|机构|商|基金|品牌|团队|集团|独角兽|竞争对手|旗下|的|资本|及|和|、|等|初创|领域|人工智能|AI|英国|美国|法国|德国|中国|日本|科技|芯片|大模型|云|国际|投资方|者|首席执行官|创始人|子公司)\s*)$"
)
_LIST_JOIN = re.compile(r"(?:[、，,]|和|及|与|以及)\s*$")
_DESCRIBED = r"的\s*[^，。；：、的\d]{0,10}"
_RELATIVE = re.compile(r"\s*(?:了|过)?\s*" + _DESCRIBED)
_RELATIVE_FAR = re.compile(_DESCRIBED + "$")
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
        if _RELATIVE.fullmatch(gap):
            return Place("rel", 0, listed)
        if _RELATIVE_FAR.search(gap) and _covers(earlier, sentence, cue.end, start):
            return Place("relsubj", 1, listed)
        for name in ("from", "to", "with"):
            if _mark_patterns()[name].search(gap) and len(gap) < 20:
                return Place(name if name != "to" else "to", 0, listed)
        return Place("obj", 0 if len(gap) <= 14 else 1, listed)
    if end <= cue.start:
        gap = _ASIDE.sub("", text[end : cue.start])
        before = text[:start]
        lead = before
        if listed:
            lead = _list_head(text, start, earlier, sentence.span.start)
        clause_start = max([m.end() for m in _CLAUSE.finditer(lead)] or [0])
        clause = lead[clause_start:]
        crosses = bool(_SMALL.search(gap))
        mark = _mark_of(clause, clause_start, _edges(sentence))
        if mark and not crosses:
            return Place(mark, 0, listed)
        if mark and crosses and mark == "by":
            return Place("by_far", 1, listed)
        if (
            re.match(r"^\s*(?:的|之(?![前后间一中])|这轮|此轮|本轮|新一轮|该轮|最新)", gap)
            and not crosses
            and len(gap) <= 16
        ):
            return Place("gen", 0, listed)
        passive = any(word in gap for word in frames("zh").passive)
        if not crosses and len(gap.strip()) == 0:
            return Place("passsubj" if passive else "pre", 0, listed)
        depth = len(_SMALL.findall(gap))
        slot = "passsubj" if passive and depth <= 1 else "subj"
        return Place(slot if depth == 0 else slot + "_far", depth, listed)
    return Place("none")


def _covers(others: tuple[Mention, ...], sentence: Sentence, low: int, high: int) -> bool:
    """Whether another party stands between two offsets of a sentence."""
    base = sentence.span.start
    return any(low <= other.span.start - base and other.span.end - base <= high for other in others)


def _edges(sentence: Sentence) -> frozenset[int]:
    """Where words begin and end in a sentence, as offsets into its text."""
    base = sentence.span.start
    return frozenset(edge for word in sentence.words for edge in (word.start - base, word.end - base))


def _mark_of(clause: str, offset: int, edges: frozenset[int]) -> str:
    """The nearest mark before the party at the clause's end; a mark must be whole words (not the 自 of 自动)."""
    best, at = "", -1
    for name in ("by", "from", "to", "with"):
        match = _mark_patterns()[name].search(clause)
        if match is None:
            continue
        if offset + match.start() not in edges or offset + match.end("mark") not in edges:
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
        if len(joint) <= 16 and re.fullmatch(
            r"[（(]?[^，。；,;]{0,12}?[）)]?\s*(?:[、，,]|和|及|与|以及)\s*[^，。；,;、]{0,8}", joint
        ):
            head = low
        else:
            break
    return text[:head]
