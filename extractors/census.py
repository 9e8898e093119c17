"""The error census: every miss and false alarm of a set of records by cause, so that work goes where the errors are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.kinds import family
from extractors.labels import Record
from extractors.scoring import Pairing, amount_agrees, is_stated, pair_up, side_agrees

CAUSES = {
    "not_found": "no extracted record has this amount and none names these parties",
    "amount": "parties and kind are right, the amount is another",
    "amount_missing": "parties and kind are right, the amount was not attached",
    "kind": "the parties are right, the kind is of another family",
    "payer_missing": "the amount was found, its payer was not",
    "payer_extra": "the amount was found, with a payer that the text does not name",
    "payer_wrong": "the amount was found, with another payer",
    "payer_list": "the amount was found, with too few or too many of its payers",
    "payee_missing": "the amount was found, its payee was not",
    "payee_wrong": "the amount was found, with another payee",
    "both_wrong": "the amount was found, with another payer and another payee",
    "swapped": "payer and payee are exchanged",
    "no_deal": "false alarm: an amount or a pair of parties that no labelled record has",
    "other_parties": "false alarm: the amount of a labelled record with other parties",
    "other_kind": "false alarm: the parties of a labelled record with another kind or amount",
    "repeated": "false alarm: a labelled deal told a second time",
}
"""Every cause with its meaning; misses first, then false alarms."""


@dataclass(frozen=True, slots=True)
class Error:
    """One miss (``found`` may be the nearest record) or one false alarm (``gold`` may be the nearest record)."""

    doc: str
    cause: str
    gold: Record | None
    found: Record | None


def census(
    gold: Mapping[str, Sequence[Record]], found: Mapping[str, Sequence[Record]], *, stated: bool = False
) -> tuple[Counter[str], list[Error]]:
    """Counts by cause and the errors themselves, over all documents of ``gold``."""
    errors: list[Error] = []
    for doc, records in gold.items():
        left = [r for r in records if not stated or is_stated(r)]
        right = [r for r in found.get(doc, ()) if not stated or is_stated(r)]
        errors += _errors(doc, pair_up(doc, left, right), left, right)
    return Counter(error.cause for error in errors), errors


def _errors(doc: str, pairs: list[Pairing], gold: list[Record], found: list[Record]) -> Iterator[Error]:
    for pair in pairs:
        if pair.gold is not None and pair.gold.get("sure", True) and pair.level < 3:
            cause, near = _miss(pair, found)
            yield Error(doc, cause, pair.gold, near)
        elif pair.gold is None and pair.found is not None:
            cause, near = _false_alarm(pair.found, gold)
            yield Error(doc, cause, near, pair.found)


def _miss(pair: Pairing, found: list[Record]) -> tuple[str, Record | None]:
    gold = pair.gold
    if gold is None:
        raise ValueError("a miss has a labelled record")
    if pair.level == 2 and pair.found is not None:
        return ("amount_missing" if gold.get("amount") and not pair.found.get("amount") else "amount"), pair.found
    if pair.level == 1:
        return "kind", pair.found
    same_sum = [
        record
        for record in found
        if is_stated(gold) and amount_agrees(gold.get("amount"), record.get("amount")) and record.get("amount")
    ]
    if not same_sum:
        return "not_found", None
    causes = sorted(
        ((_parties(gold, record), i) for i, record in enumerate(same_sum)), key=lambda item: item[0] == "both_wrong"
    )
    cause, at = causes[0]
    return cause, same_sum[at]


def _parties(gold: Record, found: Record) -> str:
    payer, payee = side_agrees(gold["payer"], found["payer"]), side_agrees(gold["payee"], found["payee"])
    if (
        gold["payer"]
        and gold["payee"]
        and side_agrees(gold["payer"], found["payee"])
        and side_agrees(gold["payee"], found["payer"])
    ):
        return "swapped"
    if payer and payee:
        return "kind"
    if payee:
        if not found["payer"]:
            return "payer_missing"
        if not gold["payer"]:
            return "payer_extra"
        near = any(side_agrees([one], [other]) for one in gold["payer"] for other in found["payer"])
        return "payer_list" if near else "payer_wrong"
    if payer:
        return "payee_missing" if not found["payee"] else "payee_wrong"
    return "both_wrong"


def _false_alarm(found: Record, gold: list[Record]) -> tuple[str, Record | None]:
    for record in gold:
        if side_agrees(record["payer"], found["payer"]) and side_agrees(record["payee"], found["payee"]):
            told = amount_agrees(record.get("amount"), found.get("amount")) and family(record["kind"]) == family(
                found["kind"]
            )
            return ("repeated" if told else "other_kind"), record
    for record in gold:
        if found.get("amount") and amount_agrees(record.get("amount"), found.get("amount")):
            return "other_parties", record
    return "no_deal", None
