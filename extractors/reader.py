"""From article to ``Reading``: sentences, gate, models, mentions, entities, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc

from extractors.cues import has_deal_word
from extractors.entities import anaphor_mentions, find_topic, group_entities, resolve_anaphors
from extractors.furniture import furniture
from extractors.gate import gate
from extractors.mentions import alias_mentions, lower_same_length, repeated_names
from extractors.mentions_en import english_mentions
from extractors.mentions_zh import chinese_mentions
from extractors.money import find_money
from extractors.reading import Anchor, Mention, Reading, Sentence, Word
from extractors.segment import TaggedSentence, chinese_words, find_names, parse, tag
from extractors.sentences import split_sentences
from extractors.slots import word_index
from extractors.stakes import find_stakes
from pipeline.types import Span

OPENING = 2
"""Sentences at the head of a text that are always read, since they name its topic."""
_TABLE = ("alias", "product", "description")
"""Sources of mentions that need no model."""
_CAPITALS = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w&.’'-]*(?:\s+[A-Z0-9][\w&.’'-]*)*")


def read(text: str, language: str, published: date | None, *, gated: bool = True) -> Reading:
    """Read a text; with ``gated`` off every sentence goes through the models (for comparison).

    The models read the opening, figures that a deal word stands by, and deal words with two names. Of all
    other sentences only names of the alias table count, and those that were read elsewhere: what models
    find far from any deal is mostly noise. What they read is kept where a frame's conditions hold, so the
    gate decides only what the models may leave out, never what a reading contains.
    """
    spans = split_sentences(text, language)
    sentences = [Sentence(i, span, span.of(text), lower_same_length(span.of(text))) for i, span in enumerate(spans)]
    outside = furniture(sentences)
    anchors = [anchor for anchor in find_anchors(text, language, sentences) if anchor.sentence not in outside]
    spoken = {s.index for s in sentences if gate(language).search(s.folded)}
    near = (set(range(min(OPENING, len(sentences)))) | {a.sentence for a in anchors} & spoken) - outside
    known = alias_mentions(text, sentences)
    events = _with_two_names(sentences, spoken - near - outside, known, language)
    wanted = sorted(near | events if gated else {s.index for s in sentences} - outside)
    docs = _parsed(sentences, wanted) if language == "en" else {}
    kept = near | {index for index in events if has_deal_word(sentences[index], language, anchors)}
    for index in docs.keys() - kept:
        sentences[index].words = ()
    if language == "zh":
        for index in kept:
            sentences[index].words = _chinese_words(sentences[index])
    mentions = _mentions(sentences, sorted(kept) if gated else wanted, docs, known, language)
    mentions = [mention for mention in mentions if mention.sentence in kept]
    mentions += [mention for mention in known if mention.sentence not in kept and mention.source in _TABLE]
    mentions += repeated_names(mentions, [s for s in sentences if s.index not in outside], language)
    entities = group_entities(mentions, text)
    topic = find_topic(entities, sentences)
    resolve_anaphors(mentions, entities, sentences, topic)
    mentions.sort(key=lambda mention: mention.span.start)
    return Reading(text, language, published, sentences, mentions, entities, anchors, topic)


def _with_two_names(sentences: list[Sentence], indexes: set[int], known: list[Mention], language: str) -> set[int]:
    """Sentences that name two parties of the table or, in English, hold two runs of capitals within a sentence."""
    parties: dict[int, set[str]] = {}
    for mention in known:
        parties.setdefault(mention.sentence, set()).add(mention.party_id or mention.surface)
    return {
        index
        for index in indexes
        if len(parties.get(index, ())) > 1 or (language == "en" and len(_CAPITALS.findall(sentences[index].text)) > 1)
    }


def _parsed(sentences: list[Sentence], indexes: list[int]) -> dict[int, Doc]:
    """English sentences with their parse and without names; they get their words here."""
    docs = dict(zip(indexes, parse(sentences[index].text for index in indexes), strict=True))
    for index, doc in docs.items():
        sentences[index].words = _words(doc, sentences[index].span.start)
    return docs


def _mentions(
    sentences: list[Sentence], indexes: list[int], docs: dict[int, Doc], known: list[Mention], language: str
) -> list[Mention]:
    """The mentions of the sentences whose names the models look for."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in known:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: list[Mention] = []
    read: Iterable[Doc | TaggedSentence] = (
        find_names([docs[index] for index in indexes])
        if language == "en"
        else tag([sentences[index].text for index in indexes])
    )
    for index, doc in zip(indexes, read, strict=True):
        sentence, table = sentences[index], by_sentence.get(index, [])
        if isinstance(doc, Doc):
            local = english_mentions(sentence, doc, table)
        else:
            local = chinese_mentions(sentence, doc.words, table)
        local += [
            m for m in anaphor_mentions(sentence, language) if not any(m.span.overlaps(other.span) for other in local)
        ]
        if language != "zh":
            for mention in local:
                mention.word = word_index(sentence, mention)
        found += local
    return found


def _words(doc: Doc, base: int) -> tuple[Word, ...]:
    """The words of an analysed English sentence."""
    return tuple(
        Word(base + t.idx, base + t.idx + len(t.text), t.text, t.lemma_ or t.text, t.tag_, t.dep_, t.head.i)
        for t in doc
    )


def _chinese_words(sentence: Sentence) -> tuple[Word, ...]:
    """The words of a Chinese sentence, which have neither lemma nor parse, so each is its own head."""
    base = sentence.span.start
    return tuple(
        Word(base + at, base + at + len(word), word, word, "", "", i)
        for i, (at, word) in enumerate(chinese_words(sentence.text))
    )


def find_anchors(text: str, language: str, sentences: list[Sentence]) -> list[Anchor]:
    """Money and stakes of a text, each in its sentence; a conversion into a second currency is no anchor of its own."""
    anchors: list[Anchor] = []
    at = 0
    money = find_money(text, language)
    for mention in money:
        while at < len(sentences) and sentences[at].span.end <= mention.span.start:
            at += 1
        if at == len(sentences):
            break
        if sentences[at].span.start > mention.span.start or mention.same_as is not None:
            continue
        anchors.append(
            Anchor(
                at, mention.span, mention.full, mention.money, None, mention.unit_price, mention.period, mention.bare
            )
        )
    for sentence in sentences:
        base = sentence.span.start
        for stake in find_stakes(sentence.text, language):
            if stake.negative or stake.kind != "stake":
                continue
            span = Span(base + stake.span.start, base + stake.span.end)
            anchors.append(Anchor(sentence.index, span, span, None, stake.pct))
    return sorted(anchors, key=lambda anchor: anchor.span.start)
