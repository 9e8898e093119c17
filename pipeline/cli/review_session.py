"""One line that a reader types, as decisions: the language of ``review``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from pipeline.corrections import typed_value
from pipeline.errors import RoundtripError
from warehouse.decisions import Draft
from warehouse.reviewing import Card, Item, join, split_off, take_value
from warehouse.statements import FIELDS, with_field
from warehouse.verdicts import Action

HELP = (
    ("a [N]", "accept: claim N says what its article says, and counts"),
    ("r [N]", "reject: claim N is no deal, or nothing that its article says"),
    ("e [N] FIELD VALUE", f"edit, where claim N was misread; - is none. Fields: {', '.join(FIELDS)}"),
    ("t N FIELD", "take claim N's word: the others err in this field (also: direction)"),
    ("s N...", "split: these claims tell of another deal"),
    ("m [N] DEAL", "merge: the deal of claim N and this one are one; DEAL is d1, d2, ... or an id"),
    ("u", "undo the last decisions of this session"),
    ("Enter", "next"),
    ("q", "quit; what was decided stays"),
)
"""What can be typed, and what it does. N may be left out where there is one claim."""

MOST_DIGITS = 6
"""Longest number that a list can show."""


class Mistyped(RoundtripError):
    """A line that means nothing here; the message shows what does."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a line comes to: decisions, the item as it is shown from now on, and where to go."""

    item: Item
    drafts: tuple[Draft, ...] = ()
    done: bool = False
    undo: bool = False
    leave: bool = False
    help: bool = False


def read_line(con: duckdb.DuckDBPyConnection, item: Item, line: str) -> Step:
    """The step that a line asks for. Raises Mistyped, or what the decision itself is refused with."""
    letter, _, rest = line.strip().partition(" ")
    words = rest.split()
    if letter in ("", "n"):
        return Step(item, done=True)
    if letter in ("q", "u", "?"):
        return Step(item, leave=letter == "q", undo=letter == "u", help=letter == "?")
    if letter in ("a", "r"):
        card = _one(item, words)
        action = Action.ACCEPT if letter == "a" else Action.REJECT
        return Step(item, (Draft(action, card.statement),), done=len(item.cards) == 1)
    if letter == "e":
        return _edit(item, words, rest)
    if letter == "t":
        if len(words) != 2:
            raise Mistyped("t: name a claim and a field, such as t 1 amount")
        return Step(item, tuple(take_value(item.cards, _card(item, words[0]), words[1])))
    if letter == "s":
        if not words:
            raise Mistyped("s: name the claims that leave, such as s 2 3")
        return Step(item, tuple(split_off(item.cards, [_card(item, word) for word in dict.fromkeys(words)])))
    if letter == "m":
        return _merge(con, item, words)
    raise Mistyped(f"{letter!r} is none of {', '.join(typed.split()[0] for typed, _ in HELP)}; ? tells more")


def _edit(item: Item, words: Sequence[str], rest: str) -> Step:
    """Change a field; the claim is shown as changed from now on, so that the next decision is on that."""
    numbered = bool(words) and _is_number(words[0])
    card = _one(item, words[:1] if numbered else ())
    parts = rest.strip().split(maxsplit=2 if numbered else 1)[int(numbered) :]
    if len(parts) != 2:
        raise Mistyped(f"e: name a field and its value; fields are {', '.join(FIELDS)}, and - is none")
    field, value = parts[0], typed_value(parts[0], parts[1])
    changed = replace(card, statement=with_field(card.statement, field, value))
    cards = tuple(changed if one is card else one for one in item.cards)
    return Step(replace(item, cards=cards), (Draft(Action.EDIT, card.statement, field, value),))


def _merge(con: duckdb.DuckDBPyConnection, item: Item, words: Sequence[str]) -> Step:
    if not words or len(words) > 2:
        raise Mistyped("m: name the deal that it is one with: d1, d2, ... or an id")
    card = _card(item, words[0]) if len(words) == 2 else item.cards[0]
    drafts = join(con, card, _deal(item, words[-1]))
    return Step(item, tuple(drafts), done=len(item.cards) == 1)


def _is_number(word: str) -> bool:
    """Whether a word is a number as shown in a list: plain digits, and not so many that it must be an id."""
    return word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS


def _deal(item: Item, word: str) -> str:
    """The id behind d1, d2, …; else the word itself."""
    if word[:1] == "d" and _is_number(word[1:]):
        number = int(word[1:])
        if not 1 <= number <= len(item.others):
            raise Mistyped(f"{word}: {len(item.others)} other deals are shown")
        return str(item.others[number - 1]["deal_id"])
    return word


def _one(item: Item, words: Sequence[str]) -> Card:
    """The claim that a number means; the only one where none is given."""
    if not words and len(item.cards) == 1:
        return item.cards[0]
    if len(words) != 1:
        raise Mistyped(f"name one of the claims 1 to {len(item.cards)}")
    return _card(item, words[0])


def _card(item: Item, word: str) -> Card:
    if not _is_number(word) or not 1 <= int(word) <= len(item.cards):
        raise Mistyped(f"{word!r} is none of the claims 1 to {len(item.cards)}")
    return item.cards[int(word) - 1]
