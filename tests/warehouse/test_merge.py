"""What articles say, and the deals that come out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from pipeline.types import Kind, Scope, Status
from tests.warehouse.world import article, claim
from warehouse.store import Warehouse

BILLION = Decimal(10) ** 9


def deals(warehouse: Warehouse, columns: str = "kind, usd_low, usd_high, status") -> list[tuple[object, ...]]:
    return warehouse.connection.execute(f"SELECT {columns} FROM mart.v1_deal ORDER BY ALL").fetchall()  # noqa: S608


def test_three_articles_tell_one_deal(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b, c = (article(name, published=f"2025-01-{day}") for name, day in (("a", 11), ("b", 12), ("c", 20)))
    tell(
        claim(a, "Google", "Anthropic", "2e9"),
        claim(b, "谷歌", "Anthropic", "2.005e9", day="2025-01"),
        claim(c, "Alphabet", "Anthropic", ">2e9", kind=Kind.FINANCING, day="2025-01-11"),
        articles=(a, b, c),
    )
    found = deals(warehouse, "kind, claim_count, independent_source_count, conflict_count")
    assert found == [("equity", 3, 3, 0)]


def test_copies_count_one_source(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    first = article("first", publisher="Reuters")
    copies = tuple(article(f"copy{number}", origin="Reuters") for number in range(50))
    tell(*(claim(one, "Google", "Anthropic", "2e9") for one in (first, *copies)), articles=(first, *copies))
    assert deals(warehouse, "claim_count, independent_source_count") == [(51, 1)]


def test_two_rounds_a_year_and_more_apart_are_two_deals(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b, c = article("a", published="2023-09-26"), article("b", published="2024-11-23"), article("c")
    tell(
        claim(a, "Amazon", "Anthropic", "<4e9", day="2023-09-25"),
        claim(b, "Amazon", "Anthropic", "4e9", day="2024-11-22"),
        claim(c, "Amazon", "Anthropic", "8e9", day=None, scope=Scope.CUMULATIVE),
        articles=(a, b, c),
    )
    assert deals(warehouse, "scope, date, usd_high") == [
        ("cumulative", None, 8 * BILLION),
        ("single", "2023-09-25", 4 * BILLION),
        ("single", "2024-11-22", 4 * BILLION),
    ]
    links = warehouse.connection.execute("SELECT relation, count(*) FROM deal_link GROUP BY ALL").fetchall()
    assert links == [("part_of", 2)]
    direction = warehouse.connection.execute(
        "SELECT usd_low, usd_high, deal_count FROM metric_direction WHERE cut = 'announced'"
    ).fetchall()
    assert direction == [(8 * BILLION, 8 * BILLION, 2)]


def test_a_follow_up_moves_talks_to_announced_and_keeps_the_history(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    rumour, news = article("rumour", published="2025-01-05"), article("news", published="2025-03-01")
    tell(
        claim(rumour, "Nvidia", "CoreWeave", "3e9", status=Status.TALKS, day="2025-01-05"),
        claim(news, "Nvidia", "CoreWeave", "2e9", day="2025-03-01"),
        articles=(rumour, news),
    )
    assert deals(warehouse, "status, usd_low, disputed") == [("announced", 2 * BILLION, False)]
    history = warehouse.connection.execute("SELECT status, usd_low FROM deal_status ORDER BY position").fetchall()
    assert history == [("talks", 3 * BILLION), ("announced", 2 * BILLION)]


def test_a_cancellation_is_no_deletion_and_old_news_does_not_undo_it(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    a, b, c = (article(name, published=f"2025-0{month}-10") for name, month in (("a", 1), ("b", 4), ("c", 6)))
    tell(
        claim(a, "Microsoft", "OpenAI", "1e9"),
        claim(b, "Microsoft", "OpenAI", status=Status.CANCELLED, day="2025-04-09"),
        claim(c, "Microsoft", "OpenAI", "1e9"),
        articles=(a, b, c),
    )
    assert deals(warehouse, "status, disputed, usd_low, claim_count") == [("cancelled", False, BILLION, 3)]
    assert warehouse.connection.execute("SELECT DISTINCT cut FROM metric_direction").fetchall() == []


def test_a_denied_rumour_is_disputed_and_a_later_signing_counts(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    a, b, c = (article(name, published=f"2025-01-{day}") for name, day in (("a", 10), ("b", 11), ("c", 20)))
    tell(
        claim(a, "Nvidia", "xAI", "2e9", status=Status.TALKS, day="2025-01-10"),
        claim(b, "Nvidia", "xAI", "2e9", status=Status.CANCELLED, day="2025-01-11"),
        claim(c, "Nvidia", "xAI", "2e9", status=Status.COMPLETED, day="2025-01-20"),
        articles=(a, b, c),
    )
    assert deals(warehouse, "status, disputed") == [("completed", True)]
    history = warehouse.connection.execute("SELECT status, disputed FROM deal_status ORDER BY position").fetchall()
    assert history == [("talks", False), ("cancelled", True), ("completed", True)]


def test_a_tenfold_figure_against_two_others_is_set_aside(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b, c = article("a"), article("b"), article("c")
    tell(
        claim(a, "OpenAI", "Oracle", "3e9", kind=Kind.COMMITMENT),
        claim(b, "OpenAI", "Oracle", "3e9", kind=Kind.COMMITMENT),
        claim(c, "OpenAI", "Oracle", "3e10", kind=Kind.COMMITMENT),
        articles=(a, b, c),
    )
    assert deals(warehouse, "usd_low, usd_high, conflict_count") == [(3 * BILLION, 3 * BILLION, 1)]
    roles = warehouse.connection.execute("SELECT role, count(*) FROM deal_claim GROUP BY ALL ORDER BY ALL").fetchall()
    assert roles == [("support", 2), ("unit_error", 1)]


def test_a_tenfold_figure_against_one_other_stays_a_conflict(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a"), article("b")
    tell(
        claim(a, "OpenAI", "Oracle", "3e9", kind=Kind.COMMITMENT),
        claim(b, "OpenAI", "Oracle", "3e10", kind=Kind.COMMITMENT),
        articles=(a, b),
    )
    assert deals(warehouse, "usd_low, usd_high, conflict_count") == [(3 * BILLION, 30 * BILLION, 1)]
    kept = warehouse.connection.execute("SELECT field, majority FROM deal_conflict").fetchall()
    assert kept == [("amount", False), ("amount", False)]


def test_contradicting_figures_keep_the_majority_and_show_the_rest(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    a, b, c = article("a"), article("b"), article("c")
    tell(
        claim(a, "Google", "Anthropic", "2e9"),
        claim(b, "Google", "Anthropic", "2e9"),
        claim(c, "Google", "Anthropic", "3e9", day="2025-01-12"),
        articles=(a, b, c),
    )
    assert deals(warehouse, "usd_high, claim_count") == [(2 * BILLION, 3)]
    kept = warehouse.connection.execute(
        "SELECT value, source_count, majority FROM deal_conflict ORDER BY source_count DESC"
    ).fetchall()
    assert kept == [("exact 2000000000.00 USD", 2, True), ("exact 3000000000.00 USD", 1, False)]


def test_an_article_that_states_two_deals_tells_them_apart(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a"), article("b")
    tell(
        claim(a, "Google", "Anthropic", "2e9"),
        claim(a, "Google", "Anthropic", "1e9", day="2025-01-12"),
        claim(b, "Google", "Anthropic", "1e9", day="2025-01-12"),
        articles=(a, b),
    )
    assert deals(warehouse, "usd_high, claim_count, conflict_count") == [(BILLION, 2, 0), (2 * BILLION, 1, 0)]


def test_swapped_parties_are_flagged_and_the_majority_decides(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b, c = article("a"), article("b"), article("c")
    tell(
        claim(a, "Anthropic", "Google Cloud", "3e9", kind=Kind.COMMITMENT),
        claim(b, "Anthropic", "Google", "3e9", kind=Kind.COMMITMENT),
        claim(c, "Google", "Anthropic", "3e9", kind=Kind.COMMITMENT),
        articles=(a, b, c),
    )
    assert deals(warehouse, "payers, payee_group_ids, claim_count") == [(["Anthropic"], ["alphabet"], 3)]
    roles = warehouse.connection.execute("SELECT role, count(*) FROM deal_claim GROUP BY ALL ORDER BY ALL").fetchall()
    assert roles == [("support", 2), ("swapped", 1)]
    kept = warehouse.connection.execute("SELECT DISTINCT field FROM deal_conflict").fetchall()
    assert kept == [("direction",)]


def test_nobody_pays_the_own_group_where_another_payer_is_named(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    a, b, c = article("a"), article("b"), article("c")
    tell(
        claim(a, ("OpenAI", "AWS"), "Amazon", "3.8e10", kind=Kind.COMMITMENT),
        claim(b, "OpenAI", ("AWS", "OpenAI"), "3.8e10", kind=Kind.COMMITMENT),
        claim(c, ("OpenAI", "Amazon"), ("AWS", "OpenAI"), "1e9", kind=Kind.COMMITMENT),
        articles=(a, b, c),
    )
    found = deals(warehouse, "payer_group_ids, payee_group_ids, claim_count")
    assert found == [(["openai"], ["amazon"], 2), (["openai", "amazon"], ["amazon", "openai"], 1)]


def test_a_takeover_that_is_told_the_other_way_round_when_it_is_called_off_is_the_same(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    a, b = article("a", published="2025-07-07"), article("b", published="2025-10-30")
    tell(
        claim(a, "CoreWeave", "Core Scientific", "9e9", kind=Kind.ACQUISITION, day="2025-07-07"),
        claim(b, "Core Scientific", "CoreWeave", "9e9", kind=Kind.ACQUISITION, status=Status.CANCELLED, day=None),
        articles=(a, b),
    )
    assert deals(warehouse, "payers, status, claim_count") == [(["CoreWeave"], "cancelled", 2)]
    assert warehouse.connection.execute("SELECT DISTINCT field FROM deal_conflict").fetchall() == [("direction",)]


def test_money_that_goes_the_other_way_months_later_is_another_deal(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    a, b = article("a", published="2025-01-15"), article("b", published="2025-06-15")
    tell(
        claim(a, "Google", "Anthropic", "3e9", kind=Kind.COMMITMENT, day="2025-01-14"),
        claim(b, "Anthropic", "Google", "3e9", kind=Kind.COMMITMENT, day="2025-06-14"),
        articles=(a, b),
    )
    assert deals(warehouse, "payers, claim_count") == [(["Anthropic"], 1), (["Google"], 1)]


def test_an_unknown_payer_joins_the_deal_that_names_it(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b, c = article("a"), article("b"), article("c")
    tell(
        claim(a, (), "Anthropic", "2e9", kind=Kind.FINANCING),
        claim(b, "Google", "Anthropic", "2e9"),
        claim(c, (), "CoreWeave", "5e9", kind=Kind.DEBT),
        articles=(a, b, c),
    )
    assert deals(warehouse, "kind, payers, payees, claim_count") == [
        ("debt", None, ["CoreWeave"], 1),
        ("equity", ["Google"], ["Anthropic"], 2),
    ]
    assert warehouse.connection.execute("SELECT count(*) FROM flow").fetchall() == [(1,)]


def test_unsure_and_weak_claims_make_no_flow(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a"), article("b")
    tell(
        claim(a, "Microsoft", "OpenAI", sure=False, day=None),
        claim(b, "Nvidia", "xAI", "1e9", confidence=0.1),
        articles=(a, b),
    )
    assert deals(warehouse, "sure, kind") == [(False, "equity"), (False, "equity")]
    assert warehouse.connection.execute("SELECT count(*) FROM flow").fetchall() == [(0,)]


def test_a_share_of_a_round_is_not_added_to_the_round(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a"), article("b")
    tell(
        claim(a, ("Microsoft", "Nvidia"), "Anthropic", "15e9"),
        claim(b, "Nvidia", "Anthropic", "10e9"),
        articles=(a, b),
    )
    found = warehouse.connection.execute(
        "SELECT payer_group, usd_low, usd_high FROM metric_direction WHERE cut = 'announced' ORDER BY ALL"
    ).fetchall()
    assert found == [("microsoft", 0, 15 * BILLION), ("nvidia", 10 * BILLION, 10 * BILLION)]


def test_an_instalment_makes_the_firm_part_of_its_ceiling(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a", published="2023-09-26"), article("b", published="2023-10-20")
    tell(
        claim(a, "Amazon", "Anthropic", "<4e9", day="2023-09-25"),
        claim(b, "Amazon", "Anthropic", "1.25e9", day="2023-10", status=Status.COMPLETED),
        articles=(a, b),
    )
    found = warehouse.connection.execute("SELECT cut, usd_low, usd_high FROM metric_direction ORDER BY cut").fetchall()
    counted = warehouse.connection.execute("SELECT usd_high, counted FROM mart.v1_flow ORDER BY usd_high").fetchall()
    assert counted == [(Decimal("1.25") * BILLION, False), (4 * BILLION, True)]
    part = Decimal("1.25") * BILLION
    assert found == [("announced", part, 4 * BILLION), ("completed", part, part), ("open", part, 4 * BILLION)]


def test_foreign_money_is_converted_at_the_deal_date(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b, c = article("a"), article("b"), article("c")
    tell(
        claim(a, "Nvidia", "Oracle", "1e9 EUR", day="2024-03-02"),
        claim(b, "Nvidia", "xAI", "1e9 TWD", day="2024-03-02"),
        claim(c, "Nvidia", "OpenAI", "1e9 EUR", day="1998-03-02"),
        articles=(a, b, c),
    )
    found = deals(warehouse, "currency, usd_low, fx_date::VARCHAR, fx_note, amount_low")
    assert found == [
        ("EUR", Decimal("1081300000.00"), "2024-03-01", None, BILLION),
        ("EUR", None, None, "before_history", BILLION),
        ("TWD", None, None, "currency_without_rate", BILLION),
    ]
    rates = warehouse.connection.execute("SELECT currency, rate_date::VARCHAR, usd_per_unit FROM fx_rate").fetchall()
    assert rates == [("EUR", "2024-03-01", Decimal("1.0813"))]


def test_a_figure_in_two_currencies_is_one_deal(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a"), article("b")
    tell(
        claim(a, "Nvidia", "xAI", "1e9", day="2024-03-01"),
        claim(b, "Nvidia", "xAI", "7.2e9 CNY", day="2024-03-01"),
        articles=(a, b),
    )
    assert deals(warehouse, "claim_count, conflict_count") == [(2, 0)]


def test_one_sum_under_two_kinds_is_one_deal_with_a_conflict(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b, c = article("a"), article("b"), article("c")
    tell(
        claim(a, "Microsoft", "OpenAI", "9.7e9", kind=Kind.COMMITMENT),
        claim(b, "Microsoft", "OpenAI", "9.7e9", kind=Kind.COMMITMENT),
        claim(c, "Microsoft", "OpenAI", "9.7e9", kind=Kind.EQUITY),
        articles=(a, b, c),
    )
    assert deals(warehouse, "kind, claim_count, conflict_count") == [("commitment", 3, 1)]
    kept = warehouse.connection.execute("SELECT field, value, majority FROM deal_conflict ORDER BY value").fetchall()
    assert kept == [("kind", "commitment", True), ("kind", "equity", False)]


def test_an_article_that_states_both_kinds_keeps_them_apart(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a"), article("b")
    tell(
        claim(a, "Nvidia", "CoreWeave", "2e9", kind=Kind.EQUITY),
        claim(a, "Nvidia", "CoreWeave", "2e9", kind=Kind.COMMITMENT),
        claim(b, "Nvidia", "CoreWeave", "2e9", kind=Kind.COMMITMENT),
        articles=(a, b),
    )
    assert deals(warehouse, "kind, claim_count") == [("commitment", 2), ("equity", 1)]
