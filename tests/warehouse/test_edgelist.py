"""Anybody's list of edges: measured as the ledger is, bad rows told with their line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.parties import PartyTable, load_parties
from pipeline.types import Kind, Status
from tests.warehouse.newsroom import rows
from warehouse.edgelist import EdgeListError, edge_scene, parse_edge_list, read_edge_list
from warehouse.measure import Variant
from warehouse.scene import ParentsOf, Question
from warehouse.store import Warehouse
from warehouse.wordlists import is_generic

HEADER = "from,to,instrument,amount_usd,status,date,cancelable\n"
CIRCLE = HEADER + (
    "Nvidia,OpenAI,equity,1e10,announced,2025-09,yes\n"
    "OpenAI,Oracle,cloud_commitment,300000000000,signed,2025-09-10,\n"
    'Oracle,Nvidia,GPU purchase,"$40,000,000,000",committed,2025-05,\n'
    "Microsoft,OpenAI,equity,..13e9,closed,,\n"
    "OpenAI,Azure,cloud,250e9,signed,,\n"
    "SINK_lenders,OpenAI,loan,10e9,closed,,\n"
    "OpenAI,SINK_lenders,lease,10e9,closed,,\n"
)
PARTIES = PartyTable.load()


def test_a_circle_is_measured() -> None:
    with edge_scene(parse_edge_list(CIRCLE, "list"), Question(), PARTIES) as ledger:
        (pair,) = ledger.round_trips().records()
        assert (pair["funder"], pair["spender"], pair["recycled_low"], pair["recycled_high"]) == (
            "Microsoft", "OpenAI", 0, 13_000_000_000,
        )  # fmt: skip
        cycles = {tuple(row["names"]): row["bottleneck_low"] for row in ledger.cycles().records()}  # type: ignore[arg-type]
        assert cycles == {("Microsoft", "OpenAI"): 0, ("Nvidia", "OpenAI", "Oracle"): 10_000_000_000}
        (flow,) = ledger.measured("throughput").records()
        assert (flow["circulation_low"], flow["circulation_high"]) == (Decimal(3 * 10**10), Decimal(56 * 10**9))
        robust = {row["name"] for row in ledger.measured("core").records() if row["robust"]}
        assert robust == {"Microsoft", "OpenAI"}


def test_questions_are_answered_of_a_list_too() -> None:
    listed = parse_edge_list(CIRCLE, "list")
    with edge_scene(listed, Question(variant=Variant(cancelable=False)), PARTIES) as ledger:
        assert len(ledger.cycles().rows) == 1
    with edge_scene(listed, Question(parents=ParentsOf.NONE), PARTIES) as ledger:
        assert ledger.round_trips().rows == ()
    with edge_scene(listed, Question(as_of=date(2025, 8, 1)), PARTIES) as ledger:
        assert [row["length"] for row in ledger.cycles().records()] == [2]


def test_the_newsrooms_own_edges_give_its_own_figures(ledger: Warehouse) -> None:
    """The flows of the ledger as a list: cycles, pairs, concentration are the ledger's, where no running total is."""
    flows = rows(
        ledger,
        """
        SELECT f.payer_group, f.payee_group, f.kind, f.usd_low, f.usd_high, f.stated, f.status, f.date_low
        FROM flow AS f JOIN metric_counted AS c USING (flow_id) WHERE c.cut = 'open' AND c.counted ORDER BY flow_id
        """,
    )
    lines = [HEADER]
    for row in flows:
        amount = f"{row['usd_low']}..{'' if row['usd_high'] is None else row['usd_high']}" if row["stated"] else ""
        ends = f"{row['payer_group']},{row['payee_group']}"
        lines.append(f"{ends},{row['kind']},{amount},{row['status']},{row['date_low']},\n")
    with edge_scene(parse_edge_list("".join(lines), "list"), Question(), load_parties()) as listed:
        for query in (
            "SELECT cut, path FROM metric_cycle ORDER BY ALL",
            "SELECT cut, funder_group, spender_group, spend_low, spend_back_low FROM metric_round_trip ORDER BY ALL",
            "SELECT cut, group_id, component_size, robust FROM metric_core ORDER BY ALL",
        ):
            assert listed.connection.execute(query).fetchall() == ledger.connection.execute(query).fetchall()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",OpenAI,equity,1,closed,,", "from is empty; name who pays"),
        ("A, ,equity,1,closed,,", "to is empty; name who is paid"),
        ("A,B,barter,1,closed,,", "instrument 'barter' is unknown; take one of equity"),
        ("A,B,equity,lots,closed,,", "amount_usd 'lots' is no amount; write US dollars as"),
        ("A,B,equity,-5,closed,,", "amount_usd '-5' is no amount"),
        ("A,B,equity,nan,closed,,", "amount_usd 'nan' is no amount"),
        ("A,B,equity,9e9..1e9,closed,,", "amount_usd '9e9..1e9' is no amount"),
        ("A,B,equity,1e30,closed,,", "amount_usd '1e30' is no amount"),
        ("A,B,equity,1,maybe,,", "status 'maybe' is unknown; take one of talks"),
        ("A,B,equity,1,closed,2025-13,", "date '2025-13' is no day; write it as 2025"),
        ("A,B,equity,1,closed,,perhaps", "cancelable 'perhaps' is neither yes nor no"),
        ("A,B,equity,1,closed", "has 5 cells, the header has 7"),
        ('A,B,equity,"1,closed,,', "is no CSV"),
    ],
)
def test_a_bad_row_is_told_with_its_line(row: str, fault: str) -> None:
    with pytest.raises(EdgeListError) as caught:
        parse_edge_list(f"{HEADER}A,B,equity,1,closed,,\n{row}\n", "list.csv")
    assert str(caught.value).startswith("list.csv line 3: " + fault)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "column from, to, instrument, amount_usd, status is missing"),
        ("from,to\nA,B\n", "column instrument, amount_usd, status is missing"),
        (HEADER, "no rows below the header"),
        ("from,to,from,instrument,amount_usd,status\n", "column from occurs twice"),
    ],
)
def test_a_list_that_is_none_is_told(text: str, fault: str) -> None:
    with pytest.raises(EdgeListError, match=fault):
        parse_edge_list(text, "list.csv")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(EdgeListError, match="No such file"):
        read_edge_list(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"Nestl\xe9,B,equity,1,closed,,\n")
    with pytest.raises(EdgeListError, match="not UTF-8 at byte"):
        read_edge_list(tmp_path / "latin.csv")


