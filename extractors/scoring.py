"""Scores of extracted records against labelled ones, document by document: party pair, kind family, amount, all.

Names meet as in ``labels.same_name``. A labelled record with ``sure: false`` is neither rewarded nor punished.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.kinds import family
from extractors.labels import Record, close, same_name
from pipeline.names import fold_name

LEVELS = ("pair", "triple", "deal", "strict")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one level."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """A labelled record (or None) with the extracted one that it was paired with (or None), and how far they agree."""

    doc: str
    gold: Record | None
    found: Record | None
    level: int


def _meets(party: Sequence[str], other: Sequence[str]) -> bool:
    ours, theirs = ({fold_name(str(n)) for n in names} - {""} for names in (party, other))
    return any(same_name(a, b) for a in ours for b in theirs)


def side_agrees(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> bool:
    """Both unknown, or the party lists overlap with F1 of at least one half."""
    if not gold or not found:
        return not gold and not found
    hit_gold = sum(any(_meets(g, f) for f in found) for g in gold) / len(gold)
    hit_found = sum(any(_meets(f, g) for g in gold) for f in found) / len(found)
    return bool(hit_gold and hit_found) and 2 * hit_gold * hit_found / (hit_gold + hit_found) >= 0.5


def amount_agrees(gold: Record | None, found: Record | None, *, both: bool = False) -> bool:
    """One currency and a common bound within one per cent (``both``: both bounds)."""
    if gold is None or found is None:
        return gold is found
    if gold.get("currency") != found.get("currency"):
        return False
    if both:
        return all(gold.get(b) is found.get(b) or close(gold.get(b), found.get(b)) for b in ("low", "high"))
    return any(close(gold.get(a), found.get(b)) for a in ("low", "high") for b in ("low", "high"))


def level(gold: Record, found: Record) -> int:
    """0 nothing, 1 pair, 2 triple, 3 deal, 4 strict."""
    if not (side_agrees(gold["payer"], found["payer"]) and side_agrees(gold["payee"], found["payee"])):
        return 0
    if family(gold["kind"]) != family(found["kind"]):
        return 1
    if not amount_agrees(gold.get("amount"), found.get("amount")):
        return 2
    same = gold["kind"] == found["kind"] and gold["status"] == found["status"]
    return 4 if same and amount_agrees(gold.get("amount"), found.get("amount"), both=True) else 3


def pair_up(doc: str, gold: Sequence[Record], found: Sequence[Record]) -> list[Pairing]:
    """One-to-one pairs, best agreement first, then what is left over on either side."""
    ranked = sorted(((level(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs: list[Pairing] = []
    for reached, i, j in ranked:
        if reached and -i not in used_gold and -j not in used_found:
            used_gold.add(-i)
            used_found.add(-j)
            pairs.append(Pairing(doc, gold[-i], found[-j], reached))
    pairs += [Pairing(doc, g, None, 0) for i, g in enumerate(gold) if i not in used_gold]
    pairs += [Pairing(doc, None, f, 0) for j, f in enumerate(found) if j not in used_found]
    return pairs


def is_stated(record: Record) -> bool:
    """True for a record with an amount or a stake."""
    return bool(record.get("amount") or record.get("stake_pct"))


def score(
    gold: Mapping[str, Sequence[Record]], found: Mapping[str, Sequence[Record]], *, stated: bool = False
) -> dict[str, Score]:
    """Scores by level over all documents of ``gold``; ``stated`` counts only records with an amount or a stake."""
    hits = dict.fromkeys(range(1, 5), 0)
    wanted = given = 0
    for doc, records in gold.items():
        left = [r for r in records if not stated or is_stated(r)]
        right = [r for r in found.get(doc, ()) if not stated or is_stated(r)]
        for pair in pair_up(doc, left, right):
            if pair.gold is not None and not pair.gold.get("sure", True):
                continue
            wanted += pair.gold is not None
            given += pair.found is not None
            for reached in range(1, pair.level + 1):
                hits[reached] += 1
    return {
        name: Score(hits[i] / given if given else 0.0, hits[i] / wanted if wanted else 0.0)
        for i, name in enumerate(LEVELS, start=1)
    }
