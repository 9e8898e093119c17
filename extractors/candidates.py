"""Everything that could be a deal, proposed without judging: figures with deal words, deal words with parties."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.cues import Cue, Veto, chinese_cues, english_cues, outside_names, vetoes
from extractors.features.en import bracket_owners
from extractors.features.event import event_features
from extractors.features.figure import figure_features
from extractors.features.link import link_features
from extractors.features.role import marked_investor, none_features, role_features
from extractors.features.shape import is_cumulative, local
from extractors.features.words import Line, link_words, masked, role_words
from extractors.featuretype import Features
from extractors.investors import gives_other_sum, listed_investors
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence
from extractors.slots import Place
from extractors.slots_en import english_place
from extractors.slots_zh import chinese_place

BACK, AHEAD = 3, 2
WORDS_OF_EVENTS = ("zh",)
"""Languages in which the words about an event are features too; cross-validation decides."""
_RAISING = frozenset({"raise", "round", "get_money", "financing", "value_round"})
_NEVER = (MentionType.MEDIA,)


@dataclass(slots=True)
class SentenceView:
    """A sentence with its deal words, vetoes, figures and resolved mentions."""

    sentence: Sentence
    cues: list[Cue]
    vetoes: list[Veto]
    anchors: list[Anchor]
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Link:
    """A figure and a deal word that may say what it is."""

    anchor: Anchor
    cue: Cue
    features: Features


@dataclass(frozen=True, slots=True)
class RoleCandidate:
    """A mention that may be the payer or payee of a figure's or deal word's deal."""

    mention: Mention
    place: Place
    role: str
    features: Features


class Proposer:
    """Proposals over one reading; views and places are computed once and kept."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.views: dict[int, SentenceView] = {}
        self._places: dict[tuple[int, int, str, int], Place] = {}
        self._lists: dict[int, set[tuple[int, int]]] = {}
        self._lines: dict[int, Line] = {}
        self._choices: dict[tuple[int, int, str, str], tuple[list[RoleCandidate], Features]] = {}

    def view(self, index: int) -> SentenceView:
        """The view of one sentence."""
        if index not in self.views:
            sentence = self.reading.sentences[index]
            anchors = [a for a in self.reading.anchors if a.sentence == index]
            find = chinese_cues if self.reading.language == "zh" else english_cues
            cues = find(sentence, anchors) if sentence.words else []
            mentions = [m for m in self.reading.mentions if m.sentence == index and m.entity >= 0]
            if self.reading.language == "zh":
                cues = outside_names(cues, sentence, mentions)
            self.views[index] = SentenceView(sentence, cues, vetoes(sentence, self.reading.language), anchors, mentions)
        return self.views[index]

    def place(self, cue: Cue, mention: Mention) -> Place:
        """The slot of a mention at a deal word of its own sentence."""
        key = (
            mention.sentence,
            cue.start,
            cue.frame.id if self.reading.language == "zh" else str(cue.word),
            mention.span.start,
        )
        if key not in self._places:
            view = self.view(mention.sentence)
            if self.reading.language == "zh":
                others = tuple(m for m in view.mentions if m is not mention)
                self._places[key] = chinese_place(view.sentence, cue, mention, others)
            else:
                self._places[key] = english_place(view.sentence, cue, mention)
        return self._places[key]

    def line(self, index: int) -> Line:
        """The masked words of one sentence."""
        if index not in self._lines:
            view = self.view(index)
            mentions = [m for m in self.reading.mentions if m.sentence == index]
            self._lines[index] = masked(view.sentence, mentions, view.anchors, self.reading.entities)
        return self._lines[index]

    def figure(self, anchor: Anchor) -> Features:
        """What speaks for and against a figure's being a deal's."""
        view = self.view(anchor.sentence)
        before = self.line(anchor.sentence - 1) if anchor.sentence else None
        return figure_features(
            self.reading, anchor, view.cues, view.vetoes, view.mentions, self.line(anchor.sentence), before
        )

    def event(self, cue: Cue, payer: tuple[Mention, Place, float], payee: tuple[Mention, Place, float]) -> Features:
        """What speaks for and against a deal that a deal word states with two parties and no figure."""
        index = payer[0].sentence
        sentence = self.reading.sentences[index]
        features = event_features(self.reading, sentence, cue, payer, payee)
        if self.reading.language not in WORDS_OF_EVENTS:
            return features
        line, base = self.line(index), sentence.span.start
        features |= {f"cue~{word}": 1.0 for word in line.words}
        for role, (mention, _, _) in (("payer", payer), ("payee", payee)):
            name = (mention.span.start - base, mention.span.end - base)
            features |= {f"{role}.{word}": value for word, value in role_words(line, name, None, cue).items()}
        return features

    def links(self, anchor: Anchor) -> list[Link]:
        """Every deal word of a figure's sentence, with features."""
        view = self.view(anchor.sentence)
        line, here = self.line(anchor.sentence), local(anchor, view.sentence)
        return [
            Link(
                anchor,
                cue,
                link_features(self.reading, view.sentence, anchor, cue, view.cues, view.vetoes)
                | link_words(line, here, cue),
            )
            for cue in view.cues
        ]

    def roles(self, anchor: Anchor, cue: Cue, role: str) -> list[RoleCandidate]:
        """Every mention near a figure that may play ``role``, with features."""
        found: list[RoleCandidate] = []
        near = self._near(anchor.sentence)
        owners = bracket_owners(self.reading, anchor, near) if self.reading.language == "en" else []
        for mention in near:
            entity = self.reading.entities[mention.entity]
            if entity.type in _NEVER:
                continue
            view = self.view(mention.sentence)
            nearby = [(other, self.place(other, mention)) for other in view.cues]
            place = self.place(cue, mention) if mention.sentence == anchor.sentence else Place("away")
            features = role_features(self.reading, anchor, cue, mention, place, role, nearby_cues=nearby)
            features |= self._words(anchor, cue, mention)
            features |= self._against(anchor, cue, mention, role)
            if owners and mention not in owners:
                features["bracket.of.another"] = 1.0
                features[f"bracket.of.another:{cue.frame.id}"] = 1.0
            found.append(RoleCandidate(mention, place, role, features))
        return found

    def choice(self, anchor: Anchor, cue: Cue, role: str) -> tuple[list[RoleCandidate], Features]:
        """The candidates of a role and the features of the case that none of them has it."""
        key = (anchor.full.start, cue.start, cue.frame.id, role)
        if key not in self._choices:
            candidates = self.roles(anchor, cue, role)
            none = none_features(self.reading, anchor, cue, role, [c.features for c in candidates])
            self._choices[key] = (candidates, none)
        return self._choices[key]

    def _words(self, anchor: Anchor, cue: Cue, mention: Mention) -> Features:
        """The words about a mention, and those between it and figure and deal word in one sentence."""
        sentence = self.reading.sentences[mention.sentence]
        base = sentence.span.start
        name = (mention.span.start - base, mention.span.end - base)
        if mention.sentence != anchor.sentence:
            return role_words(self.line(mention.sentence), name, None, None)
        return role_words(self.line(mention.sentence), name, local(anchor, sentence), cue)

    def _against(self, anchor: Anchor, cue: Cue, mention: Mention, role: str) -> Features:
        """What speaks against a mention as a payer: it is listed elsewhere, gives another sum, or to a total."""
        if role != "payer":
            return {}
        f: Features = {}
        if self._listed(mention, anchor.sentence):
            f["listed.elsewhere"] = 1.0
        if gives_other_sum(self.reading, anchor, mention):
            f["gives.other.sum"] = 1.0
        if cue.frame.id not in _RAISING:
            return f
        view = self.view(anchor.sentence)
        here = "same" if mention.sentence == anchor.sentence else "away"
        f[f"raising:{here}"] = 1.0
        if is_cumulative(view.sentence, anchor, self.reading.language):
            f["raising.total"] = 1.0
            f[f"raising.total:{here}"] = 1.0
        gives = mention.sentence == anchor.sentence and any(
            self.place(other, mention).slot in (*other.frame.payer, *other.frame.counterpart) for other in view.cues
        )
        marked = marked_investor(self.reading, mention)
        f[f"raising:{here}:gives={gives}:marked={marked}"] = 1.0
        return f

    def _listed(self, mention: Mention, sentence: int) -> bool:
        """True for an investor of a list sentence without a figure; these are given to their round afterwards."""
        if mention.sentence == sentence or mention.sentence == 0:
            return False
        if mention.sentence not in self._lists:
            view = self.view(mention.sentence)
            found = [] if view.anchors else listed_investors(self.reading, view.sentence, view.mentions)
            self._lists[mention.sentence] = {(item.span.start, item.entity) for item in found}
        return (mention.span.start, mention.entity) in self._lists[mention.sentence]

    def _near(self, sentence: int) -> list[Mention]:
        first, last = max(0, sentence - BACK), min(len(self.reading.sentences) - 1, sentence + AHEAD)
        indexes = list(range(first, last + 1))
        indexes += [index for index in (0, 1) if index not in indexes and index < len(self.reading.sentences)]
        found = [mention for index in indexes for mention in self.view(index).mentions]
        if self.reading.topic >= 0 and all(m.entity != self.reading.topic for m in found):
            topic = self.reading.entities[self.reading.topic]
            found += topic.mentions[:1]
        return found
