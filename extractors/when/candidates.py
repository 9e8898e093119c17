"""Every date that a deal may bear, with what speaks for it: the dates near its place, the day of publication, none."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.discourse import discourse
from extractors.featuretype import Features
from extractors.fieldplace import FieldPlace, in_title, nearby_words, opening_word, text_kind
from extractors.fieldtext import fold
from extractors.when.choose import FOREIGN, date_cost, date_for, dates_of, is_past_point, nearest_date
from extractors.when.mention import DateMention
from pipeline.types import Span, Status

BACK, AHEAD = 3, 1
"""Sentences before and after the deal's whose dates are candidates."""
FAR_BACK = 12
"""Sentences before these among which the last one with a date gives candidates too: it may date all that follows."""
_COSTS = (0, 15, 40, 80, 150, FOREIGN)


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date (None: the deal has none) and its features."""

    value: str | None
    features: Features


def date_candidates(place: FieldPlace, status: Status) -> list[DateCandidate]:
    """The candidates of one place, of which exactly one is to be chosen."""
    rule = date_for(
        place.sentences, place.index, place.cue, place.language, place.day, is_headline_news=place.news, status=status
    )
    found = _mentioned(place, status, rule)
    facts = _facts(place, status)
    today = place.day.isoformat() if place.day is not None else None
    if today is not None:
        found.append(DateCandidate(today, _named("published", facts, rule == today)))
        found.append(DateCandidate(today[:4], _named("this year", facts, rule == today[:4])))
    found.append(DateCandidate(None, _named("undated", facts, rule is None)))
    return found


def _named(name: str, facts: Features, is_rule: bool) -> Features:
    features = {f"{name}: {fact}": value for fact, value in facts.items()}
    if is_rule:
        features[f"{name} by rule"] = 1.0
    return features


def _facts(place: FieldPlace, status: Status) -> Features:
    """What speaks for or against the day of publication, and for or against no date at all."""
    words, folded = discourse(place.chinese), fold(place.sentence, place.language)
    usable = [m for m in dates_of(place.sentence, place.language, place.day) if is_past_point(m)]
    facts: Features = {
        "always": 1.0,
        f"news {place.news}": 1.0,
        f"depth {place.depth}": 1.0,
        f"status {status}": 1.0,
        f"status {status}, news {place.news}": 1.0,
        f"kind {place.kind}": 1.0,
        f"{min(2, len(usable))} dates": 1.0,
    }
    if place.figure is None:
        facts["no figure"] = 1.0
    if nearest_date(place.sentence, place.cue, place.language, place.day) is not None:
        facts["date near"] = 1.0
    if words.earlier.search(folded):
        facts["earlier word"] = 1.0
    if words.news.search(folded):
        facts["news word"] = 1.0
    if words.carries_on.match(folded):
        facts["carries on"] = 1.0
    if len(place.others) > 1:
        facts["many figures"] = 1.0
    for word in nearby_words(place):
        facts[f"word {word}"] = 1.0
    facts[f"title names {in_title(place)}"] = 1.0
    facts[f"{text_kind(place.sentences, place.language)} figures, news {place.news}"] = 1.0
    facts[f"begins {opening_word(place)}"] = 1.0
    return facts


def _mentioned(place: FieldPlace, status: Status, rule: str | None) -> list[DateCandidate]:
    found: list[DateCandidate] = []
    about = place.language, place.day
    first, last = max(0, place.index - BACK), min(len(place.sentences) - 1, place.index + AHEAD)
    numbers = list(range(first, last + 1))
    earlier = range(first - 1, max(0, first - FAR_BACK), -1)
    far = next((n for n in earlier if any(is_past_point(m) for m in dates_of(place.sentences[n], *about))), None)
    numbers = [n for n in (0, far) if n is not None and n < first] + numbers
    for number in numbers:
        sentence = place.sentences[number]
        mentions = [m for m in dates_of(sentence, place.language, place.day) if m.value is not None]
        nearest, nearest_to_figure = _nearest(place) if number == place.index else (None, None)
        for mention in mentions:
            features = _common(place, mention, status, rule)
            if number == place.index:
                features |= _inside(place, mention, len(mentions), mention is nearest, mention is nearest_to_figure)
            else:
                features |= _outside(place, number, mention, mentions)
            found.append(DateCandidate(mention.value, features))
    return found


def _nearest(place: FieldPlace) -> tuple[DateMention | None, DateMention | None]:
    """The dates of the deal's sentence that are nearest to its word and to its figure, where it has one."""
    about = place.language, place.day
    figure = place.figure
    return (
        nearest_date(place.sentence, place.cue, *about),
        nearest_date(place.sentence, figure, *about) if figure is not None else None,
    )


