"""Train the choice models from labelled files: ``python -m extractors.train LANGUAGE FOLDER… [--corpus FOLDER]``.

Each question (link, payer, payee, event) is a logistic regression over named features, weighted so
that a document counts once, cross-validated by document. The model file holds the weights, the
thresholds, the command and the cross-validated scores.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from extractors.candidates import Proposer
from extractors.choice import MODEL_FILE
from extractors.cues import Cue
from extractors.features import Features, event_features
from extractors.labels import LabelledDocument, Record, entities_of, family, load_labelled, states
from extractors.pairs import slot_pair
from extractors.reader import read
from extractors.reading import Anchor, Reading

QUESTIONS = ("link", "payer", "payee", "event")
FOLDS = 5
SEED = 20261124
_KEEP = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """One answered question."""

    question: str
    features: Features
    answer: bool
    group: str
    weight: float = 1.0


def examples_of(document: LabelledDocument) -> Iterable[Example]:
    """The answered questions that a labelled document gives."""
    reading = read(document.text, document.language, document.published)
    proposer = Proposer(reading)
    claimed: set[int] = set()
    for anchor in reading.anchors:
        records = [record for record in document.records if states(anchor, record)]
        sure = [record for record in records if record.get("sure", True)]
        links = proposer.links(anchor)
        if records and not sure:
            continue
        right = {family(record["kind"]) for record in sure}
        for link in links:
            yield Example("link", link.features, family(str(link.cue.frame.kind)) in right, document.doc)
        if not sure:
            continue
        cues = [link.cue for link in links if family(str(link.cue.frame.kind)) in right]
        for cue in cues:
            record = _best_record(reading, proposer, anchor, cue, sure)
            if record is None:
                continue
            claimed.add(id(record))
            for role in ("payer", "payee"):
                wanted = entities_of(reading, record[role])
                for candidate in proposer.roles(anchor, cue, role):
                    yield Example(role, candidate.features, candidate.mention.entity in wanted, document.doc, 1.0 / len(cues))
    yield from _events(document, reading, proposer)


def _best_record(reading: Reading, proposer: Proposer, anchor: Anchor, cue: Cue, records: list[Record]) -> Record | None:
    """The record that a figure and word state: of several with one amount, the one whose parties stand nearest."""
    fitting = [record for record in records if family(record["kind"]) == family(str(cue.frame.kind))]
    if len(fitting) < 2:
        return fitting[0] if fitting else None

    def distance(record: Record) -> int:
        total = 0
        for role in ("payer", "payee"):
            entities = entities_of(reading, record[role])
            spots = [abs(m.span.start - anchor.span.start) for m in reading.mentions if m.entity in entities and m.sentence == anchor.sentence]
            total += min(spots) if spots else 400
        return total

    return min(fitting, key=distance)


def _events(document: LabelledDocument, reading: Reading, proposer: Proposer) -> Iterable[Example]:
    """Deal words with two parties in one sentence and no figure of their own."""
    plain = [record for record in document.records]
    for sentence in reading.sentences:
        view = proposer.view(sentence.index)
        for cue in view.cues:
            pair = slot_pair(proposer, cue, sentence.index)
            if pair is None:
                continue
            payer, payee = pair
            hits = [
                record for record in plain
                if family(record["kind"]) == family(str(cue.frame.kind))
                and payer[0].entity in entities_of(reading, record["payer"])
                and payee[0].entity in entities_of(reading, record["payee"])
            ]
            if hits and not any(record.get("sure", True) for record in hits):
                continue
            yield Example("event", event_features(reading, sentence, cue, payer, payee), bool(hits), document.doc)


def fit(examples: list[Example], *, strength: float) -> dict[str, float]:
    """Weights by feature name, small ones left out."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([example.features for example in examples])
    answers = np.array([example.answer for example in examples])
    weights = np.array([example.weight for example in examples])
    model = LogisticRegression(C=strength, max_iter=400, solver="lbfgs", fit_intercept=False)
    model.fit(matrix, answers, sample_weight=weights)
    names = vectorizer.get_feature_names_out()
    return {str(name): round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True) if abs(value) >= _KEEP}


def cross_validate(examples: list[Example], *, strength: float) -> dict[str, float]:
    """Average precision, recall and F1 at one half, by document folds."""
    from sklearn.metrics import average_precision_score, precision_recall_fscore_support

    groups = [example.group for example in examples]
    answers = np.array([example.answer for example in examples])
    scores = np.zeros(len(examples))
    for train, test in GroupKFold(FOLDS).split(examples, answers, groups):
        vectorizer = DictVectorizer()
        model = LogisticRegression(C=strength, max_iter=400, solver="lbfgs", fit_intercept=False)
        model.fit(vectorizer.fit_transform([examples[i].features for i in train]), answers[train], sample_weight=[examples[i].weight for i in train])
        scores[test] = model.predict_proba(vectorizer.transform([examples[i].features for i in test]))[:, 1]
    p, r, f, _ = precision_recall_fscore_support(answers, scores > 0.5, average="binary", zero_division=0)
    return {"examples": len(examples), "positive": int(answers.sum()), "average_precision": round(float(average_precision_score(answers, scores)), 3),
            "precision": round(float(p), 3), "recall": round(float(r), 3), "f1": round(float(f), 3)}


def train(documents: Iterable[LabelledDocument], *, strength: dict[str, float], validate: bool = True) -> dict[str, object]:
    """Train every question; gives the content of a model file without its command."""
    random.seed(SEED)
    sorted_examples: dict[str, list[Example]] = defaultdict(list)
    for document in documents:
        for example in examples_of(document):
            sorted_examples[example.question].append(example)
    weights = {question: fit(sorted_examples[question], strength=strength[question]) for question in QUESTIONS}
    report = {question: cross_validate(sorted_examples[question], strength=strength[question]) for question in QUESTIONS} if validate else {}
    return {"weights": weights, "cross_validation": report}


STRENGTH = {"link": 0.3, "payer": 0.3, "payee": 0.3, "event": 0.2}
THRESHOLDS = {"link": 0.4, "payer": 0.4, "payee": 0.35, "list": 0.5, "payee_list": 0.75, "event": 0.55}


def main() -> None:
    """Read the arguments, train, write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=("en", "zh"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--corpus", type=Path, help="folder of the project's own corpus, added to the training texts")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    documents = [document for folder in arguments.folders for document in load_labelled(folder, arguments.language)]
    trained = train(documents, strength=STRENGTH)
    out = arguments.out or Path(__file__).parent / "data" / MODEL_FILE.format(language=arguments.language)
    content = {
        "about": "Weights of the choice model: log odds by feature name. Made by extractors.train; do not edit.",
        "command": f"python -m extractors.train {arguments.language} " + " ".join(folder.name for folder in arguments.folders),
        "documents": len(documents),
        "cross_validation": trained["cross_validation"],
        "thresholds": THRESHOLDS,
        "weights": trained["weights"],
    }
    out.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for question, scores in trained["cross_validation"].items():  # type: ignore[attr-defined]
        print(question, scores)


if __name__ == "__main__":
    main()
