"""What a reader types for a field of a claim, as the JSON that a decision keeps.

Amounts are read as they are in articles (``up to $4 billion``, ``至多40亿美元``); ``-`` is none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from pipeline.errors import RoundtripError
from pipeline.parties import PartyTable, load_parties
from pipeline.scripts import language_of
from pipeline.types import Kind, Scope, Status

NONE = "-"
_PARTS = {"years": "years", "start": "start", "end": "end"}


class CorrectionError(RoundtripError):
    """A value that was typed for a field and is none; the message shows the form."""


def typed_value(field: str, text: str) -> str:
    """The JSON of what was typed. Raises CorrectionError for an unknown field or another form.

    >>> typed_value("status", "Completed"), typed_value("amount", "up to $4 billion")
    ('"completed"', '{"currency": "USD", "high": "4000000000", "low": null, "qualifier": "up_to"}')
    >>> typed_value("payer", "英伟达; Foo Robotics")
    '[{"names": ["英伟达"], "party_id": "nvidia"}, {"names": ["Foo Robotics"], "party_id": null}]'
    """
    read = _READERS.get(field)
    if read is None:
        raise CorrectionError(f"{field!r} is no field; take one of {', '.join(_READERS)}")
    value = read(" ".join(text.split()))
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _one_of(*known: str) -> Callable[[str], object]:
    def read(text: str) -> object:
        if text.casefold() not in known:
            raise CorrectionError(f"{text!r} is none of {', '.join(known)}")
        return text.casefold()

    return read


def _parties(text: str) -> object:
    if text == NONE:
        return []
    table = load_parties()
    names = [name.strip() for name in text.replace("；", ";").split(";") if name.strip()]
    if not names:
        raise CorrectionError("write names with ; between them, or - for nobody named")
    return [_party(table, name) for name in names]


def _party(table: PartyTable, name: str) -> dict[str, object]:
    if name in table:
        return {"names": [table.display(name)], "party_id": name}
    return {"names": [name], "party_id": table.find(name)}


def _money(text: str) -> object:
    from extractors.money import MoneyError, parse_money

    if text == NONE:
        return None
    try:
        money = parse_money(text, language_of(text) or "en")
    except MoneyError as error:
        raise CorrectionError(f"{error}; write it as in an article: up to $4 billion, 40亿美元, or -") from error
    low, high = (None if bound is None else f"{bound:f}" for bound in (money.low, money.high))
    return {"low": low, "high": high, "currency": money.currency, "qualifier": str(money.qualifier)}


def _number(text: str) -> object:
    if text == NONE:
        return None
    try:
        return f"{Decimal(text.rstrip('% ')):f}"
    except InvalidOperation as error:
        raise CorrectionError(f"{text!r} is no number; write 27 or 8.5, or -") from error


def _term(text: str) -> object:
    if text == NONE:
        return None
    value: dict[str, object] = {"years": None, "start": None, "end": None}
    for part in text.split():
        name, sign, one = part.partition("=")
        if name not in value or not sign or not one:
            raise CorrectionError(f"{text!r} is no term; write years=5 start=2027 end=2032, any of the three, or -")
        value[name] = _number(one) if name == "years" else one
    return value


def _date(text: str) -> object:
    return None if text == NONE else text


def _truth(text: str) -> object:
    if text.casefold() not in ("yes", "no"):
        raise CorrectionError(f"{text!r}: write yes or no")
    return text.casefold() == "yes"


_READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "kind": _one_of(*Kind),
        "payer": _parties,
        "payee": _parties,
        "amount": _money,
        "stake_pct": _number,
        "term": _term,
        "status": _one_of(*Status),
        "date": _date,
        "scope": _one_of(*Scope),
        "exclusive": _truth,
        "collateral": _date,
    }
)
"""Fields by their names in the extraction specification."""
