"""Helpers of these tests: labelled sets and readings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors.api import Extraction, Extractor
from extractors.labels import LabelledDocument, load_labelled

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the reference data (../shared) is not beside this checkout"
)


def shared_set(name: str, language: str) -> list[LabelledDocument]:
    """A labelled set of the reference data."""
    return list(load_labelled(SHARED / "data" / name, language))


def read_case(extractor: Extractor, case: LabelledDocument) -> Extraction:
    """The extraction of one labelled document."""
    return extractor.extract_text(case.text, case.language, case.published, article_id=case.doc)


def read_plain(extractor: Extractor, text: str, language: str, published: date | None = None) -> Extraction:
    """The extraction of a bare text."""
    return extractor.extract_text(text, language, published, article_id="text")
