"""Train the choice models: ``python -m extractors.train LANGUAGE FOLDER… [--own FOLDER] [--held-out FILE]``.

Figure, link, member and event are logistic regressions, payer, payee and joint conditional choices,
all over named features; a feature counts only where several documents show it. ``joint`` is learned
from hypotheses that models of the other folds made, so it knows how often they err, in several
divisions into folds, so that it hangs less on one of them. The readings that set the thresholds (and
go to ``--held-out``) come from models, ``joint`` too, that had not seen the text. Folds hold all
versions of one article together. Articles that the project wrote itself teach like others, but no
threshold and no score is read off them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.assemble import assemble
from extractors.choice import MODEL_FILE, ChoiceModel
from extractors.decide import Decision, completed, decide_events, draft_of, members_of, weigh
from extractors.drafts import Draft
from extractors.features.joint import nothing_features
from extractors.hypotheses import FigureView, Hypothesis, rank, surroundings, view_figures
from extractors.kinds import family
from extractors.labels import (
    LabelledDocument,
    Record,
    entities_of,
    fold_of,
    load_corpus,
    load_labelled,
    load_separate,
    states,
)
from extractors.material import UNSURE_TEACHES, Example, Material, Prepared, prepare
from extractors.ranking import Group, fit_groups, only, shared_features
from extractors.reading import Reading
from extractors.records import records
from extractors.scoring import score

FOLDS = 6
DIVISIONS = 2
"""Ways to divide the documents into folds: the joint choice learns from the readings of all, so less from chance."""
OWN_ORIGINS = ("corpus-", "own-")
"""Documents that the project wrote itself: they teach, but no score is read off them."""
NEAR_BEST = 0.002
JOINT_GRID = (0.16, 0.2, 0.24, 0.28, 0.32, 0.36, 0.4, 0.45, 0.5)
PENALTY = {"payer": 0.3, "payee": 0.3, "joint": 4.0}
STRENGTH = {"figure": 0.3, "link": 0.25, "member": 0.15, "event": 0.15}
THRESHOLDS = {"member": 0.5, "event": 0.45, "event_other": 0.27, "joint": 0.3}
_KEEP = 0.02


def fit(examples: list[Example], *, strength: float) -> dict[str, float]:
    """Weights of a yes-or-no question by feature name, small ones left out."""
    kept = shared_features((example.document, example.features) for example in examples)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([only(example.features, kept) for example in examples])
    answers = np.array([example.answer for example in examples])
    model = LogisticRegression(C=strength, max_iter=500, fit_intercept=False)
    model.fit(matrix, answers, sample_weight=[example.weight for example in examples])
    names = vectorizer.get_feature_names_out()
    return {
        str(name): round(float(value), 3)
        for name, value in zip(names, model.coef_[0], strict=True)
        if abs(value) >= _KEEP
    }


def first_stage(prepared: list[Prepared]) -> ChoiceModel:
    """Link, parties and event; then the list members, which need the parties' ranking."""
    material = Material()
    for one in prepared:
        material.add(one.material)
    weights = {
        question: fit(material.examples[question], strength=STRENGTH[question])
        for question in ("figure", "link", "event")
    }
    weights |= {role: fit_groups(material.groups[role], penalty=PENALTY[role]) for role in ("payer", "payee")}
    weights["joint"] = {}
    partial = ChoiceModel(weights, THRESHOLDS)
    members = [example for one in prepared for example in _members(one, partial)]
    weights["member"] = fit(members, strength=STRENGTH["member"])
    return ChoiceModel(weights, dict(THRESHOLDS))


def _members(one: Prepared, model: ChoiceModel) -> Iterator[Example]:
    for anchor, cue, record in one.matches:
        for role in ("payer", "payee"):
            wanted = entities_of(one.reading, record[role])
            ranked, _ = rank(one.proposer, model, anchor, [cue], role)
            top = next((item for item in ranked if item.entity in wanted), None)
            if top is None:
                continue
            for item, features in members_of(one.proposer, cue, role, top, ranked):
                yield Example(features, item.entity in wanted, one.document.doc, one.weight)


