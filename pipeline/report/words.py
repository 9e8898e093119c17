"""Everything that the report itself says, in English and Chinese, kept in ``data/words.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from pipeline.datafiles import Strict, read_model

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "zh")


class Text(Strict):
    """One text in both languages; ``{name}`` marks what is filled in."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class Words(Strict):
    """The file: texts by name, Chinese names of currencies, the paragraphs of the method."""

    words: dict[str, Text]
    currencies: dict[str, str]
    method: tuple[Text, ...]


@cache
def load_words() -> Words:
    """The texts, read once. Raises DataFileError for a text that lacks a language."""
    return read_model(DATA / "words.yml", Words)
