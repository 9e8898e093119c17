"""What the weights are learned from is whole: every text has its records, every record its place in the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.types import Kind, Scope, Status

FOLDER = Path(__file__).parents[3] / "extractors" / "training"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_own_articles_have_records_with_quotes_of_their_text(language: str) -> None:
    texts = {row["doc"]: row["text"] for row in rows(FOLDER / f"own_{language}" / "docs.jsonl")}
    gold = {row["doc"]: row["deals"] for row in rows(FOLDER / f"own_{language}" / "gold.jsonl")}
    assert texts.keys() == gold.keys()
    for doc, deals in gold.items():
        for deal in deals:
            assert deal["quote"] in texts[doc], (doc, deal["quote"])
            check(deal, doc)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_labels_hold_no_text(language: str) -> None:
    found = rows(FOLDER / f"labels_{language}.jsonl")
    assert len({row["doc"] for row in found}) == len(found)
    for row in found:
        for deal in row["deals"]:
            assert "quote" not in deal
            check(deal, row["doc"])


def check(deal: dict[str, Any], doc: str) -> None:
    """The values of one record are those of the specification."""
    assert Kind(deal["kind"]), doc
    assert Status(deal["status"]), doc
    assert Scope(deal["scope"]), doc
    assert deal["payer"] or deal["payee"], doc
    amount = deal["amount"]
    assert amount is None or amount["low"] is not None or amount["high"] is not None, doc
