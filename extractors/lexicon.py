"""The extractor's data files, checked once on load: deal frames, vetoes, names, media, anaphors."""

from __future__ import annotations

import functools
import re
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import RoundtripError
from pipeline.types import Kind


class LexiconError(RoundtripError):
    """A data file of the extractor does not fit its schema."""


class Frame(BaseModel):
    """A word that may state a deal, with the slots in which payer and payee stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    payer: tuple[str, ...] = ()
    payee: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    neutral: bool = False


class Frames(BaseModel):
    """One language's frames, word classes, marks and vetoes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    frames: tuple[Frame, ...]
    vetoes: dict[str, tuple[str, ...]]
    classes: dict[str, tuple[str, ...]] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    marks: dict[str, tuple[str, ...]] = {}
    passive: tuple[str, ...] = ()
    kind_words: dict[str, str] = {}


class Names(BaseModel):
    """What a name may not be, and the words that end or describe one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stop_en: frozenset[str]
    titles_en: frozenset[str]
    latin_stop_zh: frozenset[str]
    descriptors_zh: tuple[str, ...]
    position_stop_zh: frozenset[str]
    no_part_zh: frozenset[str] = frozenset()
    org_tail_zh: frozenset[str] = frozenset()


class Anaphors(BaseModel):
    """Words that stand for a party named elsewhere, by what they stand for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    company: tuple[str, ...]
    pronoun: tuple[str, ...]
    person: tuple[str, ...]
    latter: tuple[str, ...]
    former: tuple[str, ...]
    both: tuple[str, ...]


def _read(name: str) -> Any:
    path = resources.files("extractors") / "data" / name
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def check_frames(data: Any, where: str) -> Frames:
    """Check one frames file; raises LexiconError naming the file and the entry."""
    try:
        frames = Frames.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{where}: {place}: {first['msg']}; mend that entry") from error
    ids = [frame.id for frame in frames.frames]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise LexiconError(f"{where}: frame id given twice: {', '.join(twice)}; rename one")
    return frames


@functools.cache
def frames(language: str) -> Frames:
    """The deal frames of a language ("en" or "zh")."""
    name = f"frames_{language}.yml"
    return check_frames(_read(name), name)


def load_frames(path: Path) -> Frames:
    """Frames from any file, for trying a changed copy."""
    return check_frames(yaml.safe_load(path.read_text(encoding="utf-8")), path.name)


@functools.cache
def names() -> Names:
    """Stop words and endings of names."""
    return Names.model_validate(_read("names.yml"))


@functools.cache
def media() -> frozenset[str]:
    """Names of news organisations, case-folded, both languages."""
    data = _read("media.yml")
    return frozenset(str(name).casefold() for group in data.values() for name in group)


@functools.cache
def anaphors(language: str) -> Anaphors:
    """Anaphoric words of a language."""
    return Anaphors.model_validate(_read("anaphors.yml")[language])


@functools.cache
def gate_words(language: str) -> tuple[str, ...]:
    """Stems that let a sentence through to the models."""
    return tuple(str(word) for word in _read("gate.yml")[language])


@functools.cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """A data file of named regular expressions, case ignored; raises LexiconError naming a broken one."""
    found: dict[str, re.Pattern[str]] = {}
    for key, text in _read(name).items():
        try:
            found[str(key)] = re.compile(str(text), re.IGNORECASE)
        except re.error as error:
            raise LexiconError(f"{name}: {key}: {error}; mend that pattern") from error
    return found
