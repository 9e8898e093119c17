"""``census``: where extracted records and labelled ones differ, counted by cause."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.output import JsonOption, print_json, print_table
from pipeline.errors import RoundtripError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(census)


def census(
    gold: Annotated[Path, typer.Argument(help="JSONL of labelled records: {doc, deals} a line.")],
    pred: Annotated[Path, typer.Argument(help="JSONL of extracted records, as `extract` writes it.")],
    stated: Annotated[bool, typer.Option(help="Only records with an amount or a stake.")] = False,
    show: Annotated[str | None, typer.Option(help="Print the errors of this cause too.")] = None,
    json: JsonOption = False,
) -> None:
    """Count misses and false alarms by cause, with scores; labelled records with sure: false count nowhere."""
    from extractors.census import CAUSES
    from extractors.census import census as count
    from extractors.scoring import score

    if show is not None and show not in CAUSES:
        raise RoundtripError(f"--show: {show!r} is no cause; the causes are {', '.join(CAUSES)}")
    wanted, given = _records(gold), _records(pred)
    counts, errors = count(wanted, given, stated=stated)
    scores = {name: round(one.f1, 3) for name, one in score(wanted, given, stated=stated).items()}
    shown = [
        {"doc": error.doc, "labelled": _line(error.gold), "extracted": _line(error.found)}
        for error in errors
        if error.cause == show
    ]
    if json:
        print_json({"scores": scores, "causes": dict(counts.most_common()), "errors": shown})
        return
    print_table("Scores (F1)", list(scores), [list(scores.values())])
    rows = [[cause, number, CAUSES[cause]] for cause, number in counts.most_common()]
    print_table("Errors by cause", ["cause", "count", "what it means"], rows)
    if show is not None:
        print_table(f"Errors: {show}", ["doc", "labelled", "extracted"], [list(row.values()) for row in shown])


def _records(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Documents of a JSONL file; raises RoundtripError naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RoundtripError(f"{path}: cannot be read ({error}); give a JSONL file of records") from error
    found: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = jsonlib.loads(line)
            found[str(row["doc"])] = [dict(deal) for deal in row["deals"]]
        except (ValueError, KeyError, TypeError) as error:
            raise RoundtripError(
                f'{path}:{number}: not a line of {{"doc", "deals"}} ({error}); mend or remove it'
            ) from error
    return found


def _line(record: dict[str, Any] | None) -> str:
    """A record in one line: kind, parties, amount."""
    if record is None:
        return "-"
    sides = [
        ", ".join(str(party[0] if isinstance(party, list) else party) for party in record[side]) or "?"
        for side in ("payer", "payee")
    ]
    amount = record.get("amount")
    told = f" {amount.get('low') or ''}~{amount.get('high') or ''} {amount['currency']}" if amount else ""
    return f"{record['kind']} {sides[0]} -> {sides[1]}{told}"
