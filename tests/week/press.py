"""The made-up press of a week: who publishes what and when, and what is changed later. Seeded."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = 3600.0
FIRMS = (
    ("Amazon", "亚马逊"), ("Nvidia", "英伟达"), ("Microsoft", "微软"), ("Oracle", "甲骨文"), ("SoftBank", "软银"),
    ("Meta", "Meta"), ("Alphabet", "Alphabet"), ("AMD", "AMD"), ("Intel", "英特尔"), ("Salesforce", "赛富时"),
)  # fmt: skip
LABS = (
    ("Anthropic", "Anthropic"), ("OpenAI", "OpenAI"), ("CoreWeave", "CoreWeave"), ("Mistral", "Mistral"),
    ("Databricks", "Databricks"), ("Cohere", "Cohere"), ("Lambda", "Lambda"), ("Nebius", "Nebius"),
)  # fmt: skip
FILLER = {
    "en": (
        "The companies said the agreement had been approved by both boards and would be followed by further talks on "
        "where the new machines are to stand.",
        "Analysts called the step expected, since demand for computing has outrun what the market can deliver.",
        "Neither side would say how long the negotiations had taken or which banks had given advice.",
    ),
    "zh": (
        "双方表示，协议已获各自董事会批准，后续还将就新设备的落地地点展开商谈。",
        "分析人士认为，此举在意料之中，因为算力需求已经超出市场的供应能力。",
        "对于谈判历时多久、由哪些机构担任顾问，双方均不予置评。",
    ),
}
CORRECTION = {
    "en": "Correction: an earlier version of this article gave another figure.",
    "zh": "更正：本文此前版本所载金额有误，现已修改。",
}


@dataclass(frozen=True, slots=True)
class Version:
    """What an article says from a moment on; ``gone`` where it was taken down."""

    since: float
    title: str
    paragraphs: tuple[str, ...]
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One article of a publication; its versions in order, the first at its publication."""

    path: str
    versions: tuple[Version, ...]

    @property
    def published(self) -> float:
        """When it appeared, in seconds since the epoch."""
        return self.versions[0].since

    def at(self, moment: float) -> Version | None:
        """What is on the page at a moment; None before publication."""
        shown = [version for version in self.versions if version.since <= moment]
        return shown[-1] if shown else None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with a site between two moments: ``down`` (no answer), ``failing`` (503)."""

    kind: str
    since: float
    until: float


@dataclass(frozen=True)
class Publication:
    """A site: how it lists its articles, and how it behaves.

    ``limit`` requests an hour are answered, further ones with 429 and Retry-After. ``validators``: pages carry an ETag.
    ``restless``: every answer has other bytes around the same text. ``tracked``: links carry a campaign.
    """

    name: str
    language: str
    listing: str
    stories: tuple[Story, ...]
    troubles: tuple[Trouble, ...] = ()
    crawl_delay: int | None = None
    limit: int | None = None
    validators: bool = True
    restless: bool = False
    tracked: bool = False

    @cached_property
    def by_path(self) -> dict[str, Story]:
        """The articles by their paths."""
        return {story.path: story for story in self.stories}

    def trouble(self, moment: float) -> str | None:
        """What is wrong at a moment."""
        return next((one.kind for one in self.troubles if one.since <= moment < one.until), None)


def week(*, hours: int, seed: int, start: float | None = None) -> tuple[Publication, ...]:
    """The publications of so many hours; nothing appears or changes in the last sixth of them."""
    begin = MONDAY.timestamp() if start is None else start
    dice = random.Random(seed)
    busy = hours * 5 / 6

    def at(part: float) -> float:
        return begin + part * hours * HOUR

    def stories(name: str, language: str, a_day: float) -> tuple[Story, ...]:
        count = max(2, round(a_day * busy / 24))
        moments = sorted(begin + dice.random() * busy * HOUR for _ in range(count))
        quiet = begin + busy * HOUR
        return tuple(_story(name, language, number, since, quiet, dice) for number, since in enumerate(moments))

    return (
        Publication("wire", "en", "feed", stories("wire", "en", 10), (Trouble("failing", at(0.2), at(0.26)),)),
        Publication("caijing", "zh", "list_page", stories("caijing", "zh", 10), limit=4),
        Publication("ribao", "zh", "sitemap", stories("ribao", "zh", 6), (Trouble("down", at(0.35), at(0.42)),),
                    crawl_delay=10, restless=True),
        Publication("ledger", "en", "feed", stories("ledger", "en", 6), validators=False, tracked=True),
    )  # fmt: skip


def _story(name: str, language: str, number: int, since: float, end: float, dice: random.Random) -> Story:
    chinese = int(language == "zh")
    payer, payee = dice.choice(FIRMS)[chinese], dice.choice(LABS)[chinese]
    amount = dice.randint(11, 99)
    versions = [_version(since, language, payer, payee, amount, dice.randint(0, 2))]
    fate = dice.random()
    later = since + (0.5 + dice.random() * 10) * HOUR
    if fate < 0.25 and later < end:
        corrected = _version(later, language, payer, payee, amount + 1, 0)
        paragraphs = (corrected.paragraphs[0], *versions[0].paragraphs[1:], CORRECTION[language])
        versions.append(Version(later, corrected.title, paragraphs))
    elif fate < 0.32 and later < end:
        versions.append(Version(later, "", (), gone=True))
    return Story(f"/{name}/{number:04d}-{dice.randrange(16**6):06x}.html", tuple(versions))


def _version(since: float, language: str, payer: str, payee: str, amount: int, turn: int) -> Version:
    filler = FILLER[language][turn:] + FILLER[language][:turn]
    if language == "zh":
        title = f"{payer}向{payee}投资{amount}亿美元"
        news = f"{payer}宣布，已同意向{payee}投资{amount}亿美元，交易于当日签署。"
    else:
        title = f"{payer} to put ${amount / 10:.1f} billion into {payee}"
        news = f"{payer} has agreed to invest ${amount / 10:.1f} billion in {payee}, the two companies said."
    return Version(since, title, (news, *filler))
