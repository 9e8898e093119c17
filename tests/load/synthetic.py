"""A made-up press of any size: deals, the articles that tell them, and what each claim should come to.

Everything follows from the seed. A few parties are in many deals and most in few, as in life. A deal is told of by
articles over some weeks: first reports, copies under altered headlines, pieces that cite the first report, later
ones that repeat it. Some claims are planted wrong: ten times the figure, the parties the other way round, another
figure. Some name only one side, some no amount or no date, some are in another currency, some are unsure.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from pipeline.types import (
    Article,
    Claim,
    Evidence,
    Kind,
    Money,
    PartyName,
    Qualifier,
    Scope,
    Span,
    Status,
    content_key,
)

EXTRACTOR = "synthetic-1"
_KINDS = (Kind.EQUITY,) * 5 + (Kind.COMMITMENT,) * 4 + (Kind.DEBT,) * 2 + (Kind.PURCHASE, Kind.ACQUISITION)
_HUBS = ("OpenAI", "Anthropic", "Nvidia", "Microsoft", "Amazon", "Google", "Oracle", "CoreWeave", "SoftBank", "Meta")
_PAPERS = tuple(f"Paper {number}" for number in range(400))
_FIRST_DAY = date(2018, 1, 1)
_DAYS = 3000
_PER_UNIT = {"EUR": Decimal("0.9"), "CNY": Decimal("7.1"), "HKD": Decimal("7.8"), "JPY": Decimal(110)}
"""Units of a currency for a dollar, near enough for one sum to be known again."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a claim was made from: the deal's number and how the claim was changed (``plain`` where it was not)."""

    claim_id: str
    deal: int
    plant: str


