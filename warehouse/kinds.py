"""What the kinds of a deal mean for merging and for measuring."""

from __future__ import annotations

from types import MappingProxyType

from pipeline.types import Kind, Status

FAMILY = MappingProxyType(
    {
        Kind.EQUITY: "funding",
        Kind.DEBT: "funding",
        Kind.FINANCING: "funding",
        Kind.COMMITMENT: "supply",
        Kind.PURCHASE: "supply",
        Kind.ACQUISITION: "acquisition",
        Kind.GUARANTEE: "guarantee",
        Kind.REVENUE_SHARE: "revenue_share",
        Kind.EQUITY_GRANT: "equity_grant",
    }
)
"""Kinds of one family may tell of one deal: an article's "financing" is another's "equity"."""

FLOW_CLASS = MappingProxyType(
    {
        Kind.EQUITY: "capital",
        Kind.DEBT: "capital",
        Kind.FINANCING: "capital",
        Kind.COMMITMENT: "spend",
        Kind.PURCHASE: "spend",
        Kind.REVENUE_SHARE: "spend",
        Kind.GUARANTEE: "contingent",
        Kind.EQUITY_GRANT: "contingent",
        Kind.ACQUISITION: "acquisition",
    }
)
"""Capital goes in, spending comes back; the contingent moves no cash by itself; a buyer and what it bought are one."""

VAGUE = frozenset({Kind.FINANCING})
"""Kinds that give way to a more telling kind of their family."""

STAGE = MappingProxyType({Status.TALKS: 0, Status.ANNOUNCED: 1, Status.COMPLETED: 2})
"""How far a deal has come; a cancellation is no stage but an event."""

CUTS = ("completed", "announced", "open")
"""Which deals count in a measure: completed; completed and announced; everything not cancelled."""
