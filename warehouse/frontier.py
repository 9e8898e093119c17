"""The frontier in the database: every address that a source listed, how far it has come, when it is asked next.

What happens to an address is decided in ``pipeline.frontier``; here it is kept and asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """One address. ``state`` is discovered, fetched, parsed, moved, failed, gave_up or gone; times are UTC.

    ``attempts`` counts failures since the last answer, ``visits`` looks for edits since the page last changed;
    ``next_try`` None is never.
    """

    url: str
    source: str
    host: str
    state: str
    discovered_at: datetime
    changed_at: datetime
    reason: str | None = None
    attempts: int = 0
    visits: int = 0
    next_try: datetime | None = None
    listed: str | None = None
    page_id: str | None = None
    target: str | None = None