def fits(reading: Reading, draft: Draft, record: Record) -> bool:
    """True where a draft says what a record says: amount, family and parties."""
    if draft.anchor is None or not states(draft.anchor, record) or family(str(draft.kind)) != family(record["kind"]):
        return False
    for role, items in (("payer", draft.payers), ("payee", draft.payees)):
        if bool(record[role]) != bool(items):
            return False
        if record[role]:
            wanted = entities_of(reading, record[role])
            hits = len({item.entity for item in items} & wanted)
            if not hits or 2 * hits / (len(items) + len(record[role])) < 0.5:
                return False
    return True


@dataclass(slots=True)
class Weighed:
    """One figure of a document with its hypotheses, read by a model of the other folds."""

    figure: FigureView
    options: list[Hypothesis]
    drafts: list[Draft]
    right: list[bool]
    unsure: bool

    def group(self, prepared: Prepared, share: float) -> Group:
        """The question to the joint choice: which hypothesis, or none; it counts that share of its document."""
        return Group(
            (*(option.features for option in self.options), nothing_features()),
            (*self.right, not any(self.right)),
            prepared.document.doc,
            prepared.weight * share,
        )


def weighed(prepared: Prepared, model: ChoiceModel) -> list[Weighed]:
    """The hypotheses of every figure of a document, each as the draft that it becomes, and whether a record says so."""
    proposer, records_ = prepared.proposer, prepared.document.records
    figures = view_figures(proposer, model)
    around = surroundings(figures)
    found: list[Weighed] = []
    for figure in figures:
        options = [option for _, option in weigh(proposer, model, figure, around)]
        if not options:
            continue
        one = Weighed(figure, options, [], [], False)
        for option in options:
            draft = draft_of(proposer, model, figure, option)
            one.drafts.append(draft)
            ends = completed(proposer, [replace(draft, payers=list(draft.payers))])
            good = [record for record in records_ if any(fits(prepared.reading, end, record) for end in ends)]
            sure = any(record.get("sure", True) for record in good)
            one.right.append(sure or (bool(good) and prepared.document.language in UNSURE_TEACHES))
            one.unsure |= bool(good) and not sure
        found.append(one)
    return found


def fit_joint(
    prepared: list[Prepared], divisions: list[list[list[Weighed]]], indexes: Iterable[int]
) -> dict[str, float]:
    """Weights of the joint choice from the documents named by their indexes, as read in every division."""
    groups = [
        one.group(prepared[i], 1 / len(divisions))
        for i in indexes
        for found in divisions
        for one in found[i]
        if any(one.right)
        or (prepared[i].document.complete and (not one.unsure or prepared[i].document.language in UNSURE_TEACHES))
    ]
    return fit_groups(groups, penalty=PENALTY["joint"])


def second_stage(prepared: list[Prepared]) -> tuple[dict[str, float], list[list[Draft]]]:
    """Weights of ``joint``, and the drafts of every document as models of the first division read it unseen."""
    divisions: list[list[list[Weighed]]] = []
    models: list[tuple[list[int], ChoiceModel]] = []
    for division in range(DIVISIONS):
        found: list[list[Weighed]] = [[] for _ in prepared]
        for fold in make_folds(prepared, division):
            held = set(fold)
            model = first_stage([one for i, one in enumerate(prepared) if i not in held])
            for i in fold:
                found[i] = weighed(prepared[i], model)
            if division == 0:
                models.append((fold, model))
        divisions.append(found)
    drafts: list[list[Draft]] = [[] for _ in prepared]
    for fold, model in models:
        held = set(fold)
        rest = (i for i in range(len(prepared)) if i not in held)
        model.weights["joint"] = fit_joint(prepared, divisions, rest)
        for i in fold:
            drafts[i] = [_best_draft(one, model) for one in divisions[0][i]]
            events = Decision([], [])
            decide_events(prepared[i].proposer, model, events)
            drafts[i] += events.drafts
    return fit_joint(prepared, divisions, range(len(prepared))), drafts


def _best_draft(one: Weighed, model: ChoiceModel) -> Draft:
    shares = model.share("joint", [*(option.features for option in one.options), nothing_features()])
    at = max(range(len(one.options)), key=lambda i: shares[i])
    draft = one.drafts[at]
    return replace(draft, payers=list(draft.payers), confidence=shares[at])


def make_folds(prepared: list[Prepared], division: int) -> list[list[int]]:
    """Folds of document indexes; versions of one article (same first words) stay together, also when others join."""
    folds: list[list[int]] = [[] for _ in range(FOLDS)]
    for i, one in enumerate(prepared):
        folds[fold_of(one.document.text, FOLDS, division)].append(i)
    return folds


