"""What the field readers share: folding that keeps offsets, and checked data tables.

Folding lowers case, narrows full-width letters and digits, turns Traditional into
Simplified characters and, in Chinese, half-width commas into full-width ones. The folded
text has the length of the original, so every span found in it is a span of the original.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.scripts import simplify

DATA = Path(__file__).parent / "data"

_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE = {",": "，", ";": "；", "?": "？", "!": "！"}
_HALF_WIDTH = re.compile(r"(?<!\d),|,(?!\d)|[;?!]")
_NARROW |= {0x3000: 0x20, 0xFF05: 0x25, 0xFF0E: 0x2E, 0x00A0: 0x20, 0x202F: 0x20, 0x2019: 0x27, 0x2018: 0x27}


class FieldDataError(ValueError):
    """A data file of the field readers is missing or does not fit its schema."""


class Strict(BaseModel):
    """A data-file model: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Table = TypeVar("Table", bound=BaseModel)


def load_table(name: str, model: type[Table]) -> Table:
    """Read ``data/<name>`` and check it against ``model``.

    Raises ``FieldDataError`` naming the file and the first offending key.
    """
    path = DATA / name
    if not path.is_file():
        raise FieldDataError(f"{path}: the data file is missing; reinstall the package or restore the file")
    try:
        return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        first = str(error).splitlines()
        raise FieldDataError(f"{path}: does not fit its schema: {' '.join(first[:3])}") from error


def lower_same_length(text: str) -> str:
    """Lower case, one code point for one; letters whose lower form is longer stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def narrow(text: str) -> str:
    """Full-width letters, digits and spaces as their ASCII forms, same length."""
    return text.translate(_NARROW)


@cache
def _is_chinese(language: str) -> bool:
    return language.lower().startswith("zh")


def is_chinese(language: str) -> bool:
    """True for ``zh`` and its script variants (``zh-Hant`` …)."""
    return _is_chinese(language)


@lru_cache(maxsize=4_096)
def fold(text: str, language: str) -> str:
    """The text as the field patterns see it: same length, lower case, narrow, Simplified."""
    folded = lower_same_length(narrow(text))
    return _HALF_WIDTH.sub(_wide, simplify(folded)) if is_chinese(language) else folded


def _wide(match: re.Match[str]) -> str:
    return _WIDE[match.group()]
