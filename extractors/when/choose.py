"""``date_for``: the date of one deal among the dates of its sentence and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from extractors.discourse import discourse
from extractors.fieldtext import fold, is_chinese
from extractors.when.mention import DateMention, Role
from extractors.when.scan import find_dates
from pipeline.types import Span, Status

_BULLET = re.compile(r"\s*(?:[*•·▪●◆■]|-\s|\d{1,2}[.、)）])")

CLAUSE_COST = 60
"""What a clause boundary between date and cue costs, in code points of distance."""
COMMA_COST = 12
FOREIGN_COST = 400
"""What another deal's amount between date and cue costs: such a date is another deal's."""
FOREIGN = 250
"""Dates that cost more are not taken."""
EARLIER_REACH = {True: 18, False: 60}
"""How far before the cue a word such as "previously" makes the deal an earlier one."""
LONGEST_LIST = 12
"""Items of a list that may lie between an item and the sentence that dates it."""
AFTER_BONUS = {True: 0, False: 6}
"""English dates follow their verb more often than not."""
PRECISION_BONUS = {4: 0, 7: 8, 10: 10}
"""A month or day is more likely the event's than a bare year is."""


@lru_cache(maxsize=4096)
def dates_of(sentence: str, language: str, published: date | None) -> tuple[DateMention, ...]:
    """``find_dates``, kept for sentences that are asked about again."""
    return find_dates(sentence, language, published)


def is_past_point(mention: DateMention) -> bool:
    """True for a known day, month or year that does not lie ahead: what a deal may be dated by."""
    return mention.value is not None and not mention.future and mention.role is Role.POINT


def date_cost(sentence: str, mention: DateMention, cue: Span, language: str) -> float:
    """How far a date lies from a deal word, in code points: distance, clauses and other deals' amounts count."""
    chinese = is_chinese(language)
    if mention.span.overlaps(cue):
        return 0.0
    ahead = mention.span.start >= cue.end
    between = sentence[cue.end : mention.span.start] if ahead else sentence[mention.span.end : cue.start]
    cost = float(len(between)) - (AFTER_BONUS[chinese] if ahead else 0)
    cost -= PRECISION_BONUS[len(mention.value or "0000")]
    words, folded = discourse(chinese), fold(between, language)
    cost += CLAUSE_COST * len(words.breaks.findall(folded))
    pieces = words.commas.split(folded)
    cost += COMMA_COST * (len(pieces) - 1)
    foreign = pieces[1:] if ahead else [] if words.same_deal.match(pieces[-1]) else pieces[:-1]
    if any(words.money.search(piece) for piece in foreign):
        cost += FOREIGN_COST
    if not ahead and len(pieces) > 1 and words.lead_in.search(fold(sentence[: mention.span.start], language)):
        cost += FOREIGN_COST
    if mention.vague:
        cost += CLAUSE_COST
    return cost


def nearest_date(sentence: str, cue: Span, language: str, published: date | None) -> DateMention | None:
    """The usable date nearest to the cue by distance and clause boundaries; None where there is none.

    Dates of another deal in the sentence, of a title in 《》 or of a lead-in ("Fresh off a
    round in November, …") are passed over.
    """
    titles = [Span(*match.span()) for match in discourse(is_chinese(language)).titles.finditer(sentence)]
    usable = [
        (cost, mention.span, mention)
        for mention in dates_of(sentence, language, published)
        if is_past_point(mention) and not any(mention.span.overlaps(title) for title in titles)
        if (cost := date_cost(sentence, mention, cue, language)) < FOREIGN
    ]
    return min(usable, default=(0.0, cue, None))[2]


def _list_date(sentences: Sequence[str], index: int, language: str, published: date | None) -> str | None:
    """The date that the sentence before a list gives to its items; None outside a list."""
    if not _BULLET.match(sentences[index]):
        return None
    for before in range(index - 1, max(-1, index - LONGEST_LIST), -1):
        if not _BULLET.match(sentences[before]):
            found = [mention for mention in dates_of(sentences[before], language, published) if is_past_point(mention)]
            return found[0].value if found else None
    return None


def date_for(
    sentences: Sequence[str],
    index: int,
    cue: Span,
    language: str,
    published: date | None,
    *,
    is_headline_news: bool,
    status: Status | None = None,
) -> str | None:
    """When the deal at ``cue`` in ``sentences[index]`` was announced or took place.

    ``cue`` counts within its sentence, ``published`` is the article's ``anchor_date``.
    The nearest date of the sentence decides. Without one, the news of the article itself,
    and a rumour (``status`` talks), bear the day of publication, unless the sentence says
    that it tells of an earlier deal; a sentence that carries on about the deal of the one
    before takes its last date. None where nothing is known.
    """
    sentence, chinese = sentences[index], is_chinese(language)
    mention = nearest_date(sentence, cue, language, published)
    if mention is not None:
        return mention.value
    folded, words = fold(sentence, language), discourse(chinese)
    near = folded[max(0, cue.start - EARLIER_REACH[chinese]) : cue.end + 4]
    news = is_headline_news or status is Status.TALKS or words.news.search(folded) is not None
    if news and published is not None and not words.earlier.search(near):
        return published.isoformat()
    listed = _list_date(sentences, index, language, published)
    if listed is not None:
        return listed
    if index > 0 and words.carries_on.match(folded):
        before = [found for found in dates_of(sentences[index - 1], language, published) if is_past_point(found)]
        if before:
            return before[-1].value
    return None
