"""The sample newsroom's articles as data: one YAML file an article, checked on load.

An article file holds what a newspaper page holds (headline, time, paragraphs, the
noise round them), how its bytes go over the wire, and the deals that a careful
reader finds in it. A ``body`` is a block of paragraphs parted by blank lines; a
paragraph that starts with ``## `` is a heading, one that starts with ``[caption] ``,
``[ad] `` or ``[more] `` is page furniture and no part of the article.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from pipeline.datafiles import Strict, read_model
from pipeline.errors import RoundtripError
from pipeline.types import Kind, Qualifier, Scope, Status

HERE = Path(__file__).parent
FURNITURE = re.compile(r"\[(caption|ad|more)\] ")
HEADING = "## "
_NUMBER = r"\d+(?:\.\d+)?(?:e\d+)?"
_AMOUNT = re.compile(rf"([A-Z]{{3}}) ([a-z_]+) ({_NUMBER})(?:\.\.({_NUMBER}))?")


class NewsroomError(RoundtripError):
    """The sample newsroom cannot be read or served; one line that says what and how to mend it."""


class Amount(Strict):
    """An amount as an interval in plain units; written ``USD up_to 4e9`` or ``USD range 1e9..2e9``."""

    low: int | None
    high: int | None
    currency: str
    qualifier: Qualifier

    @staticmethod
    def parse(text: str) -> Amount:
        """Read the short form; raises ValueError naming the text where it is malformed."""
        found = _AMOUNT.fullmatch(text)
        if found is None:
            raise ValueError(f"amount {text!r} is not like 'USD exact 4e9' or 'USD range 1e9..2e9'")
        currency, word, first, second = found.groups()
        qualifier = Qualifier(word)
        if (second is not None) != (qualifier is Qualifier.RANGE):
            raise ValueError(f"amount {text!r}: two bounds belong to 'range' and to nothing else")
        value, top = int(float(first)), int(float(second or first))
        low = None if qualifier is Qualifier.UP_TO else value
        high = None if qualifier is Qualifier.AT_LEAST else top
        return Amount(low=low, high=high, currency=currency, qualifier=qualifier)


class Deal(Strict):
    """One deal as one article states it; parties are keys of names.yml."""

    kind: Kind
    payer: tuple[str, ...] = ()
    payee: tuple[str, ...] = ()
    amount: Amount | None = None
    stake: float | None = None
    years: float | None = None
    start: str | None = None
    end: str | None = None
    status: Status
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")
    scope: Scope = Scope.SINGLE
    exclusive: bool = False
    collateral: str | None = None
    quote: str = Field(min_length=2, max_length=200)
    sure: bool = True

    @model_validator(mode="before")
    @classmethod
    def _short_amount(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("amount"), str):
            return {**data, "amount": Amount.parse(data["amount"])}
        return data

    @model_validator(mode="after")
    def _has_a_party(self) -> Deal:
        if not self.payer and not self.payee:
            raise ValueError(f"a deal needs a party: {self.quote!r}")
        return self


class Wire(Strict):
    """How a page's bytes leave the server: the true encoding and what header and meta claim it is."""

    encoding: str
    header: str | None = None
    meta: str | None = None
    bom: bool = False


class Publication(Strict):
    """A made-up paper of the sample newsroom and the look of its pages."""

    key: str
    title: str
    language: Literal["en", "zh"]
    script: Literal["Latn", "Hans", "Hant"]
    html_lang: str
    timezone: str
    date_format: str
    feed: Literal["rss", "atom"]
    wire: Wire
    adverts: tuple[str, ...] = Field(min_length=1)
    tail: tuple[str, ...] = ()
    about: str


class _Publications(Strict):
    papers: tuple[Publication, ...]


class Piece(Strict):
    """One article file."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    publication: str
    path: str = Field(pattern=r"^[A-Za-z0-9/_.-]+$")
    published: AwareDatetime
    title: str
    byline: str | None = None
    deck: str | None = None
    body: str = ""
    tail: tuple[str, ...] = ()
    wire: Wire | None = None
    reprint_of: str | None = None
    lead: str = ""
    drop: int = Field(default=0, ge=0)
    note: str | None = None
    deals: tuple[Deal, ...] = ()

    @property
    def blocks(self) -> tuple[str, ...]:
        """Paragraphs, headings and furniture in page order."""
        return tuple(block.strip() for block in re.split(r"\n\s*\n", self.body) if block.strip())

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What a reader calls the article: paragraphs and headings, no furniture."""
        kept = (block for block in self.blocks if not FURNITURE.match(block))
        return tuple(block.removeprefix(HEADING) for block in kept)

    @property
    def text(self) -> str:
        """Headline, blank line, body: the form of ``Article.text``."""
        return self.title + "\n\n" + "\n".join(self.paragraphs)

    @property
    def url_path(self) -> str:
        """Path on the server."""
        return f"/{self.publication}/{self.path}"


@cache
def publications() -> dict[str, Publication]:
    """All publications by key; raises DataFileError for a faulty file."""
    return {paper.key: paper for paper in read_model(HERE / "publications.yml", _Publications).papers}


@cache
def pieces() -> dict[str, Piece]:
    """All articles by id, oldest first; reprints carry the body and deals of what they copy.

    Raises DataFileError for a faulty file, NewsroomError for a repeated path or an unknown publication.
    """
    loaded: dict[str, Piece] = {}
    paths: set[str] = set()
    for path in sorted((HERE / "articles").glob("*.yml")):
        piece = read_model(path, Piece)
        if piece.id != path.stem or piece.url_path in paths:
            raise NewsroomError(f"{path}: id must be the file's name and the path must be new; rename one")
        if piece.publication not in publications():
            raise NewsroomError(f"{path}: no publication {piece.publication!r}; known: {', '.join(publications())}")
        paths.add(piece.url_path)
        loaded[piece.id] = piece
    resolved = {piece.id: _copied(piece, loaded) for piece in loaded.values()}
    order: dict[str, datetime] = {key: piece.published for key, piece in resolved.items()}
    return {key: resolved[key] for key in sorted(resolved, key=lambda key: (order[key], key))}


def _copied(piece: Piece, loaded: dict[str, Piece]) -> Piece:
    """A reprint with its original's paragraphs: led in, cut at the end, furniture removed."""
    if piece.reprint_of is None:
        return piece
    if piece.reprint_of not in loaded:
        raise NewsroomError(f"{piece.id}: reprint of unknown article {piece.reprint_of!r}; name an id in articles/")
    if piece.body:  # reworded for another script: its deals are its own
        return piece
    original = loaded[piece.reprint_of]
    kept = [block for block in original.blocks if not FURNITURE.match(block)]
    kept = kept[: len(kept) - piece.drop]
    kept[0] = piece.lead + kept[0]
    body = "\n\n".join(kept)
    stated = tuple(deal for deal in original.deals if deal.quote in body)
    return piece.model_copy(update={"body": body, "deals": stated + piece.deals})


def wire_of(piece: Piece) -> Wire:
    """The article's own wire form, or its publication's."""
    return piece.wire or publications()[piece.publication].wire
