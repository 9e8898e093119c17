"""Which currency an amount means where its own words leave it open: ¥, plain 元, and none at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from extractors.fieldtext import is_chinese
from extractors.money.cues import Cues
from extractors.money.currencies import DEPENDS, PLAIN, matchers
from extractors.money.draft import Draft

LEAST_BARE = 1_000_000
"""The least amount that may go without a currency."""
LONGEST_REACH = 200
"""How far, in code points, a bare amount looks for the currency of its sentence."""
_TRADITIONAL = frozenset("億萬兩圓幣貳餘")
_YUAN = re.compile(r"\b(?:yuan|rmb|renminbi|cny)\b")
_SENTENCE_END = re.compile(r"[。！？!?；;]|\n[ \t\u3000]*\n|\.\s")


def settle(text: str, original: str, drafts: list[Draft], language: str, words: Cues) -> list[Draft]:
    """The drafts that are money, each with an ISO currency; ``bare`` where it was not written.

    A bare amount takes, in this order: the currency that the same number has elsewhere in the text,
    that of the last amount of its sentence, of the next one, that of the place a Traditional text
    is written for, and that of most amounts of the text.
    """
    chinese = is_chinese(language)
    local = matchers().local(text) if chinese and not _TRADITIONAL.isdisjoint(original) else None
    yen = "CNY" if chinese or _YUAN.search(text) else "JPY"
    named = [_named(draft, yen, local) for draft in drafts]
    written = [draft for draft in named if draft.currency is not None and not draft.bare]
    echoes = {(draft.low, draft.high): draft.currency for draft in written}
    usual = Counter(draft.currency for draft in written).most_common(1)
    fallback = local or (usual[0][0] if usual else None) or ("CNY" if chinese else "USD")
    settled: list[Draft] = []
    for index, draft in enumerate(named):
        if draft.currency is None:
            if not _is_money(text, draft, settled[-1].end if settled else 0, words, chinese=chinese):
                continue
            near = echoes.get((draft.low, draft.high)) or _neighbour(text, named, index, settled)
            draft = replace(draft, currency=near or fallback, bare=True)
        elif draft.bare:
            draft = replace(draft, currency=echoes.get((draft.low, draft.high), draft.currency))
        settled.append(draft)
    return settled


def _named(draft: Draft, yen: str, local: str | None) -> Draft:
    if draft.currency == DEPENDS:
        return replace(draft, currency=yen)
    if draft.currency == PLAIN:
        return replace(draft, currency=local or "CNY", bare=local is not None)
    return draft


def _neighbour(text: str, named: list[Draft], index: int, settled: list[Draft]) -> str | None:
    """The currency of the nearest amount of the same sentence, those before first."""
    draft = named[index]
    if settled and _same_sentence(text, settled[-1].end, draft.start):
        return settled[-1].currency
    following = next((item for item in named[index + 1 : index + 4] if item.currency is not None), None)
    if following is not None and _same_sentence(text, draft.end, following.start):
        return following.currency
    return None


def _same_sentence(text: str, end: int, start: int) -> bool:
    return start - end <= LONGEST_REACH and not _SENTENCE_END.search(text, end, start)


def _is_money(text: str, draft: Draft, floor: int, words: Cues, *, chinese: bool) -> bool:
    """True where the words around a number without currency say that it is money."""
    if not draft.last.numeral.scaled or draft.high < LEAST_BARE:
        return False
    window = max(floor, draft.start - 24)
    if words.bare_blocked.search(text, window, draft.start):
        return False
    if chinese and words.bare_after.match(text, draft.end):
        return True
    before = words.bare_before.search(text, window, draft.start)
    return before is not None and words.ends_amount(text, draft.end, alone=draft.last.numeral.words)
