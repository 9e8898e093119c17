"""The newest snapshot as pages: read once, kept until another one is published.

The database library gives a process that has a file open the same file again, even where another took its name;
so everything is closed as soon as it was read, and only one reader is inside at a time.
"""

from __future__ import annotations

import json
import threading
from decimal import Decimal
from pathlib import Path

from pipeline.report.clean import clean
from pipeline.report.gather import Gathered, gather, page_data
from pipeline.report.page import DEAL, PARTY, REPORT, Page, render, shown_cell
from warehouse.errors import QueryError, SnapshotMissing
from warehouse.read import Ledger, Result

ROWS = 500
SECONDS = 10.0
MEMORY = "512MB"
"""The most that one question in SQL may give, take and use."""
EXAMPLES = (
    "FROM mart.v1_round_trip WHERE is_round_trip AND cut = 'announced' ORDER BY recycled_low DESC",
    "SELECT payer_group, payee_group, count(*) AS deals, sum(usd_low) AS least FROM mart.v1_flow WHERE counted "
    "GROUP BY ALL ORDER BY least DESC LIMIT 20",
    "SELECT publisher, count(*) AS sentences FROM mart.v1_claim GROUP BY ALL ORDER BY sentences DESC",
    "SELECT table_name AS view, column_name, comment FROM duckdb_columns() WHERE schema_name = 'mart' ORDER BY ALL",
)
_Identity = tuple[int, int, int]


class Live:
    """Pages of the snapshot at a path. Usable from several threads."""

    def __init__(self, snapshot: Path, *, rows: int = ROWS, seconds: float = SECONDS) -> None:
        """``rows`` and ``seconds`` bound a question in SQL."""
        self._snapshot, self._rows, self._seconds = snapshot, rows, seconds
        self._reading = threading.Lock()
        self._kept: tuple[_Identity, Gathered] | None = None
        self._report: tuple[_Identity, Page] | None = None

    def report(self) -> Page:
        """The whole report. Raises what ``Ledger.open`` raises."""
        identity, gathered = self._newest()
        kept = self._report
        if kept is None or kept[0] != identity:
            kept = identity, render("report", page_data(gathered), sections=REPORT, live=True)
            self._report = kept
        return kept[1]

    def party(self, party_id: str) -> Page | None:
        """The page of a party or group; None where the ledger knows none of this id."""
        _, gathered = self._newest()
        known = gathered.parties.get(party_id)
        if known is None:
            return None
        data = page_data(gathered, only=gathered.deals_of(party_id), about=party_id)
        return render("party", data, sections=PARTY, live=True, party=party_id)

    def deal(self, deal_id: str) -> Page | None:
        """The page of a deal with all its sentences; None where there is none of this id."""
        _, gathered = self._newest()
        if deal_id not in gathered.sentences and deal_id not in gathered.deal_ids():
            return None
        return render(
            "deal", page_data(gathered, only=[deal_id], sentences=None), sections=DEAL, live=True, deal=deal_id
        )

    def sql(self, text: str) -> Page:
        """The question box, with the rows of a question or what the database says against it."""
        result, error = None, None
        if text.strip():
            try:
                with self._reading, Ledger.open(self._snapshot, memory=MEMORY, any_schema=True) as ledger:
                    result = ledger.query(text, limit=self._rows, timeout=self._seconds)
            except QueryError as fault:
                error = clean(str(fault))
        return render(
            "sql",
            None,
            live=True,
            query=text or EXAMPLES[0],
            error=error,
            result=None if result is None else _Shown(result),
            truncated=result is not None and result.truncated,
            counted=json.dumps({"number": len(result.rows) if result else 0}),
            limits=json.dumps({"rows": self._rows, "seconds": f"{self._seconds:g}"}),
            examples=EXAMPLES,
        )

    def trouble(self, message: str) -> Page:
        """A page that says what is wrong."""
        return render("trouble", None, live=True, trouble=message)

    def _newest(self) -> tuple[_Identity, Gathered]:
        """The newest snapshot read; while another reader is inside, the one before it where there is one."""
        identity = self._identity()
        kept = self._kept
        if kept is not None and kept[0] == identity:
            return kept
        if not self._reading.acquire(blocking=kept is None):
            assert kept is not None
            return kept
        try:
            identity = self._identity()
            if self._kept is None or self._kept[0] != identity:
                self._kept = identity, gather(self._snapshot)
            return self._kept
        finally:
            self._reading.release()

    def _identity(self) -> _Identity:
        try:
            found = self._snapshot.stat()
        except OSError as error:
            raise SnapshotMissing(f"there is no snapshot at {self._snapshot}: run `roundtrip run` first") from error
        return found.st_ino, found.st_mtime_ns, found.st_size


class _Shown:
    """A result as the template takes it: cells as text, and whether each is a figure."""

    def __init__(self, result: Result) -> None:
        self.columns = [shown_cell(name) for name in result.columns]
        self.rows = [[(shown_cell(value), _is_figure(value)) for value in row] for row in result.rows]


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
