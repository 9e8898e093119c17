"""Lines that are not the article: lists of other headlines, "read more", captions and credits.

Content extraction leaves some of them; a headline of another article must not become a claim of this one.
"""

from __future__ import annotations

import re

from extractors.lexicon import patterns
from extractors.reading import Sentence

DATELINE_SENTENCES = 2
"""Sentences after the headline in which a dateline may stand; a summary may come first."""


def furniture_rule(name: str) -> re.Pattern[str]:
    """One of the patterns of furniture.yml."""
    return patterns("furniture.yml")[name]


def dateline_end(sentence: Sentence) -> int:
    """Where an agency's dateline ends ("SAN FRANCISCO, Feb 27 (Reuters) - "), in code points; 0 where none.

    It names a place and a desk, which are no parties of what the sentence says.
    """
    match = furniture_rule("dateline").match(sentence.text) if 0 < sentence.index <= DATELINE_SENTENCES else None
    return match.end() if match is not None else 0


def furniture(sentences: list[Sentence]) -> set[int]:
    """Indexes of the sentences that are no part of the article."""
    out: set[int] = set()
    in_list = False
    for sentence in sentences:
        text = sentence.text.strip()
        if sentence.index == 0:
            continue
        if furniture_rule("credit").match(text):
            out.add(sentence.index)
        elif furniture_rule("lead").match(text) and not furniture_rule("closed").search(text) and len(text) < 160:
            out.add(sentence.index)
            in_list = True
        elif in_list and (
            furniture_rule("bullet").match(text) or (len(text) < 120 and not furniture_rule("closed").search(text))
        ):
            out.add(sentence.index)
        else:
            in_list = False
    return out
