"""Labelled records against what the extractor proposes: which figure and which entity a record means.

Used for training and for the error census only. Names meet when one folded name contains the other
(at least two Han characters or five letters), amounts when either bound agrees within one per cent.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from extractors.reading import Anchor, Entity, Reading
from pipeline.names import fold_name

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A text with its records; ``complete`` is false where deals of the text may have no record."""

    doc: str
    text: str
    published: date | None
    language: str
    records: tuple[Record, ...]
    complete: bool = True


def fold_of(text: str, folds: int, division: int = 0) -> int:
    """The fold of an article: versions of one article (same first words) stay together, also when others join.

    Each ``division`` divides the articles in another way.
    """
    opening = "".join(text.split())[:24].casefold()
    return int(zlib.crc32(opening.encode()) // folds**division % folds)


def load_labelled(folder: Path, language: str, *, complete: bool = True) -> Iterator[LabelledDocument]:
    """Documents of a folder with ``docs.jsonl`` and ``gold.jsonl``."""
    gold = {row["doc"]: row["deals"] for row in _rows(folder / "gold.jsonl")}
    for row in _rows(folder / "docs.jsonl"):
        yield LabelledDocument(
            row["doc"],
            row["text"],
            parse_day(row.get("published")),
            language,
            tuple(gold.get(row["doc"], ())),
            complete,
        )


def load_separate(labels: Path, texts: Path, language: str) -> Iterator[LabelledDocument]:
    """Documents of which the project keeps only the labels (ids, parties, figures); the texts are in another file."""
    text_of = {row["doc"]: row for row in _rows(texts)}
    for row in _rows(labels):
        found = text_of.get(row["doc"])
        if found is not None:
            yield LabelledDocument(
                row["doc"], found["text"], parse_day(found.get("published")), language, tuple(row["deals"])
            )


def load_corpus(folder: Path, language: str) -> Iterator[LabelledDocument]:
    """The project's own corpus cases of a language (``<folder>/<language>/*.yml``) as labelled documents."""
    for path in sorted((folder / language).glob("*.yml")):
        if path.stem == "money":
            continue
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            deals = tuple(
                {"stake_pct": None, "amount": None, "sure": True, "scope": "single", **deal}
                for deal in case.get("deals") or ()
            )
            published = case.get("published")
            yield LabelledDocument(
                f"corpus-{path.stem}-{case['name']}",
                case["text"],
                parse_day(str(published) if published else None),
                language,
                deals,
            )


def _rows(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def parse_day(value: str | None) -> date | None:
    """A day from ``YYYY-MM-DD…``; None where there is none."""
    return date.fromisoformat(value[:10]) if value and re.match(r"\d{4}-\d\d-\d\d", value) else None


def same_name(a: str, b: str) -> bool:
    """True where two folded names are one or the longer contains the shorter."""
    if a == b:
        return True
    short, long_ = sorted((a, b), key=len)
    return len(short) >= (2 if re.search(r"[\u4e00-\u9fff]", short) else 5) and short in long_


def is_party(entity: Entity, names: list[str]) -> bool:
    """True where an entity of the text is the party of a record."""
    folded = {fold_name(name) for name in names} - {""}
    return any(same_name(fold_name(own), other) for own in entity.names for other in folded if fold_name(own))


def entities_of(reading: Reading, parties: list[list[str]]) -> set[int]:
    """Entities of a reading that are among a record's parties."""
    return {
        entity.index
        for entity in reading.entities
        if entity.mentions and any(is_party(entity, names) for names in parties)
    }


def close(a: float | None, b: float | None) -> bool:
    """True where two numbers agree within one per cent; an unknown one agrees with nothing."""
    return a is not None and b is not None and abs(a - b) <= 0.01 * max(abs(a), abs(b), 1e-9)


def states(anchor: Anchor, record: Record) -> bool:
    """True where a figure of the text is the amount (or the stake) of a record."""
    if anchor.money is None:
        stake = record.get("stake_pct")
        return stake is not None and anchor.stake is not None and close(float(anchor.stake), float(stake))
    amount = record.get("amount")
    if not amount or amount["currency"] != anchor.money.currency:
        return False
    ours = [float(v) for v in (anchor.money.low, anchor.money.high) if v is not None]
    theirs = [float(v) for v in (amount["low"], amount["high"]) if v is not None]
    return any(close(a, b) for a in ours for b in theirs)