@dataclass(frozen=True, slots=True)
class Load:
    """Articles and claims that are committed together, and the truth behind the claims."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    truths: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class _Deal:
    number: int
    kind: Kind
    payers: tuple[str, ...]
    payee: str
    millions: int
    qualifier: Qualifier
    day: date
    status: Status


def loads(*, claims: int, deals: int, seed: int, size: int = 5_000, offset: int = 0) -> Iterator[Load]:
    """About ``claims`` claims on ``deals`` deals in loads of about ``size`` claims.

    ``offset`` makes further articles on the same deals (the number of those made before), in an order of their own.
    """
    dice = random.Random(f"{seed} {offset}")
    per_deal = claims / deals
    articles: list[Article] = []
    stated: list[Claim] = []
    truths: list[Truth] = []
    total = 0
    numbers = list(range(deals))
    dice.shuffle(numbers)
    for number in numbers:
        if total >= claims:
            break
        deal = _deal(number, deals, seed)
        wanted = max(1, round(dice.expovariate(1 / per_deal)) if offset == 0 else 1)
        for article, found in _coverage(deal, min(wanted, claims - total), dice, offset):
            articles.append(article)
            for claim, plant in found:
                stated.append(claim)
                truths.append(Truth(claim.claim_id, number, plant))
        total += min(wanted, claims - total)
        if len(stated) >= size:
            yield Load(tuple(articles), tuple(stated), tuple(truths))
            articles, stated, truths = [], [], []
    if stated:
        yield Load(tuple(articles), tuple(stated), tuple(truths))


def _deal(number: int, deals: int, seed: int) -> _Deal:
    """The deal of a number; equal for equal seeds."""
    dice = random.Random(f"{seed} deal {number}")
    payers = tuple(dict.fromkeys(_party(dice, deals) for _ in range(dice.choice((1, 1, 1, 1, 1, 1, 2, 3)))))
    payee = _party(dice, deals)
    while payee in payers:
        payee = _party(dice, deals)
    return _Deal(
        number,
        dice.choice(_KINDS),
        payers,
        payee,
        round(10 ** dice.uniform(0, 4)) * 10,
        dice.choice((Qualifier.EXACT,) * 6 + (Qualifier.ABOUT, Qualifier.UP_TO, Qualifier.AT_LEAST)),
        _FIRST_DAY + timedelta(days=dice.randrange(_DAYS)),
        dice.choice((Status.ANNOUNCED,) * 6 + (Status.COMPLETED,) * 3 + (Status.CANCELLED,)),
    )


def _party(dice: random.Random, deals: int) -> str:
    """One in six is one of the few that everybody writes about."""
    if dice.random() < 1 / 6:
        return _HUBS[min(int(dice.expovariate(0.4)), len(_HUBS) - 1)]
    return f"Venture {int(dice.paretovariate(0.6) * 7919) % max(deals // 4, 10)} Labs"


def _coverage(
    deal: _Deal, wanted: int, dice: random.Random, offset: int
) -> Iterator[tuple[Article, list[tuple[Claim, str]]]]:
    """The articles on one deal, one claim of it each; about half of them are copies of the one before."""
    signature: bytes | None = None
    for part in range(wanted):
        first = part == 0 or dice.random() < 0.5
        if first or signature is None:
            signature = dice.randbytes(512)
            shown = signature
        else:
            shown = _altered(signature, dice)
        reported = part < 2 or dice.random() < 0.8
        day = deal.day + timedelta(days=dice.randrange(21) if reported else dice.randrange(300))
        article = _article(deal, part + offset, day, shown, dice)
        yield article, [_claim(article, deal, day, dice)]


def _altered(signature: bytes, dice: random.Random) -> bytes:
    """The signature of a copy: one value in eight is another."""
    length = len(signature) // 8
    at = 4 * dice.randrange((len(signature) - length) // 4)
    return signature[:at] + dice.randbytes(length) + signature[at + length :]


def _article(deal: _Deal, part: int, day: date, signature: bytes, dice: random.Random) -> Article:
    title = f"{deal.payers[0]} and {deal.payee}: deal {deal.number}, report {part}"
    text = f"{title}\n\n" + f"{deal.payers[0]} pays {deal.payee} {deal.millions} million dollars. " * 6
    url = f"https://press.example/{deal.number}/{part}"
    published = datetime(day.year, day.month, day.day, dice.randrange(24), dice.randrange(60), tzinfo=UTC)
    return Article(
        article_id=Article.id_of(url, text),
        page_id=content_key("page", url),
        source="press",
        url=url,
        title=title,
        text=text,
        language="en",
        published=published,
        published_precision="second",
        published_on=day.isoformat(),
        publisher=dice.choice(_PAPERS),
        cited_origin=dice.choice(_PAPERS[:20]) if dice.random() < 0.3 else None,
        signature=signature,
    )


def _claim(article: Article, deal: _Deal, day: date, dice: random.Random) -> tuple[Claim, str]:
    plant = dice.choices(
        ("plain", "tenfold", "swapped", "other figure", "half", "silent", "undated", "currency", "weak"),
        (70, 1, 1, 2, 8, 6, 6, 4, 2),
    )[0]
    payers, payees = deal.payers, (deal.payee,)
    figure, currency = Decimal(deal.millions) * 1_000_000, "USD"
    if plant == "tenfold":
        figure *= 10
    elif plant == "other figure":
        figure = figure * 3 / 2
    elif plant == "swapped" and len(payers) == 1:
        payers, payees = payees, payers
    elif plant == "half":
        payers = ()
    elif plant == "currency":
        currency = dice.choice(tuple(_PER_UNIT))
        figure *= _PER_UNIT[currency]
    status = deal.status if day > deal.day + timedelta(days=7) else Status.ANNOUNCED
    stated = (deal.day if dice.random() < 0.8 else None) if plant != "undated" else None
    text = article.text
    start = len(article.title) + 2
    key = content_key("claim", article.article_id, str(deal.number))
    claim = Claim(
        claim_id=key,
        article_id=article.article_id,
        kind=deal.kind,
        payers=tuple(PartyName((name,)) for name in payers),
        payees=tuple(PartyName((name,)) for name in payees),
        amount=None if plant == "silent" else _money(figure, currency, deal.qualifier),
        stake_pct=None,
        term=None,
        status=status,
        date=None if stated is None else stated.isoformat(),
        scope=Scope.SINGLE,
        exclusive=False,
        collateral=None,
        quote=Span(start, start + 40),
        quote_text=text[start : start + 40],
        confidence=0.2 if plant == "weak" else 0.9,
        evidence=(Evidence("payer", Span(start, start + 10)), Evidence("amount", Span(start + 10, start + 30))),
        extractor=EXTRACTOR,
    )
    return claim, plant


def _money(figure: Decimal, currency: str, qualifier: Qualifier) -> Money:
    low = None if qualifier is Qualifier.UP_TO else figure
    high = None if qualifier is Qualifier.AT_LEAST else figure
    return Money(low, high, currency, qualifier)
