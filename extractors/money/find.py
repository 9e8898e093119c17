"""Amounts of a text: numbers, joined and named, with their hedges, conversions and rates."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.fieldtext import is_chinese
from extractors.money.cues import Cues, cues
from extractors.money.currencies import DEPENDS, PLAIN, matchers
from extractors.money.draft import Draft, money_of
from extractors.money.fold import prepare
from extractors.money.mention import MoneyError, MoneyMention
from extractors.money.ranges import inherit, join
from extractors.money.scan import scan
from extractors.money.settle import settle
from pipeline.types import Money, Qualifier, Span

UNIT_LIMIT = 1_000_000
"""Amounts of this size and more are not prices of one thing ("$2 billion each")."""
FEE_LIMIT = 100_000
"""Rates below this are subscription fees or wages, not deals."""
_JOINT = re.compile(r"(?:[（(]含[)）])?[ \t]*[,，、]?[ \t]*(?:但|并|且|而|and|but|or)?[ \t]*(?:可能|或|将|甚至)?[ \t]*")
_REST = " \t\n.。,，从由钱整"


def find_money(text: str, language: str) -> tuple[MoneyMention, ...]:
    """The amounts of money in ``text``, in order; offsets are code points of ``text`` as given.

    ``language`` (``zh…``, else English) decides the hedges and what a plain ¥ or a number
    without currency may mean. Numbers that are not money give no mention.
    """
    folded = prepare(text)
    words = cues(language)
    quantities = inherit(folded, list(scan(folded, text)), words)
    drafts = settle(folded, text, join(folded, quantities, words), language, words)
    return _mentions(folded, _hedged(folded, drafts, words), words)


def parse_money(surface: str, language: str) -> Money:
    """The amount that the whole ``surface`` states; a bare number is CNY for Chinese, USD for English.

    Raises ``MoneyError`` where the surface is no amount, or holds more or less than one.
    """
    folded = prepare(surface)
    words = cues(language)
    default = "CNY" if is_chinese(language) else "USD"
    quantities = inherit(folded, list(scan(folded, surface, every=True)), words)
    quantities = [replace(quantity, currency=quantity.currency or default, sure=True) for quantity in quantities]
    settled = {DEPENDS: "CNY" if is_chinese(language) else "JPY", PLAIN: "CNY"}
    drafts = [
        replace(draft, currency=settled.get(draft.currency or default, draft.currency))
        for draft in join(folded, quantities, words)
    ]
    hedged = _hedged(folded, drafts, words)
    if len(hedged) != 1:
        raise MoneyError(
            f"{surface!r}: found {len(hedged)} amounts of money, expected one; give one number with its currency"
        )
    draft = hedged[0]
    rest = (folded[: draft.full_start] + folded[draft.full_end :]).strip(_REST)
    if rest:
        raise MoneyError(
            f"{surface!r}: {rest!r} is not part of the amount; remove it, or search the text with find_money"
        )
    return money_of(draft)


def _hedged(text: str, drafts: list[Draft], words: Cues) -> list[Draft]:
    """The drafts with the hedges around them; "at least X, at most Y" becomes one range."""
    hedged: list[Draft] = []
    for index, draft in enumerate(drafts):
        draft = _hedge(text, draft, drafts[index - 1].end if index else 0, words)
        floor = hedged[-1] if hedged else None
        if floor is not None and _bounds(text, floor, draft):
            hedged[-1] = replace(
                draft,
                start=floor.start,
                low=floor.low,
                qualifier=Qualifier.RANGE,
                full_start=floor.full_start,
                bare=floor.bare,
            )
        else:
            hedged.append(draft)
    return hedged


def _hedge(text: str, draft: Draft, floor: int, words: Cues) -> Draft:
    before, begin = words.hedge_before(text, floor, draft.full_start)
    after, end = words.hedge_after(text, draft.full_end)
    kind = before if before not in (None, Qualifier.ABOUT) else after or before
    own = draft.qualifier
    if own is not Qualifier.EXACT and not (own is Qualifier.AT_LEAST and kind is Qualifier.UP_TO):
        kind = own
    if (
        draft.last.plain
        and begin < draft.full_start
        and (name := matchers().before(text, begin, floor))
        and not name.name.sign
    ):
        draft, begin = replace(draft, currency=name.name.code, bare=False), name.start
    return replace(draft, qualifier=kind or Qualifier.EXACT, full_start=begin, full_end=end)


def _bounds(text: str, floor: Draft, ceiling: Draft) -> bool:
    """True for "at least X, at most Y" of one currency."""
    if floor.qualifier is not Qualifier.AT_LEAST or ceiling.qualifier is not Qualifier.UP_TO:
        return False
    joined = _JOINT.fullmatch(text, floor.full_end, max(floor.full_end, ceiling.full_start)) is not None
    return joined and floor.currency == ceiling.currency and floor.low < ceiling.high


def _mentions(text: str, drafts: list[Draft], words: Cues) -> tuple[MoneyMention, ...]:
    mentions: list[MoneyMention] = []
    for index, draft in enumerate(drafts):
        floor = drafts[index - 1].full_end if index else 0
        period = words.period(text, floor, draft.full_start, draft.full_end)
        fee = period is not None and draft.high < FEE_LIMIT
        unit = words.per_unit(text, floor, draft.full_start, draft.full_end, any_thing=draft.high < UNIT_LIMIT)
        same_as = None
        if index and _converts(text, drafts[index - 1], draft, words):
            earlier = mentions[-1].same_as
            same_as = index - 1 if earlier is None else earlier
        mentions.append(
            MoneyMention(
                span=Span(draft.start, draft.end),
                full=Span(draft.full_start, draft.full_end),
                money=money_of(draft),
                same_as=same_as,
                unit_price=unit or fee,
                period=period,
                bare=draft.bare,
            )
        )
    return tuple(mentions)


def _converts(text: str, first: Draft, second: Draft, words: Cues) -> bool:
    """True where ``second`` only gives ``first`` in another currency.

    In parentheses the form is enough; after a comma the two must also be near in value.
    """
    if first.currency == second.currency or first.currency is None or second.currency is None:
        return False
    start = words.after_rate(text, first.full_end)
    if second.start - start > 32 or second.start < start:
        return False
    if words.conversion.fullmatch(text, start, second.start):
        return True
    return words.linking.fullmatch(text, start, second.start) is not None and matchers().near(
        first.high, first.currency, second.high, second.currency
    )