def train(documents: Iterable[LabelledDocument]) -> tuple[ChoiceModel, dict[str, list[Record]]]:
    """The model, and each real document's records as read by models that had not seen it.

    The threshold of ``joint`` is the lowest one with which those readings score within ``NEAR_BEST`` of the best.
    """
    prepared = [prepare(document) for document in documents]
    joint, drafts = second_stage(prepared)
    model = first_stage(prepared)
    model.weights["joint"] = joint
    real = [
        (one, found)
        for one, found in zip(prepared, drafts, strict=True)
        if one.document.complete and not one.document.doc.startswith(OWN_ORIGINS)
    ]
    gold = {one.document.doc: one.document.records for one, _ in real}

    def readings(threshold: float) -> dict[str, list[Record]]:
        return {one.document.doc: _reading(one, found, threshold) for one, found in real}

    tried = {threshold: readings(threshold) for threshold in JOINT_GRID}
    reached = {threshold: score(gold, found, stated=True)["deal"].f1 for threshold, found in tried.items()}
    best = min(threshold for threshold, value in reached.items() if value >= max(reached.values()) - NEAR_BEST)
    model.thresholds["joint"] = best
    return model, tried[best]


def _reading(one: Prepared, drafts: list[Draft], threshold: float) -> list[Record]:
    figures = [
        replace(draft, payers=list(draft.payers))
        for draft in drafts
        if draft.anchor is not None and draft.confidence >= threshold
    ]
    events = [draft for draft in drafts if draft.anchor is None]
    kept = completed(one.proposer, figures) + events
    return records(assemble(one.reading, kept, article_id=one.document.doc, version="held-out"))


def main() -> None:
    """Read the arguments, train, write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=("en", "zh"))
    parser.add_argument("folders", nargs="+", type=Path, help="folders with docs.jsonl and gold.jsonl")
    parser.add_argument(
        "--partial", type=Path, action="append", default=[], help="such a folder, not every deal labelled"
    )
    parser.add_argument("--own", type=Path, help="such a folder of the project's own articles; they are no judges")
    parser.add_argument("--corpus", type=Path, help="folder of the project's own cases, added to the labelled texts")
    parser.add_argument("--labels", type=Path, help="labels without texts; needs --texts")
    parser.add_argument("--texts", type=Path, help="JSONL of the texts that --labels speaks of")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--held-out", type=Path, help="write the cross-validated readings here, in the scorer's format")
    arguments = parser.parse_args()
    language = arguments.language
    documents = [document for folder in arguments.folders for document in load_labelled(folder, language)]
    if arguments.labels and arguments.texts:
        documents += load_separate(arguments.labels, arguments.texts, language)
    gold = {document.doc: document.records for document in documents}
    for folder in arguments.partial:
        documents += load_labelled(folder, language, complete=False)
    if arguments.own:
        documents += load_labelled(arguments.own, language)
    if arguments.corpus:
        documents += load_corpus(arguments.corpus, language)
    model, held_out = train(documents)
    out = arguments.out or Path(__file__).parent / "data" / MODEL_FILE.format(language=language)
    content = {
        "about": "Weights of the choice model: log odds by feature name. Made by extractors.train, not by hand.",
        "command": _told(arguments),
        "documents": len(documents),
        "held_out_f1": {
            name: round(score(gold, held_out, stated=stated)[level].f1, 3)
            for name, stated, level in (("stated_deal", True, "deal"), ("all_triple", False, "triple"))
        },
        "thresholds": model.thresholds,
        "weights": model.weights,
    }
    out.write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(language, content["held_out_f1"], content["thresholds"])
    if arguments.held_out:
        rows = (json.dumps({"doc": doc, "deals": deals}, ensure_ascii=False) for doc, deals in held_out.items())
        arguments.held_out.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _told(arguments: argparse.Namespace) -> str:
    """The command, with file names for paths that differ from machine to machine."""
    words = ["python -m extractors.train", arguments.language, *(folder.name for folder in arguments.folders)]
    words += [f"--partial {folder.name}" for folder in arguments.partial]
    for name in ("own", "corpus", "labels", "texts"):
        path = getattr(arguments, name)
        if path is not None:
            words.append(f"--{name} {path.name}")
    return " ".join(words)


if __name__ == "__main__":
    main()
