"""A small world for tests: an alias table of a few parties, and short ways to write articles and claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from pipeline.types import (
    Article,
    Claim,
    Evidence,
    Kind,
    Money,
    Page,
    PartyName,
    Qualifier,
    Scope,
    Span,
    Status,
    content_key,
)

VERSION = "test-1"


@dataclass(frozen=True)
class FakeParties:
    """The part of an alias table that the warehouse uses."""

    names: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {
            "Google": ("google",),
            "谷歌": ("google",),
            "Google Cloud": ("google-cloud",),
            "Alphabet": ("alphabet",),
            "Anthropic": ("anthropic",),
            "Amazon": ("amazon",),
            "AWS": ("aws",),
            "Microsoft": ("microsoft",),
            "OpenAI": ("openai",),
            "Nvidia": ("nvidia",),
            "英伟达": ("nvidia",),
            "CoreWeave": ("coreweave",),
            "Oracle": ("oracle",),
            "xAI": ("xai",),
            "SpaceX": ("spacex",),
            "Apollo": ("apollo-global", "apollo-go"),
        }
    )
    parents: Mapping[str, str] = field(
        default_factory=lambda: {"google": "alphabet", "google-cloud": "google", "aws": "amazon"}
    )

    def __contains__(self, party_id: str) -> bool:
        return any(party_id in ids for ids in self.names.values())

    def candidates(self, name: str) -> tuple[str, ...]:
        return self.names.get(name, ())

    def is_ambiguous(self, name: str) -> bool:
        return len(self.candidates(name)) > 1

    def group(self, party_id: str, on: date | None = None) -> str:
        if party_id == "xai" and (on is None or on >= date(2026, 2, 1)):
            return "spacex"
        while party_id in self.parents:
            party_id = self.parents[party_id]
        return party_id

    def display(self, party_id: str, language: str = "en") -> str:
        return next(name for name, ids in self.names.items() if ids == (party_id,))


def article(
    name: str,
    *,
    published: str | None = "2025-01-15",
    publisher: str | None = None,
    origin: str | None = None,
    signature: bytes | None = None,
    url: str | None = None,
) -> Article:
    """An article named after its address; its publisher is its own unless told otherwise."""
    text = f"{name}\n\nbody of {name}"
    address = url or f"https://news.example/{name}"
    return Article(
        article_id=Article.id_of(address, text),
        page_id=Page.id_of(name.encode()),
        source="sample",
        url=address,
        title=name,
        text=text,
        language="en",
        published=None if published is None else datetime.fromisoformat(published).replace(tzinfo=UTC),
        published_precision=None if published is None else "day",
        publisher=publisher or f"publisher of {name}",
        cited_origin=origin,
        signature=signature,
    )


def page(name: str) -> Page:
    """The page of ``article(name)``."""
    body = name.encode()
    return Page(
        page_id=Page.id_of(body),
        source="sample",
        url=f"https://news.example/{name}",
        final_url=f"https://news.example/{name}",
        status=200,
        content_type="text/html",
        fetched_at=datetime(2025, 6, 1, tzinfo=UTC),
        body=body,
    )


def claim(
    told_by: Article,
    payers: str | tuple[str, ...],
    payees: str | tuple[str, ...],
    amount: str | Money | None = None,
    *,
    kind: Kind = Kind.EQUITY,
    status: Status = Status.ANNOUNCED,
    day: str | None = "2025-01-10",
    scope: Scope = Scope.SINGLE,
    stake: str | None = None,
    sure: bool = True,
    confidence: float = 0.9,
    exclusive: bool = False,
    extractor: str = VERSION,
) -> Claim:
    """A claim; ``amount`` is ``2e9``, ``<4e9`` (up to), ``>2e9`` (more than) or ``1e9-2e9``, with ``EUR`` behind."""
    money = _money(amount) if isinstance(amount, str) else amount
    sides = tuple(
        tuple(PartyName((name,)) for name in ((side,) if isinstance(side, str) and side else side))
        for side in (payers, payees)
    )
    key = content_key(
        "claim", told_by.article_id, str(sides), str(kind), str(amount), str(status), str(day), str(scope)
    )
    return Claim(
        claim_id=key,
        article_id=told_by.article_id,
        kind=kind,
        payers=sides[0],
        payees=sides[1],
        amount=money,
        stake_pct=None if stake is None else Decimal(stake),
        term=None,
        status=status,
        date=day,
        scope=scope,
        exclusive=exclusive,
        collateral=None,
        quote=Span(0, len(told_by.title)),
        quote_text=told_by.title,
        confidence=confidence,
        sure=sure,
        evidence=(Evidence("amount", Span(0, 3)),),
        extractor=extractor,
    )


def _money(text: str) -> Money:
    figure, _, currency = text.partition(" ")
    currency = currency or "USD"
    if figure.startswith("<"):
        return Money(None, Decimal(figure[1:]), currency, Qualifier.UP_TO)
    if figure.startswith(">"):
        return Money(Decimal(figure[1:]), None, currency, Qualifier.AT_LEAST)
    low, dash, high = figure.partition("-")
    if dash:
        return Money(Decimal(low), Decimal(high), currency, Qualifier.RANGE)
    return Money(Decimal(low), Decimal(low), currency, Qualifier.EXACT)