def test_columns_in_any_order_with_others_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("﻿Status,TO,notes,from,amount_usd,Instrument\nclosed,B,x,A,,Series B equity\n\n", "utf-8")
    listed = read_edge_list(path)
    assert listed.unknown_columns == ("notes",)
    (one,) = listed.edges
    assert (one.payer, one.payee, one.kind, one.usd, one.status) == ("A", "B", Kind.EQUITY, None, Status.COMPLETED)


@pytest.mark.parametrize(
    ("instrument", "kind"),
    [
        ("cloud_commitment", Kind.COMMITMENT), ("GPU purchase", Kind.PURCHASE), ("vendor-financing", Kind.DEBT),
        ("Convertible note", Kind.EQUITY), ("capacity backstop", Kind.GUARANTEE), ("revenue share", Kind.REVENUE_SHARE),
        ("warrants", Kind.EQUITY_GRANT), ("算力采购合同", Kind.PURCHASE), ("股权投资", Kind.EQUITY),
    ],
)  # fmt: skip
def test_instruments_of_hand_made_lists_are_known(instrument: str, kind: Kind) -> None:
    (one,) = parse_edge_list(f"{HEADER}A,B,{instrument},1,closed,,\n", "list").edges
    assert one.kind is kind


@settings(max_examples=200)
@given(st.text(max_size=200) | st.lists(st.text(max_size=12), max_size=14).map(lambda cells: HEADER + ",".join(cells)))
def test_any_text_is_read_or_told(text: str) -> None:
    try:
        found = parse_edge_list(text, "list").edges
    except EdgeListError as error:
        told = str(error)
    else:
        told = f"list of {len(found)}"
    assert told.startswith("list")
    assert told != "list of 0"


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("investors", True), ("a group of lenders", True), ("SINK_lenders", True), ("unnamed investor", True),
        ("Existing shareholders and banks", True), ("多家银行", True), ("一批投资者", True), ("银行团", True),
        ("Founders Fund", False), ("Bank of America", False), ("OpenAI", False), ("深创投", False), ("Group", False),
        ("First Partners", False), ("Public", True), ("中国银行", False), ("SPV", True),
    ],
)  # fmt: skip
def test_names_of_nobody_in_particular(name: str, generic: bool) -> None:
    assert is_generic(name) is generic
