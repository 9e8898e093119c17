"""Train the choice models: ``python -m extractors.train LANGUAGE FOLDER… [--corpus FOLDER] [--held-out FILE]``.

Link, member, event and accept are logistic regressions, payer and payee conditional choices, all
over named features. ``accept`` is learned from readings that models of the other folds made, so it
knows how often they err; the same readings, written to ``--held-out``, score the whole extractor
without a text that it was trained on. Folds hold all versions of one article together.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.assemble import assemble
from extractors.candidates import Proposer
from extractors.choice import MODEL_FILE, ChoiceModel
from extractors.cues import Cue
from extractors.decide import decide, members_of, rank
from extractors.drafts import Draft
from extractors.features import event_features
from extractors.featuretype import Features
from extractors.labels import (
    LabelledDocument,
    Record,
    entities_of,
    family,
    load_corpus,
    load_labelled,
    load_separate,
    states,
)
from extractors.pairs import slot_pair
from extractors.ranking import Group, fit_groups
from extractors.reader import read
from extractors.reading import Anchor, Reading
from extractors.records import records
from extractors.scoring import score

FOLDS = 6
UNSURE_TEACHES = ("en",)
"""Languages in which figures of unsure records count as deals in training; cross-validation decides."""
CORPUS_ORIGIN = "corpus-"
NEAR_BEST = 0.01
ACCEPT_GRID = (0.26, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5)
CORPUS_WEIGHT = {"equity": 0.3, "acquisition": 0.3, "financing": 0.3}
OTHER_WEIGHT = 0.8
"""What a case of the project's own corpus counts beside a real article's statement, by the kind it was written for:
labelled articles are rich in equity and takeovers and poor in everything else."""
PENALTY = {"payer": 0.3, "payee": 0.3}
STRENGTH = {"link": 0.25, "member": 0.15, "event": 0.15, "accept": 0.2}
THRESHOLDS = {"link": 0.3, "member": 0.5, "event": 0.45, "event_other": 0.27, "accept": 0.3}
_KEEP = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """One yes-or-no question with its answer; ``weight`` is its document's."""

    features: Features
    answer: bool
    weight: float = 1.0


@dataclass(slots=True)
class Material:
    """What labelled documents teach, by question."""

    examples: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[str, list[Group]] = field(default_factory=lambda: defaultdict(list))

    def add(self, other: Material) -> None:
        """Take in another document's material."""
        for question, items in other.examples.items():
            self.examples[question] += items
        for role, found in other.groups.items():
            self.groups[role] += found


@dataclass(slots=True)
class Prepared:
    """A labelled document, read once."""

    document: LabelledDocument
    reading: Reading
    proposer: Proposer
    matches: list[tuple[Anchor, Cue, Record]]
    material: Material

    @property
    def weight(self) -> float:
        """What the document counts in training."""
        origin, _, rest = self.document.doc.partition("-")
        return CORPUS_WEIGHT.get(rest.partition("-")[0], OTHER_WEIGHT) if origin == "corpus" else 1.0


def prepare(document: LabelledDocument) -> Prepared:
    """Read a document and work out which figure and deal word state which record."""
    reading = read(document.text, document.language, document.published)
    proposer = Proposer(reading)
    prepared = Prepared(document, reading, proposer, [], Material())
    for anchor in reading.anchors:
        stated = [record for record in document.records if states(anchor, record)]
        sure = [record for record in stated if record.get("sure", True)]
        if stated and not sure and document.language not in UNSURE_TEACHES:
            continue
        sure = sure or stated
        links = proposer.links(anchor)
        right = {family(record["kind"]) for record in sure}
        for link in links:
            prepared.material.examples["link"].append(
                Example(link.features, family(str(link.cue.frame.kind)) in right, prepared.weight)
            )
        for link in links:
            record = _best_record(reading, anchor, link.cue, sure)
            if record is not None:
                prepared.matches.append((anchor, link.cue, record))
    per_anchor: dict[int, int] = defaultdict(int)
    for anchor, _, _ in prepared.matches:
        per_anchor[id(anchor)] += 1
    for anchor, cue, record in prepared.matches:
        for role in ("payer", "payee"):
            wanted = entities_of(reading, record[role])
            candidates, none = proposer.choice(anchor, cue, role)
            if record[role] and not any(c.mention.entity in wanted for c in candidates):
                continue
            right_marks = tuple(c.mention.entity in wanted for c in candidates)
            prepared.material.groups[role].append(
                Group(
                    (*(c.features for c in candidates), none),
                    (*right_marks, not record[role]),
                    document.doc,
                    prepared.weight / per_anchor[id(anchor)],
                )
            )
    prepared.material.examples["event"] = list(_events(prepared))
    return prepared


def _best_record(reading: Reading, anchor: Anchor, cue: Cue, sure: list[Record]) -> Record | None:
    """The record that a figure and word state: of several with one amount, the one whose parties stand nearest."""
    fitting = [record for record in sure if family(record["kind"]) == family(str(cue.frame.kind))]

    def distance(record: Record) -> int:
        total = 0
        for role in ("payer", "payee"):
            entities = entities_of(reading, record[role])
            spots = [
                abs(m.span.start - anchor.span.start)
                for m in reading.mentions
                if m.entity in entities and m.sentence == anchor.sentence
            ]
            total += min(spots) if spots else 400 if record[role] else 100
        return total

    return min(fitting, key=distance, default=None)


