"""Who may pay and be paid in the deal of a figure and a deal word: every mention near them, with its features.

One figure has several deal words, a deal word two roles and a sentence a dozen mentions round it, so features are
made in parts: what depends on the mention alone, on mention and figure, on mention and deal word. Each part is
made once, and only what depends on all of them is made anew for each hypothesis.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.cues import Cue
from extractors.features import en, zh
from extractors.features.role import (
    crossing_features,
    cue_features,
    f_state,
    figure_features,
    kind_features,
    mention_features,
    none_features,
    other_cues_say,
    slot_features,
    where_of,
)
from extractors.features.shape import family_of, is_cumulative
from extractors.featuretype import Features, Joined, Part, flag
from extractors.investors import gives_other_sum, listed_investors
from extractors.reading import Anchor, Mention
from extractors.slots import Place
from extractors.views import Views

_RAISING = frozenset({"raise", "round", "get_money", "financing", "value_round"})
_AWAY = Place("away")


@dataclass(frozen=True, slots=True)
class RoleCandidate:
    """A mention that may be the payer or payee of a figure's or deal word's deal."""

    mention: Mention
    place: Place
    role: str
    features: Joined


@dataclass(frozen=True, slots=True)
class _Case:
    """A figure, a deal word of its sentence and a role; ``at`` and ``word`` are what keys know the first two by."""

    anchor: Anchor
    cue: Cue
    role: str
    at: int
    word: tuple[int, int, str]

    @classmethod
    def of(cls, anchor: Anchor, cue: Cue, role: str) -> _Case:
        return cls(anchor, cue, role, id(anchor), (anchor.sentence, cue.start, cue.frame.id))


class Roles:
    """The candidates of every figure, deal word and role of one reading, each computed once and kept."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._reading = views.reading
        self._choices: dict[tuple[int, tuple[int, int, str], str], tuple[list[RoleCandidate], Features]] = {}
        self._owners: dict[int, list[Mention]] = {}
        self._lists: dict[int, set[tuple[int, int]]] = {}
        self._of_mention: dict[int, Part] = {}
        self._of_figure: dict[tuple[int, int], Part] = {}
        self._of_cue: dict[tuple[int, tuple[int, int, str]], Part] = {}
        self._of_slot: dict[tuple[str, str, Place], Part] = {}
        self._of_payer: dict[tuple[int, int], Part] = {}
        self._of_raising: dict[tuple[int, int], Part] = {}
        self._others: dict[tuple[int, str, object], str] = {}
        self._chains: dict[tuple[int, int, str], bool] = {}

    def choice(self, anchor: Anchor, cue: Cue, role: str) -> tuple[list[RoleCandidate], Features]:
        """The candidates of a role and the features of the case that none of them has it."""
        case = _Case.of(anchor, cue, role)
        key = (anchor.full.start, case.word, role)
        if key not in self._choices:
            candidates = [self._candidate(case, mention) for mention in self._views.near(anchor.sentence)]
            none = none_features(self._reading, anchor, cue, [c.features for c in candidates])
            self._choices[key] = (candidates, none)
        return self._choices[key]

    def _candidate(self, case: _Case, mention: Mention) -> RoleCandidate:
        same = mention.sentence == case.anchor.sentence
        place = self._views.place(case.cue, mention) if same else _AWAY
        return RoleCandidate(mention, place, case.role, Joined(tuple(self._parts(case, mention, place))))

    def _parts(self, case: _Case, mention: Mention, place: Place) -> Iterator[Part]:
        figure = self._figure_part(case, mention)
        yield self._mention_part(mention)
        yield figure
        yield self._cue_part(case, mention)
        if place is not _AWAY:
            yield self._slot_part(case, place)
        state = f_state(place, case.cue.frame, case.role)
        for name in crossing_features(case.cue, mention, state, figure.features):
            yield flag(name)
        where = where_of(case.anchor.sentence - mention.sentence)
        yield flag(f"other.cue.says={self._other_cues(case, mention)}:{where}")
        if self._reading.language == "en":
            yield from self._english_parts(case, mention, place)
        if case.role == "payer":
            yield self._payer_part(case, mention)
            if case.cue.frame.id in _RAISING:
                yield self._raising_part(case, mention)

    def _mention_part(self, mention: Mention) -> Part:
        key = id(mention)
        if key not in self._of_mention:
            features = mention_features(self._reading, mention, self._views.line(mention.sentence))
            self._of_mention[key] = Part(features)
        return self._of_mention[key]

    def _marked(self, mention: Mention) -> bool:
        return "investor.mark" in self._mention_part(mention).features

    def _figure_part(self, case: _Case, mention: Mention) -> Part:
        key = (case.at, id(mention))
        if key not in self._of_figure:
            row, line = self._views.view(mention.sentence).mentions, self._views.line(mention.sentence)
            marked = self._marked(mention)
            self._of_figure[key] = Part(figure_features(self._reading, case.anchor, mention, row, line, marked=marked))
        return self._of_figure[key]

    def _cue_part(self, case: _Case, mention: Mention) -> Part:
        key = (id(mention), case.word)
        if key not in self._of_cue:
            self._of_cue[key] = Part(self._cue_features(case, mention))
        return self._of_cue[key]

    def _cue_features(self, case: _Case, mention: Mention) -> Features:
        row = self._views.view(mention.sentence).mentions
        if mention.sentence == case.anchor.sentence:
            return cue_features(self._reading, case.cue, mention, row, self._views.line(mention.sentence))
        f = kind_features(self._reading, case.cue, mention)
        before = case.anchor.sentence - mention.sentence
        if self._reading.language == "zh" and before > 0:
            f.update(zh.earlier_extra(self._reading, row, mention, last=before == 1, chain=self._has_subject(case)))
        return f

    def _has_subject(self, case: _Case) -> bool:
        """Whether the sentence of a Chinese deal word names a company before it."""
        if case.word not in self._chains:
            view = self._views.view(case.anchor.sentence)
            self._chains[case.word] = bool(zh.clause_chain(self._reading, view.mentions, view.sentence, case.cue))
        return self._chains[case.word]

    def _slot_part(self, case: _Case, place: Place) -> Part:
        key = (case.cue.frame.id, case.role, place)
        if key not in self._of_slot:
            self._of_slot[key] = Part(slot_features(case.cue, place, case.role))
        return self._of_slot[key]

    def _other_cues(self, case: _Case, mention: Mention) -> str:
        """What the other deal words of the family say of a mention in its own sentence."""
        same, family = mention.sentence == case.anchor.sentence, family_of(case.cue)
        key = (id(mention), case.role, case.word if same else family)
        if key not in self._others:
            here = (case.cue.frame.id, case.cue.start) if same else None
            others = (
                (other, self._views.place(other, mention))
                for other in self._views.view(mention.sentence).cues
                if family_of(other) == family and (other.frame.id, other.start) != here
            )
            self._others[key] = other_cues_say(others, case.role)
        return self._others[key]

    def _english_parts(self, case: _Case, mention: Mention, place: Place) -> Iterator[Part]:
        if en.owns_other(self._reading.sentences[mention.sentence], mention, place):
            yield flag("owns.other")
        if case.at not in self._owners:
            row = self._views.view(case.anchor.sentence).mentions
            self._owners[case.at] = en.bracket_owners(self._reading, row, case.anchor)
        owners = self._owners[case.at]
        if owners and mention not in owners:
            yield flag("bracket.of.another")
            yield flag(f"bracket.of.another:{case.cue.frame.id}")

    def _payer_part(self, case: _Case, mention: Mention) -> Part:
        """What speaks against a mention as a payer: it is listed elsewhere, or gives another sum."""
        key = (case.at, id(mention))
        if key not in self._of_payer:
            f: Features = {}
            if self._listed(mention, case.anchor.sentence):
                f["listed.elsewhere"] = 1.0
            if gives_other_sum(self._reading, case.anchor, mention):
                f["gives.other.sum"] = 1.0
            self._of_payer[key] = Part(f)
        return self._of_payer[key]

    def _raising_part(self, case: _Case, mention: Mention) -> Part:
        """What speaks for and against a mention as the giver where a deal word says that money is raised."""
        key = (case.at, id(mention))
        if key not in self._of_raising:
            self._of_raising[key] = Part(self._raising_features(case.anchor, mention))
        return self._of_raising[key]

    def _raising_features(self, anchor: Anchor, mention: Mention) -> Features:
        view, same = self._views.view(anchor.sentence), mention.sentence == anchor.sentence
        here = "same" if same else "away"
        f: Features = {f"raising:{here}": 1.0}
        if is_cumulative(view.sentence, anchor, self._reading.language):
            f["raising.total"] = 1.0
            f[f"raising.total:{here}"] = 1.0
        gives = same and any(
            self._views.place(other, mention).slot in (*other.frame.payer, *other.frame.counterpart)
            for other in view.cues
        )
        f[f"raising:{here}:gives={gives}:marked={self._marked(mention)}"] = 1.0
        return f

    def _listed(self, mention: Mention, sentence: int) -> bool:
        """True for an investor of a list sentence without a figure; these are given to their round afterwards."""
        if mention.sentence in (0, sentence):
            return False
        if mention.sentence not in self._lists:
            view = self._views.view(mention.sentence)
            found = [] if view.anchors else listed_investors(self._reading, view.sentence, view.mentions)
            self._lists[mention.sentence] = {(item.span.start, item.entity) for item in found}
        return (mention.span.start, mention.entity) in self._lists[mention.sentence]
