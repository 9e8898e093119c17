"""The shape of a feature vector: value by name; most are 1.0 where they hold and absent where not.

Thousands of hypotheses are weighed for one article, and they differ in little. So a vector may be put together
of parts that many have in common; what a part adds to a score is then worked out once for all of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

Features = dict[str, float]
"""A feature vector as it is made."""
FeatureMap = Mapping[str, float]
"""A feature vector as it is read, in one piece or in parts."""


class Part:
    """Features that several vectors have in common. They must not change any more."""

    __slots__ = ("_added", "features")

    def __init__(self, features: Features) -> None:
        self.features = features
        self._added: dict[str, tuple[Features, float]] = {}

    def added(self, question: str, weights: Features) -> float:
        """What the features add to the log odds of a question; ``weights`` are the model's for it."""
        known = self._added.get(question)
        if known is None or known[0] is not weights:
            known = weights, added(self.features, weights)
            self._added[question] = known
        return known[1]


class Joined(Mapping[str, float]):
    """A vector in parts, no two of which have a name in common."""

    __slots__ = ("_whole", "parts")

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.parts = parts
        self._whole: Features | None = None

    def whole(self) -> Features:
        """The vector in one piece, made where it is first looked at."""
        if self._whole is None:
            self._whole = {name: value for part in self.parts for name, value in part.features.items()}
        return self._whole

    def __getitem__(self, name: str) -> float:
        return self.whole()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())

    def __contains__(self, name: object) -> bool:
        for part in self.parts:  # noqa: SIM110 - thousands of times an article
            if name in part.features:
                return True
        return False


def parts_of(features: FeatureMap) -> tuple[Part, ...]:
    """The parts of a vector; one in one piece is a part itself."""
    return features.parts if isinstance(features, Joined) else (Part(dict(features)),)


def added(features: FeatureMap, weights: Features) -> float:
    """The sum of the features' weights."""
    total = 0.0
    get = weights.get
    for name, value in features.items():
        total += get(name, 0.0) * value
    return total


@functools.lru_cache(maxsize=50_000)
def flag(name: str) -> Part:
    """A part of one feature that holds; the same for everyone who asks."""
    return Part({name: 1.0})
