"""Names in one analysed Chinese sentence: LAC's names, Latin runs and quoted names, reconciled with the alias table."""

from __future__ import annotations

import functools
import re

from extractors.lexicon import names
from extractors.mentions import HAN, endings, is_name, merge_mentions
from extractors.reading import Mention, Sentence
from pipeline.scripts import simplify

_LATIN_RUN = re.compile(
    r"(?<![A-Za-z0-9@/.])[A-Za-z][A-Za-z0-9'’.&+-]*(?:[ \n]?(?:&|of|and)?[ \n]?[A-Z0-9][A-Za-z0-9'’.&+-]*){0,5}"
)
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"，。,；;：]{2,14})[”」』\"]")


_FORM = re.compile(
    r"(?:有限责任公司|有限公司|股份公司|集团公司|合伙企业)(?:\s*[（(](?:有限合伙|普通合伙|特殊普通合伙)[）)])?"
)
_SPECIAL = re.compile(
    r"(?<![A-Za-z0-9])(?:S\*?)?ST\s?[\u4e00-\u9fff]{2}(?:[\u4e00-\u9fff](?=[：:（(，,\s、]|公告|拟|股))?"
)
_CODED = re.compile(
    r"(?:^|(?<=[，。；：、“\s]))([\u4e00-\u9fffA-Z]{2,6})\s*"
    r"[（(](?:股票|证券)?(?:代码|简称)?[:：]?\s*(?:[A-Z]{2}[.:]?)?\d{4,6}(?:\.[A-Za-z]{2})?[)）]"
)
_HEADED = re.compile(
    r"^\s*([\u4e00-\u9fff]{2,6})[：:](?=拟|公司|全资|控股|子公司|下属|股东|关于|签|收|出|与|以|向|获|终止)"
)
_STAKE = re.compile(r"(?:合计|剩余|约|不超过)?\s*\d[\d.]*\s*[%％]\s*(?:的)?\s*(?:股权|股份|股权权益)")
_NAME_TAGS = frozenset(["ORG", "LOC", "PER", "nz", "n", "nr", "ns", "nt", "vn", "nw", "an", "a", "xc", "s", "f", "v"])
_STAKE_TAGS = _NAME_TAGS - {"v", "xc"}
_LONGEST = 26
Words = tuple[tuple[str, str, int, int], ...]


def _first(words: Words, at: int, tags: frozenset[str], end: int) -> int:
    """The index of the first word of a name that ends before ``at``: back over words that can be part of it."""
    stop = names().no_part_zh
    while at and words[at - 1][3] == words[at][2] and end - words[at - 1][2] <= _LONGEST:
        word, tag, _, _ = words[at - 1]
        if word in stop or tag not in tags or not HAN.search(word):
            break
        at -= 1
    return at


def _registered(words: Words, text: str) -> list[tuple[int, int, str, str]]:
    """Names that end in a legal form, and names right before a stake ("… 65%的股权"), from their first word on."""
    found: list[tuple[int, int, str, str]] = []
    folded = simplify(text)
    for pattern, tags, least in ((_FORM, _NAME_TAGS, 2), (_STAKE, _STAKE_TAGS, 3)):
        for match in pattern.finditer(folded):
            form = pattern is _FORM
            at = next((i for i, word in enumerate(words) if word[3] > match.start()), -1)
            if at < 0 or (not form and words[at][2] != match.start()):
                continue
            low, high = words[_first(words, at, tags, match.start())][2], match.end() if form else match.start()
            while high > low and text[high - 1].isspace():
                high -= 1
            if not form:
                low, high = _strip_descriptor(text, low, high)
            if match.start() - low >= least:
                found.append((low, high, text[low:high], "ORG"))
    return found


def _announced(text: str) -> list[tuple[int, int, str, str]]:
    """Short names of listed firms: those marked ST, before a stock code, or before the colon that opens a headline."""
    found = [(m.start(), m.end(), m.group(), "ORG") for m in _SPECIAL.finditer(text)]
    for pattern in (_CODED, _HEADED):
        found += [(m.start(1), m.end(1), m.group(1), "ORG") for m in pattern.finditer(text)]
    return found


