"""Names of parties in a text: the alias table over the whole text, then models and shapes sentence by sentence.

An alias match wins over a model's guess inside it; a longer run of capitals that ends in an
organisation's word ("Amazon Industrial Innovation Fund") wins over a shorter alias in it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import ahocorasick
from spacy.tokens import Doc

from extractors.lexicon import media, names
from extractors.reading import Mention, MentionType, Sentence
from pipeline.names import organisation_words
from pipeline.parties import Surface, SurfaceKind, load_parties
from pipeline.scripts import simplify
from pipeline.types import Span

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_RUN = re.compile(
    r"(?<![A-Za-z0-9@/.])[A-Za-z][A-Za-z0-9'’.&+-]*(?:[ \n]?(?:&|of|and)?[ \n]?[A-Z0-9][A-Za-z0-9'’.&+-]*){0,5}"
)
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"，。,；;：]{2,14})[”」』\"]")
_TYPES = {
    "company": MentionType.COMPANY,
    "fund": MentionType.FUND,
    "bank": MentionType.BANK,
    "government": MentionType.GOVERNMENT,
    "person": MentionType.PERSON,
    "product": MentionType.COMPANY,
}
_FUND_ENDINGS = ("capital", "ventures", "partners", "fund", "funds", "equity", "management", "资本", "创投", "基金", "投资", "venture")


@functools.cache
def _automaton() -> ahocorasick.Automaton:
    """Every surface of the alias table, simplified and case-folded, with the surfaces it may be."""
    by_text: dict[str, list[Surface]] = {}
    for surface in load_parties().surfaces():
        by_text.setdefault(simplify(surface.text).lower(), []).append(surface)
    automaton = ahocorasick.Automaton()
    for text, surfaces in by_text.items():
        automaton.add_word(text, (len(text), tuple(surfaces)))
    automaton.make_automaton()
    return automaton


def lower_same_length(text: str) -> str:
    """Simplified and lower-cased with the length kept (the few letters that grow stay as they are)."""
    folded = simplify(text)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


@functools.cache
def party_type(party_id: str) -> MentionType:
    """The mention type of a party of the alias table."""
    return _TYPES.get(str(load_parties().get(party_id).type), MentionType.COMPANY)


def alias_matches(text: str) -> list[tuple[Span, Surface]]:
    """Longest alias matches of a text, left to right, not overlapping."""
    folded = lower_same_length(text)
    found: list[tuple[int, int, Surface]] = []
    for last, (length, surfaces) in _automaton().iter(folded):
        start, end = last - length + 1, last + 1
        if not _bounded(text, start, end):
            continue
        piece = text[start:end]
        for surface in surfaces:
            if surface.case_sensitive and simplify(piece) != simplify(surface.text) and piece != surface.text.upper():
                continue
            if not surface.case_sensitive and surface.kind is not SurfaceKind.DESCRIPTION and not _cased(piece, surface):
                continue
            found.append((start, end, surface))
    found.sort(key=lambda item: (item[0], -(item[1] - item[0]), item[2].ambiguous))
    chosen: list[tuple[Span, Surface]] = []
    reach = 0
    for start, end, surface in found:
        if start >= reach:
            chosen.append((Span(start, end), surface))
            reach = end
    return chosen


def _cased(piece: str, surface: Surface) -> bool:
    """A Latin name must begin as a name does: with a capital, or just as the table writes it."""
    return bool(_HAN.search(piece)) or piece[:1].isupper() or piece[:1].isdigit() or piece == surface.text


def _bounded(text: str, start: int, end: int) -> bool:
    """A Latin surface must not be cut out of a longer Latin word; Han text has no such edges."""

    def latin(char: str) -> bool:
        return char.isascii() and (char.isalnum() or char == "_")

    if latin(text[start]) and start and latin(text[start - 1]):
        return False
    if latin(text[end - 1]) and end < len(text) and latin(text[end]):
        return False
    return not (latin(text[end - 1]) and text[end : end + 1] in "-." and text[end + 1 : end + 2].isalnum() and text[end + 1 : end + 2].isascii()
                and text[end : end + 4] not in ("-bac",) and text[end] == "." )


def guess_type(surface: str, label: str = "") -> MentionType:
    """The mention type of a name outside the table, from its last word and the model's label."""
    folded = surface.casefold().strip()
    if folded in media() or re.sub(r"^the ", "", folded) in media():
        return MentionType.MEDIA
    if folded.endswith(_FUND_ENDINGS):
        return MentionType.FUND
    if folded.endswith(("bank", "银行")):
        return MentionType.BANK
    if label in ("GPE", "LOC") and not has_ending(surface):
        return MentionType.PLACE
    if label == "PERSON" and not has_ending(surface):
        return MentionType.PERSON
    return MentionType.COMPANY if label == "ORG" or has_ending(surface) else MentionType.UNKNOWN


