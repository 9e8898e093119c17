"""The status of a deal, chosen by weights over what its sentence says (``data/fields_<language>.json``).

The rules of ``modality`` are the strongest features: what they decide at the deal word and at the figure, and
how strong each status is there. Kind, place in the article, the date and the words nearby weigh with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractors.featuretype import Features
from extractors.fieldmodel import field_model
from extractors.fieldplace import FieldPlace, clause_words, figure_words, in_title, nearby_words, telling_of_sides
from extractors.modality import FUNDING, StatusReading, status_of, strengths
from extractors.when.choose import nearest_date
from pipeline.types import Kind, Span, Status

STATUSES = tuple(Status)
OTHER_PLACES = 0.5
"""What all further places of the deal count together beside the surest one."""


def status_facts(places: Sequence[FieldPlace]) -> Features:
    """What a deal's places, the surest first, say of its status."""
    facts = dict(_facts(places[0]))
    for place in places[1:]:
        for name, value in _facts(place).items():
            facts[name] = facts.get(name, 0.0) + value * OTHER_PLACES / (len(places) - 1)
    return facts


def named_for_each(facts: Features) -> list[Features]:
    """One vector per status of ``STATUSES``: the same facts, named for it."""
    return [{f"{status}: {name}": value for name, value in facts.items()} for status in STATUSES]


def _facts(place: FieldPlace) -> Features:
    language, kind = place.language, place.kind
    follow = place.sentences[place.index + 1] if place.index + 1 < len(place.sentences) else ""
    at_cue = status_of(place.sentence, place.cue, language, context=follow, kind=kind)
    facts: Features = {"always": 1.0, f"rule {at_cue.status}": 1.0}
    if not at_cue.cues:
        facts["rule has no word"] = 1.0
        facts[f"rule has no word, {kind}"] = 1.0
    if at_cue.hedged:
        facts["hedged"] = 1.0
    if place.figure is not None:
        at_figure = status_of(place.sentence, place.figure, language, kind=kind)
        facts[f"rule at figure {at_figure.status}"] = 1.0
        facts[f"rule {at_cue.status}, at figure {at_figure.status}"] = 1.0
        for status, strength in strengths(place.sentence, place.figure, language, kind=kind).items():
            facts[f"strength at figure {status}"] = max(0.0, strength)
    for status, strength in strengths(place.sentence, place.cue, language, kind=kind).items():
        facts[f"strength {status}"] = max(0.0, strength)
    family = "funding" if kind in FUNDING else "supply"
    facts[f"kind {kind}"] = 1.0
    facts[f"rule {at_cue.status}, {kind}"] = 1.0
    facts[f"rule {at_cue.status}, hedged {at_cue.hedged}, news {place.news}"] = 1.0
    facts[f"news {place.news}, {family}"] = 1.0
    facts[f"depth {place.depth}"] = 1.0
    facts[f"date {_when(place)}"] = 1.0
    facts[f"date {_when(place)}, {family}"] = 1.0
    title = _whole(place, 0)
    if title.cues:
        facts[f"title {title.status}, news {place.news}"] = 1.0
    if title.hedged:
        facts[f"title hedged, news {place.news}"] = 1.0
    facts[f"title names {in_title(place)}"] = 1.0
    if place.index > 0:
        facts |= _named_reading("before", _whole(place, place.index - 1))
    if follow:
        facts |= _named_reading("after", _whole(place, place.index + 1))
    if place.index > 2 and any(_whole(place, number).hedged for number in (1, 2)):
        facts["opening hedged"] = 1.0
    for number in telling_of_sides(place):
        facts |= _named_reading("elsewhere", _whole(place, number))
    for word in figure_words(place):
        facts[f"figure {word}"] = 1.0
    for word in clause_words(place):
        facts[f"clause {word}"] = 1.0
    for word in nearby_words(place):
        facts[f"word {word}"] = 1.0
    return facts


def _whole(place: FieldPlace, number: int) -> StatusReading:
    """What the words of a whole sentence say, wherever they stand in it."""
    return _reading_of(place.sentences[number], place.language, place.kind)


@lru_cache(maxsize=4096)
def _reading_of(sentence: str, language: str, kind: Kind) -> StatusReading:
    return status_of(sentence, Span(0, len(sentence)), language, kind=kind)


def _named_reading(where: str, reading: StatusReading) -> Features:
    facts: Features = {f"{where} {reading.status}": 1.0} if reading.cues else {}
    if reading.hedged:
        facts[f"{where} hedged"] = 1.0
    return facts


def _when(place: FieldPlace) -> str:
    """How the nearest date lies to the day of publication."""
    mention = nearest_date(place.sentence, place.cue, place.language, place.day)
    if mention is None or mention.value is None or place.day is None:
        return "none"
    today = place.day.isoformat()
    if mention.value[:7] == today[: len(mention.value[:7])]:
        return "this month" if len(mention.value) > 4 else "this year"
    return "this year" if mention.value[:4] == today[:4] else "earlier year"


def choose_status(places: Sequence[FieldPlace]) -> Status:
    """The status that the places of one deal, the surest first, say together."""
    return STATUSES[field_model(places[0].language).best("status", named_for_each(status_facts(places)))]
