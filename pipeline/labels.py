"""Decisions as labelled examples: records of the extraction specification with the passage that states them.

A passage has at most 300 characters, as everything that leaves the database. What readers accepted or corrected
is a record with ``sure: true``; what they have not looked at is one with ``sure: false``, which counts neither
for nor against; what they rejected is no record of its passage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.records import record
from extractors.sentences import split_sentences
from pipeline.types import Claim, Span

LONGEST = 300
_NOT_LABELLED = ("start", "end", "confidence")


@dataclass(frozen=True, slots=True)
class Source:
    """An article as far as its labels need it."""

    article_id: str
    url: str
    text: str
    language: str
    published: str | None = None


def passage(text: str, language: str, quote: Span, *, limit: int = LONGEST) -> Span:
    """The sentences that hold the quote, at most ``limit`` characters around it."""
    inside = [one for one in split_sentences(text, language) if one.overlaps(quote)]
    start = min([quote.start, *(one.start for one in inside)])
    end = max([quote.end, *(one.end for one in inside)])
    if end - start <= limit:
        return Span(start, end)
    before = max(0, limit - (quote.end - quote.start)) // 2
    first = min(max(start, quote.start - before), end - limit)
    return Span(first, first + limit)


def examples(
    sources: Iterable[Source], claims: Iterable[Claim], labelled: Mapping[str, Claim | None]
) -> Iterator[dict[str, object]]:
    """One example per passage on which a reader decided, by article and place.

    ``claims`` are all that the articles are said to state, rejected ones too; ``labelled`` is what readers say of
    some, by id: the claim as it should be, or None where it is none.
    """
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article_id].append(claim)
    for source in sorted(sources, key=lambda one: one.article_id):
        own = sorted(by_article[source.article_id], key=lambda one: (one.quote.start, one.claim_id))
        for span in _passages(source, [one for one in own if one.claim_id in labelled]):
            inside = [one for one in own if span.start <= one.quote.start and one.quote.end <= span.end]
            yield {
                "doc": f"{source.article_id}-{span.start}",
                "text": span.of(source.text),
                "published": source.published,
                "url": source.url,
                "deals": list(_records(inside, labelled)),
            }


def _passages(source: Source, decided: Sequence[Claim]) -> list[Span]:
    """Passages of the decided claims, those that a longer one holds left out."""
    found = {passage(source.text, source.language, one.quote) for one in decided}
    return sorted(
        (span for span in found if not any(_within(span, other) for other in found)), key=lambda span: span.start
    )


def _within(span: Span, other: Span) -> bool:
    return span != other and other.start <= span.start and span.end <= other.end


def _records(claims: Iterable[Claim], labelled: Mapping[str, Claim | None]) -> Iterator[dict[str, object]]:
    for claim in claims:
        told = labelled.get(claim.claim_id, replace(claim, sure=False))
        if told is not None:
            yield {name: value for name, value in record(told).items() if name not in _NOT_LABELLED}
