"""Everything that could be a deal, proposed without judging: figures with deal words, deal words with parties."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.cues import Cue
from extractors.features.event import event_features
from extractors.features.figure import figure_features
from extractors.features.link import figure_of_link, link_features
from extractors.features.shape import local
from extractors.features.words import figure_words, link_words, name_words, words_to_cue
from extractors.featuretype import Features, Joined, Part
from extractors.reading import Anchor, Mention, Reading
from extractors.roles import RoleCandidate, Roles
from extractors.slots import Place
from extractors.views import Views

WORDS_OF_EVENTS = ("zh",)
"""Languages in which the words about an event are features too; cross-validation decides."""


@dataclass(frozen=True, slots=True)
class Link:
    """A figure and a deal word that may say what it is."""

    anchor: Anchor
    cue: Cue
    features: Joined


class Proposer(Views):
    """Proposals over one reading, each computed once and kept."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._roles = Roles(self)

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
            words = name_words(line, name) | words_to_cue(line, name, cue)
            features |= {f"{role}.{word}": value for word, value in words.items()}
        return features

    def links(self, anchor: Anchor) -> list[Link]:
        """Every deal word of a figure's sentence, with features."""
        view = self.view(anchor.sentence)
        line, here = self.line(anchor.sentence), local(anchor, view.sentence)
        own = Part(figure_of_link(self.reading, view.sentence, anchor, view.mentions) | figure_words(line, here))
        return [
            Link(
                anchor,
                cue,
                Joined(
                    (
                        own,
                        Part(link_features(self.reading, view.sentence, anchor, cue, view.cues, view.vetoes)),
                        Part(link_words(line, here, cue)),
                    )
                ),
            )
            for cue in view.cues
        ]

    def choice(self, anchor: Anchor, cue: Cue, role: str) -> tuple[list[RoleCandidate], Features]:
        """The mentions that may play a role in a figure's deal, and the features of the case that none of them does."""
        return self._roles.choice(anchor, cue, role)
