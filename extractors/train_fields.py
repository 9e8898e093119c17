"""Train the choosers of status and date: ``python -m extractors.train_fields LANGUAGE FOLDER… [--own …] [--labels …]``.

Every label whose place in its article is found teaches status and date (``fieldlessons``): the status by multinomial
logistic regression, the date by a conditional choice among candidates, both over named features. The scores in the
file come from models of the other folds, each fold holding whole articles; they take the parties from the labels,
so they measure status and date alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.featuretype import Features
from extractors.fieldlessons import Lesson, lessons
from extractors.fieldmodel import MODEL_FILE, FieldModel
from extractors.labels import fold_of, load_labelled, load_separate
from extractors.ranking import Group, fit_groups, only
from extractors.statuschoice import STATUSES, named_for_each, status_facts
from extractors.when.candidates import DateCandidate
from extractors.when.datechoice import all_candidates, month_of, pick
from pipeline.types import Status

FOLDS = 5
PENALTY, STRENGTH = 3.0, 0.1
"""Of the date's weights, and (inverse) of the status's: cross-validation is flat round these."""
_KEEP = 0.02
RARE = 5
"""Features of fewer examples are left out."""


def date_group(one: Lesson, candidates: list[DateCandidate]) -> Group:
    """The choice among the dates that a lesson answers; a cumulative sum, which has none, answers nothing."""
    asked = one.label["scope"] != "cumulative"
    right = tuple(asked and month_of(candidate.value) == month_of(one.label["date"]) for candidate in candidates)
    return Group(tuple(candidate.features for candidate in candidates), right, one.document, one.weight)


def _common(items: Iterable[Iterable[Features]]) -> frozenset[str]:
    """The names of features that occur in at least ``RARE`` examples."""
    counts = Counter(name for features in items for name in {name for item in features for name in item})
    return frozenset(name for name, count in counts.items() if count >= RARE)


def fit_status(found: list[Lesson], facts: list[Features]) -> dict[str, float]:
    """Weights of every status by fact, as ``status_facts`` names them."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(facts)
    model = LogisticRegression(C=STRENGTH, max_iter=400, fit_intercept=False)
    model.fit(matrix, [one.label["status"] for one in found], sample_weight=[one.weight for one in found])
    return {
        f"{status}: {name}": round(float(value), 3)
        for status, row in zip(model.classes_, model.coef_, strict=True)
        for name, value in zip(vectorizer.get_feature_names_out(), row, strict=True)
        if abs(value) >= _KEEP
    }


def train(found: list[Lesson]) -> tuple[FieldModel, list[tuple[Status, str | None]]]:
    """The model of all lessons, and every lesson as read by a model of the other folds' articles.

    Dates are learned beside statuses as read, not as labelled, since that is what they will be chosen with.
    """
    folds = _folds(found)
    facts = [status_facts(one.places) for one in found]
    names = _common([one] for one in facts)
    facts = [only(one, names) for one in facts]
    told: dict[int, Status] = {}
    for held in folds:
        kept = [i for i in range(len(found)) if i not in held]
        model = FieldModel({"status": fit_status([found[i] for i in kept], [facts[i] for i in kept])})
        told |= {i: STATUSES[model.best("status", named_for_each(facts[i]))] for i in held}
    candidates = [all_candidates(one.places, told[i]) for i, one in enumerate(found)]
    names = _common([c.features for c in offered] for offered in candidates)
    candidates = [[DateCandidate(c.value, only(c.features, names)) for c in offered] for offered in candidates]
    groups = [date_group(*pair) for pair in zip(found, candidates, strict=True)]
    dates: dict[int, str | None] = {}
    for held in folds:
        kept_groups = [group for i, group in enumerate(groups) if i not in held]
        model = FieldModel({"date": fit_groups(kept_groups, penalty=PENALTY)})
        dates |= {i: pick(model, candidates[i]) for i in held}
    weights = {"status": fit_status(found, facts), "date": fit_groups(groups, penalty=PENALTY)}
    return FieldModel(weights), [(told[i], dates[i]) for i in range(len(found))]


def _folds(found: list[Lesson]) -> list[set[int]]:
    """Folds of whole articles, all versions of one article together."""
    numbers = [fold_of(one.text, FOLDS) for one in found]
    return [{i for i, number in enumerate(numbers) if number == fold} for fold in range(FOLDS)]


def accuracy(found: list[Lesson], answers: list[tuple[Status, str | None]]) -> dict[str, float]:
    """How often status and month are right, over the sure labels of real articles; both undated is no case."""
    right = {"status": 0, "date": 0}
    asked = {"status": 0, "date": 0}
    for one, (status, told) in zip(found, answers, strict=True):
        if one.own or not one.label.get("sure", True):
            continue
        when = None if one.label["scope"] == "cumulative" else told
        right["status"] += status == one.label["status"]
        asked["status"] += 1
        if when or one.label["date"]:
            right["date"] += month_of(when) == month_of(one.label["date"])
            asked["date"] += 1
    return {name: round(right[name] / max(1, asked[name]), 3) for name in right}


def main() -> None:
    """Read the arguments, train, write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=("en", "zh"))
    parser.add_argument("folders", nargs="+", type=Path, help="folders with docs.jsonl and gold.jsonl")
    parser.add_argument("--own", type=Path, help="such a folder of the project's own articles; they are no judges")
    parser.add_argument("--labels", type=Path, help="labels without texts; needs --texts")
    parser.add_argument("--texts", type=Path, help="JSONL of the texts that --labels speaks of")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    documents = [d for folder in arguments.folders for d in load_labelled(folder, arguments.language)]
    if arguments.labels and arguments.texts:
        documents += load_separate(arguments.labels, arguments.texts, arguments.language)
    if arguments.own:
        documents += load_labelled(arguments.own, arguments.language)
    found = [lesson for document in documents for lesson in lessons(document)]
    command = " ".join(
        ["python -m extractors.train_fields", arguments.language, *(folder.name for folder in arguments.folders)]
        + [f"--{name} {path.name}" for name in ("own", "labels", "texts") if (path := getattr(arguments, name))]
    )
    out = arguments.out or Path(__file__).parent / "data" / MODEL_FILE.format(language=arguments.language)
    print(arguments.language, write_model(found, out, command))


def write_model(found: list[Lesson], out: Path, command: str) -> dict[str, float]:
    """Train on the lessons, write the model with its command and scores; gives the scores."""
    model, answers = train(found)
    reached = accuracy(found, answers)
    content = {
        "about": "Weights that choose status and date: log odds by feature name. Made by train_fields, not by hand.",
        "command": command,
        "lessons": len(found),
        "held_out_accuracy": reached,
        "thresholds": {},
        "weights": model.weights,
    }
    out.write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return reached


if __name__ == "__main__":
    main()
