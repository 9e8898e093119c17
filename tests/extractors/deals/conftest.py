"""Readings of the project's own cases, made once."""

from __future__ import annotations

import pytest

from extractors.api import Extraction, Extractor
from extractors.labels import LabelledDocument, load_corpus
from tests.extractors.deals.support import ROOT, read_case


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor as shipped."""
    return Extractor()


@pytest.fixture(scope="session")
def own_readings(extractor: Extractor) -> dict[str, list[tuple[LabelledDocument, Extraction]]]:
    """Every case of the project's corpus, read once, by language."""
    return {
        language: [(case, read_case(extractor, case)) for case in load_corpus(ROOT / "tests" / "corpus", language)]
        for language in ("en", "zh")
    }
