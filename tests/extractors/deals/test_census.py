"""The census names the cause of every miss and false alarm."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.census import CAUSES, census
from extractors.scoring import score

Record = dict[str, Any]


def record(payer: list[str], payee: list[str], low: float | None, kind: str = "equity", **more: object) -> Record:
    amount = None if low is None else {"low": low, "high": low, "currency": "USD", "qualifier": "exact"}
    return {
        "kind": kind, "payer": [[name] for name in payer], "payee": [[name] for name in payee], "amount": amount,
        "stake_pct": None, "status": "completed", "sure": True, **more,
    }  # fmt: skip


RIGHT = record(["Amazon"], ["Anthropic"], 4e9)


@pytest.mark.parametrize(
    ("found", "causes"),
    [
        (RIGHT, []),
        (None, ["not_found"]),
        (record(["Google"], ["Anthropic"], 4e9), ["other_parties", "payer_wrong"]),
        (record([], ["Anthropic"], 4e9), ["other_parties", "payer_missing"]),
        (record(["Amazon"], ["Scale AI"], 4e9), ["other_parties", "payee_wrong"]),
        (record(["Anthropic"], ["Amazon"], 4e9), ["other_parties", "swapped"]),
        (record(["Amazon"], ["Anthropic"], 5e9), ["amount"]),
        (record(["Amazon"], ["Anthropic"], None), ["amount_missing"]),
        (record(["Amazon"], ["Anthropic"], 4e9, "commitment"), ["kind"]),
        (record(["Meta"], ["Nvidia"], 7e9), ["no_deal", "not_found"]),
    ],
)
def test_causes(found: Record | None, causes: list[str]) -> None:
    counts, errors = census({"a": [RIGHT]}, {"a": [found] if found else []})
    assert sorted(error.cause for error in errors) == causes
    assert set(counts) <= set(CAUSES)


def test_unsure_records_count_nowhere() -> None:
    unsure = {**RIGHT, "sure": False}
    assert census({"a": [unsure]}, {"a": []})[1] == []
    assert census({"a": [unsure]}, {"a": [RIGHT]})[1] == []


def test_scores_of_one_right_and_one_wrong() -> None:
    reached = score({"a": [RIGHT]}, {"a": [RIGHT, record(["Meta"], ["Nvidia"], 7e9)]})
    assert (reached["deal"].precision, reached["deal"].recall) == (0.5, 1.0)
    assert reached["deal"].f1 == pytest.approx(2 / 3)
