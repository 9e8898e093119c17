"""What is committed together, and its rows: one batch, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from pipeline.redact import without_user
from pipeline.secrets import redactor
from pipeline.types import Article, Claim, Evidence, Money, Page, PartyName, Rejection, SiteWord, Validators
from warehouse.changes import change_of
from warehouse.dates import parse_date
from warehouse.frontier import FrontierRow, frontier_row, site_row
from warehouse.rows import Row

LARGEST = Decimal(10) ** 15
"""Amounts from here on are no money of this world; such a claim becomes a rejection."""


_NO_VALIDATORS = Validators()


class SourceLike(Protocol):
    """The part of a registered source that is kept."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> object: ...
    @property
    def language(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def publisher(self) -> str: ...


@dataclass(frozen=True, slots=True)
class FetchState:
    """What the server said about an address last; ``page_id`` is None where no body came (304, an error)."""

    url: str
    validators: Validators = _NO_VALIDATORS
    page_id: str | None = None
    status: int | None = None
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page of an address was read as: ``article_id`` is None where it gave none.

    ``seen_at`` is when the address gave the page, ``listed`` the time that its listing stated, ``reader`` the version
    of the rules of reading.
    """

    url: str
    page_id: str
    source: str
    seen_at: datetime
    reader: str
    article_id: str | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Values of one commit.

    ``extracted`` names (article id, extractor version) pairs that were read, so that articles without
    claims are not read again; pairs of the claims themselves are added without being named. ``again`` says that
    what was read and extracted replaces what the same articles gave before, also under the same version.
    """

    sources: tuple[SourceLike, ...] = ()
    pages: tuple[Page, ...] = ()
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    fetches: tuple[FetchState, ...] = ()
    extracted: tuple[tuple[str, str], ...] = ()
    readings: tuple[Reading, ...] = ()
    frontier: tuple[FrontierRow, ...] = ()
    sites: tuple[SiteWord, ...] = ()
    again: bool = False


KEYS = {
    "source": ("source",),
    "page": ("page_id",),
    "fetch_state": ("url",),
    "article": ("article_id",),
    "article_removed": ("article_id", "position"),
    "extraction": ("article_id", "extractor"),
    "claim": ("claim_id",),
    "claim_party": ("claim_id", "side", "position"),
    "evidence": ("claim_id", "field", "span_start", "span_end"),
    "rejection": ("rejection_id",),
    "frontier": ("url",),
    "reading": ("url", "page_id"),
    "site": ("origin",),
}
"""Key columns of the tables a batch goes to, in the order of loading."""


def batch_rows(batch: Batch, *, now: datetime) -> dict[str, list[Row]]:
    """Rows per table without repeats; the last of equal keys counts. ``now`` marks extractions, in UTC."""
    claims: dict[str, Claim] = {}
    rejections = list(batch.rejections)
    hide, hide_in_address = redactor(), redactor(without_user)
    for claim in batch.claims:
        problem = _problem(claim)
        if problem is None:
            claims[claim.claim_id] = claim
        else:
            rejections.append(Rejection("load", claim.claim_id, problem[0], problem[1], claim.article_id, claim.quote))
    extracted = dict.fromkeys((*batch.extracted, *((claim.article_id, claim.extractor) for claim in batch.claims)))
    tables: dict[str, Iterable[Row]] = {
        "source": (_source(source) for source in batch.sources),
        "page": (_page(page) for page in batch.pages),
        "fetch_state": (_fetch(state) for state in batch.fetches),
        "article": (_article(article) for article in batch.articles),
        "article_removed": (row for article in batch.articles for row in _removed(article)),
        "extraction": (
            {"article_id": article_id, "extractor": extractor, "extracted_at": now}
            for article_id, extractor in extracted
        ),
        "claim": (_claim(claim) for claim in claims.values()),
        "claim_party": (row for claim in claims.values() for row in _claim_parties(claim)),
        "evidence": (_evidence(claim, found) for claim in claims.values() for found in claim.evidence),
        "rejection": (_rejection(rejection, hide, hide_in_address) for rejection in rejections),
        "frontier": (frontier_row(row) for row in batch.frontier),
        "reading": (_reading(reading, now) for reading in batch.readings),
        "site": (site_row(row) for row in batch.sites),
    }
    return {table: _distinct(tables[table], key) for table, key in KEYS.items()}


def _distinct(rows: Iterable[Row], key: tuple[str, ...]) -> list[Row]:
    return list({tuple(row[name] for name in key): row for row in rows}.values())


def _problem(claim: Claim) -> tuple[str, str] | None:
    """Reason and detail where a claim cannot be kept; None where it can."""
    if claim.amount is not None:
        bounds = [bound for bound in (claim.amount.low, claim.amount.high) if bound is not None]
        if not bounds or not all(bound.is_finite() and 0 <= bound < LARGEST for bound in bounds):
            return "amount_out_of_range", _show(claim.amount)
        if len(bounds) == 2 and bounds[0] > bounds[1]:
            return "amount_bounds_crossed", _show(claim.amount)
        if len(claim.amount.currency) != 3 or not claim.amount.currency.isupper():
            return "unknown_currency", _show(claim.amount)
    if claim.date is not None and parse_date(claim.date) is None:
        return "bad_date", claim.date
    if not claim.payers and not claim.payees:
        return "no_party", claim.quote_text
    if claim.stake_pct is not None and not (claim.stake_pct.is_finite() and 0 <= claim.stake_pct <= 100):
        return "stake_out_of_range", str(claim.stake_pct)
    years = claim.term.years if claim.term else None
    if years is not None and not (years.is_finite() and 0 <= years <= 1000):
        return "term_out_of_range", str(years)
    return None


def _show(money: Money) -> str:
    return f"{money.low}..{money.high} {money.currency}"


def _places(value: Decimal | None, places: str) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(places))


