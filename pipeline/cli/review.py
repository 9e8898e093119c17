"""``review``: a reader walks through unsure claims and conflicts; what is decided holds from then on."""

from __future__ import annotations

import io
import json as jsonlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.text import Text

from pipeline.cli.committer import WAIT, Apply, Author, Wait, author_of, committing, renew
from pipeline.cli.context import settings_of, some_text
from pipeline.cli.output import JsonOption, cell, err, money, out, plain, print_json, tell, tell_error
from pipeline.cli.review_session import HELP, Mistyped, Step, read_line
from pipeline.errors import RoundtripError
from pipeline.lock import RunBusy
from pipeline.settings import Settings
from pipeline.types import Claim, PartyName
from warehouse.decisions import Draft, decide
from warehouse.read import Ledger
from warehouse.reviewing import (
    CHOSEN,
    CONFLICT,
    UNSURE,
    Card,
    Item,
    claim_item,
    deal_item,
    disputed_deals,
    read_labels,
    unsure_claims,
)
from warehouse.verdicts import Action

KINDS = ("unsure", "conflicts")
PROMPT = "a r e t s m u q ? > "
Waiting = tuple[str, str]
"""What it is (unsure claim, conflict, …) and the id of the claim or deal."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)


Only = Annotated[str | None, typer.Option(help="Only these: " + " or ".join(KINDS) + ".")]
Below = Annotated[float, typer.Option(min=0, max=1, help="Claims of less confidence than this are unsure.")]
Party = Annotated[str | None, typer.Option(help="Only claims and deals of this party: part of a name, or an id.")]
Export = Annotated[Path | None, typer.Option(help="Write decisions as labelled examples to this JSONL file, and end.")]


def review(
    context: typer.Context,
    only: Only = None,
    below: Below = 0.5,
    party: Party = None,
    claim: Annotated[str | None, typer.Option(help="Only the claim of this id.")] = None,
    deal: Annotated[str | None, typer.Option(help="Only the deal of this id.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most items.")] = 50,
    listed: Annotated[bool, typer.Option("--list", help="Show what waits and ask nothing.")] = False,
    export: Export = None,
    author: Author = None,
    apply: Apply = True,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """Walk through unsure claims and conflicts: accept, reject, edit, take a side, split, merge.

    Each is shown with its sentence. Decisions are kept with author and time, and hold on every later extraction.
    """
    if only is not None and only not in KINDS:
        raise RoundtripError(f"--only: {only!r} is unknown; take one of {', '.join(KINDS)}")
    if claim is not None and deal is not None:
        raise RoundtripError("--claim, --deal: both are given; name a claim or a deal")
    some_text(party, "--party")
    settings = settings_of(context)
    pending = Pending(settings, author_of(author))
    with Ledger.open(settings.snapshot_path) as snapshot:
        con = snapshot.connection
        if export is not None:
            _export(con, export, json=json)
            return
        # An empty id is an id that nothing has: an unset shell variable must not lead to the whole queue.
        if claim is not None:
            waiting = [(CHOSEN, claim)]
        elif deal is not None:
            waiting = [(f"{CHOSEN} deal", deal)]
        else:
            waiting = _waiting(con, only=only, below=below, party=party)
        if listed:
            _list(con, waiting[:limit], total=len(waiting), json=json)
            return
        try:
            _walk(con, waiting[:limit], pending, err() if json else out())
        except RoundtripError as error:
            with suppress(RoundtripError):
                pending.flush(wait)
            raise RoundtripError(f"{error}{pending.outcome}") from error
    pending.flush(wait)
    if pending.written and apply:
        with committing(settings, wait) as warehouse:
            renew(warehouse, settings)
    if json:
        print_json({"decisions": pending.written, "applied": bool(pending.written) and apply})
    else:
        then = "; merged, measured and published" if pending.written and apply else ""
        out().print(f"{len(pending.written)} decisions written{then}", markup=False)


class Pending:
    """Decisions of a session: each is written at once, or, while a run holds the data folder, as soon as it ends."""

    def __init__(self, settings: Settings, author: str) -> None:
        """``author`` is who decides."""
        self._settings = settings
        self._author = author
        self._waiting: list[list[Draft]] = []
        self._done: list[tuple[list[Draft], list[str]]] = []
        self._told = False

    @property
    def written(self) -> list[str]:
        """Ids of the decisions written so far, undone ones and undos too, oldest first."""
        return [one for _, ids in self._done for one in ids]

    @property
    def outcome(self) -> str:
        """What became of the decisions, as the end of an error's line; nothing where there are none."""
        written, lost = len(self.written), sum(map(len, self._waiting))
        return (f"; {written} decisions before it are written and hold from the next run" if written else "") + (
            f"; {lost} decisions noted are not written" if lost else ""
        )

    def add(self, drafts: Sequence[Draft]) -> None:
        """Keep what one line came to."""
        if not drafts:
            return
        self._waiting.append(list(drafts))
        try:
            self.flush(0)
        except RunBusy:
            if not self._told:
                tell("a run is at work: decisions are written when it ends")
            self._told = True

    def undo(self) -> int:
        """Take back what the last line came to that was not taken back yet; returns how many decisions."""
        if self._waiting:
            return len(self._waiting.pop())
        for drafts, ids in reversed(self._done):
            if drafts and drafts[0].action is not Action.UNDO and not set(ids) & self._undone():
                self.add([Draft(Action.UNDO, one.subject, value=key) for one, key in zip(drafts, ids, strict=True)])
                return len(ids)
        return 0

    def flush(self, wait: float) -> None:
        """Write what waits. Raises RunBusy where a run still holds the data folder after ``wait`` seconds."""
        if not self._waiting:
            return
        with committing(self._settings, wait) as warehouse:
            while self._waiting:
                decisions = decide(warehouse.connection, self._waiting[0], author=self._author)
                self._done.append((self._waiting.pop(0), [one.decision_id for one in decisions]))

    def _undone(self) -> set[str]:
        return {str(draft.value) for drafts, _ in self._done for draft in drafts if draft.action is Action.UNDO}


