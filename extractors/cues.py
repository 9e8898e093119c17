"""Deal words in a sentence: where a frame's word stands, and whether the frame's conditions hold there."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.lexicon import Frame, frames
from extractors.reading import Anchor, Mention, Sentence

_TAKE = frozenset(
    {
        "take",
        "buy",
        "acquire",
        "purchase",
        "own",
        "hold",
        "pick",
        "get",
        "give",
        "sell",
        "receive",
        "have",
        "obtain",
        "build",
        "lift",
        "raise",
        "include",
        "reveal",
        "disclose",
        "add",
    }
)
_DEAL_WORDS = frozenset(
    {"acquire", "acquisition", "buy", "takeover", "purchase", "merger", "buyout", "company", "startup", "business"}
)
_OBJECTS = frozenset(
    {
        "purchase",
        "acquisition",
        "takeover",
        "merger",
        "buyout",
        "commitment",
        "contract",
        "deal",
        "agreement",
        "order",
        "lease",
        "pact",
        "partnership",
        "sale",
    }
)
"""What is closed, won or announced by deals that are no fundraising."""
_REACH = 12


@dataclass(frozen=True, slots=True)
class Cue:
    """A frame's word in a sentence; offsets count in the sentence's text, ``word`` is its word index (English)."""

    frame: Frame
    start: int
    end: int
    word: int
    noun: bool
    text: str


@dataclass(frozen=True, slots=True)
class Veto:
    """A word that says an amount is something other than a deal's."""

    reason: str
    start: int
    end: int
    text: str


_Phrase = tuple[str, re.Pattern[str], Frame]