def _source(source: SourceLike) -> Row:
    return {
        "source": source.name,
        "title": source.title,
        "kind": str(source.kind),
        "language": source.language,
        "url": source.url,
        "publisher": source.publisher,
    }


def _page(page: Page) -> Row:
    return {
        "page_id": page.page_id,
        "source": page.source,
        "url": page.url,
        "final_url": page.final_url,
        "http_status": page.status,
        "content_type": page.content_type,
        "fetched_at": page.fetched_at,
        "byte_count": len(page.body),
    }


def _fetch(state: FetchState) -> Row:
    return {
        "url": state.url,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "page_id": state.page_id,
        "http_status": state.status,
        "checked_at": state.checked_at,
    }


def _article(article: Article) -> Row:
    return {
        "article_id": article.article_id,
        "page_id": article.page_id,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "script": article.script,
        "published": article.published,
        "published_precision": article.published_precision,
        "published_on": article.published_on,
        "published_raw": article.published_raw,
        "publisher": article.publisher,
        "cited_origin": article.cited_origin,
        "encoding": article.encoding,
        "encoding_source": article.encoding_source,
        "replacement_characters": article.replacement_characters,
        "signature": article.signature,
    }


def _removed(article: Article) -> Iterator[Row]:
    for position, (rule, text) in enumerate(article.removed):
        yield {"article_id": article.article_id, "position": position, "rule": rule, "text": text}


def _claim(claim: Claim) -> Row:
    days = parse_date(claim.date)
    money, term = claim.amount, claim.term
    return {
        "claim_id": claim.claim_id,
        "article_id": claim.article_id,
        "kind": claim.kind,
        "amount_low": _places(money.low, "0.01") if money else None,
        "amount_high": _places(money.high, "0.01") if money else None,
        "currency": money.currency if money else None,
        "qualifier": money.qualifier if money else None,
        "stake_pct": _places(claim.stake_pct, "0.0001"),
        "term_years": _places(term.years, "0.0001") if term else None,
        "term_start": term.start if term else None,
        "term_end": term.end if term else None,
        "status": claim.status,
        "date_text": claim.date,
        "date_low": days.low if days else None,
        "date_high": days.high if days else None,
        "scope": claim.scope,
        "change": change_of(claim),
        "exclusive": claim.exclusive,
        "collateral": claim.collateral,
        "quote": claim.quote_text,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "confidence": claim.confidence,
        "sure": claim.sure,
        "extractor": claim.extractor,
    }


def _claim_parties(claim: Claim) -> Iterator[Row]:
    for side, parties in (("payer", claim.payers), ("payee", claim.payees)):
        for position, party in enumerate(parties):
            yield _claim_party(claim, side, position, party)


def _claim_party(claim: Claim, side: str, position: int, party: PartyName) -> Row:
    return {
        "claim_id": claim.claim_id,
        "side": side,
        "position": position,
        "names": party.names,
        "party_id": party.party_id,
        "name_start": party.span.start if party.span else None,
        "name_end": party.span.end if party.span else None,
    }


def _evidence(claim: Claim, evidence: Evidence) -> Row:
    return {
        "claim_id": claim.claim_id,
        "field": evidence.field,
        "span_start": evidence.span.start,
        "span_end": evidence.span.end,
    }


def _rejection(rejection: Rejection, hide: Callable[[str], str], hide_in_address: Callable[[str], str]) -> Row:
    return {
        "rejection_id": rejection.rejection_id,
        "stage": rejection.stage,
        "subject": hide_in_address(rejection.subject),
        "reason": rejection.reason,
        "detail": hide(rejection.detail),
        "article_id": rejection.article_id,
        "span_start": rejection.span.start if rejection.span else None,
        "span_end": rejection.span.end if rejection.span else None,
    }


def _reading(reading: Reading, now: datetime) -> Row:
    return {
        "url": reading.url,
        "page_id": reading.page_id,
        "source": reading.source,
        "seen_at": reading.seen_at,
        "listed": reading.listed,
        "reader": reading.reader,
        "article_id": reading.article_id,
        "read_at": now,
    }
