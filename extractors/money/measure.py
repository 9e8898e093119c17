"""Score the money reader on a JSON-lines file of cases: ``python -m extractors.money.measure FILE``.

A case is ``{"id", "lang", "text", "money": [{"start", "end", "low", "high", "currency"}]}``; a case
without offsets is one whole surface. A case is right when all its spans, values and currencies are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractors.money import MoneyError, MoneyMention, find_money, parse_money
from pipeline.types import Money

TOLERANCE = 1e-9
"""Relative difference that the files' floating-point values may have."""


@dataclass(frozen=True, slots=True)
class Score:
    """Cases that are right, all cases, and one line for each miss."""

    right: int
    total: int
    misses: tuple[str, ...]


def _same(value: float, other: float) -> bool:
    return abs(value - other) <= TOLERANCE * max(abs(value), abs(other), 1.0)


def _fits(money: Money, expected: dict[str, float | str]) -> bool:
    """Equal currency and bounds; an open bound takes the value of the known one, as the files write it."""
    low = money.low if money.low is not None else money.high
    high = money.high if money.high is not None else money.low
    if low is None or high is None or money.currency != expected["currency"]:
        return False
    return _same(float(low), float(expected["low"])) and _same(float(high), float(expected["high"]))


def _shown(text: str, mentions: Iterable[MoneyMention]) -> str:
    return "; ".join(
        f"{mention.span.of(text)!r}={mention.money.low}..{mention.money.high} {mention.money.currency}"
        for mention in mentions
    )


def score(lines: Iterable[str]) -> Score:
    """Score the cases of ``lines``."""
    right, total, misses = 0, 0, []
    for line in lines:
        case = json.loads(line)
        text, language, expected = case["text"], case["lang"], case["money"]
        total += 1
        if expected and "start" not in expected[0]:
            try:
                money = parse_money(text, language)
            except MoneyError as error:
                misses.append(f"{case['id']}: {error}")
                continue
            good, got = len(expected) == 1 and _fits(money, expected[0]), f"{money.low}..{money.high} {money.currency}"
        else:
            mentions = find_money(text, language)
            spans = [(mention.span.start, mention.span.end) for mention in mentions]
            good = spans == [(item["start"], item["end"]) for item in expected] and all(
                _fits(mention.money, item) for mention, item in zip(mentions, expected, strict=True)
            )
            got = _shown(text, mentions)
        if good:
            right += 1
        else:
            misses.append(f"{case['id']}: {text!r} gives {got}; expected {expected}")
    return Score(right, total, tuple(misses))


def main(arguments: list[str]) -> int:
    """Print the share of right cases and every miss."""
    if len(arguments) != 1:
        print("usage: python -m extractors.money.measure MONEY_DEV_JSONL", file=sys.stderr)
        return 2
    result = score(Path(arguments[0]).read_text(encoding="utf-8").splitlines())
    for miss in result.misses:
        print(miss)
    print(f"{result.right} of {result.total} cases exact ({result.right / max(result.total, 1):.4f})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
