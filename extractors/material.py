"""What labelled documents teach: for each question the examples that their records answer.

A record meets a figure where the figure states its amount or stake, a deal word where the families
agree, an entity where the names meet (``labels``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.candidates import Proposer
from extractors.cues import Cue
from extractors.featuretype import FeatureMap
from extractors.kinds import family
from extractors.labels import LabelledDocument, Record, entities_of, states
from extractors.pairs import slot_pair
from extractors.ranking import Group
from extractors.reader import read
from extractors.reading import Anchor, Reading

UNSURE_TEACHES = ("en",)
"""Languages in which figures of unsure records count as deals in training; cross-validation decides."""
CORPUS_WEIGHT = {"equity": 0.3, "acquisition": 0.3, "financing": 0.3}
OTHER_WEIGHT = 0.8
"""What a case of the project's own corpus counts beside a real article's statement, by the kind it was written for:
labelled articles are rich in equity and takeovers and poor in everything else."""
OWN_WEIGHT = {"en": 0.4, "zh": 0.6}
"""What an article that the project wrote itself counts beside a real one."""
PARTIAL_WEIGHT = 0.3
"""What a text counts whose labels are not complete; only the figures that its records state teach."""


@dataclass(frozen=True, slots=True)
class Example:
    """One yes-or-no question with its answer; ``weight`` is its document's."""

    features: FeatureMap
    answer: bool
    document: str
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
        if not self.document.complete:
            return PARTIAL_WEIGHT
        origin, _, rest = self.document.doc.partition("-")
        if origin == "own":
            return OWN_WEIGHT[self.document.language]
        return CORPUS_WEIGHT.get(rest.partition("-")[0], OTHER_WEIGHT) if origin == "corpus" else 1.0


def prepare(document: LabelledDocument) -> Prepared:
    """Read a document and work out which figure and deal word state which record."""
    reading = read(document.text, document.language, document.published)
    proposer = Proposer(reading)
    prepared = Prepared(document, reading, proposer, [], Material())
    for anchor in reading.anchors:
        stated = [record for record in document.records if states(anchor, record)]
        if not stated and not document.complete:
            continue
        sure = [record for record in stated if record.get("sure", True)]
        if stated and not sure and document.language not in UNSURE_TEACHES:
            continue
        sure = sure or stated
        prepared.material.examples["figure"].append(
            Example(proposer.figure(anchor), bool(sure), document.doc, prepared.weight)
        )
        links = proposer.links(anchor)
        right = {family(record["kind"]) for record in sure}
        for link in links:
            prepared.material.examples["link"].append(
                Example(link.features, family(str(link.cue.frame.kind)) in right, document.doc, prepared.weight)
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
    if document.complete:
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
            yield Example(proposer.event(cue, *pair), bool(hits), prepared.document.doc, prepared.weight)
