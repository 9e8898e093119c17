"""What a reading decides on: parties in a role, and a deal as read in one place."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.cues import Cue
from extractors.featuretype import FeatureMap, Features
from extractors.reading import Anchor, Mention
from extractors.slots import Place
from pipeline.types import Kind

NOWHERE = Place("none")


@dataclass(slots=True)
class Scored:
    """An entity in a role, with the mention that speaks for it and the probability.

    ``share`` is the probability once payer and payee are looked at together (``hypotheses``).
    """

    entity: int
    mention: Mention
    score: float
    features: FeatureMap
    place: Place = NOWHERE
    share: float = 0.0


@dataclass(slots=True)
class Draft:
    """A deal as read in one place, before the places of an article are brought together."""

    sentence: int
    cue: Cue
    anchor: Anchor | None
    payers: list[Scored]
    payees: list[Scored]
    confidence: float
    kind: Kind
    accept: Features = field(default_factory=dict)
