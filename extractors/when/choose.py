"""``date_for``: the date of one deal among the dates of its sentence and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from extractors.fieldtext import fold, is_chinese
from extractors.when.mention import DateMention, Role
from extractors.when.scan import find_dates
from pipeline.types import Span

_BREAKS = {
    True: re.compile(r"[；;]|，\s*而|，\s*(?:但|不过|此前|之前|随后|同时|另|并且|与此同时)"),
    False: re.compile(r";|\b(?:while|whereas|but)\b|,\s+and\s+(?=(?:last|in|on)\b)"),
}
_COMMAS = {True: re.compile(r"[，、；;]"), False: re.compile(r"[,;]")}
_CARRIES_ON = {
    True: re.compile(r"^\s*(?:该|此次|这次|这笔|这一|本次|本轮|此轮|其中|交易|双方|根据协议|公司|新一轮)"),
    False: re.compile(r"^\s*(?:-\s*)?(?:the|this|that|these|as part of|under|it|its|they)\s+(?:\S+\s+){0,3}?"
                      r"(?:deal|round|investment|agreement|financing|funding|transaction|contract|acquisition|raise|"
                      r"purchase|loan|facility|partnership|terms)\b", re.IGNORECASE),
}  # fmt: skip

CLAUSE_COST = 60
"""What a clause boundary between date and cue costs, in code points of distance."""
COMMA_COST = 12
AFTER_BONUS = {True: 0, False: 6}
"""English dates follow their verb more often than not."""


@lru_cache(maxsize=4096)
def _dates(sentence: str, language: str, published: date | None) -> tuple[DateMention, ...]:
    return find_dates(sentence, language, published)


def _usable(mention: DateMention) -> bool:
    return mention.value is not None and not mention.future and mention.role in (Role.POINT,)


def _cost(sentence: str, mention: DateMention, cue: Span, chinese: bool) -> float:
    if mention.span.overlaps(cue):
        return 0.0
    ahead = mention.span.start >= cue.end
    between = sentence[cue.end : mention.span.start] if ahead else sentence[mention.span.end : cue.start]
    cost = float(len(between)) - (AFTER_BONUS[chinese] if ahead else 0)
    folded = between if chinese else between.lower()
    cost += CLAUSE_COST * len(_BREAKS[chinese].findall(folded))
    cost += COMMA_COST * len(_COMMAS[chinese].findall(folded))
    if mention.vague:
        cost += CLAUSE_COST
    return cost


def nearest_date(sentence: str, cue: Span, language: str, published: date | None) -> DateMention | None:
    """The usable date nearest to the cue by distance and clause boundaries; None where there is none."""
    usable = [mention for mention in _dates(sentence, language, published) if _usable(mention)]
    chinese = is_chinese(language)
    return min(usable, key=lambda mention: (_cost(sentence, mention, cue, chinese), mention.span), default=None)


def date_for(
    sentences: Sequence[str],
    index: int,
    cue: Span,
    language: str,
    published: date | None,
    *,
    is_headline_news: bool,
) -> str | None:
    """When the deal at ``cue`` in ``sentences[index]`` was announced or took place.

    ``cue`` counts within its sentence, ``published`` is the article's ``anchor_date``.
    The nearest date of the sentence decides; then the last one of the sentence before,
    where this one carries on about the same deal; then, for the news of the article
    itself, the day of publication. None where nothing is known.
    """
    mention = nearest_date(sentences[index], cue, language, published)
    if mention is not None:
        return mention.value
    folded = fold(sentences[index], language)
    if index > 0 and _CARRIES_ON[is_chinese(language)].match(folded):
        before = [found for found in _dates(sentences[index - 1], language, published) if _usable(found)]
        if before:
            return before[-1].value
    if is_headline_news and published is not None:
        return published.isoformat()
    return None
