"""The choice model: logistic regression over named features, kept as a readable file of weights."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from extractors.featuretype import FeatureMap, Joined, added
from pipeline.errors import RoundtripError

MODEL_FILE = "choice_{language}.json"
DIGITS = 12
"""Decimals of log odds that count; weights have three."""


class ModelError(RoundtripError):
    """The choice model's file is missing or broken."""


@dataclass(frozen=True, slots=True)
class ChoiceModel:
    """Weights of each question by feature name, and the thresholds of the choice."""

    weights: dict[str, dict[str, float]]
    thresholds: dict[str, float]

    def score(self, question: str, features: FeatureMap) -> float:
        """The probability that the answer is yes, in (0, 1)."""
        total = self._log_odds(question, features)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def share(self, question: str, items: Sequence[FeatureMap]) -> list[float]:
        """The probability of each item to be the one that is meant; they sum to one."""
        totals = [self._log_odds(question, features) for features in items]
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        return [power / whole for power in powers]

    def _log_odds(self, question: str, features: FeatureMap) -> float:
        """The sum of the weights; rounded, so that it is the same in whatever order and parts it is summed up."""
        weights = self.weights[question]
        if isinstance(features, Joined):
            return round(sum([part.added(question, weights) for part in features.parts]), DIGITS)
        return round(added(features, weights), DIGITS)

    def contributions(self, question: str, features: FeatureMap) -> list[tuple[str, float]]:
        """What each feature adds to the log odds, strongest first."""
        weights = self.weights[question]
        parts = [(name, weights.get(name, 0.0) * value) for name, value in features.items() if weights.get(name)]
        return sorted(parts, key=lambda part: -abs(part[1]))


def parse_model(text: str, where: str) -> ChoiceModel:
    """Read a model from its JSON text; raises ModelError naming the file."""
    try:
        data = json.loads(text)
        return ChoiceModel(data["weights"], data["thresholds"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ModelError(f"{where} is no choice model ({error}); train it again with `make train`") from error


@functools.cache
def choice_model(language: str) -> ChoiceModel:
    """The model that comes with the package."""
    name = MODEL_FILE.format(language=language)
    path = resources.files("extractors") / "data" / name
    return parse_model(path.read_text(encoding="utf-8"), name)


def load_model(path: Path) -> ChoiceModel:
    """A model from any file."""
    return parse_model(path.read_text(encoding="utf-8"), str(path))
