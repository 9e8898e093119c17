"""What each assumption does to the ranking of round trips: one is changed at a time, the rest stays.

Pairs are ranked by recycled capital (M2). The base is the announced cut at lower bounds, with parents of the deals'
days, without a window, with rumours and with what can be called off.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from scipy.stats import kendalltau

from warehouse.measure import Variant
from warehouse.read import Ledger
from warehouse.scene import ParentsOf, Question

Scenes = Callable[[Question], AbstractContextManager[Ledger]]
"""Makes the ledger for a question; pairs are all that it must hold."""
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Assumption:
    """How pairs are ranked: of which ledger, by which bound, within which days."""

    name: str
    setting: str
    question: Question
    cut: str = "announced"
    bound: str = "low"
    window: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A pair's place, from 1, in the base and under the assumption; None where it is no round trip there."""

    funder: str
    spender: str
    base_rank: int | None
    rank: int | None
    recycled_low: object
    recycled_high: object


@dataclass(frozen=True, slots=True)
class Effect:
    """What an assumption does; ``correlation`` is Kendall's tau-b with the base, None where ``reason`` says why."""

    assumption: str
    setting: str
    pairs: int
    correlation: float | None
    reason: str | None
    moves: tuple[Move, ...]

    @property
    def moved(self) -> tuple[Move, ...]:
        """Pairs whose place changed."""
        return tuple(move for move in self.moves if move.rank != move.base_rank)


def assumptions(question: Question) -> tuple[Assumption, ...]:
    """The base first, then each change to it."""
    base = Assumption("base", "announced, low, all", question)
    parents = [one for one in ParentsOf if one is not question.parents]
    return (
        base,
        replace(base, name="bounds", setting="high", bound="high"),
        replace(base, name="cut", setting="completed", cut="completed"),
        replace(base, name="cut", setting="open", cut="open"),
        *(replace(base, name="parents", setting=str(one), question=replace(question, parents=one)) for one in parents),
        replace(base, name="window", setting="180 days", window=180),
        replace(base, name="window", setting="365 days", window=365),
        replace(base, name="rumours", setting="without", question=_without(question, rumours=False)),
        replace(base, name="called off", setting="without", question=_without(question, cancelable=False)),
    )


def _without(question: Question, *, rumours: bool | None = None, cancelable: bool | None = None) -> Question:
    old = question.variant
    return replace(
        question,
        variant=Variant(
            rumours=old.rumours if rumours is None else rumours,
            cancelable=old.cancelable if cancelable is None else cancelable,
        ),
    )


def sensitivity(scenes: Scenes, question: Question) -> list[Effect]:
    """The effect of each assumption on the ranking, the base first."""
    measured: dict[tuple[Question, str], list[dict[str, Any]]] = {}
    effects: list[Effect] = []
    wanted = assumptions(question)
    for asked in dict.fromkeys(one.question for one in wanted):
        with scenes(asked) as ledger:
            for cut in {one.cut for one in wanted if one.question == asked}:
                measured[asked, cut] = ledger.round_trips(cut=cut, limit=_MOST).records()
    base = _ranked(measured[wanted[0].question, wanted[0].cut], wanted[0])
    for one in wanted:
        effects.append(_effect(one, base, _ranked(measured[one.question, one.cut], one)))
    return effects


def _ranked(pairs: Sequence[Mapping[str, Any]], one: Assumption) -> list[Mapping[str, Any]]:
    """Pairs in their order, most recycled capital first."""
    kept = [pair for pair in pairs if one.window is None or pair[f"within_{one.window}_days"]]

    def amount(pair: Mapping[str, Any], bound: str) -> float:
        value = pair[f"recycled_{bound}"]
        return math.inf if value is None else float(value)

    other = "high" if one.bound == "low" else "low"
    return sorted(
        kept,
        key=lambda pair: (
            -amount(pair, one.bound),
            -amount(pair, other),
            pair["funder_group_id"],
            pair["spender_group_id"],
        ),
    )


def _effect(one: Assumption, base: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> Effect:
    before = {_ends(pair): place for place, pair in enumerate(base, 1)}
    after = {_ends(pair): place for place, pair in enumerate(found, 1)}
    known = {_ends(pair): pair for pair in (*base, *found)}
    ends = [*before, *(pair for pair in after if pair not in before)]
    moves = tuple(
        Move(
            known[pair]["funder"],
            known[pair]["spender"],
            before.get(pair),
            after.get(pair),
            known[pair]["recycled_low"],
            known[pair]["recycled_high"],
        )
        for pair in ends
    )
    correlation: float | None = None
    reason: str | None = "fewer than two pairs"
    if len(ends) > 1:
        last = len(ends) + 1
        tau = kendalltau([before.get(pair, last) for pair in ends], [after.get(pair, last) for pair in ends]).statistic
        correlation, reason = (None, "no pair is left to rank") if math.isnan(tau) else (round(float(tau), 12), None)
    return Effect(one.name, one.setting, len(found), correlation, reason, moves)


def _ends(pair: Mapping[str, Any]) -> tuple[str, str]:
    return pair["funder_group_id"], pair["spender_group_id"]
