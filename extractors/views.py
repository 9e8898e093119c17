"""A reading sentence by sentence: deal words, figures, mentions and where each of them stands, all made once."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.cues import Cue, Veto, chinese_cues, english_cues, outside_names, vetoes
from extractors.features.words import Line, masked
from extractors.reading import Anchor, Mention, MentionType, Reading, Sentence
from extractors.slots import Place
from extractors.slots_en import english_place
from extractors.slots_zh import chinese_place

BACK, AHEAD = 3, 2
"""Sentences before and after a figure's whose mentions may be its parties."""


@dataclass(slots=True)
class SentenceView:
    """A sentence with its deal words, vetoes, figures and resolved mentions."""

    sentence: Sentence
    cues: list[Cue]
    vetoes: list[Veto]
    anchors: list[Anchor]
    mentions: list[Mention]


class Views:
    """Views, places and lines of one reading, each computed once and kept."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.views: dict[int, SentenceView] = {}
        self._places: dict[tuple[int, int, str | int, int], Place] = {}
        self._lines: dict[int, Line] = {}
        self._near: dict[int, list[Mention]] = {}
        self._mentions: dict[int, list[Mention]] = {}
        for mention in reading.mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)

    def view(self, index: int) -> SentenceView:
        """The view of one sentence."""
        if index not in self.views:
            sentence = self.reading.sentences[index]
            anchors = [a for a in self.reading.anchors if a.sentence == index]
            find = chinese_cues if self.reading.language == "zh" else english_cues
            cues = find(sentence, anchors) if sentence.words else []
            mentions = [m for m in self._mentions.get(index, ()) if m.entity >= 0]
            if self.reading.language == "zh":
                cues = outside_names(cues, sentence, mentions)
            self.views[index] = SentenceView(sentence, cues, vetoes(sentence, self.reading.language), anchors, mentions)
        return self.views[index]

    def place(self, cue: Cue, mention: Mention) -> Place:
        """The slot of a mention at a deal word of its own sentence."""
        where = cue.frame.id if self.reading.language == "zh" else cue.word
        key = (mention.sentence, cue.start, where, mention.span.start)
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
            mentions = self._mentions.get(index, [])
            self._lines[index] = masked(view.sentence, mentions, view.anchors, self.reading.entities)
        return self._lines[index]

    def near(self, index: int) -> list[Mention]:
        """The mentions that may be parties of a figure in a sentence: those round it, of the opening, of the topic."""
        if index not in self._near:
            first, last = max(0, index - BACK), min(len(self.reading.sentences) - 1, index + AHEAD)
            indexes = list(range(first, last + 1))
            indexes += [at for at in (0, 1) if at not in indexes and at < len(self.reading.sentences)]
            found = [mention for at in indexes for mention in self.view(at).mentions]
            if self.reading.topic >= 0 and all(m.entity != self.reading.topic for m in found):
                found += self.reading.entities[self.reading.topic].mentions[:1]
            self._near[index] = [m for m in found if self.reading.entities[m.entity].type is not MentionType.MEDIA]
        return self._near[index]
