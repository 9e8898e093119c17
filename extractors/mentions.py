"""Names of parties in a text: the alias table over the whole text, then models and shapes sentence by sentence.

An alias match wins over a model's guess inside it; a longer run of capitals that ends in an
organisation's word ("Amazon Industrial Innovation Fund") wins over a shorter alias in it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import ahocorasick

from extractors.lexicon import media, names
from extractors.reading import Mention, MentionType, Sentence
from extractors.slots import word_index
from pipeline.names import organisation_words
from pipeline.parties import Surface, SurfaceKind, load_parties
from pipeline.roles import not_parties
from pipeline.scripts import simplify
from pipeline.types import Span

HAN = re.compile(r"[\u4e00-\u9fff]")
_TYPES = {
    "company": MentionType.COMPANY,
    "fund": MentionType.FUND,
    "bank": MentionType.BANK,
    "government": MentionType.GOVERNMENT,
    "person": MentionType.PERSON,
    "product": MentionType.COMPANY,
}
_STATE = re.compile(
    r"[Gg]overnment|[Mm]inistry|[Dd]epartment|administration|[Aa]rmy|Navy|Force|Pentagon|Treasury|Commission|Agency|Authority|Fund|NASA|Congress|DOD|DoD|DOE|"
    r"政府|部|厅|局|委|军|白宫|五角大楼|五角大廈|當局|当局|署|院|NEDO|JIC|SOFTBANK"
)
_FUND_ENDINGS = (
    "capital",
    "ventures",
    "partners",
    "fund",
    "funds",
    "equity",
    "management",
    "资本",
    "创投",
    "基金",
    "投资",
    "venture",
)


@functools.cache
def _automaton() -> ahocorasick.Automaton:
    """Every surface of the alias table, simplified, lower case, with the parties it may name (a look-alike: none)."""
    by_text: dict[str, list[Surface]] = {}
    for surface in load_parties().surfaces():
        by_text.setdefault(simplify(surface.text).lower(), []).append(surface)
    decoys = not_parties()
    for word in (*decoys.en, *decoys.zh):
        by_text.setdefault(simplify(word).lower(), [])
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


@functools.lru_cache(maxsize=10_000)
def party_of(surface: str) -> str | None:
    """The one party of the alias table with this name; kept, since an article says the same names again and again."""
    return load_parties().find(surface)


def alias_matches(text: str) -> list[tuple[Span, Surface]]:
    """Longest alias matches of a text, left to right, not overlapping."""
    folded = lower_same_length(text)
    found: list[tuple[int, int, Surface | None]] = []
    for last, (length, surfaces) in _automaton().iter(folded):
        start, end = last - length + 1, last + 1
        if not _bounded(text, start, end):
            continue
        piece = text[start:end]
        if not surfaces:
            found.append((start, end, None))
        for surface in surfaces:
            if surface.case_sensitive and simplify(piece) != simplify(surface.text) and piece != surface.text.upper():
                continue
            if (
                not surface.case_sensitive
                and surface.kind is not SurfaceKind.DESCRIPTION
                and not _cased(piece, surface)
            ):
                continue
            found.append((start, end, surface))
    found.sort(key=lambda item: (item[0], -(item[1] - item[0]), item[2] is not None and item[2].ambiguous))
    chosen: list[tuple[Span, Surface]] = []
    reach = 0
    for start, end, surface in found:
        if start >= reach:
            if surface is not None:
                chosen.append((Span(start, end), surface))
            reach = end
    return chosen


def _cased(piece: str, surface: Surface) -> bool:
    """A Latin name must begin as a name does: with a capital, or just as the table writes it."""
    return bool(HAN.search(piece)) or piece[:1].isupper() or piece[:1].isdigit() or piece == surface.text


def _bounded(text: str, start: int, end: int) -> bool:
    """A Latin surface must not be cut out of a longer Latin word; Han text has no such edges."""

    def latin(char: str) -> bool:
        return char.isascii() and (char.isalnum() or char == "_")

    if latin(text[start]) and start and latin(text[start - 1]):
        return False
    if latin(text[end - 1]) and end < len(text) and latin(text[end]):
        return False
    return not (latin(text[end - 1]) and text[end : end + 1] == "." and latin(text[end + 1 : end + 2] or " "))


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
def endings() -> tuple[frozenset[str], tuple[str, ...]]:
    words = organisation_words()
    english = frozenset(word.casefold() for word in (*words.endings.en, *words.legal_forms.en))
    return english, (*words.endings.zh, *words.legal_forms.zh)


def has_ending(surface: str) -> bool:
    """True where a name of two or more words ends in an organisation's word (Capital, 科技)."""
    english, chinese = endings()
    parts = surface.casefold().replace(".", "").split()
    if len(parts) > 1 and parts[-1] in english:
        return True
    return len(surface) > 2 and surface.endswith(chinese)