@functools.cache
def _endings() -> tuple[frozenset[str], tuple[str, ...]]:
    words = organisation_words()
    english = frozenset(word.casefold() for word in (*words.endings.en, *words.legal_forms.en))
    return english, (*words.endings.zh, *words.legal_forms.zh)


def has_ending(surface: str) -> bool:
    """True where a name of two or more words ends in an organisation's word (Capital, 科技)."""
    english, chinese = _endings()
    parts = surface.casefold().replace(".", "").split()
    if len(parts) > 1 and parts[-1] in english:
        return True
    return len(surface) > 2 and surface.endswith(chinese)


@functools.cache
def _generic() -> frozenset[str]:
    words = organisation_words()
    return frozenset(word.casefold() for word in (*words.generic.en, *words.generic.zh))


def is_name(surface: str) -> bool:
    """True where a string can be a party's name: not a stop word, a generic noun, a number or a single letter."""
    text = surface.strip()
    lists = names()
    if len(text) < 2 or text in lists.stop_en or text in lists.latin_stop_zh or text in lists.position_stop_zh:
        return False
    if text.casefold() in _generic() or not any(char.isalpha() for char in text):
        return False
    return not (len(text.split()) > 7 or len(text) > 60)


def alias_mentions(text: str, sentences: Iterable[Sentence]) -> list[Mention]:
    """Mentions of the alias table over a whole text; ambiguous surfaces come as source ``maybe``."""
    ordered = list(sentences)
    found: list[Mention] = []
    at = 0
    for span, surface in alias_matches(text):
        while at < len(ordered) and ordered[at].span.end <= span.start:
            at += 1
        if at == len(ordered):
            break
        if ordered[at].span.start > span.start:
            continue
        source = "description" if surface.kind is SurfaceKind.DESCRIPTION else "maybe" if surface.ambiguous else "alias"
        if surface.kind is SurfaceKind.PRODUCT:
            source = "maybe-product" if surface.ambiguous else "product"
        found.append(Mention(span, span.of(text), party_type(surface.party_id), source, at, surface.party_id))
    return found


def english_mentions(sentence: Sentence, doc: Doc, known: list[Mention]) -> list[Mention]:
    """Mentions of one analysed English sentence: the table's, the model's names and runs of proper nouns."""
    base = sentence.span.start
    spans: dict[tuple[int, int], str] = {}
    for run in _proper_runs(doc):
        spans[run] = ""
    for ent in doc.ents:
        if ent.label_ in ("ORG", "PERSON", "GPE", "PRODUCT", "LOC", "NORP", "FAC", "WORK_OF_ART") and ent.text[:1].isalnum():
            start, end = _trim_run(doc, ent.start, ent.end)
            if start < end:
                inside = [key for key in spans if key[0] < end and start < key[1]]
                if any(key == (start, end) for key in inside) or not inside:
                    spans[(start, end)] = ent.label_
                else:
                    for key in inside:
                        spans[key] = spans[key] or ent.label_
    return _merge(sentence, base, [(doc[s:e].start_char, doc[s:e].end_char, doc[s:e].text, label) for (s, e), label in spans.items()], known)


