"""Conditional choice: which of several candidates, or none, answers a question.

The probability of a candidate is the softmax of its features' weights among all candidates of the
group and the "none" case; several candidates may be right at once (mentions of one party), and then
their probabilities add. Weights are fitted by penalised maximum likelihood with SciPy's L-BFGS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer

from extractors.featuretype import FeatureMap, Features

_KEEP = 0.02
SHARED = 3
"""Documents that must show a feature before it is weighed."""


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one question with the right ones marked; the last may be the "none" case."""

    items: tuple[FeatureMap, ...]
    right: tuple[bool, ...]
    document: str
    weight: float = 1.0


def shared_features(rows: Iterable[tuple[str, FeatureMap]]) -> frozenset[str]:
    """The feature names that at least ``SHARED`` documents have: what one text alone shows is not learned."""
    seen: dict[str, set[str]] = {}
    for document, features in rows:
        for name in features:
            documents = seen.setdefault(name, set())
            if len(documents) < SHARED:
                documents.add(document)
    return frozenset(name for name, documents in seen.items() if len(documents) >= SHARED)


def only(features: FeatureMap, kept: frozenset[str]) -> Features:
    """The features whose names are kept."""
    return {name: value for name, value in features.items() if name in kept}


def fit_groups(groups: list[Group], *, penalty: float) -> dict[str, float]:
    """Weights by feature name; groups without a right item are left out."""
    usable = [group for group in groups if any(group.right) and len(group.items) > 1]
    kept = shared_features((group.document, item) for group in usable for item in group.items)
    vectorizer = DictVectorizer()
    matrix: csr_matrix = vectorizer.fit_transform([only(item, kept) for group in usable for item in group.items])
    right = np.array([mark for group in usable for mark in group.right])
    sizes = np.array([len(group.items) for group in usable])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    owner = np.repeat(np.arange(len(usable)), sizes)
    weight = np.array([group.weight for group in usable])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        top = np.maximum.reduceat(scores, starts)
        exp = np.exp(scores - top[owner])
        total = np.add.reduceat(exp, starts)
        good = np.maximum(np.add.reduceat(exp * right, starts), 1e-12)
        p_all = exp / total[owner]
        p_right = exp * right / good[owner]
        value = float(np.sum(weight * (np.log(total) - np.log(good)))) + penalty * float(w @ w)
        gradient = matrix.T @ ((p_all - p_right) * weight[owner]) + 2 * penalty * w
        return value, gradient

    result = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    names = vectorizer.get_feature_names_out()
    return {
        str(name): round(float(value), 3) for name, value in zip(names, result.x, strict=True) if abs(value) >= _KEEP
    }
