"""Reads the corpus files: sentences and short stories written for this project, each with the deals it states.

A file is `tests/corpus/<language>/<kind>.yml`; the format and its defaults are in README.md beside this module.
Every file is checked while it is read: unknown keys, wrong types, a quote that is not a substring of its text,
or an amount whose bounds do not fit its qualifier raise one `CorpusError` that names the file and what to mend.

`docs()` and `gold()` give the same cases as documents and labelled deals, one mapping a document, in the form
that the scorer reads: `{"doc", "published", "text"}` and `{"doc", "deals"}`.
"""

from collections.abc import Iterator
from datetime import date as Date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

Kind = Literal[
    "equity",
    "debt",
    "financing",
    "acquisition",
    "commitment",
    "purchase",
    "guarantee",
    "revenue_share",
    "equity_grant",
]
Language = Literal["en", "zh"]

KINDS: tuple[Kind, ...] = (
    "equity",
    "debt",
    "financing",
    "acquisition",
    "commitment",
    "purchase",
    "guarantee",
    "revenue_share",
    "equity_grant",
)
LANGUAGES: tuple[Language, ...] = ("en", "zh")
CORPUS = Path(__file__).parent


class CorpusError(ValueError):
    """A corpus file that does not follow the format; the message says where and what to mend."""


class Strict(BaseModel):
    """Base of all corpus values: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Amount(Strict):
    """A sum in plain units of its currency (ISO 4217); `None` is an open bound."""

    low: Decimal | None
    high: Decimal | None
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    qualifier: Literal["exact", "about", "up_to", "at_least", "range"]

    @model_validator(mode="after")
    def _bounds_fit(self) -> Self:
        low, high = self.low, self.high
        fits = {
            "exact": low is not None and low == high,
            "about": low is not None and low == high,
            "up_to": low is None and high is not None,
            "at_least": low is not None and high is None,
            "range": low is not None and high is not None and low < high,
        }
        if not fits[self.qualifier]:
            raise ValueError(f"bounds {low}..{high} do not fit the qualifier {self.qualifier!r}")
        return self


class Term(Strict):
    """Length in years, or the start and end (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`), of a commitment or loan."""

    years: float | None = None
    start: str | None = None
    end: str | None = None


class Deal(Strict):
    """One expected record; the fields are those of the annotation guidelines."""

    kind: Kind
    payer: list[list[str]]
    payee: list[list[str]]
    amount: Amount | None = None
    stake_pct: float | None = Field(default=None, gt=0, le=100)
    term: Term | None = None
    status: Literal["talks", "announced", "completed", "cancelled"]
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    scope: Literal["single", "cumulative", "aggregate"] = "single"
    exclusive: bool = False
    collateral: str | None = None
    quote: str = Field(min_length=4, max_length=200)
    sure: bool = True

    @model_validator(mode="after")
    def _has_a_party(self) -> Self:
        sides = (*self.payer, *self.payee)
        if not sides or any(not names or not all(names) for names in sides):
            raise ValueError("a deal needs a named party on one side at least, and each party a name")
        return self


class Case(Strict):
    """A text, its publication date, and the deals that it states (none for a near miss)."""

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    text: str = Field(min_length=8)
    published: Date | None
    deals: list[Deal]
    expect: Literal["pass", "fail"] = "pass"
    reason: str | None = None
    language: Language
    file_kind: Kind

    @property
    def doc(self) -> str:
        """Name of the case in the whole corpus, for example `en/equity/active_up_to`."""
        return f"{self.language}/{self.file_kind}/{self.name}"

    @property
    def positive(self) -> bool:
        """True if the case states a sure deal of the kind that its file is about."""
        return any(deal.kind == self.file_kind and deal.sure for deal in self.deals)

    @model_validator(mode="after")
    def _is_grounded(self) -> Self:
        for deal in self.deals:
            if deal.quote not in self.text:
                raise ValueError(f"the quote is no exact substring of the text: {deal.quote!r}")
            if deal.collateral is not None and deal.collateral not in self.text:
                raise ValueError(f"the collateral is no exact substring of the text: {deal.collateral!r}")
        if (self.expect == "fail") != (self.reason is not None):
            raise ValueError("expect: fail needs a reason, and only expect: fail has one")
        return self


_CASES = TypeAdapter(list[Case])


def load_file(path: Path, *, language: Language, kind: Kind) -> list[Case]:
    """Cases of one file in file order; raises CorpusError."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{path}: expected a list of cases, each a mapping")
    tagged = [{**row, "language": language, "file_kind": kind} for row in rows]
    try:
        return _CASES.validate_python(tagged)
    except ValidationError as error:
        first = error.errors()[0]
        index = first["loc"][0] if first["loc"] else 0
        name = tagged[index].get("name", index) if isinstance(index, int) else index
        where = ".".join(str(part) for part in first["loc"][1:]) or "case"
        raise CorpusError(f"{path}: case {name}, {where}: {first['msg']}") from error


def cases(*, language: Language | None = None, kind: Kind | None = None) -> Iterator[Case]:
    """All cases, or those of one language or file kind, in the order of LANGUAGES, KINDS and the file."""
    for one_language in LANGUAGES if language is None else (language,):
        for one_kind in KINDS if kind is None else (kind,):
            yield from _file(one_language, one_kind)


@cache
def _file(language: Language, kind: Kind) -> tuple[Case, ...]:
    return tuple(load_file(CORPUS / language / f"{kind}.yml", language=language, kind=kind))


def docs(*, language: Language | None = None, kind: Kind | None = None) -> Iterator[dict[str, Any]]:
    """The cases as documents: `doc`, `published` (`YYYY-MM-DD` or None), `text`."""
    for case in cases(language=language, kind=kind):
        published = None if case.published is None else case.published.isoformat()
        yield {"doc": case.doc, "published": published, "text": case.text}


def gold(*, language: Language | None = None, kind: Kind | None = None) -> Iterator[dict[str, Any]]:
    """The cases as labelled documents: `doc` and `deals`, sums as plain numbers."""
    for case in cases(language=language, kind=kind):
        yield {"doc": case.doc, "deals": [_record(deal) for deal in case.deals]}


def _record(deal: Deal) -> dict[str, Any]:
    record = deal.model_dump()
    if deal.amount is not None:
        record["amount"].update(low=_number(deal.amount.low), high=_number(deal.amount.high))
    return record


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
