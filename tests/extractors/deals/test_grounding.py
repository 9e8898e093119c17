"""Every claim is grounded: its quote and its evidence are slices of the text it was read from."""

from __future__ import annotations

import json

import pytest

from extractors.api import Extraction, Extractor
from extractors.assemble import QUOTE_LIMIT
from extractors.labels import LabelledDocument
from extractors.records import records
from pipeline.types import Kind, Qualifier, Scope, Status
from tests.extractors.deals.support import SHARED, needs_shared, read_case, shared_set

FIELDS = {
    "kind", "payer", "payee", "amount", "stake_pct", "term", "status", "date", "scope", "exclusive", "collateral",
    "quote", "sure", "start", "end", "confidence",
}  # fmt: skip


def check(case: LabelledDocument, extraction: Extraction) -> int:
    """Assert the invariants of every claim; gives the number of claims."""
    for claim in extraction.claims:
        assert claim.quote.of(case.text) == claim.quote_text
        assert 0 < len(claim.quote_text) <= QUOTE_LIMIT
        assert claim.payers or claim.payees
        assert not {p.names[0] for p in claim.payers} & {p.names[0] for p in claim.payees}
        assert 0 <= claim.confidence <= 1
        for item in claim.evidence:
            assert 0 <= item.span.start < item.span.end <= len(case.text)
        money = claim.amount
        if money is not None:
            assert money.low is not None or money.high is not None
            if money.qualifier is Qualifier.UP_TO:
                assert money.low is None
            if money.low is not None and money.high is not None:
                assert money.low <= money.high
    for rejection in extraction.rejections:
        assert rejection.reason
        assert rejection.span is None or rejection.span.of(case.text)
    return len(extraction.claims)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_own_cases(own_readings: dict[str, list[tuple[LabelledDocument, Extraction]]], language: str) -> None:
    assert sum(check(case, extraction) for case, extraction in own_readings[language]) > 100


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(("name", "language"), [("en_dev", "en"), ("zh_dev", "zh")])
def test_development_sets(extractor: Extractor, name: str, language: str) -> None:
    assert sum(check(case, read_case(extractor, case)) for case in shared_set(name, language)) > 50
    assert SHARED.is_dir()


def test_records_have_the_fields_of_the_specification(
    own_readings: dict[str, list[tuple[LabelledDocument, Extraction]]],
) -> None:
    found = [record for case, extraction in own_readings["en"] for record in records(extraction.claims)]
    for record in found:
        assert set(record) == FIELDS
        assert record["kind"] in set(Kind)
        assert record["status"] in set(Status)
        assert record["scope"] in set(Scope)
        assert json.loads(json.dumps(record)) == record
