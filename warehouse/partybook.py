"""Parties as readers look them up: who is listed, what is known of one, and which one a name means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import duckdb

from pipeline.names import fold_name
from warehouse.decisions import read_party_decisions, read_rulings
from warehouse.resolve import Parties, new_party_id
from warehouse.rulings import PartyAction, PartyDecision, undone
from warehouse.sqlfiles import sql
from warehouse.statements import DecisionError

MOST = 10
"""Parties that an error lists where a name means several."""
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the ledger knows of a party; ``claims`` are the newest that name it."""

    party: Record
    names: tuple[Record, ...]
    claims: tuple[Record, ...]
    decisions: tuple[PartyDecision, ...]


def list_parties(
    con: duckdb.DuckDBPyConnection, *, unreviewed: bool = False, name: str | None = None, limit: int = 200
) -> tuple[list[Record], bool]:
    """Parties, most named first, and whether there are more; ``name`` is a part of a name in any case."""
    rows = _records(con, "party_list", {"unreviewed": unreviewed, "name": name, "limit": limit + 1})
    return rows[:limit], len(rows) > limit


def portrait(con: duckdb.DuckDBPyConnection, party_id: str, *, claims: int = 5) -> Portrait:
    """What is known of a party. Raises DecisionError where no claim names it and it heads no group."""
    found = _records(con, "party", {"party": party_id})
    if not found:
        raise DecisionError(f"{party_id}: no claim names this party; see `roundtrip parties list`")
    decisions = tuple(one for one in read_party_decisions(con) if party_id in (one.party_id, one.other_id))
    return Portrait(
        found[0],
        tuple(_records(con, "party_names", {"party": party_id})),
        tuple(_records(con, "party_claims", {"party": party_id, "limit": claims})),
        decisions,
    )


def find_party(con: duckdb.DuckDBPyConnection, parties: Parties, text: str) -> str:
    """The party that an id or a name means, in the ledger or else in the alias table.

    Raises DecisionError where nobody or more than one has the name.
    """
    known = {str(row["party_id"]): str(row["name"]) for row in _records(con, "party_ids", {})}
    if text in known or text in parties:
        return text
    if (merged := read_rulings(con).final(text)) != text:
        return merged
    folded = fold_name(text)
    named = {
        str(row["party_id"])
        for row in _records(con, "all_names", {})
        if fold_name(str(row["name"])) == folded and row["party_id"] in known
    }
    named = named or set(parties.candidates(text))
    if len(named) == 1:
        return named.pop()
    if not named:
        raise DecisionError(f"{text!r} is no party; give an id or a name as `roundtrip parties list` shows it")
    listed = ", ".join(sorted(named)[:MOST])
    raise DecisionError(f"{text!r} may be any of {listed}; give the id")


def shown_name(con: duckdb.DuckDBPyConnection, party_id: str, typed: str) -> str:
    """The name that the ledger shows for a party; what was typed where no claim names it."""
    found = _records(con, "party", {"party": party_id})
    return str(found[0]["name"]) if found else typed


def meanings(parties: Parties, names: Iterable[str]) -> list[str]:
    """Parties of the alias table that the names can mean."""
    return sorted({found for name in names for found in parties.candidates(name)})


def names_to_split(
    con: duckdb.DuckDBPyConnection, party_id: str, names: list[str], *, to: str | None
) -> list[tuple[str, str]]:
    """Each name, once, with the party it goes to: ``to``, or a party of its own.

    Raises DecisionError for a name that no claim uses for the party, or that cannot be parted from it.
    """
    used = {fold_name(str(row["name"])): str(row["name"]) for row in _records(con, "party_names", {"party": party_id})}
    found: dict[tuple[str, str], None] = {}
    for name in names:
        written = used.get(fold_name(name))
        if written is None:
            raise DecisionError(f"{party_id} has no name {name!r}; its names are {', '.join(sorted(used.values()))}")
        other = to or new_party_id(written)
        if to == party_id:
            raise DecisionError(f"{written!r} is {party_id}'s already; name another party with --to")
        if other == party_id:
            raise DecisionError(
                f"{written!r} is the name that {party_id} is known by; split its other names off, or say whose it is"
                " with --to"
            )
        found[written, other] = None
    return list(found)


def to_undo(con: duckdb.DuckDBPyConnection, decision_id: str) -> PartyDecision:
    """The decision of an id, or of the beginning of one.

    Raises DecisionError where there is not just one, or where it is taken back already.
    """
    decisions = read_party_decisions(con)
    found = [one for one in decisions if one.decision_id.startswith(decision_id)]
    if len(found) != 1 or not decision_id:
        raise DecisionError(f"{decision_id!r}: {len(found)} decisions begin so; see `roundtrip parties show PARTY`")
    if (by := undone(decisions).get(found[0].decision_id)) is not None:
        raise DecisionError(f"{found[0].decision_id[:8]} is taken back already, by {by[:8]}; undo that to restore it")
    return found[0]


def stands(con: duckdb.DuckDBPyConnection, party_id: str) -> str:
    """The party that this one was merged into, itself where it was not."""
    return read_rulings(con).final(party_id)


def action_words(action: PartyAction) -> str:
    """A decision in words, for tables."""
    return _WORDS[action]


_WORDS = MappingProxyType(
    {
        PartyAction.MERGE: "is the other party",
        PartyAction.SPLIT: "has not this name",
        PartyAction.ACCEPT: "stands by itself",
        PartyAction.UNDO: "decision taken back",
    }
)


def _records(con: duckdb.DuckDBPyConnection, name: str, bound: Mapping[str, object]) -> list[Record]:
    cursor = con.execute(sql(f"decisions/{name}"), dict(bound))
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
