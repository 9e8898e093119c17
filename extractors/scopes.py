"""What an amount counts, and what ties a deal: scope, exclusivity, collateral.

Takes one sentence (and the span of an amount in it), gives a scope or a span of the
sentence; the words are in ``data/scope.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.fieldtext import Strict, fold, is_chinese, load_table
from pipeline.types import Money, Scope, Span

SIDE = 70
"""Code points on either side of an amount that can make it a total."""


class Cumulative(Strict):
    """Totals over time: words before or after the amount, and a bare perfect tense."""

    before: str
    after: str
    needs_perfect: str
    perfect_blocked_after: str


class Aggregate(Strict):
    """Sums over parties: words near the amount."""

    near: str


class ScopeWords(Strict):
    """One language; see ``data/scope.yml``."""

    cumulative: Cumulative
    cumulative_not: str | None = None
    aggregate: Aggregate
    exclusive: str
    not_exclusive: str
    exclusive_news: str
    collateral: tuple[str, ...]


class ScopeTable(Strict):
    """Both languages; ``largest_single`` gives, by currency, from which sum on no deal is a single one."""

    largest_single: dict[str, Decimal]
    en: ScopeWords
    zh: ScopeWords


@dataclass(frozen=True, slots=True)
class _Compiled:
    before: re.Pattern[str]
    after: re.Pattern[str]
    perfect: re.Pattern[str]
    perfect_blocked_after: re.Pattern[str]
    not_total: re.Pattern[str] | None
    aggregate: re.Pattern[str]
    exclusive: re.Pattern[str]
    not_exclusive: re.Pattern[str]
    exclusive_news: re.Pattern[str]
    collateral: tuple[re.Pattern[str], ...]
    clause: re.Pattern[str]


@cache
def _table() -> ScopeTable:
    return load_table("scope.yml", ScopeTable)


@cache
def _compiled(chinese: bool) -> _Compiled:
    words = _table().zh if chinese else _table().en
    return _Compiled(
        re.compile(words.cumulative.before),
        re.compile(words.cumulative.after),
        re.compile(words.cumulative.needs_perfect),
        re.compile(words.cumulative.perfect_blocked_after),
        re.compile(words.cumulative_not) if words.cumulative_not else None,
        re.compile(words.aggregate.near),
        re.compile(words.exclusive),
        re.compile(words.not_exclusive),
        re.compile(words.exclusive_news),
        tuple(re.compile(source) for source in words.collateral),
        re.compile("[，。；！？]" if chinese else r"[;!?]|\.\s|,\s"),
    )


def _clause(folded: str, at: Span, clause: re.Pattern[str]) -> Span:
    start = max((match.end() for match in clause.finditer(folded, 0, at.start)), default=0)
    end = next((match.start() for match in clause.finditer(folded, at.end)), len(folded))
    return Span(start, end)


def is_beyond_one_deal(money: Money) -> bool:
    """True for sums that no single deal has come near, such as all that a company means to spend in a decade."""
    limit = _table().largest_single.get(money.currency)
    value = money.low if money.low is not None else money.high
    return limit is not None and value is not None and value >= limit


def scope_of(sentence: str, money: Span, language: str) -> Scope:
    """Whether the amount at ``money`` is one deal's, a total over several, or an unsplit sum."""
    chinese = is_chinese(language)
    words = _compiled(chinese)
    folded = fold(sentence, language)
    clause = _clause(folded, money, words.clause)
    before = folded[max(clause.start, money.start - SIDE) : money.start]
    after = folded[money.end : money.end + SIDE]
    total = words.before.search(before) is not None and not (words.not_total and words.not_total.search(before))
    if total and words.perfect.search(before) and "total" not in before and words.perfect_blocked_after.match(after):
        total = words.after.match(after) is not None
    if total or words.after.match(after):
        return Scope.CUMULATIVE
    if words.aggregate.search(folded[max(clause.start, money.start - SIDE) : min(clause.end, money.end + SIDE)]):
        return Scope.AGGREGATE
    return Scope.SINGLE


def is_exclusive(sentence: str, language: str) -> Span | None:
    """The words that make the supply exclusive; None for preferred, primary, or ended exclusivity."""
    words = _compiled(is_chinese(language))
    folded = fold(sentence, language)
    for match in words.exclusive.finditer(folded):
        before = folded[max(0, match.start() - 40) : match.start()]
        window = folded[max(0, match.start() - 24) : match.end() + 16]
        if not words.not_exclusive.search(before) and not words.exclusive_news.search(window):
            return Span(*match.span())
    return None


def collateral_of(sentence: str, language: str) -> Span | None:
    """The noun phrase that secures a loan, as a span of ``sentence``; None where none is named."""
    folded = fold(sentence, language)
    for expression in _compiled(is_chinese(language)).collateral:
        match = expression.search(folded)
        if match is not None:
            start, end = match.span("what")
            while end > start and sentence[end - 1] in " \"'“”「」":
                end -= 1
            while start < end and sentence[start] in " \"'“”「」":
                start += 1
            if end > start:
                return Span(start, end)
    return None