def _events(prepared: Prepared) -> Iterator[Example]:
    """Deal words with two parties in one sentence and no figure of their own."""
    reading, proposer = prepared.reading, prepared.proposer
    for sentence in reading.sentences:
        for cue in proposer.view(sentence.index).cues:
            pair = slot_pair(proposer, cue, sentence.index)
            if pair is None:
                continue
            hits = [
                record
                for record in prepared.document.records
                if family(record["kind"]) == family(str(cue.frame.kind))
                and pair[0][0].entity in entities_of(reading, record["payer"])
                and pair[1][0].entity in entities_of(reading, record["payee"])
            ]
            if hits and not any(record.get("sure", True) for record in hits):
                continue
            yield Example(event_features(reading, sentence, cue, *pair), bool(hits), prepared.weight)


def fit(examples: list[Example], *, strength: float) -> dict[str, float]:
    """Weights of a yes-or-no question by feature name, small ones left out."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([example.features for example in examples])
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
        question: fit(material.examples[question], strength=STRENGTH[question]) for question in ("link", "event")
    }
    weights |= {role: fit_groups(material.groups[role], penalty=PENALTY[role]) for role in ("payer", "payee")}
    weights["accept"] = {}
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
                yield Example(features, item.entity in wanted, one.weight)


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


def second_stage(prepared: list[Prepared], folds: list[list[int]]) -> tuple[dict[str, float], list[list[Draft]]]:
    """Weights of ``accept`` and the drafts of every document, each read by a model of the other folds."""
    examples: list[Example] = []
    drafts: list[list[Draft]] = [[] for _ in prepared]
    for fold in folds:
        held = set(fold)
        model = first_stage([one for i, one in enumerate(prepared) if i not in held])
        for i in fold:
            one = prepared[i]
            drafts[i] = decide(one.proposer, model).drafts
            for draft in drafts[i]:
                if draft.anchor is None:
                    continue
                good = [record for record in one.document.records if fits(one.reading, draft, record)]
                unsure = good and not any(record.get("sure", True) for record in good)
                if unsure and one.document.language not in UNSURE_TEACHES:
                    continue
                examples.append(Example(draft.accept, bool(good), one.weight))
    return fit(examples, strength=STRENGTH["accept"]), drafts


def make_folds(prepared: list[Prepared]) -> list[list[int]]:
    """Folds of document indexes; versions of one article (same first words) stay together."""
    by_title: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(prepared):
        by_title["".join(one.document.text.split())[:24].casefold()].append(i)
    folds: list[list[int]] = [[] for _ in range(FOLDS)]
    for at, (_, indexes) in enumerate(sorted(by_title.items())):
        folds[at % FOLDS] += indexes
    return folds


def train(
    documents: Iterable[LabelledDocument], *, judges: frozenset[str] = frozenset()
) -> tuple[ChoiceModel, dict[str, list[Record]]]:
    """The model, and each real document's records as read by models that had not seen it.

    The threshold of ``accept`` is the lowest one with which those readings score within ``NEAR_BEST`` of the best,
    judged by the documents named in ``judges`` (all where none is named): those whose errors shaped no rule.
    """
    prepared = [prepare(document) for document in documents]
    accept, drafts = second_stage(prepared, make_folds(prepared))
    model = first_stage(prepared)
    model.weights["accept"] = accept
    real = [
        (one, found)
        for one, found in zip(prepared, drafts, strict=True)
        if not one.document.doc.startswith(CORPUS_ORIGIN)
    ]
    gold = {one.document.doc: one.document.records for one, _ in real}

    def readings(threshold: float) -> dict[str, list[Record]]:
        return {one.document.doc: _reading(one, found, model, threshold) for one, found in real}

    tried = {threshold: readings(threshold) for threshold in ACCEPT_GRID}
    judging = {doc: rows for doc, rows in gold.items() if doc in judges or not judges}
    reached = {threshold: score(judging, found, stated=True)["deal"].f1 for threshold, found in tried.items()}
    best = min(threshold for threshold, value in reached.items() if value >= max(reached.values()) - NEAR_BEST)
    model.thresholds["accept"] = best
    return model, tried[best]


def _reading(one: Prepared, drafts: list[Draft], model: ChoiceModel, threshold: float) -> list[Record]:
    kept = []
    for draft in drafts:
        if draft.anchor is not None:
            draft.confidence = model.score("accept", draft.accept)
        if draft.anchor is None or draft.confidence >= threshold:
            kept.append(draft)
    return records(assemble(one.reading, kept, article_id=one.document.doc, version="held-out"))


def main() -> None:
    """Read the arguments, train, write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=("en", "zh"))
    parser.add_argument("folders", nargs="+", type=Path, help="folders with docs.jsonl and gold.jsonl")
    parser.add_argument("--corpus", type=Path, help="folder of the project's own cases, added to the labelled texts")
    parser.add_argument("--labels", type=Path, help="labels without texts; needs --texts")
    parser.add_argument("--texts", type=Path, help="JSONL of the texts that --labels speaks of")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--held-out", type=Path, help="write the cross-validated readings here, in the scorer's format")
    arguments = parser.parse_args()
    language = arguments.language
    documents = [document for folder in arguments.folders for document in load_labelled(folder, language)]
    judges: frozenset[str] = frozenset()
    if arguments.labels and arguments.texts:
        separate = list(load_separate(arguments.labels, arguments.texts, language))
        documents += separate
        judges = frozenset(document.doc for document in separate)
    gold = {document.doc: document.records for document in documents}
    if arguments.corpus:
        documents += load_corpus(arguments.corpus, language)
    model, held_out = train(documents, judges=judges)
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
    for name in ("corpus", "labels", "texts"):
        path = getattr(arguments, name)
        if path is not None:
            words.append(f"--{name} {path.name}")
    return " ".join(words)


if __name__ == "__main__":
    main()
