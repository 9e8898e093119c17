"""The measures beside round trips and cycles, each in a small world with values computed by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.types import Article, Claim, Kind, Scope, Status, Term
from tests.warehouse.conftest import Tell
from tests.warehouse.newsroom import rows
from tests.warehouse.world import article, claim
from warehouse.store import Warehouse

BILLION = Decimal(10) ** 9


def value(warehouse: Warehouse, metric: str, cut: str = "announced", subject: str | None = None) -> tuple[object, ...]:
    (found,) = warehouse.connection.execute(
        "SELECT low, high, reason FROM mart.v1_metric WHERE variant = 'all' AND metric = ? AND cut = ? "
        "AND subject_id = coalesce(?, '*')",
        [metric, cut, subject],
    ).fetchall()
    return tuple(found)


def lasting(one: Claim, years: str | None = None, start: str | None = None, end: str | None = None) -> Claim:
    """The claim with a term."""
    return replace(one, term=Term(None if years is None else Decimal(years), start, end))


def quoted(one: Claim, told_by: Article, words: str) -> Claim:
    """The claim as these words of an article state it."""
    assert words in told_by.text
    return replace(one, quote_text=words)


def test_pace_takes_the_length_that_is_told_and_never_a_year(warehouse: Warehouse, tell: Tell) -> None:
    a, b = article("a"), article("b", published="2025-06-01")
    tell(
        claim(a, "Amazon", "Anthropic", "4e9", status=Status.COMPLETED),
        lasting(claim(a, "Anthropic", "AWS", "4e9", kind=Kind.COMMITMENT), years="5"),
        articles=(a,),
    )
    assert value(warehouse, "annual_spend_back", subject="amazon anthropic") == (0.2, 0.2, None)
    tell(claim(b, "Anthropic", "AWS", "9e9", kind=Kind.COMMITMENT, day="2025-06-01"), articles=(b,))
    assert value(warehouse, "annual_spend_back", subject="amazon anthropic") == (
        0.2, None, "1 of 2 spending deals tell no length",
    )  # fmt: skip


def test_pace_reads_a_length_between_two_dates(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Oracle", "OpenAI", "1e9", status=Status.COMPLETED),
        lasting(claim(a, "OpenAI", "Oracle", "4e9", kind=Kind.COMMITMENT), start="2027", end="2030"),
        articles=(a,),
    )
    low, high, reason = value(warehouse, "annual_spend_back", subject="oracle openai")
    assert (low, high, reason) == (pytest.approx(1, rel=0.001), pytest.approx(1, rel=0.001), None)


def test_names_of_nobody_close_no_cycle_and_are_no_one_funder(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "a group of lenders", "CoreWeave", "5e9", kind=Kind.DEBT),
        claim(a, "CoreWeave", "a group of lenders", "6e9", kind=Kind.COMMITMENT),
        claim(a, "Nvidia", "CoreWeave", "5e9"),
        articles=(a,),
    )
    assert value(warehouse, "round_trip_pairs") == (0, 0, None)
    assert value(warehouse, "cycles") == (0, 0, None)
    assert value(warehouse, "circulation") == (0, 0, None)
    low, high, _ = value(warehouse, "hhi_funders", subject="coreweave")
    assert (low, high) == (pytest.approx(2500), pytest.approx(5000))
    assert rows(warehouse, "SELECT count(*) AS n FROM mart.v1_flow_mark WHERE generic")[0]["n"] == 2


def test_a_letter_of_intent_is_in_the_core_only_conditionally(warehouse: Warehouse, tell: Tell) -> None:
    a, c = article("a letter of intent"), article("c")
    tell(
        quoted(claim(a, "Nvidia", "OpenAI", "10e9"), a, "letter of intent"),
        claim(c, "OpenAI", "Nvidia", "3e9", kind=Kind.PURCHASE),
        articles=(a, c),
    )
    core = rows(warehouse, "SELECT group_id, robust FROM mart.v1_core WHERE cut = 'announced' ORDER BY ALL")
    assert core == [{"group_id": "nvidia", "robust": False}, {"group_id": "openai", "robust": False}]
    assert value(warehouse, "groups_in_core") == (0, 2, None)
    firm = rows(
        warehouse, "SELECT low FROM mart.v1_metric WHERE variant = 'firm' AND metric = 'cycles' AND cut = 'open'"
    )
    assert firm == [{"low": 0.0}]
    b = article("b", published="2025-03-01")
    tell(claim(b, "Nvidia", "OpenAI", "10e9", status=Status.COMPLETED), articles=(b,))
    assert value(warehouse, "groups_in_core") == (2, 2, None)


def test_vendors_give_guarantees_apart_from_capital(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Nvidia", "CoreWeave", "2e9"),
        claim(a, "Nvidia", "CoreWeave", "6e9", kind=Kind.GUARANTEE),
        claim(a, "CoreWeave", "Nvidia", "1e9", kind=Kind.PURCHASE),
        claim(a, "Nvidia", "OpenAI", "30e9"),
        articles=(a,),
    )
    assert value(warehouse, "financed_customers", subject="nvidia") == (2e9, 2e9, None)
    assert value(warehouse, "guarantee_ratio", subject="nvidia") == (3, 3, None)
    assert value(warehouse, "vendor_financing", subject="nvidia")[:2] == (None, None)
    (promise,) = rows(warehouse, "SELECT * FROM mart.v1_promise WHERE cut = 'announced' AND group_id = 'nvidia'")
    assert (promise["promised_low"], promise["contingent_low"]) == (32 * BILLION, 6 * BILLION)
    roles = rows(warehouse, "SELECT roles, score_high FROM mart.v1_role WHERE cut = 'open' AND group_id = 'nvidia'")
    assert {"roles": ["guarantor", "investor", "supplier"], "score_high": 3} in roles


def test_promises_are_what_is_not_completed(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Microsoft", "OpenAI", "1e9", status=Status.COMPLETED),
        claim(a, "Microsoft", "Anthropic", "<3e9"),
        claim(a, "Oracle", "OpenAI", "6e9", status=Status.TALKS),
        articles=(a,),
    )
    assert value(warehouse, "promise_share", subject="microsoft")[:2] == (0, 0.75)
    assert value(warehouse, "promise_share", "open")[:2] == (pytest.approx(6 / 7), 0.9)
    assert value(warehouse, "promise_share", "completed")[:2] == (0, 0)


def test_realisation_follows_tranches_completions_and_cancellations(warehouse: Warehouse, tell: Tell) -> None:
    a, b = article("a", published="2023-10-01"), article("b", published="2024-04-01")
    tell(
        claim(a, "Amazon", "Anthropic", "<4e9", day="2023-09-25"),
        claim(a, "Nvidia", "OpenAI", "10e9", day="2023-09-20"),
        claim(a, "Oracle", "OpenAI", "2e9", day="2023-05-01"),
        claim(b, "Amazon", "Anthropic", "1e9", day="2024-03-27", status=Status.COMPLETED),
        claim(b, "Nvidia", "OpenAI", "10e9", day="2023-09-20", status=Status.CANCELLED),
        claim(b, "Oracle", "OpenAI", "2e9", day="2023-05-01", status=Status.COMPLETED),
        articles=(a, b),
    )
    found = rows(warehouse, "SELECT lineage, status, realised_low, realised_high FROM mart.v1_realisation ORDER BY ALL")
    assert found == [
        {"lineage": "history", "status": "cancelled", "realised_low": 0.0, "realised_high": 0.0},
        {"lineage": "history", "status": "completed", "realised_low": 1.0, "realised_high": 1.0},
        {"lineage": "tranches", "status": "announced", "realised_low": 0.25, "realised_high": 1.0},
    ]
    (cohort,) = rows(warehouse, "SELECT low, high FROM mart.v1_metric WHERE metric_id = 'M17' AND subject_id = '2023'")
    assert cohort == {"low": (1 + 0 + 2) / 16, "high": (4 + 0 + 2) / 16}


def test_a_loan_on_chips_of_a_shareholder_is_a_loop(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Nvidia", "CoreWeave", "1e8"),
        claim(a, "CoreWeave", "Nvidia", "3e9", kind=Kind.PURCHASE),
        replace(claim(a, "Apollo Lending", "CoreWeave", "<2e9", kind=Kind.DEBT), collateral="its H100 GPUs"),
        replace(claim(a, "Magma", "CoreWeave", "1e9", kind=Kind.DEBT, day="2024-05"), collateral="real estate"),
        articles=(a,),
    )
    (loop,) = rows(warehouse, "SELECT * FROM mart.v1_collateral_loop WHERE cut = 'announced'")
    assert (loop["borrower"], loop["vendor"], loop["loan_low"], loop["loan_high"]) == (
        "CoreWeave", "Nvidia", 0, 2 * BILLION,
    )  # fmt: skip
    assert value(warehouse, "collateral_loops") == (1, 1, None)


def test_exclusivity_holds_only_in_its_time(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a", published="2025-06-01")
    tell(
        lasting(
            claim(a, "OpenAI", "Microsoft", "6e9", kind=Kind.COMMITMENT, day="2020-01-01", exclusive=True),
            start="2020", end="2022",
        ),
        claim(a, "OpenAI", "Oracle", "2e9", kind=Kind.COMMITMENT, day="2021-03-01"),
        claim(a, "OpenAI", "CoreWeave", "12e9", kind=Kind.COMMITMENT, day="2025-03-10"),
        articles=(a,),
    )  # fmt: skip
    (found,) = rows(warehouse, "SELECT * FROM mart.v1_exclusivity WHERE cut = 'open'")
    assert (str(found["valid_from"]), str(found["valid_to"])) == ("2020-01-01", "2022-12-31")
    assert (found["dependence_low"], found["dependence_high"], found["reason"]) == (0.75, 0.75, None)


def test_an_unsure_claim_makes_the_flag_open_and_no_flow(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Nvidia", "CoreWeave", "1e9"),
        claim(a, "CoreWeave", "Nvidia", kind=Kind.PURCHASE, sure=False, exclusive=True),
        articles=(a,),
    )
    assert rows(warehouse, "SELECT * FROM mart.v1_round_trip WHERE is_round_trip") == []
    assert value(warehouse, "round_trip", subject="nvidia coreweave") == (
        0, 1, "only an unsure claim tells of the spending",
    )  # fmt: skip
    (found,) = rows(warehouse, "SELECT * FROM mart.v1_exclusivity WHERE cut = 'announced'")
    assert found["reason"] == "only an unsure claim calls it exclusive"


def test_a_sum_over_several_parties_gives_nobody_a_role(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, ("Microsoft", "Google"), ("OpenAI", "Anthropic"), "20e9", scope=Scope.AGGREGATE),
        claim(a, "Google", "Anthropic", "2e9"),
        articles=(a,),
    )
    found = rows(
        warehouse, "SELECT group_id, other_group_id FROM mart.v1_role WHERE cut = 'open' AND group_id <> 'anthropic'"
    )
    assert found == [{"group_id": "alphabet", "other_group_id": "anthropic"}]


def test_measuring_twice_changes_nothing(warehouse: Warehouse, tell: Tell) -> None:
    a = article("a")
    tell(
        claim(a, "Google", "Anthropic", "2e9"),
        claim(a, "Anthropic", "Google", "3e9", kind=Kind.COMMITMENT),
        articles=(a,),
    )
    before = rows(warehouse, "SELECT * FROM mart.v1_metric ORDER BY ALL")
    warehouse.measure()
    assert rows(warehouse, "SELECT * FROM mart.v1_metric ORDER BY ALL") == before
    assert len(before) > 100
