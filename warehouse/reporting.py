"""The rows that a report shows, all from one open snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.errors import QueryError
from warehouse.read import Ledger, Result
from warehouse.sqlfiles import sql

EXAMPLES = 5
"""Rejections of each reason that are shown; the rest are counted."""

CYCLES = 3_000
"""Cycles of each cut that are read, shortest first; the headline counts all that were found."""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """What a report is made from; each as its ``.sql`` file in ``sql/report`` says. ``measures`` is by view name."""

    deals: Result
    flows: Result
    claims: Result
    parties: Result
    history: Result
    conflicts: Result
    round_trips: Result
    cycles: Result
    rejections: Result
    headline: Result
    read: Result
    measures: dict[str, Result]


def report_rows(ledger: Ledger, measures: Iterable[str] = ()) -> ReportRows:
    """All rows of a report; ``measures`` names further views of schema ``mart`` to read whole.

    A view that the snapshot lacks is left out. Raises ``QueryError`` for a name that is no view of ``mart``.
    """
    return ReportRows(
        deals=ledger.ask("report/deals"),
        flows=ledger.ask("report/flows"),
        claims=ledger.ask("report/claims"),
        parties=ledger.ask("report/parties"),
        history=ledger.ask("report/history"),
        conflicts=ledger.ask("report/conflicts"),
        round_trips=ledger.ask("report/round_trips"),
        cycles=ledger.ask("report/cycles", {"most": CYCLES}),
        rejections=ledger.ask("report/rejections", {"examples": EXAMPLES}),
        headline=ledger.metrics(),
        read=ledger.ask("report/read"),
        measures=_whole(ledger, measures),
    )


def _whole(ledger: Ledger, wanted: Iterable[str]) -> dict[str, Result]:
    present = {name for (name,) in ledger.connection.execute(sql("read/mart_views")).fetchall()}
    found: dict[str, Result] = {}
    for view in wanted:
        schema, _, name = view.partition(".")
        if schema != "mart" or not name:
            raise QueryError(f"{view!r} is no view of schema mart: name one such as mart.v1_exposure")
        if name in present:
            found[view] = ledger.ask("report/measure", {"view": view})
    return found
