"""The null model: degrees and kinds stay, equal seeds give equal draws, a planted circle stands out, stale ones go."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.types import Kind
from tests.warehouse.conftest import Tell
from tests.warehouse.world import article, claim
from warehouse.cycles import Edge
from warehouse.intervals import Interval
from warehouse.nullmodel import TypedEdge, draw_null, keep_null, read_typed_edges, rewire
from warehouse.store import Warehouse

nodes = st.sampled_from("abcdefgh")


def typed(payer: str, payee: str, kind: str = "equity", low: int = 1, high: int | None = 2) -> TypedEdge:
    usd = Interval(Decimal(low), None if high is None else Decimal(high))
    capital = kind in ("equity", "debt")
    return TypedEdge(f"{'capital' if capital else 'spend'} {kind}", Edge(payer, payee, usd, capital, not capital))


@st.composite
def edges(draw: st.DrawFn) -> list[TypedEdge]:
    pairs = draw(st.sets(st.tuples(nodes, nodes).filter(lambda pair: pair[0] != pair[1]), max_size=24))
    return [
        typed(*pair, draw(st.sampled_from(("equity", "debt", "commitment", "purchase"))), draw(st.integers(0, 5)), 9)
        for pair in sorted(pairs)
    ]


def degrees(given_edges: list[TypedEdge]) -> tuple[Counter[object], Counter[object]]:
    """Payments out, with their amounts, and payments in, by kind and group."""
    out = Counter((one.kinds, one.edge.payer, one.edge.usd) for one in given_edges)
    return out, Counter((one.kinds, one.edge.payee) for one in given_edges)


@settings(max_examples=100)
@given(edges(), st.integers(0, 99))
def test_every_group_keeps_its_edges_of_each_kind(given_edges: list[TypedEdge], seed: int) -> None:
    rewired = rewire(given_edges, random.Random(seed))
    assert degrees(rewired) == degrees(given_edges)
    assert all(one.edge.payer != one.edge.payee for one in rewired)
    places = [(one.edge.has_capital, one.edge.payer, one.edge.payee) for one in rewired]
    assert len(set(places)) == len(places)
    assert rewired == rewire(given_edges, random.Random(seed))


def test_a_circle_in_a_crowd_stands_out_and_the_seed_decides() -> None:
    """A ring of two with four payments beside it that lead nowhere: one draw in some dozens closes a circle."""
    ring = [typed("r0", "r1", low=10, high=10), typed("r1", "r0", low=10, high=10)]
    line = [typed(f"p{number}", f"q{number}", low=10, high=10) for number in range(8)]
    model = draw_null("open", [*ring, *line], draws=80, seed=3)
    by_figure = {one.figure: one for one in model.findings}
    assert by_figure["cycles"].observed == 1
    assert by_figure["circulation_low"].observed == 20
    assert by_figure["cycles"].p is not None
    assert by_figure["cycles"].p < 0.1
    assert 0 < (by_figure["cycles"].mean or 0) < 0.1
    assert by_figure["circulation_low"].z is not None
    assert by_figure["circulation_low"].z > 3
    assert draw_null("open", [*ring, *line], draws=80, seed=3) == model
    assert draw_null("open", [*ring, *line], draws=80, seed=4) != model


def test_what_has_no_figure_says_why() -> None:
    """A ring of two that cannot be rewired: all draws are the ledger; no ceiling, no upper figure."""
    model = draw_null("open", [typed("a", "b", high=None), typed("b", "a", "purchase", high=None)], draws=5)
    cycles, low, high = model.findings
    assert (cycles.observed, cycles.mean, cycles.z, cycles.p, cycles.reason) == (1, 1, None, 1, "all draws are equal")
    assert (low.observed, low.p) == (2, 1)
    assert (high.observed, high.z, high.reason) == (None, None, "the ledger's own figure has no ceiling")


def test_kept_ones_stay_until_the_edges_change(warehouse: Warehouse, tell: Tell) -> None:
    a, b = article("a"), article("b")
    tell(
        claim(a, "Nvidia", "OpenAI", "10e9"),
        claim(a, "OpenAI", "Nvidia", "30e9", kind=Kind.PURCHASE),
        articles=(a,),
    )
    con = warehouse.connection
    model = draw_null("announced", read_typed_edges(con, "announced"), draws=3)
    keep_null(con, model)
    keep_null(con, model)
    warehouse.measure()
    kept = con.execute("SELECT figure, observed, p, draws FROM mart.v1_null_model ORDER BY figure").fetchall()
    assert kept == [("circulation_high", 2e10, 1, 3), ("circulation_low", 2e10, 1, 3), ("cycles", 1, 1, 3)]
    values = con.execute("SELECT metric, low FROM mart.v1_metric WHERE metric_id = 'M22' ORDER BY metric").fetchall()
    assert ("cycles_p", 1.0) in values
    assert ("cycles_z", None) in values
    tell(claim(b, "Oracle", "OpenAI", "1e9", day="2025-03-01"), articles=(b,))
    assert con.execute("SELECT count(*) FROM metric_null").fetchall() == [(0,)]
