"""Loads and merges a made-up press, and prints what it took: ``python -m tests.load.bench --help``."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa

from tests.load.synthetic import Load, Truth, loads
from warehouse.audits import run_audits
from warehouse.merge import Change
from warehouse.read import Ledger
from warehouse.store import Batch, Warehouse

FURTHER = 10_000
"""Where the numbers of the articles of the further batch begin."""


@contextmanager
def timed(title: str, *, rows: int | None = None) -> Iterator[None]:
    """Print what a block took by the clock and of the processors, rows per second, and the most memory so far.

    Where other processes keep the machine busy the two times differ, and that of the processors tells more.
    """
    began, used = time.perf_counter(), time.process_time()
    yield
    _print(title, time.perf_counter() - began, time.process_time() - used, rows)


def _print(title: str, seconds: float, used: float, rows: int | None) -> None:
    rate = "" if rows is None else f"  {rows / seconds:9,.0f} rows/s"
    print(f"{title:<42}{seconds:9.2f} s {used:9.2f} s cpu{rate}  peak {peak():,.0f} MB", flush=True)


def peak() -> float:
    """The most memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def commit(warehouse: Warehouse, load: Load) -> None:
    """Load articles and claims in one transaction."""
    warehouse.commit(Batch(articles=load.articles, claims=load.claims))


def fill(warehouse: Warehouse, *, claims: int, deals: int, seed: int) -> list[Truth]:
    """Make and load the press, unless it is there already; returns the truth behind its claims."""
    truths: list[Truth] = []
    there = warehouse.counts()["claim"] > 0
    seconds = used = 0.0
    for number, load in enumerate(loads(claims=claims, deals=deals, seed=seed), 1):
        truths += load.truths
        if there:
            continue
        began, begun = time.perf_counter(), time.process_time()
        commit(warehouse, load)
        seconds += time.perf_counter() - began
        used += time.process_time() - begun
        if number % 20 == 0:
            _print(f"  {len(truths):,} claims", seconds, used, len(truths))
    if not there:
        _print("load (articles, claims, parties, evidence)", seconds, used, len(truths))
    return truths


def merge_all_again(warehouse: Warehouse) -> Mapping[str, Change]:
    """Forget what the last merge knew and merge everything; no row changes where the smaller merges were right."""
    warehouse.connection.execute("DELETE FROM merge_state")
    return warehouse.merge()


def purity(warehouse: Warehouse, truths: list[Truth]) -> tuple[float, float]:
    """Of pairs of a planted deal the share in one deal; of pairs in one deal the share of one planted deal."""
    columns = [[one.claim_id for one in truths], [one.deal for one in truths]]
    con = warehouse.connection
    con.register("truth", pa.table(columns, names=["claim_id", "planted"]))
    rows = con.execute(
        """
        WITH cell AS (
            SELECT t.planted, dc.deal_id, count(*)::DOUBLE AS n
            FROM truth AS t JOIN deal_claim AS dc USING (claim_id) GROUP BY ALL
        ),
        total AS (
            SELECT
                (SELECT sum(n * n) FROM cell) AS shared,
                (SELECT sum(m * m) FROM (SELECT sum(n) AS m FROM cell GROUP BY planted)) AS planted,
                (SELECT sum(m * m) FROM (SELECT sum(n) AS m FROM cell GROUP BY deal_id)) AS found
        )
        SELECT shared / planted, shared / found FROM total
        """
    ).fetchall()
    con.unregister("truth")
    return rows[0]


def queries(snapshot: Path) -> None:
    """Time each view as a whole and the questions of the command line, on the published snapshot."""
    with Ledger.open(snapshot, memory="2GB") as ledger:
        con = ledger.connection
        views = [
            name
            for (name,) in con.execute(
                "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY ALL"
            ).fetchall()
        ]
        for view in views:
            began, used = time.perf_counter(), time.process_time()
            reader = con.execute("FROM query_table(?)", [f"mart.{view}"]).to_arrow_reader(100_000)
            count = sum(batch.num_rows for batch in reader)
            _print_query(f"whole mart.{view}", began, used, count)
        for title, ask in (
            ("ledger, 200 newest", lambda: ledger.ledger()),
            ("ledger, one party", lambda: ledger.ledger(party="OpenAI")),
            ("ledger as of 2022-06-30", lambda: ledger.ledger(as_of=date(2022, 6, 30))),
            ("round trips", lambda: ledger.round_trips()),
            ("conflicts", lambda: ledger.conflicts()),
        ):
            began, used = time.perf_counter(), time.process_time()
            found = len(ask().rows)
            _print_query(title, began, used, found)


def _print_query(title: str, began: float, used: float, rows: int) -> None:
    seconds, used = time.perf_counter() - began, time.process_time() - used
    print(f"  {title:<40}{seconds:9.2f} s {used:9.2f} s cpu  {rows:>12,} rows", flush=True)


def main() -> int:
    """Run the whole; exit code 1 where an audit finds a bad row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--deals", type=int, default=50_000)
    parser.add_argument("--batch", type=int, default=1_000, help="claims of the further batch")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--prove", action="store_true", help="merge everything again: nothing may change")
    parser.add_argument("--memory", default="2GB", help="the most that the database may hold in memory")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--folder", type=Path, help="where the database is kept; a press that is loaded there is not loaded again"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return _run(given, given.folder or Path(scratch))


def _run(given: argparse.Namespace, folder: Path) -> int:
    live = folder / "load.duckdb"
    with Warehouse.open(live, threads=given.threads, memory=given.memory) as warehouse:
        truths = fill(warehouse, claims=given.claims, deals=given.deals, seed=given.seed)
        print(f"{len(truths):,} claims about {len({one.deal for one in truths}):,} deals", flush=True)
        with timed("stories", rows=len(truths)):
            warehouse.assign_stories()
        with timed("merge of everything", rows=len(truths)):
            warehouse.merge()
        with timed("measure"):
            warehouse.measure()
        kept, pure = purity(warehouse, truths)
        print(
            f"{warehouse.counts()['deal']:,} deals of {len({one.deal for one in truths}):,} planted; "
            f"{kept:.1%} of pairs kept together, {pure:.1%} of pairs rightly so"
        )
        more = next(loads(claims=given.batch, deals=given.deals, seed=given.seed, offset=FURTHER))
        with timed(f"{len(more.claims):,} further claims: load"):
            commit(warehouse, more)
        with timed(f"{len(more.claims):,} further claims: merge"):
            changes = warehouse.merge()
        print("  rows changed: " + ", ".join(_shown(changes.items())))
        with timed("merge with nothing new"):
            warehouse.merge()
        if given.prove:
            with timed("merge of everything again"):
                changes = merge_all_again(warehouse)
            print("  rows changed: " + (", ".join(_shown(changes.items())) or "none, as it must be"))
        with timed("measure"):
            warehouse.measure()
        with timed("audits"):
            bad = [found for found in run_audits(warehouse.connection) if not found.good]
        with timed("publish"):
            snapshot = warehouse.publish(folder / "load.snapshot.duckdb")
    print(f"database: {live.stat().st_size / 1e6:,.0f} MB")
    queries(snapshot)
    print(f"most memory: {peak():,.0f} MB")
    for found in bad:
        print(f"audit {found.audit}: {found.count} bad rows, as {found.rows[:2]}", file=sys.stderr)
    return 1 if bad else 0


def _shown(changes: Iterable[tuple[str, Change]]) -> Iterator[str]:
    for table, change in changes:
        if change.inserted or change.deleted:
            yield f"{table} +{change.inserted:,} -{change.deleted:,}"


if __name__ == "__main__":
    sys.exit(main())
