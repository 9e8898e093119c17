"""``date_for``: the date of one deal among the dates of its sentence and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from extractors.fieldtext import fold, is_chinese
from extractors.when.mention import DateMention, Role
from extractors.when.scan import find_dates
from pipeline.types import Span, Status

_BREAKS = {
    True: re.compile(r"[；;]|，\s*而|，\s*(?:但|不过|此前|之前|随后|同时|另|并且|与此同时)"),
    False: re.compile(r";|\b(?:while|whereas|but|after|following)\b|,\s+and\s+(?=(?:last|in|on)\b)"),
}
_MONEY = {True: re.compile(r"\d[\d,.]*\s*[万亿]|[数几][十百千]*[万亿]"), False: re.compile(r"[$€£¥]\s?\d|\d\s(?:million|billion)")}
_LEAD_IN = re.compile(r"(?:^|[,;]\s)\s*(?:fresh off|following|after|before|since|unlike)\b[^,;]*$", re.IGNORECASE)
_TITLES = re.compile(r"《[^》]*》?|【[^】]*】?")
_EARLIER = {
    True: re.compile(r"之前|此前|早前|先前|曾|当年|早期|上一轮|上轮|前一轮|原先|原本|起初|最初"),
    False: re.compile(r"\b(?:previously|earlier|formerly|once|most recently|recently|to date|already|prior|historically|had)\b", re.IGNORECASE),
}
_NEWS = {
    True: re.compile(r"获悉|据悉|最新消息|最新传出|最新的?信息|消息称|公告|传出|据报|今[天日]"),
    False: re.compile(r"(?!)"),
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
FOREIGN_COST = 400
"""What another deal's amount between date and cue costs: such a date is another deal's."""
FOREIGN = 250
"""Dates that cost more are not taken."""
AFTER_BONUS = {True: 0, False: 6}
"""English dates follow their verb more often than not."""
PRECISION_BONUS = {4: 0, 7: 8, 10: 10}
"""A month or day is more likely the event's than a bare year is."""


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
    cost -= PRECISION_BONUS[len(mention.value or "0000")]
    folded = fold(between, "zh" if chinese else "en")
    cost += CLAUSE_COST * len(_BREAKS[chinese].findall(folded))
    pieces = _COMMAS[chinese].split(folded)
    cost += COMMA_COST * (len(pieces) - 1)
    foreign = pieces[1:] if ahead else pieces[:-1]
    if any(_MONEY[chinese].search(piece) for piece in foreign):
        cost += FOREIGN_COST
    if not ahead and not chinese and len(pieces) > 1 and _LEAD_IN.search(sentence[: mention.span.start]):
        cost += FOREIGN_COST
    if mention.vague:
        cost += CLAUSE_COST
    return cost


def nearest_date(sentence: str, cue: Span, language: str, published: date | None) -> DateMention | None:
    """The usable date nearest to the cue by distance and clause boundaries; None where there is none.

    Dates of another deal in the sentence, of a title in 《》 or of a lead-in ("Fresh off a
    round in November, …") are passed over.
    """
    chinese = is_chinese(language)
    titles = [Span(*match.span()) for match in _TITLES.finditer(sentence)] if chinese else []
    usable = [
        (cost, mention.span, mention)
        for mention in _dates(sentence, language, published)
        if _usable(mention) and not any(mention.span.overlaps(title) for title in titles)
        if (cost := _cost(sentence, mention, cue, chinese)) < FOREIGN
    ]
    return min(usable, default=(0.0, cue, None))[2]


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
    folded = fold(sentence, language)
    near = folded[max(0, cue.start - 60) : cue.end + 30]
    news = is_headline_news or status is Status.TALKS or _NEWS[chinese].search(folded) is not None
    if news and published is not None and not _EARLIER[chinese].search(near):
        return published.isoformat()
    if index > 0 and _CARRIES_ON[chinese].match(folded):
        before = [found for found in _dates(sentences[index - 1], language, published) if _usable(found)]
        if before:
            return before[-1].value
    return None