def _waiting(con: duckdb.DuckDBPyConnection, *, only: str | None, below: float, party: str | None) -> list[Waiting]:
    """Conflicts first, since they are in the sums, then unsure claims; each with most money first."""
    conflicts = [] if only == "unsure" else disputed_deals(con, party=party)
    unsure = [] if only == "conflicts" else unsure_claims(con, below=below, party=party)
    return [*((CONFLICT, one) for one in conflicts), *((UNSURE, one) for one in unsure)]


def _item(con: duckdb.DuckDBPyConnection, waiting: Waiting) -> Item:
    what, key = waiting
    return claim_item(con, key, what=what) if what in (UNSURE, CHOSEN) else deal_item(con, key, what=what)


def _walk(con: duckdb.DuckDBPyConnection, waiting: Sequence[Waiting], pending: Pending, console: Console) -> None:
    """Show each item and do what is typed, until the end of the items, of the input, or q."""
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "surrogateescape":
        # Broken bytes spoil their own line only, not the whole block that is read ahead.
        sys.stdin.reconfigure(errors="surrogateescape")
    if not waiting:
        console.print("nothing waits for a reader", markup=False)
    for number, one in enumerate(waiting, start=1):
        item = _item(con, one)
        _show(console, item, f"{number} of {len(waiting)}")
        while True:
            step = _ask(con, item)
            if step is None or step.leave:
                return
            if step.undo:
                tell(f"{pending.undo()} decisions taken back")
            if step.help:
                for typed, does in HELP:
                    console.print(f"  {typed:<18} {does}", markup=False)
            pending.add(step.drafts)
            if step.drafts and not step.done:
                tell(f"{len(step.drafts)} decisions noted; Enter for the next item")
            if step.item is not item:
                item = step.item
                _show(console, item, "as changed")
            if step.done:
                break


