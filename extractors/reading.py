"""What an article looks like to the extractor: sentences, words, mentions, and who is who among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.types import Money, Span


class MentionType(StrEnum):
    """What sort of party a mention looks like."""

    COMPANY = "company"
    FUND = "fund"
    BANK = "bank"
    GOVERNMENT = "government"
    PERSON = "person"
    PLACE = "place"
    MEDIA = "media"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence; ``head`` is the index of its syntactic head (its own where there is none)."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int


@dataclass(slots=True)
class Mention:
    """A span that names or stands for a party. ``entity`` is an index into ``Reading.entities`` (-1: unresolved)."""

    span: Span
    surface: str
    type: MentionType
    source: str
    sentence: int
    party_id: str | None = None
    word: int = -1
    entity: int = -1

    @property
    def anaphor(self) -> bool:
        """True where the mention is a pronoun or a description, not a name."""
        return self.source.startswith("anaphor")


@dataclass(slots=True)
class Entity:
    """All mentions of one party in one article."""

    index: int
    names: list[str]
    party_id: str | None
    type: MentionType
    mentions: list[Mention] = field(default_factory=list)
    sectors: tuple[str, ...] = ()


@dataclass(slots=True)
class Sentence:
    """A sentence with its words where the models have read it (else ``words`` is empty)."""

    index: int
    span: Span
    text: str
    folded: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stated figure that may be a deal's: money, or a stake in per cent.

    ``span`` holds the figure, ``full`` its qualifying words too. ``second`` marks the same sum in
    another currency, ``unit_price`` a price of one, ``period`` a rate.
    """

    sentence: int
    span: Span
    full: Span
    money: Money | None
    stake: Decimal | None
    unit_price: bool = False
    period: str | None = None
    bare: bool = False


@dataclass(slots=True)
class Reading:
    """An article as read: everything later stages propose from."""

    text: str
    language: str
    published: date | None
    sentences: list[Sentence]
    mentions: list[Mention]
    entities: list[Entity]
    anchors: list[Anchor]
    topic: int = -1
