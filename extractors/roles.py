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
    Crossing,
    crossing_names,
    crossing_of,
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

_Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class RoleCandidate:
    """A mention that may be the payer or payee of a figure's or deal word's deal."""

    mention: Mention
    place: Place
    role: str
    features: Joined


@dataclass(slots=True)
class _Seat:
    """A mention as one figure sees it, whatever the deal word.

    ``crossing`` names what the deal word joins in with, ``plain`` and ``as_payer`` are the features themselves.
    """

    mention: Mention
    same: bool
    where: str
    plain: list[Part]
    as_payer: list[Part]
    crossing: Crossing
    outside_bracket: bool
    raising: Part | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A deal word of a figure's sentence; ``key`` is what its parts are kept by."""

    cue: Cue
    sentence: int
    family: str
    key: _Key


class Roles:
    """The candidates of every figure, deal word and role of one reading, each computed once and kept."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._reading = views.reading
        self._choices: dict[tuple[int, _Key, str], tuple[list[RoleCandidate], Features]] = {}
        self._seats: dict[int, list[_Seat]] = {}
        self._lists: dict[int, set[tuple[int, int]]] = {}
        self._of_mention: dict[int, Part] = {}
        self._of_cue: dict[tuple[int, _Key], Part] = {}
        self._of_slot: dict[tuple[str, str, Place], Part] = {}
        self._others: dict[tuple[int, str, _Key | str], str] = {}
        self._chains: dict[_Key, bool] = {}

    def choice(self, anchor: Anchor, cue: Cue, role: str) -> tuple[list[RoleCandidate], Features]:
        """The candidates of a role and the features of the case that none of them has it."""
        word = _Word(cue, anchor.sentence, family_of(cue), (anchor.sentence, cue.start, cue.frame.id))
        key = (anchor.full.start, word.key, role)
        if key not in self._choices:
            candidates = [self._candidate(anchor, seat, word, role) for seat in self._seats_of(anchor)]
            none = none_features(self._reading, anchor, cue, [c.features for c in candidates])
            self._choices[key] = (candidates, none)
        return self._choices[key]

    def _candidate(self, anchor: Anchor, seat: _Seat, word: _Word, role: str) -> RoleCandidate:
        cue, mention = word.cue, seat.mention
        place = self._views.place(cue, mention) if seat.same else _AWAY
        parts = [*seat.plain, self._cue_part(seat, word)]
        if seat.same:
            parts.append(self._slot_part(cue, place, role))
        state = f_state(place, cue.frame, role)
        parts += [flag(name) for name in crossing_names(seat.crossing, state, cue.frame.id)]
        parts.append(flag(f"other.cue.says={self._other_cues(seat, word, role)}:{seat.where}"))
        if self._reading.language == "en":
            parts += self._english_parts(seat, cue, place)
        if role == "payer":
            parts += seat.as_payer
            if cue.frame.id in _RAISING:
                parts.append(self._raising_part(anchor, seat))
        return RoleCandidate(mention, place, role, Joined(tuple(parts)))

    def _seats_of(self, anchor: Anchor) -> list[_Seat]:
        if id(anchor) not in self._seats:
            row = self._views.view(anchor.sentence).mentions
            owners = en.bracket_owners(self._reading, row, anchor) if self._reading.language == "en" else []
            near = self._views.near(anchor.sentence)
            self._seats[id(anchor)] = [self._seat(anchor, mention, owners) for mention in near]
        return self._seats[id(anchor)]

    def _seat(self, anchor: Anchor, mention: Mention, owners: list[Mention]) -> _Seat:
        row, line = self._views.view(mention.sentence).mentions, self._views.line(mention.sentence)
        figure = figure_features(self._reading, anchor, mention, row, line, marked=self._marked(mention))
        return _Seat(
            mention,
            mention.sentence == anchor.sentence,
            where_of(anchor.sentence - mention.sentence),
            [self._mention_part(mention), Part(figure)],
            [flag(name) for name in self._against(anchor, mention)],
            crossing_of(mention, figure),
            bool(owners) and mention not in owners,
        )

    def _mention_part(self, mention: Mention) -> Part:
        key = id(mention)
        if key not in self._of_mention:
            features = mention_features(self._reading, mention, self._views.line(mention.sentence))
            self._of_mention[key] = Part(features)
        return self._of_mention[key]

    def _marked(self, mention: Mention) -> bool:
        return "investor.mark" in self._mention_part(mention).features

    def _cue_part(self, seat: _Seat, word: _Word) -> Part:
        key = (id(seat.mention), word.key)
        if key not in self._of_cue:
            self._of_cue[key] = Part(self._cue_features(seat.mention, word))
        return self._of_cue[key]

    def _cue_features(self, mention: Mention, word: _Word) -> Features:
        row = self._views.view(mention.sentence).mentions
        if mention.sentence == word.sentence:
            return cue_features(self._reading, word.cue, mention, row, self._views.line(mention.sentence))
        f = kind_features(self._reading, word.cue, mention)
        before = word.sentence - mention.sentence
        if self._reading.language == "zh" and before > 0:
            f.update(zh.earlier_extra(self._reading, row, mention, last=before == 1, chain=self._has_subject(word)))
        return f

    def _has_subject(self, word: _Word) -> bool:
        """Whether the sentence of a Chinese deal word names a company before it."""
        if word.key not in self._chains:
            view = self._views.view(word.sentence)
            self._chains[word.key] = bool(zh.clause_chain(self._reading, view.mentions, view.sentence, word.cue))
        return self._chains[word.key]

    def _slot_part(self, cue: Cue, place: Place, role: str) -> Part:
        key = (cue.frame.id, role, place)
        if key not in self._of_slot:
            self._of_slot[key] = Part(slot_features(cue, place, role))
        return self._of_slot[key]

    def _other_cues(self, seat: _Seat, word: _Word, role: str) -> str:
        """What the other deal words of the family say of a mention in its own sentence."""
        mention = seat.mention
        key = (id(mention), role, word.key if seat.same else word.family)
        if key not in self._others:
            here = (word.cue.frame.id, word.cue.start) if seat.same else None
            others = (
                (other, self._views.place(other, mention))
                for other in self._views.view(mention.sentence).cues
                if family_of(other) == word.family and (other.frame.id, other.start) != here
            )
            self._others[key] = other_cues_say(others, role)
        return self._others[key]

    def _english_parts(self, seat: _Seat, cue: Cue, place: Place) -> Iterator[Part]:
        if en.owns_other(self._reading.sentences[seat.mention.sentence], seat.mention, place):
            yield flag("owns.other")
        if seat.outside_bracket:
            yield flag("bracket.of.another")
            yield flag(f"bracket.of.another:{cue.frame.id}")

    def _against(self, anchor: Anchor, mention: Mention) -> Iterator[str]:
        """What speaks against a mention as a payer: it is listed elsewhere, or gives another sum."""
        if self._listed(mention, anchor.sentence):
            yield "listed.elsewhere"
        if gives_other_sum(self._reading, anchor, mention):
            yield "gives.other.sum"

    def _raising_part(self, anchor: Anchor, seat: _Seat) -> Part:
        if seat.raising is None:
            seat.raising = Part(self._raising_features(anchor, seat))
        return seat.raising

    def _raising_features(self, anchor: Anchor, seat: _Seat) -> Features:
        """What speaks for and against a mention as the giver where a deal word says that money is raised."""
        view = self._views.view(anchor.sentence)
        here = "same" if seat.same else "away"
        f: Features = {f"raising:{here}": 1.0}
        if is_cumulative(view.sentence, anchor, self._reading.language):
            f["raising.total"] = 1.0
            f[f"raising.total:{here}"] = 1.0
        gives = seat.same and any(
            self._views.place(other, seat.mention).slot in (*other.frame.payer, *other.frame.counterpart)
            for other in view.cues
        )
        f[f"raising:{here}:gives={gives}:marked={self._marked(seat.mention)}"] = 1.0
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
