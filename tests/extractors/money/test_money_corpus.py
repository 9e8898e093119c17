"""The money corpus: texts with their amounts, whole surfaces, and text without money, in both languages."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, Self

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from extractors.money import MoneyError, MoneyMention, find_money, parse_money
from pipeline.types import Money, Qualifier
from tests.corpus.load import cases

CORPUS = Path(__file__).parents[2] / "corpus"
LANGUAGES = ("en", "zh")
FOUND_FLOOR = 0.985
"""The least share of the deal corpus' stated amounts that some mention gives exactly."""


class Strict(BaseModel):
    """Base of the corpus values: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(Strict):
    """An amount; an open bound is left out."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str
    qualifier: Qualifier = Qualifier.EXACT

    @property
    def money(self) -> Money:
        """The value as the reader gives it."""
        return Money(self.low, self.high, self.currency, self.qualifier)


class Amount(Value):
    """An amount where it stands in a text."""

    core: str
    full: str | None = None
    same_as: int | None = None
    unit_price: bool = False
    period: Literal["month", "quarter", "year"] | None = None
    bare: bool = False


class Text(Strict):
    """A text and every amount in it, in order."""

    name: str
    text: str
    amounts: tuple[Amount, ...]
    expect: Literal["pass", "fail"] = "pass"
    reason: str | None = None

    @model_validator(mode="after")
    def _reason_for_failure(self) -> Self:
        if (self.expect == "fail") != (self.reason is not None):
            raise ValueError("expect: fail needs a reason, and only expect: fail has one")
        return self


class Surface(Value):
    """A whole surface that is one amount."""

    surface: str


class File(Strict):
    """One language's money corpus."""

    texts: tuple[Text, ...]
    none: tuple[str, ...]
    surfaces: tuple[Surface, ...]
    rejected: tuple[str, ...]


@cache
def corpus(language: str) -> File:
    return File.model_validate(yaml.safe_load((CORPUS / language / "money.yml").read_text(encoding="utf-8")))


def as_written(amount: Amount) -> tuple[object, ...]:
    full = amount.core if amount.full is None else amount.full
    return amount.core, full, amount.money, amount.same_as, amount.unit_price, amount.period, amount.bare


def as_found(text: str, mention: MoneyMention) -> tuple[object, ...]:
    where = mention.span.of(text), mention.full.of(text)
    return *where, mention.money, mention.same_as, mention.unit_price, mention.period, mention.bare


def texts() -> list[object]:
    return [
        pytest.param(
            language,
            case,
            id=f"{language}-{case.name}",
            marks=[pytest.mark.xfail(reason=case.reason, strict=True)] if case.expect == "fail" else [],
        )
        for language in LANGUAGES
        for case in corpus(language).texts
    ]


@pytest.mark.parametrize(("language", "case"), texts())
def test_text_gives_exactly_its_amounts(language: str, case: Text) -> None:
    found = [as_found(case.text, mention) for mention in find_money(case.text, language)]
    assert found == [as_written(amount) for amount in case.amounts]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in LANGUAGES for text in corpus(language).none]
)
def test_numbers_that_are_not_money_give_nothing(language: str, text: str) -> None:
    assert [mention.span.of(text) for mention in find_money(text, language)] == []


@pytest.mark.parametrize(
    ("language", "case"), [(language, case) for language in LANGUAGES for case in corpus(language).surfaces]
)
def test_whole_surface_is_one_amount(language: str, case: Surface) -> None:
    assert parse_money(case.surface, language) == case.money


@pytest.mark.parametrize(
    ("language", "surface"), [(language, surface) for language in LANGUAGES for surface in corpus(language).rejected]
)
def test_other_surfaces_are_rejected_with_what_to_mend(language: str, surface: str) -> None:
    with pytest.raises(MoneyError, match=r"expected one|not part of the amount"):
        parse_money(surface, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_unique(language: str) -> None:
    names = [case.name for case in corpus(language).texts]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stated_amounts_of_the_deal_corpus_are_found(language: str) -> None:
    missing, total = [], 0
    for case in cases(language=language):  # type: ignore[arg-type]
        found = {mention.money for mention in find_money(case.text, language)}
        for deal in case.deals:
            if deal.amount is not None:
                total += 1
                money = Money(deal.amount.low, deal.amount.high, deal.amount.currency, Qualifier(deal.amount.qualifier))
                missing += [] if money in found else [(case.doc, money)]
    assert len(missing) <= (1 - FOUND_FLOOR) * total, missing
