"""``parties``: who is meant by the names, and what readers say about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline.cli.committer import WAIT, Apply, Author, Wait, author_of, committing, renew
from pipeline.cli.context import settings_of, some_text
from pipeline.cli.output import JsonOption, money, print_json, print_table, tell
from pipeline.parties import PartyTable, load_parties
from warehouse.decisions import PartyDraft, decide_parties
from warehouse.partybook import (
    action_words,
    find_party,
    list_parties,
    meanings,
    names_to_split,
    portrait,
    shown_name,
    stands,
    to_undo,
)
from warehouse.read import Ledger
from warehouse.rulings import PartyAction, PartyDecision
from warehouse.store import Warehouse

app = typer.Typer(help="Who is meant by the names: list, look up, merge, split.", no_args_is_help=True)
Party = Annotated[str, typer.Argument(help="Id, or a name that only this party has.")]


@app.command("list")
def list_all(
    context: typer.Context,
    unreviewed: Annotated[bool, typer.Option("--unreviewed", help="Only names that nobody has looked at.")] = False,
    name: Annotated[str | None, typer.Option(help="Only parties with this in a name.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows.")] = 200,
    json: JsonOption = False,
) -> None:
    """Parties that claims name, most named first."""
    some_text(name, "--name")
    with Ledger.open(settings_of(context).snapshot_path) as snapshot:
        rows, more = list_parties(snapshot.connection, unreviewed=unreviewed, name=name, limit=limit)
    if json:
        print_json(rows)
    else:
        columns = ("party_id", "name", "group_name", "reviewed", "claim_count", "names")
        cells = ([row[column] for column in columns] for row in rows)
        shown = ("party", "name", "group", "reviewed", "claims", "names in articles")
        print_table("Parties", shown, cells, right=("claims",))
    if more:
        tell(f"only the first {len(rows)} parties; raise --limit for more")


@app.command("show")
def show(context: typer.Context, party: Party, json: JsonOption = False) -> None:
    """One party: its names, owners and tickers, whom an unreviewed name may mean, its newest claims."""
    table = load_parties()
    with Ledger.open(settings_of(context).snapshot_path) as snapshot:
        party_id = stands(snapshot.connection, find_party(snapshot.connection, table, party))
        found = portrait(snapshot.connection, party_id)
    names = tuple(str(row["name"]) for row in found.names)
    listed = _entry(table, party_id)
    may_mean = [one for one in meanings(table, names) if one != party_id]
    if json:
        decisions = [_record(one) for one in found.decisions]
        told = {"party": found.party, "names": found.names, "alias_table": listed, "may_mean": may_mean}
        print_json({**told, "claims": found.claims, "decisions": decisions})
        return
    print_table(f"Party {party_id}", ("what", "is"), [*found.party.items(), *listed.items(), ("may mean", may_mean)])
    print_table("Names in articles", ("name", "claims"), [(row["name"], row["claim_count"]) for row in found.names])
    claims = (
        (
            row["published"],
            row["kind"],
            row["side"],
            row["payers"],
            row["payees"],
            money(row["amount_low"], row["amount_high"], str(row["currency"])),
            row["quote"],
        )
        for row in found.claims
    )
    print_table("Newest claims", ("published", "kind", "as", "payers", "payees", "amount", "sentence"), claims)
    if found.decisions:
        _show_decisions(found.decisions)


@app.command("merge")
def merge(
    context: typer.Context,
    party: Party,
    into: Annotated[str, typer.Argument(help="The party that it is: id, or a name that only it has.")],
    author: Author = None,
    apply: Apply = True,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Say that a party is another one: its claims are the other's from now on."""
    settings = settings_of(context)
    with committing(settings, wait) as warehouse:
        one, other = (find_party(warehouse.connection, load_parties(), name) for name in (party, into))
        other = stands(warehouse.connection, other)
        shown = shown_name(warehouse.connection, one, party)
        _write(warehouse, [PartyDraft(PartyAction.MERGE, one, other, shown)], author, json=json)
        if apply:
            renew(warehouse, settings)


@app.command("split")
def split(
    context: typer.Context,
    party: Party,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names that are not this party's.")],
    to: Annotated[str | None, typer.Option(help="Whose they are; else each is a party of its own.")] = None,
    author: Author = None,
    apply: Apply = True,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Say that a name is another party's: undoes a merge, or corrects the alias table."""
    settings = settings_of(context)
    with committing(settings, wait) as warehouse:
        party_id = stands(warehouse.connection, find_party(warehouse.connection, load_parties(), party))
        target = None if to is None else find_party(warehouse.connection, load_parties(), to)
        parted = names_to_split(warehouse.connection, party_id, names, to=target)
        drafts = [PartyDraft(PartyAction.SPLIT, party_id, other, name) for name, other in parted]
        _write(warehouse, drafts, author, json=json)
        if apply:
            renew(warehouse, settings)


@app.command("accept")
def accept(
    context: typer.Context,
    party: Party,
    author: Author = None,
    apply: Apply = True,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Say that a new name is a party of its own: it is reviewed from now on."""
    settings = settings_of(context)
    with committing(settings, wait) as warehouse:
        party_id = find_party(warehouse.connection, load_parties(), party)
        shown = shown_name(warehouse.connection, party_id, party)
        _write(warehouse, [PartyDraft(PartyAction.ACCEPT, party_id, name=shown)], author, json=json)
        if apply:
            renew(warehouse, settings)


@app.command("undo")
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(help="Id of a decision, or its beginning.")],
    author: Author = None,
    apply: Apply = True,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Take a decision on a party back; both stay on record."""
    settings = settings_of(context)
    with committing(settings, wait) as warehouse:
        one = to_undo(warehouse.connection, decision)
        draft = PartyDraft(PartyAction.UNDO, one.party_id, one.other_id, one.name, one.decision_id)
        _write(warehouse, [draft], author, json=json)
        if apply:
            renew(warehouse, settings)


def _write(warehouse: Warehouse, drafts: Sequence[PartyDraft], author: str | None, *, json: bool) -> None:
    """Write decisions and show them."""
    decisions = decide_parties(warehouse.connection, drafts, author=author_of(author))
    if json:
        print_json([_record(one) for one in decisions])
    else:
        _show_decisions(decisions)


def _show_decisions(decisions: Sequence[PartyDecision]) -> None:
    rows = (
        (
            one.decision_id[:8],
            one.decided_at,
            one.author,
            one.party_id,
            action_words(one.action),
            one.name,
            one.other_id,
        )
        for one in decisions
    )
    print_table("Decisions", ("id", "when (UTC)", "who", "party", "what", "name", "other party"), rows)


def _record(one: PartyDecision) -> dict[str, object]:
    return {
        "decision_id": one.decision_id,
        "decided_at": one.decided_at,
        "author": one.author,
        "action": one.action,
        "party_id": one.party_id,
        "other_id": one.other_id,
        "name": one.name,
        "undoes": one.undoes,
    }


def _entry(table: PartyTable, party_id: str) -> dict[str, object]:
    """What the alias table says of a party; empty for a new one."""
    if party_id not in table:
        return {}
    entry = table.get(party_id)
    owners = [f"{one.id} ({one.start or '…'} to {one.end or 'today'})" for one in entry.parent]
    return {
        "type": str(entry.type),
        "aliases": [*entry.en, *entry.zh],
        "tickers": list(entry.tickers),
        "owners": owners,
        "ambiguous": entry.ambiguous if isinstance(entry.ambiguous, bool) else list(entry.ambiguous),
    }
