"""The data files of the money reader are checked when they are read, and the measure scores what it is given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from extractors.money import MoneyError, render_money
from extractors.money.currencies import CurrencyTable, currency_table
from extractors.money.measure import main, score
from pipeline.types import Money

CASES = [
    {
        "id": "a",
        "lang": "en",
        "text": "It paid $5 million.",
        "money": [{"start": 8, "end": 18, "low": 5e6, "high": 5e6, "currency": "USD"}],
    },
    {"id": "b", "lang": "zh", "text": "约3亿元", "money": [{"low": 3e8, "high": 3e8, "currency": "CNY"}]},
    {"id": "c", "lang": "zh", "text": "没有数字", "money": [{"low": 1.0, "high": 1.0, "currency": "CNY"}]},
    {"id": "d", "lang": "en", "text": "It paid $5 million.", "money": []},
]


def test_a_currency_listed_twice_is_named() -> None:
    table = currency_table().model_dump(mode="python")
    table["currencies"] = [*table["currencies"], {"code": "USD"}]
    with pytest.raises(ValidationError, match="listed twice: USD"):
        CurrencyTable.model_validate(table)


def test_an_unknown_key_of_a_currency_is_an_error() -> None:
    table = currency_table().model_dump(mode="python")
    table["currencies"] = [{"code": "USD", "symbol": "$"}]
    with pytest.raises(ValidationError, match="symbol"):
        CurrencyTable.model_validate(table)


def test_every_currency_has_a_name_or_letters_in_both_languages() -> None:
    bare = [
        item.code
        for item in currency_table().currencies
        if not item.letters and all(name.isascii() for name in item.names)
    ]
    assert bare == []
    assert [
        item.code for item in currency_table().currencies if not any(not name.isascii() for name in item.names)
    ] == []


def test_rendering_an_unknown_currency_lists_the_known() -> None:
    with pytest.raises(MoneyError, match="known: AED"):
        render_money(Money(None, None, "XXX"), "en")


def test_measure_counts_right_cases_and_shows_misses() -> None:
    result = score(json.dumps(case) for case in CASES)
    assert (result.right, result.total) == (2, 4)
    assert [miss[0] for miss in result.misses] == ["c", "d"]


def test_measure_prints_the_share(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in CASES[:2]), encoding="utf-8")
    assert main([str(path)]) == 0
    assert "2 of 2 cases exact (1.0000)" in capsys.readouterr().out
    assert main([]) == 2