def has_legal_form(surface: str) -> bool:
    """True where a Chinese name ends in a legal form or is long enough to be a registered name."""
    return surface.endswith(tuple(organisation_words().legal_forms.zh)) and len(surface) > 6


@functools.cache
def _generic() -> frozenset[str]:
    words = organisation_words()
    return frozenset(word.casefold() for word in (*words.generic.en, *words.generic.zh))


def is_name(surface: str) -> bool:
    """True where a string can be a party's name: not a stop word, a generic noun, a number or a single letter."""
    text = surface.strip()
    lists = names()
    if (
        len(text) < 2
        or (text[0].islower() and len(text) < 4)
        or text in lists.stop_en
        or text in lists.latin_stop_zh
        or text in lists.position_stop_zh
    ):
        return False
    if text.casefold() in _generic() or not any(char.isalpha() for char in text):
        return False
    words = text.split()
    if len(words) == 1 and text.casefold() in endings()[0]:
        return False
    if HAN.search(text) and text.endswith(names().descriptors_zh) and not has_legal_form(text):
        return False
    return text[0].isalnum() and not (len(words) > 7 or len(text) > 60)


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
        kind = party_type(surface.party_id)
        if kind is MentionType.GOVERNMENT and not _STATE.search(span.of(text)):
            kind = MentionType.PLACE
        found.append(Mention(span, span.of(text), kind, source, at, surface.party_id))
    return found


def merge_mentions(
    sentence: Sentence, base: int, found: list[tuple[int, int, str, str]], known: list[Mention]
) -> list[Mention]:
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
    for start, end, _, label in sorted(found, key=lambda item: (item[0], -(item[1] - item[0]))):
        pieces = [(start, end)]
        for low, high in taken:
            pieces = [part for piece in pieces for part in _without(piece, (low, high))]
        for low, high in pieces:
            surface = sentence.text[low:high].strip(" ,.;:'’\"“”()[]-–—\n\t&")
            offset = sentence.text.find(surface, low) if surface else -1
            if (
                offset < 0
                or not is_name(surface)
                or ((low, high) != (start, end) and (surface[:1].islower() or len(surface) < 3))
            ):
                continue
            kind = guess_type(surface, label if (low, high) == (start, end) else "PERSON" if label == "PERSON" else "")
            party = party_of(surface) if kind not in (MentionType.MEDIA, MentionType.PLACE) else None
            if (
                party is not None
                and party_type(party) is not MentionType.PERSON
                and kind in (MentionType.UNKNOWN, MentionType.PERSON)
            ):
                kind = party_type(party)
            source = f"ner-{label.lower()}" if label else "shape"
            result.append(
                Mention(Span(base + offset, base + offset + len(surface)), surface, kind, source, sentence.index, party)
            )
            taken.append((offset, offset + len(surface)))
    result.sort(key=lambda mention: mention.span.start)
    return result


def _without(piece: tuple[int, int], hole: tuple[int, int]) -> list[tuple[int, int]]:
    if hole[1] <= piece[0] or hole[0] >= piece[1]:
        return [piece]
    return [part for part in ((piece[0], hole[0]), (hole[1], piece[1])) if part[1] - part[0] > 1]


def repeated_names(mentions: list[Mention], sentences: list[Sentence], language: str) -> list[Mention]:
    """Further places of names that the models saw once: at the head of a headline, or where they missed it."""
    surfaces: dict[str, Mention] = {}
    for mention in mentions:
        if (
            not mention.anaphor
            and mention.source not in ("description",)
            and mention.type not in (MentionType.PLACE, MentionType.MEDIA)
        ):
            surfaces.setdefault(mention.surface, mention)
    names_here = [
        name for name in surfaces if len(name) >= 3 and (language == "zh" or name[0].isupper() or not name.islower())
    ]
    if not names_here:
        return []
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names_here, key=len, reverse=True)))
    taken: dict[int, list[Mention]] = {}
    for mention in mentions:
        taken.setdefault(mention.sentence, []).append(mention)
    found: list[Mention] = []
    for sentence in sentences:
        for match in pattern.finditer(sentence.text):
            if not _bounded(sentence.text, match.start(), match.end()):
                continue
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            if any(span.overlaps(other.span) for other in taken.get(sentence.index, ())):
                continue
            known = surfaces[match.group()]
            repeat = Mention(span, known.surface, known.type, "repeat", sentence.index, known.party_id)
            if language != "zh":
                repeat.word = word_index(sentence, repeat)
            found.append(repeat)
    return found
