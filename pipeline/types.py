"""The values that travel between the stages: frozen, slotted, standard library only.

One way through: source, listing, page, article, claim, deal. A span is a half-open
pair of code-point offsets into ``Article.text``, and ``text[start:end]`` is always
the quoted text: values are normalised, the text never is. Money is ``Decimal`` in
plain units of its currency (not millions).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What passes between the parties; the payer is always the one whose value moves."""

    EQUITY = "equity"
    DEBT = "debt"
    FINANCING = "financing"
    ACQUISITION = "acquisition"
    COMMITMENT = "commitment"
    PURCHASE = "purchase"
    GUARANTEE = "guarantee"
    REVENUE_SHARE = "revenue_share"
    EQUITY_GRANT = "equity_grant"


class Status(StrEnum):
    """How far a deal has come, by the newest word of the text."""

    TALKS = "talks"
    ANNOUNCED = "announced"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Scope(StrEnum):
    """Whether an amount is one deal's, a total over several, or an unsplit sum."""

    SINGLE = "single"
    CUMULATIVE = "cumulative"
    AGGREGATE = "aggregate"


class Qualifier(StrEnum):
    """How the text hedges an amount; decides which bound of the interval is known."""

    EXACT = "exact"
    ABOUT = "about"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    RANGE = "range"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into ``Article.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text under the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as an interval in plain units of an ISO 4217 currency; None is an open bound."""

    low: Decimal | None
    high: Decimal | None
    currency: str
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class Term:
    """Length in years, start and end (``YYYY[-MM[-DD]]``) of a commitment or loan; any may be unknown."""

    years: Decimal | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class PartyName:
    """A party as one article names it.

    ``names[0]`` is the name as the text gives it, the rest are names that mean the same
    party or its owner. ``party_id`` is the alias table's id, or None for a new name.
    """

    names: tuple[str, ...]
    party_id: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of a feed, sitemap or list page, before anything is fetched."""

    source: str
    url: str
    title: str | None = None
    published_raw: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "has it changed?" with."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one fetch, immutable; ``page_id`` is the SHA-256 of the decoded body."""

    page_id: str
    source: str
    url: str
    final_url: str
    status: int
    content_type: str
    fetched_at: datetime
    body: bytes = field(repr=False)
    validators: Validators = Validators()

    @staticmethod
    def id_of(body: bytes) -> str:
        """The name of a body: its SHA-256 in hex."""
        return hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """What was read out of a page.

    ``text`` is the headline, a blank line, and the body; every offset in the system
    points into it. ``published`` is aware UTC with ``published_precision`` one of
    ``second``, ``day``, ``month`` or None; ``published_on`` is its day (``YYYY-MM-DD``) in the
    publisher's zone, against which "Wednesday" is read. ``removed`` holds (rule, text) for each tail,
    advert or disclaimer that was cut before ``text`` was fixed.
    """

    article_id: str
    page_id: str
    source: str
    url: str
    title: str
    text: str
    language: str
    script: str | None = None
    published: datetime | None = None
    published_precision: str | None = None
    published_raw: str | None = None
    publisher: str | None = None
    cited_origin: str | None = None
    encoding: str | None = None
    encoding_source: str | None = None
    replacement_characters: int = 0
    signature: bytes | None = field(default=None, repr=False)
    removed: tuple[tuple[str, str], ...] = ()
    published_on: str | None = None

    @staticmethod
    def id_of(url: str, text: str) -> str:
        """The name of a version of an article: a hash of its address and its text."""
        return content_key("article", url, text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field of a claim was read: ``field`` is ``payer``, ``amount``, ``status``, …"""

    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's statement of one deal; see the extraction specification in the README.

    ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. ``stake_pct`` is per cent of the
    payee. ``confidence`` is the choice model's probability in [0, 1]. ``sure`` is False
    for relations without event, amount or stake ("X-backed Y").
    """

    claim_id: str
    article_id: str
    kind: Kind
    payers: tuple[PartyName, ...]
    payees: tuple[PartyName, ...]
    amount: Money | None
    stake_pct: Decimal | None
    term: Term | None
    status: Status
    date: str | None
    scope: Scope
    exclusive: bool
    collateral: str | None
    quote: Span
    quote_text: str
    confidence: float
    sure: bool = True
    evidence: tuple[Evidence, ...] = ()
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was not kept, and why; recall failures are queried here.

    ``stage`` is discover, fetch, content, extract or load; ``subject`` the address or id
    of what failed; ``reason`` a short code from the stage's data file.
    """

    stage: str
    subject: str
    reason: str
    detail: str = ""
    article_id: str | None = None
    span: Span | None = None

    @property
    def rejection_id(self) -> str:
        """A content hash, so that a replay adds nothing."""
        where = f"{self.span.start}:{self.span.end}" if self.span else ""
        article = self.article_id or ""
        return content_key("rejection", self.stage, self.subject, self.reason, self.detail, article, where)


@dataclass(frozen=True, slots=True)
class SiteWord:
    """What a site (scheme, host and port) said: its robots.txt with its age, until when it wants no requests (UTC)."""

    origin: str
    robots_status: int | None = None
    robots: bytes | None = None
    robots_at: datetime | None = None
    held_until: datetime | None = None


def content_key(*parts: str) -> str:
    """A key of 32 hex digits from the parts; equal parts give an equal key on every machine."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:32]
