"""What readers decided about parties: which two are one, which name is another's, who needs no further look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from pipeline.names import fold_name
from pipeline.types import content_key

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_NAMES: Mapping[tuple[str, str], str] = MappingProxyType({})


class PartyAction(StrEnum):
    """What a reader does to a party."""

    MERGE = "merge"
    SPLIT = "split"
    ACCEPT = "accept"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class PartyDecision:
    """One row of ``party_decision``."""

    decision_id: str
    decided_at: datetime
    author: str
    action: PartyAction
    party_id: str
    other_id: str | None = None
    name: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Rulings:
    """All standing decisions on parties.

    ``merged`` leads a party to the one that it is; ``split`` leads a name (folded) of a party to the party whose it
    is; ``reviewed`` are parties that a reader has looked at. ``digest`` changes with any of them.
    """

    merged: Mapping[str, str] = field(default_factory=lambda: _NONE)
    split: Mapping[tuple[str, str], str] = field(default_factory=lambda: _NO_NAMES)
    reviewed: frozenset[str] = frozenset()

    def party(self, party_id: str, name: str) -> str:
        """The party that a reader says is meant where a table and a name led to ``party_id``."""
        if not self.merged and not self.split:
            return party_id
        folded = fold_name(name)
        seen = {party_id}
        while True:
            following = self.split.get((party_id, folded)) or self.merged.get(party_id)
            if following is None or following in seen:
                return party_id if following is None else following
            seen.add(following)
            party_id = following

    def final(self, party_id: str) -> str:
        """The party that a party was merged into, in the end."""
        while party_id in self.merged:
            party_id = self.merged[party_id]
        return party_id

    @property
    def digest(self) -> str:
        """A key of all that stands."""
        return content_key(
            "rulings",
            *(f"{one}>{other}" for one, other in sorted(self.merged.items())),
            *(f"{one}:{name}>{other}" for (one, name), other in sorted(self.split.items())),
            *sorted(self.reviewed),
        )


def undone(decisions: Iterable[PartyDecision]) -> dict[str, str]:
    """Decisions that are taken back, each with the undo that stands; an undo can be taken back too."""
    gone: dict[str, str] = {}
    for one in sorted(decisions, key=lambda one: (one.decided_at, one.decision_id), reverse=True):
        if one.action is PartyAction.UNDO and one.decision_id not in gone and one.undoes is not None:
            gone.setdefault(one.undoes, one.decision_id)
    return gone


def make_rulings(decisions: Iterable[PartyDecision]) -> Rulings:
    """What the decisions come to, the newest word last: a split ends the merge it contradicts, and the other way."""
    ordered = sorted(decisions, key=lambda one: (one.decided_at, one.decision_id))
    gone = undone(ordered)
    merged: dict[str, str] = {}
    split: dict[tuple[str, str], str] = {}
    reviewed: set[str] = set()
    for one in ordered:
        if one.decision_id in gone or one.action is PartyAction.UNDO:
            continue
        if one.action is PartyAction.ACCEPT:
            reviewed.add(one.party_id)
        elif one.other_id is not None and one.action is PartyAction.MERGE:
            _merge(merged, split, one.party_id, one.other_id)
            reviewed.add(one.other_id)
        elif one.other_id is not None and one.name is not None:
            merged.pop(one.other_id, None)
            split[one.party_id, fold_name(one.name)] = one.other_id
            reviewed.add(one.other_id)
    return Rulings(MappingProxyType(merged), MappingProxyType(split), frozenset(reviewed))


def _merge(merged: dict[str, str], split: dict[tuple[str, str], str], party_id: str, into: str) -> None:
    """Lead one party to another; older merges that lead back, and names split off the other way, no longer stand."""
    if party_id == into:
        return
    step = into
    while step in merged:
        following = merged[step]
        if following == party_id:
            del merged[step]
            break
        step = following
    for key in [key for key, other in split.items() if key[0] == into and other == party_id]:
        del split[key]
    merged[party_id] = into
