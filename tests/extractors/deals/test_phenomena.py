"""Single phenomena, each in a sentence written for it: what must come out and what must not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extractors.api import Extractor
from pipeline.types import Claim, Kind
from tests.extractors.deals.support import read_plain

DAY = date(2026, 3, 5)


def claims(extractor: Extractor, text: str, language: str) -> list[Claim]:
    return list(read_plain(extractor, text, language, DAY).claims)


@pytest.mark.parametrize(
    ("language", "text", "payer", "payee", "low"),
    [
        ("en", "Amazon has invested $4 billion in Anthropic.", "Amazon", "Anthropic", 4_000_000_000),
        ("en", "SoftBank acquired chip designer Ampere for $6.5 billion.", "SoftBank", "Ampere", 6_500_000_000),
        ("en", "Quillmark, a legal software startup, raised $20 million in a Series A round led by Index Ventures.",
         "Index Ventures", "Quillmark", 20_000_000),
        ("zh", "亚马逊向Anthropic投资40亿美元。", "亚马逊", "Anthropic", 4_000_000_000),
        ("zh", "软银以65亿美元收购芯片设计公司Ampere。", "软银", "Ampere", 6_500_000_000),
        ("zh", "微軟宣布向OpenAI投資100億美元。", "微軟", "OpenAI", 10_000_000_000),
    ],
)  # fmt: skip
def test_plain_statements(extractor: Extractor, language: str, text: str, payer: str, payee: str, low: int) -> None:
    found = [c for c in claims(extractor, text, language) if c.amount is not None]
    assert len(found) == 1
    assert found[0].payers[0].names[0] == payer
    assert found[0].payees[0].names[0].startswith(payee)
    assert found[0].amount is not None
    assert found[0].amount.low == Decimal(low)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nvidia's revenue rose to $57 billion in the quarter, and its market value passed $4 trillion."),
        ("en", "Meta expects capital expenditures of $65 billion this year, mostly for data centers."),
        ("en", "Shares of CoreWeave fell 8% to $92.40 on Tuesday."),
        ("en", "The company is valued at $61 billion."),
        ("zh", "英伟达第三季度营收达到570亿美元，市值突破4万亿美元。"),
        ("zh", "该公司估值已达610亿美元。"),
        ("zh", "Meta预计今年的资本支出将达到650亿美元。"),
    ],
)
def test_money_that_is_no_deal(extractor: Extractor, language: str, text: str) -> None:
    assert [c for c in claims(extractor, text, language) if c.amount is not None] == []


def test_rejected_figures_keep_a_reason(extractor: Extractor) -> None:
    extraction = read_plain(extractor, "Nvidia's revenue rose to $57 billion in the quarter.", "en", DAY)
    assert [r.reason for r in extraction.rejections] == ["revenue"]


def test_explanation_names_features(extractor: Extractor) -> None:
    extraction = read_plain(extractor, "Amazon has invested $4 billion in Anthropic.", "en", DAY)
    kept = [c for c in extraction.candidates if c.kept]
    assert {c.question for c in kept} >= {"link", "payer", "payee"}
    assert all(c.features for c in kept if c.question != "event")


@pytest.mark.parametrize("text", ["", "短", "x" * 19])
def test_too_short_a_text_has_no_claims(extractor: Extractor, text: str) -> None:
    assert claims(extractor, text, "zh") == []


def test_kinds_that_have_no_cash(extractor: Extractor) -> None:
    text = "AMD granted OpenAI warrants to buy up to 160 million of its shares."
    found = claims(extractor, text, "en")
    assert [c.kind for c in found] in ([Kind.EQUITY_GRANT], [])


def test_a_stake_goes_to_the_sum_nearest_to_it(extractor: Extractor) -> None:
    text = (
        "Birch Capital invested $1 billion in Luma Robotics in 2023, and now Birch Capital will pay $10 billion "
        "for a 49% stake in Luma Robotics."
    )
    stakes = {c.amount.low: c.stake_pct for c in claims(extractor, text, "en") if c.amount is not None}
    assert stakes == {1_000_000_000: None, 10_000_000_000: 49}


@pytest.mark.parametrize("dateline", ["SAN FRANCISCO - ", "LISBON, March 4 (Reuters) - ", "HARROGATE, U.K. – "])
def test_a_dateline_is_no_party(extractor: Extractor, dateline: str) -> None:
    text = f"Amazon backs Anthropic\n\n{dateline}Amazon said on Friday it would invest $4 billion in Anthropic."
    found = claims(extractor, text, "en")
    assert found
    named = {party.names[0] for claim in found for party in (*claim.payers, *claim.payees)}
    assert named == {"Amazon", "Anthropic"}