def _common(place: FieldPlace, mention: DateMention, status: Status, rule: str | None) -> Features:
    value = mention.value or ""
    features: Features = {
        f"role {mention.role}": 1.0,
        f"precision {len(value)}": 1.0,
        f"age {_age(place, value)}": 1.0,
        f"age {_age(place, value)}, news {place.news}": 1.0,
        f"age {_age(place, value)}, status {status}": 1.0,
    }
    if mention.future:
        features["future"] = 1.0
    if mention.vague:
        features["vague"] = 1.0
    if value == rule:
        features["by rule"] = 1.0
    return features


def _age(place: FieldPlace, value: str) -> str:
    if place.day is None:
        return "unknown"
    today = place.day.isoformat()
    if value[:7] == today[:7]:
        return "this month"
    if value > today[: len(value)]:
        return "ahead"
    if value[:4] == today[:4]:
        return "this year"
    return "last year" if int(today[:4]) - int(value[:4]) == 1 else "older"


def _inside(place: FieldPlace, mention: DateMention, count: int, nearest: bool, nearest_to_figure: bool) -> Features:
    """A date of the deal's own sentence."""
    cost = date_cost(place.sentence, mention, place.cue, place.language)
    ahead = mention.span.start >= place.cue.end
    features: Features = {
        "same sentence": 1.0,
        f"cost {next((step for step in _COSTS if cost <= step), 'far')}": 1.0,
        "after the word" if ahead else "before the word": 1.0,
    }
    if nearest:
        features["nearest"] = 1.0
        features[f"nearest of {min(count, 3)}"] = 1.0
    if mention.span.start <= 2:
        features["begins the sentence"] = 1.0
    at = place.figure or place.cue
    if place.figure is not None:
        from_figure = date_cost(place.sentence, mention, place.figure, place.language)
        features[f"cost from figure {next((step for step in _COSTS if from_figure <= step), 'far')}"] = 1.0
        features[f"nearest to word {nearest}, to figure {nearest_to_figure}"] = 1.0
    ours = _gap(mention.span, at)
    if any(_gap(mention.span, other) < ours for other in place.others):
        features["nearer to another figure"] = 1.0
    between = Span(min(mention.span.end, at.end), max(mention.span.start, at.start))
    crossed = sum(between.start <= other.start < between.end for other in place.others)
    features[f"{min(2, crossed)} figures between"] = 1.0
    return features


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _outside(place: FieldPlace, number: int, mention: DateMention, mentions: list[DateMention]) -> Features:
    """A date of another sentence."""
    away = number - place.index
    where = f"{away:+d} sentences" if away >= -BACK else "far back" if number else "title"
    own = any(is_past_point(m) for m in dates_of(place.sentence, place.language, place.day))
    features: Features = {
        where: 1.0,
        f"outside, own {own}": 1.0,
        f"outside, news {place.news}": 1.0,
    }
    if mention is mentions[-1]:
        features["last of its sentence"] = 1.0
    if discourse(place.chinese).carries_on.match(fold(place.sentence, place.language)):
        features[f"{where}, carries on"] = 1.0
    return features
