"""The gate saves time and changes nothing: with every sentence through the models the claims are the same."""

from __future__ import annotations

import pytest

from extractors.api import Extraction, Extractor
from extractors.labels import LabelledDocument
from extractors.records import records
from tests.extractors.deals.support import needs_shared, read_case, shared_set


@pytest.mark.parametrize("language", ["en", "zh"])
def test_own_cases(own_readings: dict[str, list[tuple[LabelledDocument, Extraction]]], language: str) -> None:
    ungated = Extractor(gated=False)
    for case, extraction in own_readings[language][::3]:
        assert records(read_case(ungated, case).claims) == records(extraction.claims), case.doc


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(("name", "language"), [("en_dev", "en"), ("zh_dev", "zh")])
def test_development_sets(extractor: Extractor, name: str, language: str) -> None:
    ungated = Extractor(gated=False)
    for case in shared_set(name, language)[::3]:
        assert records(read_case(ungated, case).claims) == records(read_case(extractor, case).claims), case.doc
