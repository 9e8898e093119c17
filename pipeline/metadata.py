"""What a page says of itself: headline, time, publisher.

Read from JSON-LD, OpenGraph and other meta elements, and as a last resort from its looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bs4 import BeautifulSoup, SoupStrainer, Tag
from htmldate import find_date
from lxml.html import HtmlElement
from pydantic import Field

from pipeline.datafiles import Strict, packaged
from pipeline.moments import Moment, read_moment
from pipeline.registry import Source, zone_of

_HEAD = SoupStrainer(["meta", "title", "script", "time", "h1", "link"])
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
    html: str, tree: HtmlElement, *, source: Source | None, language: str, fetched: datetime, listed: str | None = None
) -> Metadata:
    """The metadata of a page. ``listed`` is the time that its feed or sitemap states, used where the page is silent."""
    names = packaged("metadata.yml", MetadataNames)
    soup = BeautifulSoup(html, "lxml", parse_only=_HEAD)
    linked = _article_data(soup, names)
    metas = _metas(soup)
    publisher = _text(_inner(linked.get("publisher"), "name")) or _first(metas, names.publisher_meta)
    return Metadata(
        title=_title(soup, linked, metas, publisher, names),
        published=_published(soup, tree, linked, metas, names, source, language, fetched, listed),
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


def _article_data(soup: BeautifulSoup, names: MetadataNames) -> dict[str, object]:
    """The JSON-LD object of the article; empty where there is none."""
    for script in soup.find_all("script", attrs={"type": re.compile("ld\\+json", re.IGNORECASE)}):
        for thing in _objects(str(script.string or script.get_text())):
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
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one[:200])
        elif isinstance(one, dict):
            yield one
            waiting.extend(one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one)


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    """Content by name, property or itemprop of meta elements, the first of each."""
    found: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        content = _text(meta.get("content"))
        for key in ("name", "property", "itemprop"):
            name = meta.get(key)
            if content and isinstance(name, str):
                found.setdefault(name.strip().casefold(), content)
    return found


def _title(
    soup: BeautifulSoup, linked: dict[str, object], metas: dict[str, str], publisher: str | None, names: MetadataNames
) -> str | None:
    """The headline: JSON-LD, OpenGraph, a single h1, the title element; the first that says something."""
    headings = [_text(node.get_text(" ", strip=True)) for node in soup.find_all("h1")]
    single = headings[0] if len(headings) == 1 else None
    element = soup.find("title")
    stated = [_text(linked.get("headline")), _first(metas, names.title_meta), single]
    stated.append(_text(element.get_text(" ", strip=True)) if isinstance(element, Tag) else None)
    for title in stated:
        if title and len(title) >= 4:
            if single and len(single) >= 8 and title.startswith(single):
                return single
            return tidy_title(title, publisher, names.title_separators)
    return None


def _published(
    soup: BeautifulSoup,
    tree: HtmlElement,
    linked: dict[str, object],
    metas: dict[str, str],
    names: MetadataNames,
    source: Source | None,
    language: str,
    fetched: datetime,
    listed: str | None,
) -> Moment | None:
    """The publication time by the surest place that states a believable one; finer beats the listing's."""
    zone = zone_of(source, language)
    stated = [_text(linked.get("datePublished")), *(metas.get(name) for name in names.published_meta)]
    times = [str(node.get("datetime") or node.get_text(" ", strip=True)) for node in soup.find_all("time")[:3]]
    looks = [_text(" ".join(node.text_content().split())) for node in _candidates(tree, names)]
    for raw in (*stated, *times, listed, *looks):
        moment = read_moment(raw, zone, fetched=fetched) if raw else None
        if moment is not None:
            return moment
    guess = find_date(tree, original_date=True, extensive_search=False)
    return read_moment(guess, zone, fetched=fetched) if guess else None


def _candidates(tree: HtmlElement, names: MetadataNames) -> list[HtmlElement]:
    """Small elements whose class or id is one that pages give to the time."""
    found: list[HtmlElement] = []
    for path in names.published_selectors:
        found.extend(node for node in tree.xpath(path)[:5] if isinstance(node, HtmlElement))
    return [node for node in found[:20] if len(node.text_content()) < 200]


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
