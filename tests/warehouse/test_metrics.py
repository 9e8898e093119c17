"""Round trips with values computed by hand, and sums checked against interval arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.types import Kind, Scope, Status
from tests.warehouse.world import article, claim
from warehouse.store import Warehouse

Tell = Callable[..., None]
BILLION = Decimal(10) ** 9


def pair(warehouse: Warehouse, columns: str, cut: str = "announced") -> tuple[object, ...]:
    query = f"SELECT {columns} FROM mart.v1_round_trip WHERE cut = ?"  # noqa: S608
    (found,) = warehouse.connection.execute(query, [cut]).fetchall()
    return tuple(found)


def test_spend_back_is_low_over_high_and_high_over_low(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Google", "Anthropic", "2e9"),
        claim(a, "Anthropic", "Google Cloud", "3e9-4e9", kind=Kind.COMMITMENT, day="2025-03-01"),
        articles=(a,),
    )
    assert pair(warehouse, "funder, spender, capital_low, spend_low, spend_high") == (
        "Alphabet",
        "Anthropic",
        2 * BILLION,
        3 * BILLION,
        4 * BILLION,
    )
    assert pair(warehouse, "recycled_low, recycled_high") == (2 * BILLION, 2 * BILLION)
    assert pair(warehouse, "spend_back_low, spend_back_high") == (1.5, 2.0)
    assert pair(warehouse, "balance_low, balance_high") == (0.5, pytest.approx(2 / 3))
    assert pair(warehouse, "gap_days_low, gap_days_high, spend_first, within_180_days") == (50, 50, False, True)


def test_up_to_has_no_floor_and_more_than_no_ceiling(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Amazon", "Anthropic", "<4e9"),
        claim(a, "Anthropic", "AWS", ">5e9", kind=Kind.COMMITMENT),
        articles=(a,),
    )
    assert pair(warehouse, "capital_low, capital_high, spend_low, spend_high") == (0, 4 * BILLION, 5 * BILLION, None)
    assert pair(warehouse, "recycled_low, recycled_high") == (0, 4 * BILLION)
    assert pair(warehouse, "spend_back_low, spend_back_high") == (1.25, None)
    assert pair(warehouse, "balance_low, balance_high") == (0.0, 0.8)


def test_a_pair_without_amounts_is_flagged_and_has_no_bounds(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Nvidia", "CoreWeave"),
        claim(a, "CoreWeave", "Nvidia", kind=Kind.PURCHASE, day="2024"),
        articles=(a,),
    )
    assert pair(warehouse, "capital_unstated, spend_unstated, recycled_low, recycled_high") == (1, 1, 0, None)
    assert pair(warehouse, "spend_back_low, spend_back_high, balance_high") == (0.0, None, 1.0)
    assert pair(warehouse, "spend_first, gap_days_low, gap_days_high") == (True, 10, 375)
    assert pair(warehouse, "within_180_days, within_365_days") == (None, None)
    (bottleneck,) = warehouse.connection.execute(
        "SELECT bottleneck_low, bottleneck_high, unstated_edges FROM metric_cycle WHERE cut = 'announced'"
    ).fetchall()
    assert bottleneck == (0, None, 2)


def test_cuts_hold_what_their_names_say(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Microsoft", "OpenAI", "1e9", status=Status.COMPLETED),
        claim(a, "Microsoft", "OpenAI", "10e9", status=Status.TALKS),
        claim(a, "OpenAI", "Microsoft", "2e9", kind=Kind.COMMITMENT),
        claim(a, "Nvidia", "OpenAI", "7e9", status=Status.CANCELLED),
        articles=(a,),
    )
    found = warehouse.connection.execute(
        "SELECT cut, class, usd_high FROM metric_direction ORDER BY cut, class"
    ).fetchall()
    assert found == [
        ("announced", "capital", BILLION),
        ("announced", "spend", 2 * BILLION),
        ("completed", "capital", BILLION),
        ("open", "capital", 11 * BILLION),
        ("open", "spend", 2 * BILLION),
    ]
    cuts = warehouse.connection.execute("SELECT cut, is_round_trip FROM metric_round_trip ORDER BY cut").fetchall()
    assert cuts == [("announced", True), ("completed", False), ("open", True)]
    assert pair(warehouse, "capital_high, spend_high, recycled_high, spend_back_high", "completed") == (
        BILLION,
        0,
        0,
        0,
    )


def test_a_running_total_is_a_bound_and_later_deals_come_on_top(warehouse: Warehouse, tell: Tell) -> None:
    early, later = article("early", published="2023-06-01"), article("later", published="2025-02-01")
    tell(
        claim(early, "Microsoft", "OpenAI", "1e9", day="2019-07"),
        claim(early, "Microsoft", "OpenAI", "13e9", day=None, scope=Scope.CUMULATIVE),
        claim(later, "Microsoft", "OpenAI", "<2e9", day="2025-01"),
        articles=(early, later),
    )
    found = warehouse.connection.execute(
        "SELECT usd_low, usd_high, deal_count FROM metric_direction WHERE cut = 'open'"
    ).fetchall()
    assert found == [(13 * BILLION, 15 * BILLION, 2)]


def test_a_running_total_bounds_what_was_told_without_an_amount(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a", published="2023-06-01")
    tell(
        claim(a, "Microsoft", "OpenAI", day="2021"),
        claim(a, "Microsoft", "OpenAI", "13e9", day=None, scope=Scope.CUMULATIVE),
        articles=(a,),
    )
    found = warehouse.connection.execute(
        "SELECT usd_low, usd_high, unstated_count FROM metric_direction WHERE cut = 'open'"
    ).fetchall()
    assert found == [(13 * BILLION, 13 * BILLION, 1)]


def test_a_sum_over_several_parties_stays_out(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, ("Microsoft", "Google", "Amazon"), ("OpenAI", "Anthropic"), "20e9", scope=Scope.AGGREGATE),
        claim(a, "Google", "Anthropic", "2e9"),
        articles=(a,),
    )
    found = warehouse.connection.execute(
        "SELECT payer_group, usd_low, usd_high, unsplit_usd_high FROM metric_direction WHERE cut = 'open'"
    ).fetchall()
    assert found == [("alphabet", 2 * BILLION, 2 * BILLION, 20 * BILLION)]


def test_a_parent_counts_only_from_the_day_it_owns(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a", published="2026-03-05")
    tell(
        claim(a, "Nvidia", "xAI", "2e9", day="2025-10-07"),
        claim(a, "xAI", "Nvidia", "1e9", kind=Kind.PURCHASE, day="2026-03-01"),
        articles=(a,),
    )
    found = warehouse.connection.execute("SELECT payer_group, payee_group FROM flow ORDER BY date_low").fetchall()
    assert found == [("nvidia", "xai"), ("spacex", "nvidia")]
    assert warehouse.connection.execute("SELECT count(*) FROM metric_round_trip").fetchall() == [(0,)]


def test_the_contingent_and_money_inside_a_group_make_no_round_trip(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Nvidia", "CoreWeave", "2e9"),
        claim(a, "CoreWeave", "Nvidia", "1e9", kind=Kind.GUARANTEE),
        claim(a, "Google", "Google Cloud", "9e9"),
        articles=(a,),
    )
    assert warehouse.connection.execute("SELECT count(*) FROM metric_round_trip").fetchall() == [(0,)]
    flows = warehouse.connection.execute("SELECT class, contingent FROM flow ORDER BY class").fetchall()
    assert flows == [("capital", False), ("contingent", True)]


def test_three_parties_close_a_cycle_and_exposure_counts_what_is_inside(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Nvidia", "OpenAI", "10e9"),
        claim(a, "OpenAI", "Oracle", "30e9", kind=Kind.COMMITMENT),
        claim(a, "Oracle", "Nvidia", "<8e9", kind=Kind.PURCHASE),
        claim(a, "OpenAI", "AWS", "10e9", kind=Kind.COMMITMENT),
        articles=(a,),
    )
    (cycle,) = warehouse.connection.execute(
        "SELECT names, length, bottleneck_low, bottleneck_high, truncated FROM mart.v1_cycle WHERE cut = 'open'"
    ).fetchall()
    assert cycle == (["Nvidia", "OpenAI", "Oracle"], 3, 0, 8 * BILLION, False)
    exposure = dict(
        warehouse.connection.execute(
            "SELECT group_id, [exposure_low, exposure_high] FROM mart.v1_exposure WHERE cut = 'open'"
        ).fetchall()
    )
    assert exposure == {"amazon": [0, 0], "nvidia": [1, 1], "openai": [0.8, 0.8], "oracle": [1, 1]}
