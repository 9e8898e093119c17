"""From a page to an article, or to the reason why it gives none.

Body text by the source's own selector where it has one, else by trafilatura; tails cut by
rules with each cut on record; headline, time and publisher from the page's metadata. The text
keeps its script and its characters: nothing is normalised after this, for all offsets point into it.
"""

from __future__ import annotations

import re
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache

import trafilatura
from bs4 import BeautifulSoup
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from pydantic import Field
from trafilatura.settings import use_config

from pipeline import dedupe, tails
from pipeline.addresses import AddressError, check_url, clean_url, host_of
from pipeline.datafiles import Strict, packaged
from pipeline.encoding import Decoded, decode, without_controls
from pipeline.metadata import Metadata, read_metadata
from pipeline.moments import read_moment
from pipeline.origins import cited_origin
from pipeline.registry import Source, zone_of
from pipeline.scripts import language_of, script_of
from pipeline.types import Article, Page, Rejection

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Marks without width and marks that turn the direction of writing: they hide names, and no reader sees them."""
_LITTLE = 200
"""Characters below which a page that sets its text in other blocks than paragraphs is read again."""
_BARE_BLOCKS = (
    "//section[not(.//p | .//div | .//section | .//table | .//ul) and string-length(normalize-space(.)) > 15]"
)
"""Innermost sections with text in them: editors of some publishing tools write no paragraphs."""
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


class ContentRules(Strict):
    """Schema of ``data/content.yml``."""

    most_broken_share: float = Field(gt=0, lt=1)
    least_ideographs: int = Field(ge=1)
    least_words: int = Field(ge=1)
    wall_at_most: int = Field(ge=0)
    walls: tuple[str, ...]
    removed_at_most_share: float = Field(gt=0, lt=1)
    removed_classes: tuple[str, ...]
    removed_paths: tuple[str, ...]


def read_article(page: Page, source: Source | None, *, listed: str | None = None) -> Article | Rejection:
    """The article of a page, or a Rejection of stage ``content`` with its reason.

    ``listed`` is the publication time that the feed or sitemap stated, for pages that state none.
    """
    if not page.body.strip(b"\0 \t\r\n"):
        return _rejected(page, "empty", "the page has no text")
    decoded = _decoded(page)
    rules = packaged("content.yml", ContentRules)
    if decoded.replacements > rules.most_broken_share * len(decoded.text):
        told = f"{decoded.replacements} of {len(decoded.text)} characters broken as {decoded.encoding}"
        return _rejected(page, "undecodable", told)
    if page.content_type.partition(";")[0].strip().lower() == "text/plain":
        return _from_plain_text(page, source, decoded, listed)
    try:
        tree = _tree(_without_removed(decoded.text, source))
        if tree is None:
            return _rejected(page, "not_html", "no HTML tree in the body")
        return _from_html(page, source, decoded, tree, listed)
    except Exception as error:  # hostile trees make the parsers below us fail in ways nobody lists; each is a row
        return _rejected(page, "unreadable", f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")


def _decoded(page: Page) -> Decoded:
    """The page as text that a document may hold."""
    decoded = decode(page.body, page.content_type)
    return replace(decoded, text=without_controls(decoded.text))


def _from_html(
    page: Page, source: Source | None, decoded: Decoded, tree: HtmlElement, listed: str | None
) -> Article | Rejection:
    language = source.language if source is not None else language_of(_visible(tree)) or "en"
    told = read_metadata(tree, source=source, language=language, fetched=page.fetched_at, listed=listed)
    picked = _picked(decoded.text, source)
    body = picked.get("body") or _general_body(tree, told.stated_body, language)
    title = picked.get("title") or told.title
    if not body:
        return _rejected(page, "no_text", "no article text found")
    if not title:
        return _rejected(page, "no_title", "no headline found")
    moment = read_moment(picked["published"], zone_of(source, language)) if "published" in picked else None
    named = Metadata(title, moment or told.published, told.publisher, None)
    return _article(page, source, decoded, named, body)


def _from_plain_text(page: Page, source: Source | None, decoded: Decoded, listed: str | None) -> Article | Rejection:
    """A text file: the first line is the headline, the rest the body."""
    title, _, body = decoded.text.strip().partition("\n")
    moment = read_moment(listed, zone_of(source, language_of(body) or "en")) if listed else None
    return _article(page, source, decoded, Metadata(title.strip(), moment, None, None), body)


def _article(page: Page, source: Source | None, decoded: Decoded, told: Metadata, body: str) -> Article | Rejection:
    """Cut, check and assemble."""
    title = " ".join(_INVISIBLE.sub("", told.title or "").split())
    body = _INVISIBLE.sub("", body)
    kept, removed = cut_body(body, title)
    reason = _fault(kept)
    if reason is not None:
        return _rejected(page, reason, " ".join(kept.split())[:200] or f"nothing left of {len(body)} characters")
    language = language_of(kept) or language_of(f"{title}\n{kept}")
    if language is None:
        return _rejected(page, "language", " ".join(kept.split())[:200])
    text = f"{title}\n\n{kept}"
    place = place_of(page)
    publisher = (source.publisher if source is not None else None) or told.publisher or host_of(page.url)
    moment = told.published
    return Article(
        article_id=Article.id_of(place, text),
        page_id=page.page_id,
        source=page.source,
        url=place,
        title=title,
        text=text,
        language=language,
        script=script_of(text) if language == "zh" else None,
        published=moment.when if moment else None,
        published_precision=moment.precision if moment else None,
        published_raw=moment.raw if moment else None,
        publisher=publisher,
        cited_origin=cited_origin(f"{title}\n\n{body}", publisher=publisher),
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        replacement_characters=decoded.replacements,
        signature=dedupe.signature(text),
        removed=removed,
        published_on=moment.day if moment else None,
    )


def cut_body(body: str, title: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """(what stays, what was cut by which rule) of a body; the repeated headline goes as well."""
    lines, repeated = _without_headline(body, title)
    kept, removed = tails.cut(lines)
    return _blank_lines_tidied(kept), repeated + removed


def place_of(page: Page) -> str:
    """The address that a page is kept under: where redirects ended, without tracking parameters."""
    try:
        return clean_url(check_url(page.final_url))
    except AddressError:
        return page.url


def raw_body(html: str, language: str) -> str | None:
    """The body of an HTML text before anything is cut from it or judged; for measuring."""
    tree = _tree(html)
    return None if tree is None else _general_body(tree, None, language)


def _tree(text: str) -> HtmlElement | None:
    """The HTML tree; None for bodies without any element. The text is already decoded, so declarations are void."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return tree if isinstance(tree, HtmlElement) and len(tree) else None


