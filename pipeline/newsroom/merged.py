"""The shape of expected.yml: what the whole newsroom, read together, should come out as."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from pipeline.datafiles import Strict
from pipeline.newsroom.articles import Amount
from pipeline.types import Kind, Scope, Status

Cut = Literal["completed", "announced", "all"]
CUTS: dict[Cut, frozenset[Status]] = {
    "completed": frozenset({Status.COMPLETED}),
    "announced": frozenset({Status.COMPLETED, Status.ANNOUNCED}),
    "all": frozenset({Status.COMPLETED, Status.ANNOUNCED, Status.TALKS}),
}
"""Which statuses each hard cut counts; what is cancelled counts in none."""


class Event(Strict):
    """A dated change of a deal's status, and the article that tells it."""

    status: Status
    date: str | None = None
    article: str


class MergedDeal(Strict):
    """One deal as all articles together tell it; parties are keys of names.yml."""

    key: str
    kind: Kind
    payer: tuple[str, ...] = ()
    payee: tuple[str, ...] = ()
    amount: Amount | None = None
    stake: float | None = None
    status: Status
    scope: Scope = Scope.SINGLE
    exclusive: bool = False
    date: str | None = None
    articles: tuple[str, ...] = Field(min_length=1)
    set_aside: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    history: tuple[Event, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_amount(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("amount"), str):
            return {**data, "amount": Amount.parse(data["amount"])}
        return data


Bounds = tuple[float | None, float | None]


class PairMeasure(Strict):
    """One pair under one cut, in US dollars: money in, money pledged back, and what follows from them.

    ``recycled`` is min(in, back) bound by bound; ``spend_back`` is back over in, low over
    high and high over low; None is a bound that does not exist.
    """

    money_in: Bounds
    back: Bounds
    recycled: Bounds
    spend_back: Bounds


class RoundTrip(Strict):
    """A pair of parent groups with money in (investor to company) and money back."""

    investor: str
    company: str
    money_in: tuple[str, ...]
    back: tuple[str, ...]
    contingent: bool = False
    cuts: dict[Cut, PairMeasure] = Field(default_factory=dict)


class Conflict(Strict):
    """A deal on which articles differ: article to the amount that it alone states."""

    deal: str
    amounts: dict[str, str]


class UnitError(Strict):
    """A claim off by a power of ten from its peers."""

    deal: str
    article: str
    factor: float


class Expectations(Strict):
    """Everything in expected.yml."""

    deals: tuple[MergedDeal, ...]
    round_trips: tuple[RoundTrip, ...]
    cycles: tuple[tuple[str, ...], ...]
    stories: tuple[tuple[str, ...], ...]
    contradictions: tuple[Conflict, ...]
    unit_errors: tuple[UnitError, ...]
    no_deal: tuple[str, ...]