def _ask(con: duckdb.DuckDBPyConnection, item: Item) -> Step | None:
    """The next step; None at the end of the input. A mistyped line is told at a terminal, else raised."""
    while True:
        if sys.stdin.isatty():
            print(PROMPT, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        try:
            if any("\ud800" <= one <= "\udfff" or one == "\ufffd" for one in line):
                raise Mistyped(f"{line.strip()!a}: broken characters; give lines in UTF-8")
            return read_line(con, item, line)
        except RoundtripError as error:
            if not sys.stdin.isatty():
                raise
            tell_error(str(error))


def _show(console: Console, item: Item, place: str) -> None:
    console.print(Text(f"\n{item.what} ({place})", style="bold"))
    for field, value, sources, majority in item.conflicts:
        console.print(f"  {field}: {plain(value)}, {sources} sources{', taken' if majority else ''}", markup=False)
    for number, card in enumerate(item.cards, start=1):
        console.print(f"  [{number}] {plain(_line(card.statement.claim))}", markup=False)
        about = [card.publisher, card.published, card.statement.url, card.role and f"role: {card.role}"]
        console.print(f"      {plain(', '.join(one for one in about if one))}", markup=False)
        console.print(Text("      ") + _sentence(card))
    for number, other in enumerate(item.others, start=1):
        console.print(f"  d{number}  {plain(_deal_line(other))}", markup=False)


def _line(claim: Claim) -> str:
    """A claim in one line."""
    low, high = (claim.amount.low, claim.amount.high) if claim.amount else (None, None)
    told = [
        f"{claim.kind}: {_side(claim.payers)} → {_side(claim.payees)}",
        money(low, high, claim.amount.currency if claim.amount else None),
        f"{claim.stake_pct.normalize():f} %" if claim.stake_pct is not None else "",
        str(claim.status),
        claim.date or "no date",
        "" if claim.scope == "single" else str(claim.scope),
        "exclusive" if claim.exclusive else "",
        f"confidence {claim.confidence:.2f}{'' if claim.sure else ', unsure'}",
    ]
    return ", ".join(one for one in told if one)


def _side(parties: Sequence[PartyName]) -> str:
    return "; ".join(party.names[0] for party in parties) or "?"


def _deal_line(deal: dict[str, object]) -> str:
    amount = money(deal["amount_low"], deal["amount_high"], str(deal["currency"]))
    sides = f"{cell(deal['payers'])} → {cell(deal['payees'])}"
    return f"{deal['kind']}: {sides}, {amount}, {deal['status']}, {deal['date'] or 'no date'}, {deal['deal_id']}"


def _sentence(card: Card) -> Text:
    """The passage of the claim, its quote between marks and in bold."""
    from pipeline.labels import passage

    claim = card.statement.claim
    span = passage(card.text, card.language, claim.quote)
    before, quote, after = (
        plain(card.text[span.start : claim.quote.start]),
        plain(claim.quote.of(card.text)),
        plain(card.text[claim.quote.end : span.end]),
    )
    return Text.assemble(before, ("«" + quote + "»", "bold"), after)


def _list(con: duckdb.DuckDBPyConnection, waiting: Sequence[Waiting], *, total: int, json: bool) -> None:
    """What waits, without a question."""
    items = [_item(con, one) for one in waiting]
    if json:
        print_json([_record(item) for item in items])
    else:
        for number, item in enumerate(items, start=1):
            _show(out(), item, f"{number} of {total}")
        out().print(f"{total} items wait for a reader", markup=False)


def _record(item: Item) -> dict[str, object]:
    from extractors.records import record

    return {
        "what": item.what,
        "deal_id": item.deal_id,
        "conflicts": [
            {"field": field, "value": value, "sources": sources, "majority": majority}
            for field, value, sources, majority in item.conflicts
        ],
        "claims": [
            {"claim_id": card.statement.claim.claim_id, "url": card.statement.url, "role": card.role}
            | record(card.statement.claim)
            for card in item.cards
        ],
        "others": list(item.others),
    }


def _export(con: duckdb.DuckDBPyConnection, path: Path, *, json: bool) -> None:
    """Write the labelled examples at once; an old file stays until then."""
    if not path.name or os.path.isdir(path):  # not path.is_dir(), which raises on a name that is too long
        raise RoundtripError(f"--export: '{path}' is no file; name one")
    lines = list(_lines(con))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text("".join(lines), "utf-8")
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):  # where the name itself was refused, so is its removal
            part.unlink()
        raise RoundtripError(f"--export: {path} cannot be written ({error.strerror}); name another place") from error
    if json:
        print_json({"file": str(path), "examples": len(lines)})
    else:
        out().print(f"{len(lines)} labelled examples written to {plain(str(path))}", markup=False)


def _lines(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    from pipeline.labels import Source, examples

    found = read_labels(con)
    for example in examples((Source(**row) for row in found.articles), found.claims, found.labels):
        yield jsonlib.dumps(example, ensure_ascii=False) + "\n"
