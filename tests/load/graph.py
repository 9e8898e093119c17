"""Measures a made-up list of 100,000 flows among 10,000 parties: ``python -m tests.load.graph --help``.

Everything follows from the seed. A few parties are in very many flows and most in few, as in life; kinds, statuses,
bounds and dates are mixed, and one flow in twenty states no amount.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta

from pipeline.parties import PartyTable
from tests.load.bench import peak, timed
from warehouse.edgelist import edge_scene, parse_edge_list
from warehouse.kinds import CUTS
from warehouse.measure import measure_flows
from warehouse.read import Ledger
from warehouse.scene import Question

KINDS = ("equity",) * 4 + ("debt",) * 2 + ("commitment",) * 4 + ("purchase",) * 3 + ("guarantee", "revenue_share")
STATUSES = ("announced",) * 6 + ("completed",) * 3 + ("talks", "cancelled")
HEADER = "from,to,instrument,amount_usd,status,date,cancelable"


def rows(*, flows: int, parties: int, seed: int) -> Iterator[str]:
    """The lines of the list, its header first; equal seeds give equal lines."""
    dice = random.Random(f"{seed} graph")
    weights = [dice.paretovariate(1.2) for _ in range(parties)]
    payers = dice.choices(range(parties), weights, k=flows)
    payees = dice.choices(range(parties), weights, k=flows)
    yield HEADER
    for payer, payee in zip(payers, payees, strict=True):
        low = round(10 ** dice.uniform(6, 10))
        amount = dice.choice((f"{low}",) * 14 + (f"{low}..{2 * low}", f"..{low}", f"{low}..", "", f"{low}", f"{low}"))
        day = date(2018, 1, 1) + timedelta(days=dice.randrange(3000))
        end = payee if payee != payer else (payee + 1) % parties
        loose = "yes" if dice.random() < 0.05 else ""
        yield f"Venture {payer},Venture {end},{dice.choice(KINDS)},{amount},{dice.choice(STATUSES)},{day},{loose}"


def told(ledger: Ledger) -> Iterator[str]:
    """What was found, a line per cut."""
    headline = {row["cut"]: row for row in ledger.metrics().records()}
    for cut in CUTS:
        row, flow = headline[cut], ledger.measured("throughput", cut=cut).records()[0]
        cut_short = " (cut short)" if row["truncated"] else ""
        low, high = (_billions(flow[f"circulation_{end}"]) for end in ("low", "high"))
        circulation = f"{low or 0:,.1f} to {'no ceiling' if high is None else format(high, ',.1f')} bn"
        yield (
            f"  {cut:<10}{row['round_trip_pairs']:>7,} pairs {row['cycle_count']:>9,} cycles{cut_short}"
            f" {row['groups_in_core']:>7,} groups in cores, circulation {circulation}"
        )


def _billions(value: object) -> float | None:
    return None if value is None else float(str(value)) / 1e9


def main() -> int:
    """Run it; exit code 1 where it took more time or memory than the limits given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flows", type=int, default=100_000)
    parser.add_argument("--parties", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--megabytes", type=float, default=2_000, help="most memory")
    given = parser.parse_args()
    with timed("list made"):
        text = "\n".join(rows(flows=given.flows, parties=given.parties, seed=given.seed))
    with timed("list read", rows=given.flows):
        listed = parse_edge_list(text, "made-up list")
    parties = PartyTable.load()
    with ExitStack() as stack:
        with timed("list loaded, pairs measured", rows=given.flows):
            ledger = stack.enter_context(edge_scene(listed, Question(), parties, pairs_only=True))
        with timed("everything measured, as on each run", rows=given.flows):
            measure_flows(ledger.connection, called_off=[edge.deal_id for edge in listed.edges if edge.cancelable])
        for line in told(ledger):
            print(line)
        count = ledger.query("SELECT count(*) FROM mart.v1_metric", timeout=120).rows[0][0]
        print(f"  {count:,} figures in mart.v1_metric")
    print(f"most memory: {peak():,.0f} MB")
    return int(peak() > given.megabytes)


if __name__ == "__main__":
    sys.exit(main())