def _visible(tree: HtmlElement) -> str:
    """Some text of the page, to tell its language by."""
    return " ".join(part.strip() for part in tree.xpath("//p//text() | //h1//text() | //title//text()")[:400])


def _general_body(tree: HtmlElement, stated: str | None, language: str) -> str | None:
    """The body by trafilatura, or the text that the page itself states in JSON-LD where that is longer by half."""
    _drop_surroundings(tree)
    _flatten_layout_tables(tree)
    leaves = tree.xpath(_BARE_BLOCKS)
    spare = deepcopy(tree) if leaves else None
    found = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True, config=_config(language))
    if spare is not None and len(found or "") < _LITTLE:
        for node in spare.xpath(_BARE_BLOCKS):
            node.tag = "p"
        again = trafilatura.extract(
            spare, fast=True, include_comments=False, include_tables=True, config=_config(language)
        )
        found = again if len(again or "") > 3 * len(found or "") else found
    if stated and len(stated) > 1.5 * len(found or ""):
        return BeautifulSoup(stated, "lxml").get_text("\n") if "<p" in stated else stated
    return str(found) if found else None


def _drop_surroundings(tree: HtmlElement) -> None:
    """Take out what never holds article text: scripts and forms, and elements whose class says advert or related."""
    rules = packaged("content.yml", ContentRules)
    for path in rules.removed_paths:
        for node in tree.xpath(path):
            node.drop_tree()
    unwanted = set(rules.removed_classes)
    most = rules.removed_at_most_share * len(tree.text_content())
    for node in tree.xpath(
        "//div[@class] | //aside[@class] | //section[@class] | //ul[@class] | //p[@class] | //table[@class]"
    ):
        named = unwanted.intersection(node.get("class").casefold().split())
        if named and node.getparent() is not None and len(node.text_content()) <= most:
            node.drop_tree()


