"""``explain``: the reasoning behind one text, candidate by candidate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.context import day_of
from pipeline.cli.output import JsonOption, money, out, plain, print_json, print_table
from pipeline.errors import RoundtripError

if TYPE_CHECKING:
    from extractors.decide import Considered

PATIENCE_SECONDS = 3600.0
MOST_FEATURES = 6
"""Features shown of a candidate, weightiest first; --json gives all."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(explain)


def explain(
    file: Annotated[Path, typer.Argument(help="Text, HTML or JSONL file, or - for standard input.")],
    published: Annotated[str | None, typer.Option(help="Publication day where the text states none.")] = None,
    json: JsonOption = False,
) -> None:
    """Show each candidate with its features, score and vetoes, and what was kept or rejected, and why."""
    from extractors.records import records
    from pipeline.documents import Fault, read_documents
    from pipeline.guard import extract_guarded

    told: list[dict[str, Any]] = []
    for found in read_documents(file, published=day_of(published, "--published")):
        if isinstance(found, Fault):
            raise RoundtripError(str(found))
        (extraction,) = extract_guarded([found.article], deadline_seconds=PATIENCE_SECONDS)
        text = found.article.text
        told.append(
            {
                "doc": found.doc,
                "deals": records(extraction.claims),
                "candidates": [_candidate(one, text, found.article.language) for one in extraction.candidates],
                "rejections": [f"{one.reason}: {one.detail}" for one in extraction.rejections if one.span is None],
            }
        )
    if json:
        print_json(told[0] if len(told) == 1 else told)
        return
    for document in told:
        _show(document)


def _candidate(one: Considered, text: str, language: str) -> dict[str, Any]:
    """A candidate as plain values; ``weights`` is what each feature adds to the log odds, strongest first."""
    from extractors.choice import choice_model

    return {
        "kept": one.kept,
        "reason": one.reason,
        "score": round(one.score, 4),
        "question": one.question,
        "sentence": one.sentence,
        "text": one.span.of(text),
        "start": one.span.start,
        "end": one.span.end,
        "cue": one.cue.text if one.cue else None,
        "vetoes": list(one.vetoes),
        "features": dict(one.features),
        "weights": {
            name: round(part, 3) for name, part in choice_model(language).contributions(one.question, one.features)
        },
    }


def _show(document: dict[str, Any]) -> None:
    console = out()
    for line in document["rejections"]:
        console.print(plain(line), markup=False)
    rows = (
        (
            "kept" if candidate["kept"] else "rejected",
            candidate["reason"],
            f"{candidate['score']:.2f}",
            candidate["question"],
            candidate["text"],
            candidate["cue"],
            ", ".join(candidate["vetoes"]) or "-",
            _weights(candidate["weights"]),
        )
        for candidate in document["candidates"]
    )
    columns = ("fate", "why", "score", "question", "text", "deal word", "vetoes", "strongest features")
    print_table(f"Candidates in {document['doc']}", columns, rows, right=("score",))
    for number, deal in enumerate(document["deals"], start=1):
        amount = deal["amount"] or {"low": None, "high": None, "currency": None}
        sides = [", ".join(party[0] for party in deal[side]) or "?" for side in ("payer", "payee")]
        sum_of_money = money(amount["low"], amount["high"], amount["currency"])
        line = f"{number}. {deal['kind']}: {sides[0]} → {sides[1]}, {sum_of_money}, {deal['status']}"
        console.print(plain(f"{line}, {deal['date'] or 'no date'}, {deal['confidence']:.2f}"), markup=False)
        console.print(plain(f"   “{deal['quote']}”"), markup=False)
    if not document["deals"]:
        console.print("no deal found")


def _weights(weights: dict[str, float]) -> str:
    """The strongest features and what they add, for or against."""
    shown = ", ".join(f"{name} {part:+.1f}" for name, part in list(weights.items())[:MOST_FEATURES])
    return shown + (f" … {len(weights) - MOST_FEATURES} more" if len(weights) > MOST_FEATURES else "")
