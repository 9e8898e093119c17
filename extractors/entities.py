"""Who is who: mentions of one party grouped, brackets joined, anaphors led back to a named party."""

from __future__ import annotations

import functools
import re
from collections import Counter
from itertools import pairwise

from extractors.lexicon import anaphors
from extractors.reading import Entity, Mention, MentionType, Sentence
from pipeline.names import fold_name
from pipeline.parties import load_parties
from pipeline.types import Span

_BRACKET = re.compile(r"^\s*[(（]\s*$")
_OPENING = 20
_OWN_SHARES = re.compile(r"(?:\d[\d.]*\s*[%％]|[\d,.]+万?亿?股|本次|此次|部分股|股份|股权|股票|总股本)")
_COMPANY_TYPES = (MentionType.COMPANY, MentionType.UNKNOWN)


@functools.cache
def _anaphor_pattern(language: str) -> re.Pattern[str]:
    words = anaphors(language)
    groups = []
    for name in ("both", "latter", "former", "company", "pronoun", "person"):
        options = "|".join(re.escape(word) for word in sorted(getattr(words, name), key=len, reverse=True))
        groups.append(f"(?P<{name}>{options})")
    body = "|".join(groups)
    if language == "en":
        return re.compile(rf"(?<![\w’'-])(?:{body})(?![\w-])", re.IGNORECASE)
    return re.compile(rf"(?:{body})(?!们|有|他|她|实|中|余|间|次)")


def anaphor_mentions(sentence: Sentence, language: str) -> list[Mention]:
    """The anaphoric words of a sentence; a bare 公司 counts only where a clause begins."""
    found: list[Mention] = []
    text = sentence.folded if language == "zh" else sentence.text
    for match in _anaphor_pattern(language).finditer(text):
        word = match.group()
        if (
            language == "zh"
            and word in ("公司", "上市公司")
            and not re.search(r"(?:^|[，。；：,、“\"\s]|称|且|并|表示|公告)$", text[: match.start()])
            and not _OWN_SHARES.match(text, match.end())
        ):
            continue
        if (
            language == "zh"
            and word == "其"
            and text[match.end() : match.end() + 1] in ("中", "他", "它", "实", "余", "次")
        ):
            continue
        start = sentence.span.start + match.start()
        group = str(match.lastgroup)
        kind = MentionType.PERSON if group == "person" else MentionType.COMPANY
        found.append(Mention(Span(start, start + len(word)), word, kind, f"anaphor-{group}", sentence.index))
    return found


def group_entities(mentions: list[Mention], text: str) -> list[Entity]:
    """Group named mentions: same party id, same folded name, a short form of a longer one, or bracketed."""
    entities: list[Entity] = []
    by_party: dict[str, Entity] = {}
    by_name: dict[str, Entity] = {}
    named = [mention for mention in mentions if not mention.anaphor]
    for mention in sorted(named, key=lambda m: (-len(m.surface), m.span.start)):
        key = fold_name(mention.surface) or mention.surface
        home = by_party.get(mention.party_id) if mention.party_id else by_name.get(key)
        if home is None and not mention.party_id:
            home = _long_form(key, mention, by_name)
        if home is None:
            home = Entity(len(entities), [], mention.party_id, mention.type)
            entities.append(home)
            if mention.party_id:
                by_party[mention.party_id] = home
        by_name.setdefault(key, home)
        if home.type is MentionType.UNKNOWN:
            home.type = mention.type
        _attach(home, mention)
    _join_brackets(entities, named, text)
    for entity in entities:
        entity.mentions.sort(key=lambda m: m.span.start)
        first = [m.surface for m in entity.mentions]
        if entity.party_id:
            entity.sectors = tuple(str(role) for role in load_parties().get(entity.party_id).roles)
        extra = list(load_parties().names(entity.party_id)) if entity.party_id else []
        entity.names = list(dict.fromkeys([*first, *extra]))
    return entities


def _attach(entity: Entity, mention: Mention) -> None:
    mention.entity = entity.index
    entity.mentions.append(mention)


def _long_form(key: str, mention: Mention, by_name: dict[str, Entity]) -> Entity | None:
    """A one-word name is a short form where just one longer name of the text begins with it."""
    if mention.type in (MentionType.MEDIA, MentionType.PLACE) or len(key) < (
        2 if re.search(r"[\u4e00-\u9fff]", key) else 4
    ):
        return None
    homes = {
        id(entity): entity
        for name, entity in by_name.items()
        if name.startswith(key) and name != key and entity.type is not MentionType.PERSON
    }
    if not homes:
        homes = {
            id(e): e
            for name, e in by_name.items()
            if e.type is MentionType.PERSON and name.endswith(key) and name != key
        }
    return next(iter(homes.values())) if len(homes) == 1 else None


def _join_brackets(entities: list[Entity], mentions: list[Mention], text: str) -> None:
    """ "月之暗面（Moonshot AI）": a name in brackets right behind another is the same party."""
    ordered = sorted(mentions, key=lambda m: m.span.start)
    for left, right in pairwise(ordered):
        between = text[left.span.end : right.span.start]
        after = text[right.span.end : right.span.end + 1]
        if left.entity == right.entity or not _BRACKET.match(between) or after not in (")", "）", ",", "，"):
            continue
        keep, gone = entities[left.entity], entities[right.entity]
        if (keep.party_id and gone.party_id) or MentionType.PLACE in (keep.type, gone.type):
            continue
        keep.party_id = keep.party_id or gone.party_id
        if keep.type is MentionType.UNKNOWN:
            keep.type = gone.type
        for mention in list(gone.mentions):
            _attach(keep, mention)
        gone.mentions.clear()


