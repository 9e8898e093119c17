"""The weights that choose status and date, read from ``data/fields_<language>.json`` (made by ``train_fields``)."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from extractors.choice import parse_model
from extractors.featuretype import Features

MODEL_FILE = "fields_{language}.json"


@dataclass(frozen=True, slots=True)
class FieldModel:
    """Weights of each question ("status", "date") by feature name."""

    weights: dict[str, dict[str, float]]

    def totals(self, question: str, items: Sequence[Features]) -> list[float]:
        """The log odds of each item, up to a constant."""
        weights = self.weights[question]
        return [sum(weights.get(name, 0.0) * value for name, value in item.items()) for item in items]

    def best(self, question: str, items: Sequence[Features]) -> int:
        """The number of the most probable item."""
        totals = self.totals(question, items)
        return max(range(len(items)), key=lambda number: totals[number])


@functools.cache
def field_model(language: str) -> FieldModel:
    """The model that comes with the package, of Chinese for all its scripts."""
    name = MODEL_FILE.format(language="zh" if language.startswith("zh") else "en")
    path = resources.files("extractors") / "data" / name
    return FieldModel(parse_model(path.read_text(encoding="utf-8"), name).weights)
