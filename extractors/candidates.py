"""Everything that could be a deal, proposed without judging: figures with deal words, deal words with parties."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.cues import Cue, Veto, chinese_cues, english_cues, outside_names, vetoes
from extractors.features import is_cumulative, link_features, marked_investor, none_features, role_features
from extractors.features_en import bracket_owners
from extractors.featuretype import Features
from extractors.investors import gives_other_sum, listed_investors
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence
from extractors.slots import Place
from extractors.slots_en import english_place
from extractors.slots_zh import chinese_place

BACK, AHEAD = 3, 2
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

    def links(self, anchor: Anchor) -> list[Link]:
        """Every deal word of a figure's sentence, with features."""
        view = self.view(anchor.sentence)
        return [
            Link(anchor, cue, link_features(self.reading, view.sentence, anchor, cue, view.cues, view.vetoes))
            for cue in view.cues
        ]

    def roles(self, anchor: Anchor, cue: Cue, role: str) -> list[RoleCandidate]:
        """Every mention near a figure that may play ``role``, with features."""
        found: list[RoleCandidate] = []
        near = self._near(anchor.sentence)
        if role == "payer":
            near = [mention for mention in near if self._may_pay(mention, anchor, cue)]
        elif role == "payee" and self.reading.language == "en" and cue.frame.id in _RAISING:
            near = bracket_owners(self.reading, anchor, near) or near
        for mention in near:
            entity = self.reading.entities[mention.entity]
            if entity.type in _NEVER:
                continue
            view = self.view(mention.sentence)
            nearby = [(other, self.place(other, mention)) for other in view.cues]
            place = self.place(cue, mention) if mention.sentence == anchor.sentence else Place("away")
            features = role_features(self.reading, anchor, cue, mention, place, role, nearby_cues=nearby)
            found.append(RoleCandidate(mention, place, role, features))
        return found

    def choice(self, anchor: Anchor, cue: Cue, role: str) -> tuple[list[RoleCandidate], Features]:
        """The candidates of a role and the features of the case that none of them has it."""
        candidates = self.roles(anchor, cue, role)
        return candidates, none_features(self.reading, anchor, cue, role, [c.features for c in candidates])

    def _may_pay(self, mention: Mention, anchor: Anchor, cue: Cue) -> bool:
        """False for the investors of list sentences, of other sums and of a total of several raises.

        In English who gave to a raise stands in its sentence, in a slot that gives or by an investor's mark.
        """
        if self._listed(mention, anchor.sentence) or gives_other_sum(self.reading, anchor, mention):
            return False
        if cue.frame.id not in _RAISING:
            return True
        view, language = self.view(anchor.sentence), self.reading.language
        if is_cumulative(view.sentence, anchor, language):
            return False
        if language == "zh":
            return True
        if mention.sentence != anchor.sentence:
            return False
        gives = any(
            self.place(other, mention).slot in (*other.frame.payer, *other.frame.counterpart) for other in view.cues
        )
        return gives or marked_investor(self.reading, mention)

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
