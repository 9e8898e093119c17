"""Names in one analysed Chinese sentence: LAC's names, Latin runs and quoted names, reconciled with the alias table."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from extractors.lexicon import names
from extractors.mentions import HAN, endings, is_name, merge_mentions
from extractors.reading import Mention, Sentence

_LATIN_RUN = re.compile(
    r"(?<![A-Za-z0-9@/.])[A-Za-z][A-Za-z0-9'’.&+-]*(?:[ \n]?(?:&|of|and)?[ \n]?[A-Z0-9][A-Za-z0-9'’.&+-]*){0,5}"
)
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"，。,；;：]{2,14})[”」』\"]")


def chinese_mentions(sentence: Sentence, doc: Doc, known: list[Mention]) -> list[Mention]:
    """Mentions of one analysed Chinese sentence: the table's, LAC's names, Latin runs and quoted names."""
    lists = names()
    base = sentence.span.start
    found: list[tuple[int, int, str, str]] = []
    text = sentence.text
    words = doc._.lac
    for index, (word, tag, start, end) in enumerate(words):
        if tag == "ORG":
            low, high = _strip_descriptor(text, start, end)
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
        follow = text[match.end() : match.end() + 3]
        if re.match(r"[（(]?(?:宣布|完成|获|近日|日前|获得|近期|已|今日|公司|是)", follow) or text[
            max(0, match.start() - 2) : match.start()
        ] in ("公司", "品牌", "企业", "业者", "平台"):
            found.append((match.start(1), match.end(1), match.group(1), "ORG"))
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


def _mixed(surface: str) -> bool:
    """A model's name of Han and Latin text is mostly a description glued to a Latin name."""
    return bool(re.search(r"[\u4e00-\u9fff]{2,}(?:公司|企业|巨头|厂商|开发商|平台|机构|商)\s*[A-Za-z]", surface))


def _strip_descriptor(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a leading description from a model's organisation ("芯片巨头英伟达" gives 英伟达)."""
    piece = text[start:end]
    for word in sorted(names().descriptors_zh, key=len, reverse=True):
        at = piece.rfind(word)
        if at >= 0 and len(piece) - at - len(word) >= 2 and not piece.endswith("有限公司"):
            rest = piece[at + len(word) :]
            if not rest.startswith(("有限", "股份", "集团")):
                return start + at + len(word), end
    return start, end
