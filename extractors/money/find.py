"""Amounts of a text: numbers joined to ranges, currencies shared, hedges, conversions and rates read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.fieldtext import fold, is_chinese
from extractors.money.cues import Cues, cues
from extractors.money.currencies import DEPENDS, PLAIN, matchers
from extractors.money.mention import MoneyError, MoneyMention
from extractors.money.scan import Quantity, scan
from pipeline.types import Money, Qualifier, Span

_MARKS = str.maketrans(
    {"＄": "$", "－": "-", "～": "~", "〜": "~", "＋": "+", "﹣": "-", "−": "-", "＜": "<", "＞": ">", "＝": "="}
)
_RANGE_GAP = re.compile(r"[ \t]*(?:元)?[ \t]*\n?(?:-{1,2}|[–—‐‑]{1,2}|~|至|到|\bto\b|\bthrough\b)[ \t]*\n?[ \t]*$")
_TO = re.compile(r"\bto\b|到|至")
_PAIR_GAP = re.compile(
    r"[ \t]*\n?[ \t]*(?:和|与|及|以及|或|或者|、|,|，|\band\b|\bor\b|,[ \t]*and\b|,[ \t]*or\b)[ \t]*\n?[ \t]*$"
)
_AND = re.compile(r"\band\b|和|与|及")
_BETWEEN = re.compile(
    r"(?:\bbetween\b|\branging\s+from\b|\branges?\s+from\b|介于|在|介乎)[ \t]*[^。，,;；\n0-9]{0,24}$"
)
_BETWEEN_END = re.compile(r"[ \t]*(?:之间|不等|区间)")
_FROM = re.compile(r"\bfrom\s*$")
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|anywhere|vary|varies|varying)\s+from\s*$")
_BY = re.compile(r"\bby\s+(?:about\s+|around\s+|roughly\s+|nearly\s+|almost\s+)?$")
_CN_FROM = re.compile(r"[从由自](?:此前的|原来的|最初的|去年的|约)?[ \t]*$")
_CEILING_AFTER = re.compile(r"[ \t]*(?:[,，、]|但|并|或|and|but|or)?[ \t]*(?:甚至)?[^。；;\n，,0-9]{0,8}$")
_TRADITIONAL = frozenset("億萬兩圓幣")
_YEARS = (Decimal(1900), Decimal(2100))
_NOUN_AFTER = re.compile(
    r"[ \t]*(?:$|[,.;:!?)\]\n\"'”’—–-]|(?:in|from|at|to|for|on|into|of|by|with|over|and|or|as|this|last|each|respectively|apiece|via|through|during|if|while|when|but|than|after|before|total|more)\b)"
)
_CN_NOUN_AFTER = re.compile(
    r"[ \t]*(?:$|[。，；！？、）)」”\"\n：:,;!?(（—~～-]|的(?!用户|人)|左右|上下|以上|以下|以内|规模|之间|资金|用于|来|入股|投|给|在|于|用|并|为|收购|购买|融|估|注|募|贷|及|和|与|至|到|级|上市|入手|拿下|买|建置|打造|加码|扩|盼|购|抢|强化|新|发展)"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An amount on its way to a mention."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    qualifier: Qualifier
    currency: str | None
    full_start: int
    full_end: int
    bare: bool
    last: Quantity


def prepare(text: str) -> str:
    """The text as the grammar sees it; same length as ``text``."""
    return (
        fold(text, "zh" if not text.isascii() else "en").translate(_MARKS) if not text.isascii() else fold(text, "en")
    )


def find_money(text: str, language: str) -> tuple[MoneyMention, ...]:
    """The amounts of money in ``text``, in order; offsets are code points of ``text`` as given.

    ``language`` (``zh…`` or ``en``) decides the hedges and what a plain ¥ or a number
    without currency may mean. Numbers that are not money give no mention.
    """
    folded = prepare(text)
    words = cues(language)
    quantities = _inherit(folded, list(scan(folded, text)), chinese=is_chinese(language))
    drafts = _join(folded, quantities, words)
    named = _name_currencies(folded, text, drafts, language, words)
    hedged = _ceilings(folded, [_hedge(folded, draft, previous, words) for draft, previous in _with_previous(named)])
    return _finish(folded, hedged, words)


def _with_previous(drafts: list[Draft]) -> list[tuple[Draft, int]]:
    return [(draft, drafts[index - 1].end if index else 0) for index, draft in enumerate(drafts)]


def _inherit(text: str, quantities: list[Quantity], *, chinese: bool) -> list[Quantity]:
    """Give numbers without currency the one of the neighbour they are listed or ranged with."""
    for index in range(len(quantities) - 2, -1, -1):
        this, following = quantities[index], quantities[index + 1]
        if this.currency is not None or following.currency is None:
            continue
        gap = text[this.end : following.start]
        if len(gap) > 12 or not (_RANGE_GAP.fullmatch(gap) or _PAIR_GAP.fullmatch(gap)):
            continue
        shared = _share(text, this, following, chinese=chinese, ranged=_RANGE_GAP.fullmatch(gap) is not None)
        if shared is not None:
            quantities[index] = shared
    for index in range(1, len(quantities)):
        this, previous = quantities[index], quantities[index - 1]
        if this.currency is not None or previous.currency is None or not this.numeral.scaled:
            continue
        gap = text[previous.end : this.start]
        if len(gap) > 8 or not (_RANGE_GAP.fullmatch(gap) or _PAIR_GAP.fullmatch(gap)):
            continue
        follow = _CN_NOUN_AFTER if not this.numeral.words and text[this.end - 1] in "万亿兆" else _NOUN_AFTER
        if follow.match(text, this.end) or (_RANGE_GAP.fullmatch(gap) and not chinese):
            quantities[index] = replace(this, currency=previous.currency, plain=previous.plain)
    return quantities


def _share(text: str, this: Quantity, following: Quantity, *, chinese: bool, ranged: bool) -> Quantity | None:
    """``this`` with the currency, and where it has none the scale, of ``following``; None where it cannot."""
    if following.leads and not following.trails and not text.startswith(("人民币", "港", "新", "台"), following.start):
        return None
    if this.numeral.scaled:
        return replace(this, currency=following.currency, plain=following.plain)
    other = following.numeral
    low = this.low
    scale = other.scale_above(low)
    if scale is not None and scale > 1 and low * scale < following.high:
        low = low * scale
    elif not ranged or _YEARS[0] <= low <= _YEARS[1] or not low < following.high <= low * 1000:
        return None
    if (
        not chinese
        and not ranged
        and not _BETWEEN.search(text, max(0, this.start - 40), this.start)
        and this.numeral.words
    ):
        return None
    return replace(this, low=low, high=low, currency=following.currency, plain=following.plain)


def _join(text: str, quantities: list[Quantity], words: Cues) -> list[Draft]:
    """Drafts of the quantities, two neighbours that bound one amount made one."""
    drafts: list[Draft] = []
    index = 0
    while index < len(quantities):
        this = quantities[index]
        if index + 1 < len(quantities):
            joined = _range(text, this, quantities[index + 1], quantities[index - 1].end if index else 0, words)
            if joined is not None:
                drafts.append(joined)
                index += 2
                continue
        if this.sure:
            drafts.append(
                Draft(
                    this.start,
                    this.end,
                    this.low,
                    this.high,
                    this.qualifier,
                    this.currency,
                    this.start,
                    this.end,
                    False,
                    this,
                )
            )
        index += 1
    return drafts


def _range(text: str, first: Quantity, second: Quantity, floor: int, words: Cues) -> Draft | None:
    if (
        first.currency is None
        or second.currency is None
        or (not first.plain and not second.plain and first.currency != second.currency)
    ):
        return None
    gap = text[first.end : second.start]
    if len(gap) > 12:
        return None
    between = _BETWEEN.search(text, max(floor, first.start - 40), first.start)
    ends_between = _BETWEEN_END.match(text, second.end)
    if _RANGE_GAP.fullmatch(gap):
        if _TO.search(gap) and _not_a_range(text, first.start, words):
            return None
    elif not (_AND.search(gap) and _PAIR_GAP.fullmatch(gap) and (between is not None or ends_between is not None)):
        return None
    low = first.low
    if first.leads and not first.trails and not first.numeral.scaled and second.numeral.scaled:
        low = low * (second.numeral.scale_above(low) or 1)
    if (
        not low < second.high
        or first.qualifier is Qualifier.RANGE
        and second.qualifier is not Qualifier.RANGE
        and first.high > second.high
    ):
        return None
    keyword = re.compile(r"between|ranging|ranges?|介于|介乎|在")
    opened = (
        keyword.search(text, between.start(), between.end())
        if between is not None and (ends_between or "and" in gap)
        else None
    )
    opening = opened.start() if opened is not None else first.start
    closing = ends_between.end() if ends_between is not None else second.end
    currency = second.currency if not second.plain else first.currency
    return Draft(first.start, second.end, low, second.high, Qualifier.RANGE, currency, opening, closing, False, second)


def _not_a_range(text: str, start: int, words: Cues) -> bool:
    """True where "X to Y" tells a change (rose from X to Y, rose by X to Y), not an interval."""
    window = max(0, start - 90)
    if _RANGING.search(text, window, start):
        return False
    if _BY.search(text, max(0, start - 24), start):
        return True
    return (
        _FROM.search(text, max(0, start - 8), start) is not None
        and words.range_from_blocked.search(text, window, start) is not None
    )


def _name_currencies(text: str, original: str, drafts: list[Draft], language: str, words: Cues) -> list[Draft]:
    """Settle ¥ and plain 元, give bare amounts the currency they must mean, drop what is not money."""
    chinese = is_chinese(language)
    local = "CNY"
    if chinese and not _TRADITIONAL.isdisjoint(original) and matchers().taiwan.search(text):
        local = "TWD"
    yen = "JPY" if not chinese and not re.search(r"\b(?:yuan|rmb|renminbi|cny)\b", text) else "CNY"
    kept: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        currency, bare = draft.currency, False
        if currency == DEPENDS:
            currency = yen
        elif currency == PLAIN:
            currency, bare = local, local != "CNY"
        elif currency is None:
            currency, bare = _assumed(text, draft, last, local, words, chinese=chinese), True
            if currency is None:
                continue
        named = replace(draft, currency=currency, bare=bare)
        kept.append(named)
        last = named
    return kept


def _assumed(text: str, draft: Draft, last: Draft | None, local: str, words: Cues, *, chinese: bool) -> str | None:
    """The currency of an amount that names none, where the words around it say money; None elsewhere."""
    numeral = draft.last.numeral
    if not numeral.scaled or draft.high < (10**6 if chinese else 10**6):
        return None
    floor = last.end if last is not None else 0
    before = words.bare_before.search(text, max(floor, draft.start - 24), draft.start)
    after = words.bare_after.match(text, draft.end) if chinese else None
    if chinese:
        if before is None and after is None:
            return None
        if after is None and not _CN_NOUN_AFTER.match(text, draft.end):
            return None
        return last.currency if last is not None and not last.bare else (last.currency if last is not None else local)
    if before is None or numeral.words or not _NOUN_AFTER.match(text, draft.end):
        return None
    return last.currency if last is not None else "USD"


def _hedge(text: str, draft: Draft, floor: int, words: Cues) -> Draft:
    """The draft with the hedge before or after it: its qualifier and full span."""
    before, begin = words.hedge_before(text, floor, draft.full_start)
    after, end = words.hedge_after(text, draft.full_end)
    kind = before if before not in (None, Qualifier.ABOUT) else after or before
    if draft.qualifier is not Qualifier.EXACT and not (
        draft.qualifier is Qualifier.AT_LEAST and kind is Qualifier.UP_TO
    ):
        kind = draft.qualifier
    return replace(
        draft,
        qualifier=kind or Qualifier.EXACT,
        full_start=min(begin, draft.full_start),
        full_end=max(end, draft.full_end),
    )


def _ceilings(text: str, drafts: list[Draft]) -> list[Draft]:
    """Make "at least X, at most Y" one range."""
    merged: list[Draft] = []
    for draft in drafts:
        if merged and draft.qualifier is Qualifier.UP_TO and merged[-1].qualifier is Qualifier.AT_LEAST:
            floor = merged[-1]
            gap = text[floor.full_end : draft.full_start]
            if (
                floor.currency == draft.currency
                and floor.low < draft.high
                and len(gap) <= 12
                and _CEILING_AFTER.fullmatch(gap)
            ):
                merged[-1] = replace(
                    draft, start=floor.start, low=floor.low, qualifier=Qualifier.RANGE, full_start=floor.full_start
                )
                continue
        merged.append(draft)
    return merged


def _finish(text: str, drafts: list[Draft], words: Cues) -> tuple[MoneyMention, ...]:
    mentions: list[MoneyMention] = []
    for index, draft in enumerate(drafts):
        floor = drafts[index - 1].full_end if index else 0
        period = words.period(text, floor, draft.full_start, draft.full_end)
        per_unit = words.per_unit(text, floor, draft.full_start, draft.full_end) or (
            period is not None and draft.high < 100_000
        )
        same_as = None
        if index and drafts[index - 1].currency != draft.currency and draft.currency:
            gap = text[drafts[index - 1].full_end : draft.start]
            if len(gap) <= 32 and (words.conversion.fullmatch(gap) or words.linking.fullmatch(gap)):
                same_as = mentions[-1].same_as if mentions[-1].same_as is not None else index - 1
        mentions.append(
            MoneyMention(
                Span(draft.start, draft.end),
                Span(draft.full_start, draft.full_end),
                money_of(draft),
                same_as=same_as,
                unit_price=per_unit,
                period=period,
                bare=draft.bare,
            )
        )
    return tuple(mentions)


def money_of(draft: Draft) -> Money:
    """The interval that the qualifier makes of the numbers."""
    low: Decimal | None = plain(draft.low)
    high: Decimal | None = plain(draft.high)
    if draft.qualifier is Qualifier.UP_TO:
        low = None
    elif draft.qualifier is Qualifier.AT_LEAST:
        high = None
    return Money(low, high, draft.currency or "", draft.qualifier)


def plain(value: Decimal) -> Decimal:
    """The value without an exponent or trailing zeros, so that equal amounts also look equal."""
    return (
        value.quantize(Decimal(1))
        if value == value.to_integral_value() and value < Decimal(10) ** 27
        else value.normalize()
    )


def parse_money(surface: str, language: str) -> Money:
    """The amount that the whole ``surface`` states; a bare number is CNY for Chinese, USD for English.

    Raises ``MoneyError`` where the surface is no amount, or holds more or less than one.
    """
    folded = prepare(surface)
    words = cues(language)
    chinese = is_chinese(language)
    quantities = _inherit(folded, list(scan(folded, surface)), chinese=chinese)
    default = "CNY" if chinese else "USD"
    quantities = [replace(item, currency=item.currency or default, sure=True) for item in quantities]
    drafts = _join(folded, quantities, words)
    settled = [
        replace(
            draft,
            currency={DEPENDS: "CNY" if chinese else "JPY", PLAIN: "CNY"}.get(draft.currency or "", draft.currency),
        )
        for draft in drafts
    ]
    hedged = _ceilings(folded, [_hedge(folded, draft, previous, words) for draft, previous in _with_previous(settled)])
    if len(hedged) != 1:
        raise MoneyError(
            f"{surface!r}: expected one amount of money, found {len(hedged)}; give one number with its unit and currency"
        )
    draft = hedged[0]
    rest = (folded[: draft.full_start] + folded[draft.full_end :]).strip(" \t\n.。,，从由钱整")
    if rest:
        raise MoneyError(f"{surface!r}: {rest!r} is not part of an amount; remove it or use find_money")
    return money_of(draft)
