"""``ledger``, ``query``: what the published snapshot says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from pipeline.cli.context import day_of, one_of, settings_of, some_text
from pipeline.cli.output import JsonOption, money, out, print_json, print_table, tell
from pipeline.errors import RoundtripError
from pipeline.types import Kind, Status
from warehouse.read import Ledger, Result

Record = Mapping[str, object]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(ledger)
    app.command()(query)


def ledger(
    context: typer.Context,
    party: Annotated[str | None, typer.Option(help="Only deals of this party: part of a name, or an id.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind: " + ", ".join(Kind) + ".")] = None,
    status: Annotated[str | None, typer.Option(help="Only this status: " + ", ".join(Status) + ".")] = None,
    as_of: Annotated[str | None, typer.Option(help="What was known by the end of this day (2025-10-01).")] = None,
    deal: Annotated[str | None, typer.Option(help="The sentences behind the deal of this id.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows.")] = 200,
    json: JsonOption = False,
) -> None:
    """Deals, newest first: who pays whom, how much, for what, how sure."""
    one_of("--kind", kind, tuple(Kind))
    one_of("--status", status, tuple(Status))
    some_text(party, "--party")
    day = day_of(as_of, "--as-of")
    with Ledger.open(settings_of(context).snapshot_path) as snapshot:
        if deal is not None:
            result = snapshot.deal(deal)
            if not result.rows:
                raise RoundtripError(
                    f"--deal: no deal has the id {deal!r}; see the column deal_id of 'roundtrip ledger --json'"
                )
            show_result(f"Sentences behind {deal}", result, json=json)
            return
        result = snapshot.ledger(party=party, kind=kind, status=status, as_of=day, limit=limit)
    if json:
        print_json(result.records())
        return
    show_ledger(result)


def query(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(help="One SELECT over the tables and the mart views.")],
    limit: Annotated[int, typer.Option(min=1, help="Most rows.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Most seconds.")] = 30.0,
    json: JsonOption = False,
) -> None:
    """Rows of one SELECT on the snapshot: read-only, no way to files or network."""
    with Ledger.open(settings_of(context).snapshot_path, any_schema=True) as snapshot:
        result = snapshot.query(sql, limit=limit, timeout=timeout)
    show_result("", result, json=json)


def show_ledger(result: Result) -> None:
    """The ledger as a table."""
    rows = result.records()
    columns = ("date", "kind", "payer", "payee", "amount", "stake", "status", "sources", "notes")
    print_table("Ledger of deals", columns, (_ledger_row(row) for row in rows), right=("amount", "stake", "sources"))
    out().print(f"{len(rows)} deals" + (", and more: raise --limit" if result.truncated else ""))


def _ledger_row(row: Record) -> tuple[object, ...]:
    return (
        row["date"],
        row["kind"],
        row["payers"],
        row["payees"],
        money(row["amount_low"], row["amount_high"], _text(row["currency"])),
        None if row["stake_pct"] is None else f"{float(str(row['stake_pct'])):g} %",
        row["status"],
        row["independent_source_count"],
        ", ".join(_notes(row)) or "-",
    )


def _notes(row: Record) -> Iterable[str]:
    if row["scope"] != "single":
        yield str(row["scope"])
    if row["exclusive"]:
        yield "exclusive"
    if row["conflict_count"]:
        yield "sources differ"
    if row["disputed"]:
        yield "disputed"
    if not row["sure"]:
        yield "unsure"


def show_result(title: str, result: Result, *, json: bool) -> None:
    """Any rows as a table or as JSON."""
    if json:
        print_json(result.records())
    else:
        print_table(title, result.columns, result.rows)
    if result.truncated:
        tell(f"only the first {len(result.rows)} rows; raise --limit for more")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
