"""The words that decide how flows are measured: names of nobody in particular, letters of intent, chips."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import Field

from pipeline.datafiles import Strict, read_model

DATA = Path(__file__).parent / "data"


class NameWords(Strict):
    """Words that a generic name is made of; one of ``heads`` must be among them."""

    heads: tuple[str, ...] = Field(min_length=1)
    fillers: tuple[str, ...] = Field(min_length=1)


class _Generic(Strict):
    en: NameWords
    zh: NameWords


class _Patterns(Strict):
    patterns: tuple[str, ...] = Field(min_length=1)


class Measures(Strict):
    """The schema of ``data/measures.yml``."""

    generic: _Generic
    cancelable: _Patterns
    chips: _Patterns


@cache
def measures() -> Measures:
    """The file that comes with the package, read once; raises ``DataFileError``."""
    return read_model(DATA / "measures.yml", Measures)


@cache
def generic_pattern() -> str:
    """A regular expression that a generic name, in small letters with single blanks, matches as a whole."""
    words, signs = measures().generic.en, measures().generic.zh
    filler, head = _any(words.fillers), _any(words.heads)
    english = rf"(?:(?:{filler})[ ,]+)*(?:{head})(?:[ ,]+(?:{filler}|{head}))*"
    chinese = rf"(?:{_any(signs.fillers)})*(?:{_any(signs.heads)})+(?:{_any(signs.fillers)})*"
    return f"{english}|{chinese}"


@cache
def cancelable_pattern() -> str:
    """A regular expression for quotes, in small letters, of deals that can be called off."""
    return "|".join(f"(?:{pattern})" for pattern in measures().cancelable.patterns)


@cache
def chips_pattern() -> str:
    """A regular expression for collateral, in small letters, that is chips."""
    return "|".join(f"(?:{pattern})" for pattern in measures().chips.patterns)


def is_generic(name: str) -> bool:
    """True for a name that means nobody in particular: "a group of lenders", "SINK_investors"."""
    plain = re.sub(r"[_\s-]+", " ", name.lower()).strip()
    return re.fullmatch(generic_pattern(), plain) is not None


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