def _flatten_layout_tables(tree: HtmlElement) -> None:
    """Tables that lay out a page (with paragraphs or tables inside) as plain blocks; tables of figures stay."""
    layout = tree.xpath("//table[.//p or .//table or .//div or .//br]")
    for table in layout:
        for node in table.iter("table", "tbody", "thead", "tr", "td", "th"):
            node.tag = "div"


@lru_cache(maxsize=4)
def _config(language: str) -> ConfigParser:
    """trafilatura's settings; shorter texts are believed in Chinese, which says more in fewer characters."""
    config = use_config()
    if language == "zh":
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")
    return config


def _without_removed(text: str, source: Source | None) -> str:
    """The page without the elements that the source says to leave out."""
    if source is None or not source.selectors.remove:
        return text
    soup = BeautifulSoup(text, "lxml")
    for selector in source.selectors.remove:
        for node in soup.select(selector):
            node.decompose()
    return str(soup)


def _picked(text: str, source: Source | None) -> dict[str, str]:
    """What the source's selectors find: body, title, published."""
    if source is None or not (source.selectors.body or source.selectors.title or source.selectors.published):
        return {}
    soup = BeautifulSoup(_without_removed(text, source), "lxml")
    found: dict[str, str] = {}
    for name in ("body", "title", "published"):
        selector = getattr(source.selectors, name)
        nodes = soup.select(selector) if selector else []
        if name == "body":
            words = "\n".join(_paragraphs(node) for node in nodes).strip()
        else:
            words = " ".join(nodes[0].get_text(" ", strip=True).split()) if nodes else ""
        if words:
            found[name] = words
    return found


def _paragraphs(node: object) -> str:
    """The text of an element, a line for each paragraph."""
    if not hasattr(node, "select"):
        return ""
    blocks = node.select("p, h2, h3, h4, li, blockquote, td") or [node]
    inner = [block for block in blocks if not block.find(["p", "li", "blockquote", "td"])]
    return "\n".join(filter(None, (" ".join(block.get_text("", strip=False).split()) for block in inner)))


def _without_headline(body: str, title: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The body without a first line that repeats the headline, and that line as a cut."""
    first, _, rest = body.lstrip().partition("\n")
    if title and rest.strip() and dedupe.fold(first) == dedupe.fold(title):
        return rest, (("headline_repeated", first.strip()),)
    return body, ()


def _blank_lines_tidied(body: str) -> str:
    """One line break between paragraphs, no blanks at their edges."""
    return "\n".join(line.strip() for line in body.splitlines() if line.strip())


def _fault(body: str) -> str | None:
    """Why a body is no article: walls, and texts too short; None where it is one."""
    rules = packaged("content.yml", ContentRules)
    if not body:
        return "no_text"
    folded = body.casefold()
    if len(body) <= rules.wall_at_most and any(mark in folded for mark in _walls()):
        return "wall"
    ideographs = len(_IDEOGRAPH.findall(body))
    if ideographs < rules.least_ideographs and len(body.split()) < rules.least_words:
        return "too_short"
    return None


@lru_cache(maxsize=1)
def _walls() -> tuple[str, ...]:
    return tuple(mark.casefold() for mark in packaged("content.yml", ContentRules).walls)


def _rejected(page: Page, reason: str, detail: str) -> Rejection:
    return Rejection("content", page.url, reason, detail)
