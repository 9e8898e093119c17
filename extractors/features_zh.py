"""Features that only Chinese has: words that touch, marks and measure words."""

from __future__ import annotations

import re

from extractors.cues import Cue
from extractors.featuretype import Features
from extractors.reading import Anchor, Mention, Reading, Sentence
from extractors.slots import Place

_TOUCH = re.compile(r"\s*(?:的|美元)?\s*")


def link_extra(reading: Reading, sentence: Sentence, anchor: Anchor, cue: Cue, gap: str, side: str) -> Features:
    """Whether figure and deal word touch; ``gap`` is the text between, ``side`` where the word stands."""
    if not _TOUCH.fullmatch(gap):
        return {}
    return {"touches": 1.0, f"touches:{cue.frame.id}:{side}": 1.0}


def role_extra(reading: Reading, anchor: Anchor, cue: Cue, mention: Mention, place: Place, role: str) -> Features:
    """What only Chinese says of a party in a role."""
    return {}
