"""``ledger``, ``metrics``, ``query``: what the published snapshot says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from pipeline.cli.context import day_of, settings_of, some_text
from pipeline.cli.output import JsonOption, money, out, print_json, print_table, span, tell
from pipeline.errors import RoundtripError
from pipeline.types import Kind, Status
from warehouse.read import CUTS, Ledger, Result

Record = Mapping[str, object]
_TYPE_OF_CUT = "Which deals count: " + ", ".join(CUTS) + " (everything not cancelled)."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(ledger)
    app.command()(metrics)
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
    _one_of("--kind", kind, tuple(Kind))
    _one_of("--status", status, tuple(Status))
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


def metrics(
    context: typer.Context,
    cut: Annotated[str, typer.Option(help=_TYPE_OF_CUT)] = "announced",
    limit: Annotated[int, typer.Option(min=1, help="Most rows of each table.")] = 20,
    json: JsonOption = False,
) -> None:
    """How much of the money goes round: pairs, cycles, circular exposure, each with its bounds."""
    _one_of("--cut", cut, CUTS)
    with Ledger.open(settings_of(context).snapshot_path) as snapshot:
        headline, pairs = snapshot.metrics(), snapshot.round_trips(cut=cut, limit=limit)
        cycles, exposure = snapshot.cycles(cut=cut, limit=limit), snapshot.exposure(cut=cut, limit=limit)
    if json:
        found = {"headline": headline, "round_trips": pairs, "cycles": cycles, "exposure": exposure}
        print_json({"cut": cut, **{name: result.records() for name, result in found.items()}})
        return
    _show_headline(headline)
    show_round_trips(pairs, cut)
    _show_cycles(cycles, cut)
    _show_exposure(exposure, cut)


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


def show_round_trips(result: Result, cut: str) -> None:
    """The round trips as a table."""
    columns = ("funder", "spender", "money in", "pledged back", "recycled", "spend-back", "within a year", "notes")
    rows = (
        (
            row["funder"],
            row["spender"],
            _stated(row["capital_low"], row["capital_high"], row["capital_deals"], row["capital_unstated"]),
            _stated(row["spend_low"], row["spend_high"], row["spend_deals"], row["spend_unstated"]),
            money(row["recycled_low"], row["recycled_high"]),
            span(row["spend_back_low"], row["spend_back_high"], " x") if row["spend_back_low"] is not None else "-",
            row["within_365_days"],
            ", ".join(note for note in ("exclusive", "disputed") if row[note]) or "-",
        )
        for row in result.records()
    )
    right = ("money in", "pledged back", "recycled", "spend-back")
    print_table(f"Round trips ({cut}): money that comes back to who gave it", columns, rows, right=right)
    if not result.rows:
        out().print("no pair of groups both funds and is paid")


def _stated(low: object, high: object, deals: object, unstated: object) -> str:
    """Bounds of a direction; deals without an amount are told, never guessed."""
    if deals == unstated:
        return "not stated"
    return money(low, high) + (f" + {unstated} unstated" if unstated else "")


def _show_headline(result: Result) -> None:
    rows = (
        (
            row["cut"],
            row["round_trip_pairs"],
            money(row["recycled_low"], row["recycled_high"]),
            f"{row['cycle_count']}{' (cut short)' if row['truncated'] else ''}",
            row["groups_in_core"],
        )
        for row in result.records()
    )
    columns = ("cut", "round-trip pairs", "recycled capital", "cycles up to five", "groups in a circular core")
    print_table("What goes round", columns, rows, right=columns[1:])


def _show_cycles(result: Result, cut: str) -> None:
    rows = (
        (
            row["length"],
            " → ".join(_names(row)),
            money(row["bottleneck_low"], row["bottleneck_high"]),
            row["unstated_edges"],
        )
        for row in result.records()
    )
    print_table(
        f"Cycles ({cut})", ("length", "path", "bottleneck", "edges without amount"), rows, right=("bottleneck",)
    )


def _names(row: Record) -> list[str]:
    path = row.get("names") or row["path"]
    return [str(name) for name in path] if isinstance(path, list | tuple) else [str(path)]


def _show_exposure(result: Result, cut: str) -> None:
    rows = (
        (
            row.get("group_name") or row.get("name") or row["group_id"],
            money(row["total_low"], row["total_high"]),
            money(row["circular_low"], row["circular_high"]),
            span(row["exposure_low"], row["exposure_high"]),
        )
        for row in result.records()
    )
    columns = ("group", "all flows", "inside the core", "share")
    print_table(f"Circular exposure ({cut})", columns, rows, right=columns[1:])


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


def _one_of(option: str, value: str | None, known: Iterable[str]) -> None:
    choices = tuple(str(one) for one in known)
    if value is not None and value not in choices:
        raise RoundtripError(f"{option}: {value!r} is unknown; take one of {', '.join(choices)}")
