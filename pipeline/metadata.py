"""What a page says of itself: headline, time, publisher.

Read from JSON-LD, OpenGraph and other meta elements, and as a last resort from its looks.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from htmldate import find_date
from lxml.html import HtmlElement
from pydantic import Field

from pipeline.datafiles import Strict, packaged
from pipeline.moments import Moment, read_moment
from pipeline.registry import Source, zone_of

_MAX_JSON = 500_000
_MAX_TITLE = 300


class MetadataNames(Strict):
    """Schema of ``data/metadata.yml``: where pages keep what, the surest place first."""

    article_types: tuple[str, ...] = Field(min_length=1)
    published_meta: tuple[str, ...]
    title_meta: tuple[str, ...]
    publisher_meta: tuple[str, ...]
    published_selectors: tuple[str, ...]
    title_separators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Headline, publication time and publisher, as far as the page tells them; ``stated_body`` is JSON-LD's text."""

    title: str | None
    published: Moment | None
    publisher: str | None
    stated_body: str | None


def read_metadata(
    tree: HtmlElement, *, source: Source | None, language: str, fetched: datetime, listed: str | None = None
) -> Metadata:
    """The metadata of a page. ``listed`` is the time that its feed or sitemap states, used where the page is silent."""
    names = packaged("metadata.yml", MetadataNames)
    linked = _article_data(tree, names)
    metas = _metas(tree)
    publisher = _text(_inner(linked.get("publisher"), "name")) or _first(metas, names.publisher_meta)
    zone = zone_of(source, language)
    raws = _stated_times(tree, linked, metas, names, listed)
    return Metadata(
        title=_title(tree, linked, metas, publisher, names),
        published=_best_moment(raws, zone, fetched) or _guessed_moment(tree, zone, fetched),
        publisher=publisher,
        stated_body=_text(linked.get("articleBody")),
    )


def tidy_title(title: str, publisher: str | None, separators: tuple[str, ...]) -> str:
    """A headline without the site's name behind it ("… - Reuters", "…_新浪财经_新浪网")."""
    words = " ".join(title.split())[:_MAX_TITLE]
    for separator in separators:
        head, mark, tail = words.partition(separator)
        named = publisher is not None and publisher.casefold() in tail.casefold()
        if mark and len(head.strip()) >= 8 and (named or (len(tail) <= len(head) and separator.strip() in "_|")):
            return head.strip()
        head, mark, tail = words.rpartition(separator)
        known = publisher is not None and tail.strip().casefold() in publisher.casefold()
        if mark and len(head.strip()) >= 8 and known:
            return head.strip()
    return words.strip()


def _article_data(tree: HtmlElement, names: MetadataNames) -> dict[str, object]:
    """The JSON-LD object of the article; empty where there is none."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        for thing in _objects(script.text_content()):
            kinds = thing.get("@type")
            stated = {str(kind) for kind in kinds} if isinstance(kinds, list) else {str(kinds)}
            if stated & set(names.article_types):
                return thing
    return {}


def _objects(text: str) -> Iterator[dict[str, object]]:
    """All objects of a JSON-LD block, also those inside @graph and lists; nothing for broken JSON."""
    if len(text) > _MAX_JSON:
        return
    try:
        value = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = deque([value])
    while waiting:
        one = waiting.popleft()
        if isinstance(one, list):
            waiting.extend(one[:200])
        elif isinstance(one, dict):
            yield one
            waiting.extend(one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one)


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Content by name, property or itemprop of meta elements, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = _text(meta.get("content"))
        for key in ("name", "property", "itemprop"):
            name = meta.get(key)
            if content and name:
                found.setdefault(name.strip().casefold(), content)
    return found


def _title(
    tree: HtmlElement, linked: dict[str, object], metas: dict[str, str], publisher: str | None, names: MetadataNames
) -> str | None:
    """The headline: JSON-LD, OpenGraph, a single h1, the title element; the first that says something.

    A single h1 with which the statement begins, or that begins with it, is the headline itself.
    """
    headings = [words for words in (" ".join(node.text_content().split()) for node in tree.iter("h1")) if words]
    single = headings[0] if len(headings) == 1 and len(headings[0]) >= 8 else None
    elements = [" ".join(node.text_content().split()) for node in tree.iter("title")][:1]
    for title in (_text(linked.get("headline")), _first(metas, names.title_meta), single, *elements):
        if title and len(title) >= 4:
            if single and (title.startswith(single) or single.startswith(title)):
                return single[:_MAX_TITLE]
            return tidy_title(title, publisher, names.title_separators)
    return None


def _stated_times(
    tree: HtmlElement, linked: dict[str, object], metas: dict[str, str], names: MetadataNames, listed: str | None
) -> Iterator[str]:
    """Statements of the publication time, the surest place first; the costly places are looked at last."""
    yield from filter(None, (_text(linked.get("datePublished")), *(metas.get(name) for name in names.published_meta)))
    yield from (str(node.get("datetime") or node.text_content()) for node in list(tree.iter("time"))[:3])
    if listed:
        yield listed
    for path in names.published_selectors:
        for node in tree.xpath(path)[:5]:
            words = " ".join(node.text_content().split()) if isinstance(node, HtmlElement) else ""
            if words and len(words) < 200:
                yield words


def _best_moment(raws: Iterator[str], zone: ZoneInfo, fetched: datetime) -> Moment | None:
    """The first believable time; where it is only a day, a later statement of the hour of that day is better."""
    first: Moment | None = None
    for raw in raws:
        moment = read_moment(raw, zone, fetched=fetched)
        if moment is None:
            continue
        if moment.precision == "second" and (first is None or first.day == moment.day):
            return moment
        first = first or moment
    return first


def _guessed_moment(tree: HtmlElement, zone: ZoneInfo, fetched: datetime) -> Moment | None:
    """htmldate's reading of the page."""
    guess = find_date(tree, original_date=True, extensive_search=False)
    return read_moment(guess, zone, fetched=fetched) if guess else None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _inner(value: object, key: str) -> object:
    """A member of an object, or of the first object of a list."""
    if isinstance(value, list) and value:
        value = value[0]
    return value.get(key) if isinstance(value, dict) else None


def _text(value: object) -> str | None:
    """A string without blanks round it; None for anything else and for empty ones."""
    return value.strip() or None if isinstance(value, str) else None
