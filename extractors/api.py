"""The extractor as others use it: an article in, claims and rejections out.

``Extractor`` loads its models once; ``extract_all`` spreads articles over processes. What was
considered and not kept comes back as rejections, so that what was missed can be queried.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib import resources

from extractors.assemble import assemble
from extractors.candidates import Proposer
from extractors.choice import ChoiceModel, choice_model
from extractors.decide import Considered, decide
from extractors.reader import read
from pipeline.types import Article, Claim, Rejection

RULES_VERSION = "1"
SHORTEST = 20
LONGEST = 400_000


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gave."""

    article_id: str
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]
    candidates: tuple[Considered, ...] = ()


class Extractor:
    """Reads articles; ``gated=False`` sends every sentence through the models, for comparison."""

    def __init__(self, *, gated: bool = True, models: dict[str, ChoiceModel] | None = None) -> None:
        self._gated = gated
        self._models = models or {}
        self.version = extractor_version()

    def extract(self, article: Article) -> Extraction:
        """Claims and rejections of one article; text too short, too long or in another language is one rejection."""
        if article.language not in ("en", "zh"):
            return self._nothing(article, "language", f"{article.language} is not read")
        if not SHORTEST <= len(article.text) <= LONGEST:
            return self._nothing(article, "length", f"{len(article.text)} characters")
        published = _day_of(article)
        return self.extract_text(article.text, article.language, published, article_id=article.article_id)

    def extract_text(self, text: str, language: str, published: date | None, *, article_id: str) -> Extraction:
        """The same for a bare text."""
        reading = read(text, language, published, gated=self._gated)
        proposer = Proposer(reading)
        model = self._models.get(language) or choice_model(language)
        decision = decide(proposer, model)
        claims = assemble(reading, decision.drafts, article_id=article_id, version=self.version)
        rejections = tuple(
            Rejection("extract", article_id, item.reason, _detail(item, text), article_id, item.span)
            for item in decision.considered
            if not item.kept and item.question in ("link", "joint")
        )
        return Extraction(article_id, claims, rejections, tuple(decision.considered))

    def _nothing(self, article: Article, reason: str, detail: str) -> Extraction:
        return Extraction(
            article.article_id, (), (Rejection("extract", article.article_id, reason, detail, article.article_id),)
        )


def _day_of(article: Article) -> date | None:
    """The day of publication as its readers saw it (``published`` is UTC and may be the day before)."""
    if article.published_on is not None and len(article.published_on) == 10:
        return date.fromisoformat(article.published_on)
    return article.published.date() if article.published else None


def _detail(item: Considered, text: str) -> str:
    word = item.cue.text if item.cue else ""
    return f"{item.span.of(text)} | {word} | {item.score:.2f}"


def extractor_version() -> str:
    """A short hash over rules, data files and weights: it changes whenever the extractor may answer differently."""
    digest = hashlib.sha256(RULES_VERSION.encode())
    folder = resources.files("extractors") / "data"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith((".yml", ".json")):
            digest.update(entry.name.encode() + entry.read_bytes())
    return f"{RULES_VERSION}-{digest.hexdigest()[:10]}"


_WORKER: list[Extractor] = []


def _start_worker() -> None:
    _WORKER.append(Extractor())


def _work(article: Article) -> Extraction:
    return _WORKER[0].extract(article)


def extract_all(articles: Iterable[Article], *, processes: int = 1) -> Iterator[Extraction]:
    """Extractions in the order of the articles, from one process or several."""
    if processes <= 1:
        extractor = Extractor()
        for article in articles:
            yield extractor.extract(article)
        return
    with ProcessPoolExecutor(processes, initializer=_start_worker) as pool:
        yield from pool.map(_work, articles, chunksize=8)
