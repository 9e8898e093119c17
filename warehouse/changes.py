"""What a claim's words say of an earlier deal: that it adds to it, or takes its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.datafiles import Strict, read_model
from pipeline.scripts import simplify
from pipeline.types import Claim, Scope
from warehouse.claims import Change

DATA = Path(__file__).parent / "data" / "changes.yml"
BEFORE = 120
"""Characters before a figure that are looked at; those after it are a third as many."""


class _Words(Strict):
    before: tuple[str, ...]
    after: tuple[str, ...]


class ChangeWords(Strict):
    """Schema of ``data/changes.yml``."""

    increment: _Words
    expansion: _Words


@dataclass(frozen=True, slots=True)
class _Patterns:
    change: Change
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]


def change_of(claim: Claim) -> Change | None:
    """Whether a single deal's words around its figure call it an addition or an expansion; None where neither.

    Only the quote is looked at, so a claim whose figure stands elsewhere changes nothing.
    """
    if claim.amount is None or claim.scope is not Scope.SINGLE:
        return None
    figure = next((one.span for one in claim.evidence if one.field == "amount"), None)
    if figure is None or not claim.quote.start <= figure.start <= figure.end <= claim.quote.end:
        return None
    start, end = figure.start - claim.quote.start, figure.end - claim.quote.start
    return change_in(claim.quote_text[:start], claim.quote_text[end:])


def change_in(before: str, after: str) -> Change | None:
    """What the words before and after a figure say.

    >>> change_in("Amazon said it would invest an additional ", " in Anthropic")
    <Change.INCREMENT: 'increment'>
    >>> change_in("两家公司把合同规模从119亿美元扩大至", "。")
    <Change.EXPANSION: 'expansion'>
    """
    near, behind = simplify(before[-BEFORE:]), simplify(after[: BEFORE // 3])
    for kind in _patterns():
        if any(one.search(near) for one in kind.before) or any(one.search(behind) for one in kind.after):
            return kind.change
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Patterns, ...]:
    words = read_model(DATA, ChangeWords)
    return tuple(
        _Patterns(
            change,
            tuple(re.compile(one, re.IGNORECASE) for one in found.before),
            tuple(re.compile(one, re.IGNORECASE) for one in found.after),
        )
        for change, found in ((Change.EXPANSION, words.expansion), (Change.INCREMENT, words.increment))
    )
