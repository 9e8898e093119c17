"""Blocks: where claims meet to be merged. What happens in one block changes nothing in another.

A claim of both sides is in one block for each pair of groups, whichever of the two pays; a claim of one side in
one for each known group of its side and its family of kinds. Clusters of claims of both sides offer themselves in
the blocks of one side. The blocks of claims are made by ``merge/fill_block``.
"""

from __future__ import annotations

from warehouse.cluster import Cluster, offers_of
from warehouse.dates import DayRange
from warehouse.rows import Row

_OPEN = "*"


def offer_rows(cluster: Cluster) -> list[Row]:
    """Rows of table ``merge_offer`` for a cluster of claims of both sides."""
    days = [face.when for face in cluster.faces.values()]
    span = DayRange(min(one.low for one in days), max(one.high for one in days))
    return [
        {"cluster_id": cluster.founder.claim_id, "block": block, "date_low": span.low, "date_high": span.high}
        for block in sorted(_side(*place) for place in offers_of(cluster))
    ]


def _side(family: str, payer: str | None, payee: str | None) -> str:
    return f"{family} {payer or _OPEN} {payee or _OPEN}"
