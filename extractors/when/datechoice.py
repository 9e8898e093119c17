"""``choose_date``: the date of one deal among those that its places offer, by weights (``data/fields_*.json``)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from extractors.fieldmodel import FieldModel, field_model
from extractors.fieldplace import FieldPlace
from extractors.when.candidates import DateCandidate, date_candidates
from pipeline.types import Status


def choose_date(places: Sequence[FieldPlace], status: Status) -> str | None:
    """The date of a deal whose places come surest first: that of the most probable month (or year, or none)."""
    return pick(field_model(places[0].language), all_candidates(places, status))


def pick(model: FieldModel, found: Sequence[DateCandidate]) -> str | None:
    """The strongest candidate of the most probable month; candidates of one month count together."""
    totals = model.totals("date", [candidate.features for candidate in found])
    top = max(totals)
    shares: dict[str | None, float] = defaultdict(float)
    for candidate, total in zip(found, totals, strict=True):
        shares[month_of(candidate.value)] += math.exp(total - top)
    month = max(shares, key=lambda key: shares[key])
    ranked = [(total, i) for i, total in enumerate(totals) if month_of(found[i].value) == month]
    return found[max(ranked)[1]].value


def month_of(value: str | None) -> str | None:
    """A date cut to its month."""
    return value[:7] if value is not None else None


def all_candidates(places: Sequence[FieldPlace], status: Status) -> list[DateCandidate]:
    """The surest place's candidates, and the dates that stand in the sentences of the others."""
    found = date_candidates(places[0], status)
    seen = {places[0].index}
    for place in places[1:]:
        if place.index in seen:
            continue
        seen.add(place.index)
        for candidate in date_candidates(place, status):
            if "same sentence" in candidate.features:
                features = {f"elsewhere: {name}": value for name, value in candidate.features.items()}
                found.append(DateCandidate(candidate.value, features))
    return found