def find_topic(entities: list[Entity], sentences: list[Sentence]) -> int:
    """The company that the text is about: by headline, first sentences and frequency; -1 for none."""
    score: Counter[int] = Counter()
    for entity in entities:
        if entity.type not in _COMPANY_TYPES or not entity.mentions:
            continue
        for mention in entity.mentions:
            score[entity.index] += 4 if mention.sentence == 0 else 2 if mention.sentence <= 2 else 1
        if entity.mentions[0].sentence == 0:
            score[entity.index] += 2
    return max(score, key=lambda index: (score[index], -entities[index].mentions[0].span.start)) if score else -1


def resolve_anaphors(mentions: list[Mention], entities: list[Entity], sentences: list[Sentence], topic: int) -> None:
    """Lead each anaphor to an entity: latter and former by order, pronouns and descriptions by recency and topic."""
    ordered = sorted(mentions, key=lambda m: m.span.start)
    for at, mention in enumerate(ordered):
        if not mention.anaphor:
            continue
        before = [m for m in ordered[:at] if m.entity >= 0 and not m.anaphor]
        companies = [
            m
            for m in before
            if entities[m.entity].type not in (MentionType.PLACE, MentionType.MEDIA, MentionType.PERSON)
        ]
        if mention.source == "anaphor-person":
            persons = [
                m
                for m in before
                if entities[m.entity].type is MentionType.PERSON and mention.sentence - m.sentence <= 2
            ]
            mention.entity = persons[-1].entity if persons else -1
        elif mention.source == "anaphor-both":
            mention.entity = -1
        elif mention.source in ("anaphor-latter", "anaphor-former"):
            near = [m for m in companies if mention.sentence - m.sentence <= 1]
            distinct = list(dict.fromkeys(m.entity for m in near))[-2:]
            if distinct:
                mention.entity = distinct[-1] if mention.source == "anaphor-latter" else distinct[0]
        else:
            subject = _previous_subject(mention, companies, sentences) if mention.source == "anaphor-pronoun" else -1
            if subject < 0:
                subject = _antecedent(mention, companies, ordered[:at], entities, topic)
            mention.entity = subject
            rival = topic if mention.entity != topic else _last_subject(mention, companies, ordered[:at], entities)
            if rival >= 0 and rival != mention.entity:
                second = "topic" if rival == topic else "recent"
                mentions.append(
                    Mention(
                        mention.span,
                        mention.surface,
                        mention.type,
                        f"{mention.source}-or-{second}",
                        mention.sentence,
                        None,
                        mention.word,
                        rival,
                    )
                )


def _antecedent(
    mention: Mention, companies: list[Mention], before: list[Mention], entities: list[Entity], topic: int
) -> int:
    """Pronouns take the subject of their sentence; descriptions the topic where it is near; else the last subject."""
    fits = [
        m for m in companies if entities[m.entity].type not in (MentionType.FUND, MentionType.GOVERNMENT)
    ] or companies
    same = [m for m in fits if m.sentence == mention.sentence]
    if mention.source == "anaphor-pronoun" and same:
        return same[0].entity
    recent = [
        m
        for m in before
        if m.entity >= 0
        and 0 < mention.sentence - m.sentence <= 2
        and entities[m.entity].type not in (MentionType.PLACE, MentionType.MEDIA, MentionType.PERSON)
    ]
    if mention.source == "anaphor-company" and same and not recent:
        return next((m.entity for m in reversed(same) if m.party_id), same[0].entity)
    if topic >= 0 and any(m.entity == topic for m in recent):
        return topic
    previous = [m for m in recent if mention.sentence - m.sentence == 1] or recent
    if previous:
        return previous[0].entity
    if same:
        return same[0].entity
    return topic


def _previous_subject(mention: Mention, companies: list[Mention], sentences: list[Sentence]) -> int:
    """For a pronoun that opens its sentence: the company that is subject of the one before, or alone in it, or -1."""
    here = sentences[mention.sentence]
    if not here.words or mention.span.start - here.span.start > _OPENING:
        return -1
    if any(m.sentence == mention.sentence for m in companies):
        return -1
    before = [m for m in companies if m.sentence == mention.sentence - 1 and m.word >= 0]
    words = sentences[mention.sentence - 1].words if mention.sentence else ()
    subjects = [m for m in before if m.word < len(words) and words[m.word].dep in ("nsubj", "nsubjpass")]
    if subjects:
        return subjects[0].entity
    only = {m.entity for m in before}
    return only.pop() if len(only) == 1 else -1


def _last_subject(mention: Mention, companies: list[Mention], before: list[Mention], entities: list[Entity]) -> int:
    """The first company of the nearest earlier sentence that names one."""
    earlier = [m for m in companies if m.sentence < mention.sentence and mention.sentence - m.sentence <= 3]
    if not earlier:
        return -1
    nearest = max(m.sentence for m in earlier)
    return next(m.entity for m in earlier if m.sentence == nearest)
