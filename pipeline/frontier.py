"""What happens next to an address: pure decisions over one row of the frontier.

An address is asked when its time has come. A failure that may pass is tried again after a pause that doubles, and
given up after a number of tries; one that will not pass ends the matter until the source lists the address again
much later. A page that was read is looked at for edits after intervals that double while it does not change, until
it is some days old.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.addresses import host_key
from pipeline.fetch import FetchError
from pipeline.settings import Settings
from pipeline.types import Listing
from warehouse.frontier import FrontierRow

GONE = "not_found"
WAITING = frozenset({"robots_unavailable"})
"""Failures for which nothing was asked of the host, so that they are no tries."""
_READ = frozenset({"parsed", "fetched"})


def listed_row(listing: Listing, now: datetime) -> FrontierRow:
    """A new address, due at once."""
    return FrontierRow(
        url=listing.url,
        source=listing.source,
        host=host_key(listing.url),
        state="discovered",
        discovered_at=now,
        changed_at=now,
        next_try=now,
        listed=listing.published_raw,
    )


def after_page(
    row: FrontierRow, page_id: str, now: datetime, settings: Settings, *, changed: bool, reason: str | None
) -> FrontierRow:
    """A page came; ``reason`` says why it gave no article, None where it gave one."""
    visits = 0 if changed else row.visits + 1
    seen = replace(row, visits=visits, page_id=page_id, state="parsed" if reason is None else "fetched", reason=reason)
    return _answered(seen, now, settings)


def after_unchanged(row: FrontierRow, now: datetime, settings: Settings) -> FrontierRow:
    """The host says that nothing changed; what the page gave stands."""
    kept = replace(row, visits=row.visits + 1)
    if kept.state not in _READ:
        kept = replace(kept, state="parsed", reason=None)
    return _answered(kept, now, settings)


def after_move(row: FrontierRow, target: str, page_id: str, now: datetime) -> FrontierRow:
    """The address leads elsewhere, and that address is asked in its place."""
    return replace(
        row, state="moved", target=target, page_id=page_id, reason=None, attempts=0, next_try=None, changed_at=now
    )


def after_failure(row: FrontierRow, error: FetchError, now: datetime, settings: Settings) -> FrontierRow:
    """No page came. A page that was read before keeps its state unless it is gone."""
    if not error.asked or error.reason in WAITING:
        pause = max(error.retry_after or 0.0, settings.retry_first_seconds)
        return replace(row, next_try=now + timedelta(seconds=pause))
    tries = row.attempts + 1
    failed = replace(row, reason=error.reason, attempts=tries, changed_at=now)
    if error.reason == GONE:
        return replace(failed, state="gone", next_try=None)
    if not error.transient or tries >= settings.give_up_after:
        return replace(failed, state=row.state if row.state in _READ else "gave_up", next_try=None)
    pause = min(settings.retry_first_seconds * 2.0 ** (tries - 1), settings.retry_longest_seconds)
    asked_for = min(error.retry_after or 0.0, settings.recheck_days * 86_400.0)
    state = row.state if row.state in _READ else "failed"
    return replace(failed, state=state, next_try=now + timedelta(seconds=max(pause, asked_for)))


def _answered(row: FrontierRow, now: datetime, settings: Settings) -> FrontierRow:
    """All is well; when to look for edits next, if at all."""
    pause = timedelta(seconds=settings.revisit_first_seconds * 2.0 ** min(row.visits, 40))
    last = row.discovered_at + timedelta(days=settings.revisit_days)
    again = now + pause if now + pause <= last else None
    return replace(row, attempts=0, next_try=again, changed_at=now)
