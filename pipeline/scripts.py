"""Languages and scripts: which one a text is in, and a folding that keeps offsets.

The folding maps character to character (OpenCC's single-character tables), so the folded
text has the length of the original and any offset found in it holds for the original.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

import opencc

from pipeline.datafiles import Strict, packaged

_IDEOGRAPHS = tuple(chain(range(0x3400, 0x4DC0), range(0x4E00, 0xA000)))
_SAMPLE = 20_000
_LANGUAGE_SAMPLE = 6_000
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")


class _Languages(Strict):
    """Schema of ``data/languages.yml``."""

    english_words: tuple[str, ...]
    chinese_characters: str
    least_english_share: float
    least_ideograph_share: float


def simplify(text: str) -> str:
    """The text with Traditional characters as Simplified ones, character by character; the length never changes."""
    return text.translate(_tables()[0])


def has_traditional(text: str) -> bool:
    """True where at least one character has another, Simplified form."""
    return simplify(text) != text


def to_traditional(text: str) -> str:
    """The text with Simplified characters as Traditional ones, character by character; the length never changes."""
    return text.translate(_tables()[1])


def script_of(text: str) -> str | None:
    """``Hans`` or ``Hant`` by which script's own characters are more; None for a text with neither."""
    traditional_only, simplified_only = _own_characters()
    sample = text[:_SAMPLE]
    hant = sum(mark in traditional_only for mark in sample)
    hans = sum(mark in simplified_only for mark in sample)
    if hant == hans:
        return None
    return "Hant" if hant > hans else "Hans"


def language_of(text: str) -> str | None:
    """``zh`` or ``en``, or None for another language (Japanese, Korean, French, …) or too few letters."""
    rules = packaged("languages.yml", _Languages)
    sample = text[:_LANGUAGE_SAMPLE]
    ideographs, kana, hangul = (len(kind.findall(sample)) for kind in (_IDEOGRAPH, _KANA, _HANGUL))
    latin, letters = len(_LATIN.findall(sample)), len(_LETTER.findall(sample))
    if not letters:
        return None
    if ideographs > rules.least_ideograph_share * letters and kana + hangul < 0.1 * ideographs:
        return "zh"
    if latin < 0.5 * letters:
        return None
    words = sample.casefold().split()
    share = sum(word.strip(".,;:!?\"'()“”‘’") in _english() for word in words) / len(words)
    return "en" if share >= rules.least_english_share else None


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return frozenset(packaged("languages.yml", _Languages).english_words)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, int], dict[int, int]]:
    """(to Simplified, to Traditional) as tables for str.translate."""
    return _table("t2s"), _table("s2t")


def _table(name: str) -> dict[int, int]:
    converter = opencc.OpenCC(name)
    pairs = ((code, str(converter.convert(chr(code)))) for code in _IDEOGRAPHS)
    return {code: ord(new) for code, new in pairs if len(new) == 1 and ord(new) != code}


@lru_cache(maxsize=1)
def _own_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of one script only: (Traditional, Simplified); those that serve in both are in neither."""
    to_hans, to_hant = _tables()
    shared = set(packaged("languages.yml", _Languages).chinese_characters)
    traditional = frozenset(chr(code) for code in to_hans) - shared
    simplified = frozenset(chr(code) for code in to_hant if code not in to_hans) - shared
    return traditional, simplified
