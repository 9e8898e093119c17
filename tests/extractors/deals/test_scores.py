"""Scores are pinned: a floor that falls is a decision to be seen in a change, not an accident."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from extractors.api import Extraction, Extractor
from extractors.labels import LabelledDocument
from extractors.records import records
from extractors.scoring import score
from tests.extractors.deals.support import ROOT, needs_shared, read_case, shared_set

FLOORS: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "extractors" / "deals" / "floors.yml").read_text("utf-8"))


def reached(pairs: list[tuple[LabelledDocument, Extraction]]) -> dict[str, float]:
    """The figures that the floors pin."""
    gold = {case.doc: case.records for case, _ in pairs}
    found = {case.doc: records(extraction.claims) for case, extraction in pairs}
    stated, everything = score(gold, found, stated=True), score(gold, found)
    return {"stated_deal_f1": stated["deal"].f1, "all_triple_f1": everything["triple"].f1}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_own_corpus(own_readings: dict[str, list[tuple[LabelledDocument, Extraction]]], language: str) -> None:
    for name, value in reached(own_readings[language]).items():
        assert value >= FLOORS[f"corpus_{language}"][name], f"{name} fell to {value:.3f}"


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(("name", "language"), [("en_dev", "en"), ("zh_dev", "zh")])
def test_development_sets(extractor: Extractor, name: str, language: str) -> None:
    pairs = [(case, read_case(extractor, case)) for case in shared_set(name, language)]
    for figure, value in reached(pairs).items():
        assert value >= FLOORS[name][figure], f"{figure} fell to {value:.3f}"
