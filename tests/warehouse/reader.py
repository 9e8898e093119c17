"""A process that reads a snapshot a number of times, opening it anew each time; prints what it saw as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.read import Ledger

SEEN = """
SELECT
    (SELECT count(*) FROM article),
    (SELECT count(*) FROM claim),
    (SELECT count(*) FROM mart.v1_claim WHERE deal_id IS NOT NULL),
    (SELECT sum(claim_count) FROM mart.v1_deal),
    (SELECT count(*) FROM mart.v1_flow WHERE usd_high IS NULL)
"""


def main(snapshot: Path, reads: int) -> None:
    """Counts of one read come from one publication, so they must agree: three articles a batch, a claim each.

    All claims are merged and the parties of every deal are known. A read that does not agree is torn.
    """
    failed: list[str] = []
    torn: list[list[object]] = []
    versions = set()
    longest = 0.0
    for _ in range(reads):
        began = time.monotonic()
        try:
            with Ledger.open(snapshot) as ledger:
                ((articles, claims, merged, told, unbounded),) = ledger.query(SEEN).rows
        except WarehouseError as error:
            failed.append(str(error))
            continue
        longest = max(longest, time.monotonic() - began)
        versions.add(claims)
        if not (articles == claims == merged == told and claims and claims % 3 == 0 and unbounded == 0):
            torn.append([articles, claims, merged, told, unbounded])
    print(json.dumps({"failed": failed, "torn": torn, "versions": len(versions), "longest": longest}, default=str))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