def _trim_run(doc: Doc, start: int, end: int) -> tuple[int, int]:
    lists = names()
    while start < end and (doc[start].text in lists.stop_en or doc[start].text in lists.titles_en or doc[start].is_punct or doc[start].lower_ in ("the", "a", "'s", "’s")):
        if start + 1 < end and doc[start].text in ("New", "Next", "First", "Common", "Other") and doc[start + 1].text[:1].isupper():
            break
        start += 1
    while end > start and (doc[end - 1].text in ("'s", "’s", "’", "'", "CEO", "IPO", "CFO") or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end


def _proper_runs(doc: Doc) -> list[tuple[int, int]]:
    """Runs of capitalised words, joined over & and over "of" between two proper nouns."""
    lists = names()
    runs: list[tuple[int, int]] = []
    index = 0
    size = len(doc)

    def proper(i: int) -> bool:
        token = doc[i]
        if not token.text[:1].isalnum() or token.text in lists.titles_en:
            return False
        if token.tag_ in ("NNP", "NNPS"):
            return not token.text[:1].isdigit() and any(c.isalpha() for c in token.text)
        mixed = any(c.isupper() for c in token.text)
        return mixed and i > 0 and not doc[i - 1].is_punct and token.is_alpha and token.text not in lists.stop_en

    while index < size:
        if not proper(index):
            index += 1
            continue
        end = index + 1
        while end < size:
            if proper(end) or (doc[end].text.isdigit() and len(doc[end].text) <= 3 and doc[end - 1].text[:1].isupper()):
                end += 1
            elif end + 1 < size and doc[end].text in ("&", "-", "of") and proper(end + 1) and (
                doc[end].text != "of" or doc[end - 1].text in ("Bank", "Department", "Ministry", "University", "Fund", "Kingdom", "Government")
            ):
                end += 2
            else:
                break
        start, stop = _trim_run(doc, index, end)
        if start < stop:
            runs.append((start, stop))
        index = end
    return runs


def _merge(sentence: Sentence, base: int, found: list[tuple[int, int, str, str]], known: list[Mention]) -> list[Mention]:
    """Reconcile the table's mentions of a sentence with the spans that models and shapes found."""
    result: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for mention in known:
        start, end = mention.span.start - base, mention.span.end - base
        cover = [item for item in found if item[0] <= start and item[1] >= end and item[1] - item[0] > end - start]
        longer = next((item for item in cover if has_ending(item[2]) and item[0] == start), None)
        if longer is not None and mention.source != "description":
            continue
        if mention.source.startswith("maybe"):
            exact = any(item[0] <= start and item[1] >= end for item in found)
            wider = any(item[0] <= start and item[1] >= end and item[1] - item[0] > end - start for item in found)
            if not exact or wider:
                continue
        result.append(mention)
        taken.append((start, end))
    for start, end, text, label in sorted(found, key=lambda item: (item[0], -(item[1] - item[0]))):
        pieces = [(start, end)]
        for low, high in taken:
            pieces = [part for piece in pieces for part in _without(piece, (low, high))]
        for low, high in pieces:
            surface = sentence.text[low:high].strip(" ,.;:'’\"“”()[]-–—\n\t&")
            offset = sentence.text.find(surface, low) if surface else -1
            if offset < 0 or not is_name(surface) or ((low, high) != (start, end) and (surface[:1].islower() or len(surface) < 3)):
                continue
            kind = guess_type(surface, label if (low, high) == (start, end) else "PERSON" if label == "PERSON" else "")
            party = load_parties().find(surface) if kind not in (MentionType.MEDIA, MentionType.PLACE) else None
            if party is not None and party_type(party) is not MentionType.PERSON and kind in (MentionType.UNKNOWN, MentionType.PERSON):
                kind = party_type(party)
            result.append(Mention(Span(base + offset, base + offset + len(surface)), surface, kind, "name" if label else "shape", sentence.index, party))
            taken.append((offset, offset + len(surface)))
    result.sort(key=lambda mention: mention.span.start)
    return result


def _without(piece: tuple[int, int], hole: tuple[int, int]) -> list[tuple[int, int]]:
    if hole[1] <= piece[0] or hole[0] >= piece[1]:
        return [piece]
    return [part for part in ((piece[0], hole[0]), (hole[1], piece[1])) if part[1] - part[0] > 1]


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
        elif tag in ("PER", "LOC", "nz") and _HAN.search(word) and len(word) > 1:
            stop = end
            follow = words[index + 1] if index + 1 < len(words) else None
            label = {"PER": "PERSON", "LOC": "GPE", "nz": "NAME"}[tag]
            while follow is not None and follow[2] == stop and follow[0] in _endings()[1] and len(text[start : follow[3]]) <= 16:
                stop, label = follow[3], "ORG"
                index += 1
                follow = words[index + 1] if index + 1 < len(words) else None
            found.append((start, stop, text[start:stop], label))
    for match in _LATIN_RUN.finditer(text):
        surface = match.group().rstrip(".,'’&- \n")
        parts = surface.split()
        while parts and (parts[-1] in lists.latin_stop_zh and parts[-1] != "AI"):
            parts.pop()
        while parts and parts[0] in lists.latin_stop_zh and len(parts) > 1 and parts[0] != "AI":
            parts.pop(0)
        surface = surface[surface.find(parts[0]) : surface.rfind(parts[-1]) + len(parts[-1])] if parts else ""
        if surface and any(c.isupper() for c in surface) and is_name(surface):
            offset = text.find(surface, match.start())
            found.append((offset, offset + len(surface), surface, "LATIN"))
    for match in _QUOTED.finditer(text):
        follow = text[match.end() : match.end() + 3]
        if re.match(r"[（(]?(?:宣布|完成|获|近日|日前|获得|近期|已|今日|公司|是)", follow) or text[max(0, match.start() - 2) : match.start()] in ("公司", "品牌", "企业", "业者", "平台"):
            found.append((match.start(1), match.end(1), match.group(1), "ORG"))
    latin = [item for item in found if item[3] == "LATIN"]
    kept = [
        item for item in found
        if item[3] == "LATIN" or not any(other[0] < item[1] and item[0] < other[1] and (item[3] != "ORG" or other[1] == item[1] or _mixed(item[2])) for other in latin)
    ]
    return _merge(sentence, base, kept, known)


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