def chinese_mentions(sentence: Sentence, words: Words, known: list[Mention]) -> list[Mention]:
    """Mentions of one Chinese sentence that LAC has read: the table's, LAC's names, Latin runs and quoted names."""
    lists = names()
    base = sentence.span.start
    found: list[tuple[int, int, str, str]] = []
    text = sentence.text
    for index, (word, tag, start, end) in enumerate(words):
        if tag == "ORG":
            low, high = _strip_descriptor(text, start, end)
            follow = words[index + 1] if index + 1 < len(words) else None
            if follow is not None and follow[2] == end and follow[0] in lists.org_tail_zh:
                high = follow[3]
            found.append((low, high, text[low:high], "ORG"))
        elif tag in ("PER", "LOC", "nz") and HAN.search(word) and len(word) > 1:
            stop = end
            follow = words[index + 1] if index + 1 < len(words) else None
            label = {"PER": "PERSON", "LOC": "GPE", "nz": "NAME"}[tag]
            while (
                follow is not None
                and follow[2] == stop
                and follow[0] in endings()[1]
                and len(text[start : follow[3]]) <= 16
            ):
                stop, label = follow[3], "ORG"
                index += 1
                follow = words[index + 1] if index + 1 < len(words) else None
            found.append((start, stop, text[start:stop], label))
    for match in _LATIN_RUN.finditer(text):
        surface = match.group().rstrip(".,'’&- \n")
        parts = surface.split()
        while parts and (parts[-1] in lists.latin_stop_zh and parts[-1] != "AI"):
            parts.pop()
        while parts and parts[0] in lists.latin_stop_zh and len(parts) > 1:
            parts.pop(0)
        if re.match(r"\s*轮", text[match.start() + len(surface) :]):
            continue
        surface = surface[surface.find(parts[0]) : surface.rfind(parts[-1]) + len(parts[-1])] if parts else ""
        if surface and any(c.isupper() for c in surface) and is_name(surface):
            offset = text.find(surface, match.start())
            found.append((offset, offset + len(surface), surface, "LATIN"))
    for match in _QUOTED.finditer(text):
        rest = text[match.end() : match.end() + 3]
        if re.match(r"[（(]?(?:宣布|完成|获|近日|日前|获得|近期|已|今日|公司|是)", rest) or text[
            max(0, match.start() - 2) : match.start()
        ] in ("公司", "品牌", "企业", "业者", "平台"):
            found.append((match.start(1), match.end(1), match.group(1), "ORG"))
    whole = [*_registered(words, text), *_announced(text)]
    found = [item for item in found if not any(_inside(item, other) for other in whole)] + whole
    known = [m for m in known if not any(_cut(m, other, base) for other in whole)]
    latin = [item for item in found if item[3] == "LATIN"]
    kept = [
        item
        for item in found
        if item[3] == "LATIN"
        or not any(
            other[0] < item[1] and item[0] < other[1] and (item[3] != "ORG" or other[1] == item[1] or _mixed(item[2]))
            for other in latin
        )
    ]
    return merge_mentions(sentence, base, kept, known)


def _inside(item: tuple[int, int, str, str], other: tuple[int, int, str, str]) -> bool:
    return other[0] <= item[0] and item[1] <= other[1]


def _cut(mention: Mention, other: tuple[int, int, str, str], base: int) -> bool:
    """Whether a name of the table is only a later part of a longer name (the 瑞信 of 上海瑞信贸易有限公司)."""
    return other[0] < mention.span.start - base and mention.span.end - base <= other[1]


def _mixed(surface: str) -> bool:
    """A model's name of Han and Latin text is mostly a description glued to a Latin name."""
    return bool(re.search(r"[\u4e00-\u9fff]{2,}(?:公司|企业|巨头|厂商|开发商|平台|机构|商)\s*[A-Za-z]", surface))


@functools.cache
def _descriptors() -> tuple[str, ...]:
    """Words that describe a company, longest first."""
    return tuple(sorted(names().descriptors_zh, key=len, reverse=True))


def _strip_descriptor(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a leading description from a model's organisation ("芯片巨头英伟达" gives 英伟达)."""
    piece = text[start:end]
    for word in _descriptors():
        at = piece.rfind(word)
        if at >= 0 and len(piece) - at - len(word) >= 2 and not piece.endswith("有限公司"):
            rest = piece[at + len(word) :]
            if not rest.startswith(("有限", "股份", "集团")):
                return start + at + len(word), end
    return start, end