@functools.cache
def _english_index() -> tuple[dict[str, list[Frame]], dict[str, list[Frame]], list[_Phrase]]:
    """Frames by verb, by noun, and the phrases of several words."""
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    phrases: list[_Phrase] = []
    for frame in frames("en").frames:
        for word in frame.verb:
            verbs.setdefault(word, []).append(frame)
        for word in frame.noun:
            if " " in word:
                phrases.append((word, re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)"), frame))
            else:
                nouns.setdefault(word, []).append(frame)
    return verbs, nouns, phrases


@functools.cache
def word_classes(language: str) -> dict[str, frozenset[str]]:
    """The word classes that frames' conditions name, lower case."""
    return {name: frozenset(word.lower() for word in words) for name, words in frames(language).classes.items()} | (
        {
            "revenue": frozenset({"revenue", "revenues", "profit", "profits", "sales", "royalty"}),
            "warrant": frozenset({"warrant", "warrants", "stock", "options"}),
            "bond": frozenset({"bond", "bonds", "notes", "debt"}),
        }
        if language == "en"
        else {}
    )


def english_cues(sentence: Sentence, anchors: list[Anchor]) -> list[Cue]:
    """Frames of the English file that a sentence's words call up."""
    verbs, nouns, phrases = _english_index()
    found: list[Cue] = []
    base = sentence.span.start
    for index, word in enumerate(sentence.words):
        lemma = word.lemma.lower()
        if word.tag.startswith("VB"):
            candidates, noun = verbs.get(lemma, []), False
        elif word.tag.startswith(("NN", "JJ")) or word.tag in ("FW", "XX", "HYPH"):
            candidates, noun = (
                nouns.get(lemma, []) + (nouns.get(word.text.lower(), []) if lemma != word.text.lower() else []),
                True,
            )
        else:
            continue
        for frame in candidates:
            if _holds(sentence, anchors, frame, index):
                found.append(Cue(frame, word.start - base, word.end - base, index, noun, lemma))
    lowered = sentence.folded
    for phrase, pattern, frame in phrases:
        if phrase not in lowered:
            continue
        for match in pattern.finditer(lowered):
            last = next((i for i, w in enumerate(sentence.words) if w.end - base >= match.end()), -1)
            if (
                last >= 0
                and _holds(sentence, anchors, frame, last)
                and not any(c.word == last and c.frame.id == frame.id for c in found)
            ):
                found.append(Cue(frame, match.start(), match.end(), last, True, phrase))
    return sorted(found, key=lambda cue: (cue.start, cue.frame.id))


def _holds(sentence: Sentence, anchors: list[Anchor], frame: Frame, index: int) -> bool:
    if frame.near and not any(_near(sentence, anchors, name, index) for name in frame.near):
        return False
    return not any(_near(sentence, anchors, name, index, strict=True) for name in frame.unless)


def _near(sentence: Sentence, anchors: list[Anchor], name: str, index: int, *, strict: bool = False) -> bool:
    words = sentence.words
    if name in ("money", "money_object"):
        here = words[index].end
        return any(a.money is not None and (name == "money" or -2 <= a.full.start - here <= 40) for a in anchors)
    if name == "percent":
        return any(a.stake is not None for a in anchors)
    if name == "takeverb":
        return any(w.lemma.lower() in _TAKE for w in words[max(0, index - _REACH) : index + 4])
    if name == "company_deal":
        return any(w.lemma.lower() in _DEAL_WORDS for w in words)
    if name == "lease_to":
        return any(w.lemma == "to" and w.head == index for w in words)
    if name == "deal_object":
        return any(w.head == index and w.dep in ("dobj", "obj") and w.lemma.lower() in _OBJECTS for w in words)
    if name == "services_object":
        return any(w.lemma.lower() in word_classes("en")["services"] for w in words[index + 1 : index + 8])
    if strict:
        return any(
            w.lemma.lower() in word_classes("en")[name] or w.text.lower() in word_classes("en")[name]
            for w in words[index + 1 : index + 7]
        )
    low, high = max(0, index - _REACH), index + _REACH
    return any(
        w.lemma.lower() in word_classes("en")[name] or w.text.lower() in word_classes("en")[name]
        for w in words[low:high]
    )


@functools.cache
def _chinese_pattern() -> tuple[re.Pattern[str], dict[str, list[Frame]]]:
    index: dict[str, list[Frame]] = {}
    for frame in frames("zh").frames:
        for word in frame.words:
            index.setdefault(word.lower(), []).append(frame)
    options = "|".join(re.escape(word) for word in sorted(index, key=len, reverse=True))
    return re.compile(f"(?=({options}))"), index


def chinese_cues(sentence: Sentence, anchors: list[Anchor]) -> list[Cue]:
    """Frames of the Chinese file that a sentence's words call up; the longest word at a place wins."""
    pattern, index = _chinese_pattern()
    found: list[Cue] = []
    reach = -1
    text = sentence.folded
    for match in pattern.finditer(text):
        word = match.group(1)
        start, end = match.start(), match.start() + len(word)
        if end <= reach:
            continue
        if (
            word in ("投资", "融资")
            and text[end : end + 1] in ("者", "人", "方", "机")
            and text[start : end + 2] not in ("投资方", "投资人")
        ):
            reach = max(reach, end)
            if text[start : end + 1] not in index:
                continue
        reach = max(reach, end)
        for frame in index[word]:
            if _holds_zh(sentence, anchors, frame, start, end):
                found.append(Cue(frame, start, end, -1, False, word))
    return found


def outside_names(cues: list[Cue], sentence: Sentence, mentions: list[Mention]) -> list[Cue]:
    """The deal words that are no part of a longer name (not the 股份 of 海川股份)."""
    base = sentence.span.start
    spans = [(m.span.start - base, m.span.end - base) for m in mentions if not m.anaphor and m.source != "description"]
    return [
        cue
        for cue in cues
        if not any(low <= cue.start and cue.end <= high and high - low > cue.end - cue.start for low, high in spans)
    ]


def _holds_zh(sentence: Sentence, anchors: list[Anchor], frame: Frame, start: int, end: int) -> bool:
    if not frame.near:
        return True
    for name in frame.near:
        if name == "money" and any(a.money is not None for a in anchors):
            return True
        if name == "percent" and any(a.stake is not None for a in anchors):
            return True
        words = word_classes("zh").get(name, frozenset())
        window = sentence.folded[max(0, start - 24) : end + 30].lower()
        if any(word in window for word in words):
            return True
    return False


@functools.cache
def _veto_pattern(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    reason_of: dict[str, str] = {}
    for reason, words in frames(language).vetoes.items():
        for word in words:
            reason_of.setdefault(word.lower(), reason)
    options = "|".join(re.escape(word) for word in sorted(reason_of, key=len, reverse=True))
    if language == "en":
        return re.compile(rf"(?<![\w-])(?:{options})(?![\w])"), reason_of
    return re.compile(options), reason_of


def vetoes(sentence: Sentence, language: str) -> list[Veto]:
    """Words of a sentence that name amounts of another sort."""
    pattern, reason_of = _veto_pattern(language)
    return [Veto(reason_of[m.group()], m.start(), m.end(), m.group()) for m in pattern.finditer(sentence.folded)]


def has_deal_word(sentence: Sentence, language: str, anchors: list[Anchor]) -> bool:
    """True where a frame's word stands in an analysed sentence and its conditions hold."""
    here = [anchor for anchor in anchors if anchor.sentence == sentence.index]
    return bool(chinese_cues(sentence, here) if language == "zh" else english_cues(sentence, here))
