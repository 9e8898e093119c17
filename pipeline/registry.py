"""The sources: one YAML file each, checked on load, known by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator, model_validator

from pipeline.addresses import AddressError, check_url
from pipeline.datafiles import DataFileError, Strict, read_model
from pipeline.errors import RoundtripError

SourceKind = Literal["feed", "sitemap", "list_page", "folder", "url_list", "jsonl", "warc"]
REMOTE_KINDS = frozenset({"feed", "sitemap", "list_page"})
LOCAL_KINDS = frozenset({"folder", "jsonl", "warc"})
"""Kinds whose pages are on this machine already."""
UNTOLD = "und"
"""The language of a source that states none: each of its pages is asked."""
LARGEST_LIST = 100_000
"""Addresses taken of a list that no source file limits."""
DEFAULT_ZONES = {"zh": "Asia/Shanghai", "en": "UTC"}


class RegistryError(RoundtripError):
    """A source file that cannot be used, or two of one name; one line that says which and what to do."""


class UnknownSource(RoundtripError):
    """A name that no source has; the message lists the known names."""


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of a source, needed only where the general reader fails. ``links`` is for list pages."""

    links: str | None = None
    body: str | None = None
    title: str | None = None
    published: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A place that lists articles.

    ``include`` and ``exclude`` are regular expressions searched for in each address. ``timezone``
    is that of times stated without one. ``expected_per_day`` is the usual least and most yield.
    """

    name: str
    title: str
    publisher: str
    language: str
    kind: SourceKind
    url: str
    timezone: str
    script: str | None = None
    group: str = "general"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    selectors: Selectors = Selectors()
    delay_seconds: float = 0.0
    max_items: int = 200
    max_sitemaps: int = 5
    expected_per_day: tuple[int, int] | None = None
    documented_at: str | None = None
    enabled: bool = True

    def accepts(self, url: str) -> bool:
        """Do the patterns let this address through?"""
        if self.include and not any(_compiled(pattern).search(url) for pattern in self.include):
            return False
        return not any(_compiled(pattern).search(url) for pattern in self.exclude)

    def moved(self, kind: SourceKind, url: str) -> Source:
        """The same source, its pages in a file or folder."""
        return replace(self, kind=kind, url=url)

    def at(self, base: str) -> Source:
        """The same source at another scheme, host and port (``http://127.0.0.1:8000``); local ones stay."""
        if self.kind not in REMOTE_KINDS:
            return self
        here, there = urlsplit(self.url), urlsplit(base)
        return replace(self, url=urlunsplit((there.scheme, there.netloc, here.path, here.query, "")))


class SelectorsFile(Strict):
    """The ``selectors`` part of a source file."""

    links: str | None = None
    body: str | None = None
    title: str | None = None
    published: str | None = None
    remove: tuple[str, ...] = ()


class SourceFile(Strict):
    """Schema of ``sources/NAME.yml``; the name is that of the file."""

    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    language: Literal["zh", "en"]
    script: Literal["Hans", "Hant"] | None = None
    kind: SourceKind
    url: str = Field(min_length=1)
    timezone: str | None = None
    group: str = Field(default="general", pattern=r"^[a-z][a-z0-9_]*$")
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    selectors: SelectorsFile = SelectorsFile()
    delay_seconds: float = Field(default=0.0, ge=0)
    max_items: int = Field(default=200, ge=1)
    max_sitemaps: int = Field(default=5, ge=1, le=50)
    expected_per_day: tuple[int, int] | None = None
    documented_at: str | None = None
    enabled: bool = True

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None and value not in available_timezones():
            raise ValueError(f"unknown time zone {value!r}; write it as Asia/Shanghai or America/New_York")
        return value

    @field_validator("include", "exclude")
    @classmethod
    def _patterns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
        return value

    @field_validator("expected_per_day")
    @classmethod
    def _ordered(cls, value: tuple[int, int] | None) -> tuple[int, int] | None:
        if value is not None and not 0 <= value[0] <= value[1]:
            raise ValueError("give the least and then the most articles a day")
        return value

    @model_validator(mode="after")
    def _fitting(self) -> SourceFile:
        if self.kind in REMOTE_KINDS:
            try:
                check_url(self.url)
            except AddressError as error:
                raise ValueError(f"url: {error.detail}") from error
        if (self.script is None) is (self.language == "zh"):
            raise ValueError("script: Chinese sources say Hans or Hant, others leave it out")
        return self

    def source(self, name: str) -> Source:
        """The source under its name."""
        fields = {key: getattr(self, key) for key in type(self).model_fields if key not in ("selectors", "timezone")}
        zone = self.timezone or DEFAULT_ZONES[self.language]
        return Source(name=name, timezone=zone, selectors=Selectors(**self.selectors.model_dump()), **fields)


class SourceRegistry:
    """All sources by name, iterated in the order of their names."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._by_name: dict[str, Source] = {}
        for source in sorted(sources, key=lambda one: one.name):
            if source.name in self._by_name:
                raise RegistryError(f"two sources are named {source.name}; rename one of the files")
            self._by_name[source.name] = source

    @classmethod
    def load(cls, *folders: Path) -> SourceRegistry:
        """The sources of one or more folders. Raises RegistryError for missing folders and faulty files."""
        return cls(tuple(source for folder in folders for source in _sources_in(folder)))

    def names(self) -> tuple[str, ...]:
        """The names in order."""
        return tuple(self._by_name)

    def get(self, name: str) -> Source:
        """The source of a name. Raises UnknownSource that lists the known names."""
        if name not in self._by_name:
            known = ", ".join(self._by_name) or "none"
            raise UnknownSource(f"unknown source {name!r}; known: {known}")
        return self._by_name[name]

    def delays(self) -> dict[str, float]:
        """Seconds between requests, by name, of sources that ask for a delay of their own."""
        return {source.name: source.delay_seconds for source in self if source.delay_seconds}

    def with_source(self, source: Source) -> SourceRegistry:
        """All sources, and one more or in another form."""
        return SourceRegistry((*(one for one in self if one.name != source.name), source))

    def at(self, base: str) -> SourceRegistry:
        """All sources at another scheme, host and port: the sample newsroom at whatever port it serves."""
        return SourceRegistry(tuple(source.at(base) for source in self))

    def __iter__(self) -> Iterator[Source]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)


def described_source(
    name: str, kind: SourceKind, url: str, *, publisher: str | None, language: str | None, zone: str | None
) -> Source:
    """A source that no file configures; without a language each of its pages is asked.

    Raises RegistryError for a name, a language or a zone that a source cannot have.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise RegistryError(f"--source {name!r}: name it with small letters, digits and _ only")
    if language is None:
        if publisher or zone:
            raise RegistryError("--publisher and --zone need --language; say zh or en")
        return Source(name, name, "", UNTOLD, kind, url, "UTC", max_items=LARGEST_LIST)
    if language not in DEFAULT_ZONES:
        raise RegistryError(f"--language {language!r}: {' and '.join(sorted(DEFAULT_ZONES))} are read")
    if zone is not None and zone not in available_timezones():
        raise RegistryError(f"--zone {zone!r}: unknown time zone; write it as Asia/Shanghai or America/New_York")
    return Source(
        name, name, publisher or "", language, kind, url, zone or DEFAULT_ZONES[language], max_items=LARGEST_LIST
    )


def zone_of(source: Source | None, language: str) -> ZoneInfo:
    """The zone of times stated without one: the source's, else the usual one of the language."""
    return ZoneInfo(source.timezone if source is not None else DEFAULT_ZONES.get(language, "UTC"))


def _sources_in(folder: Path) -> list[Source]:
    if not folder.is_dir():
        raise RegistryError(f"{folder}: no such folder; set sources_dir to a folder of source files")
    found: list[Source] = []
    for path in sorted(folder.glob("*.yml")):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", path.stem):
            raise RegistryError(f"{path}: name the file with small letters, digits and _ only")
        try:
            found.append(read_model(path, SourceFile).source(path.stem))
        except DataFileError as error:
            raise RegistryError(str(error)) from error
    return found


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
