"""Words that say what a deal does to an earlier one: increments add, expansions replace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.types import Article, Claim, Evidence, Kind, Scope, Span
from tests.warehouse.world import article, claim
from warehouse.changes import change_in
from warehouse.claims import Change
from warehouse.store import Warehouse

BILLION = Decimal(10) ** 9
PAIR = ("OpenAI", "CoreWeave")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("Amazon will invest an additional ", " in Anthropic", Change.INCREMENT),
        ("Amazon will invest another ", " in Anthropic", Change.INCREMENT),
        ("OpenAI expanded its contract with CoreWeave by ", "", Change.INCREMENT),
        ("The bank lends ", " more to CoreWeave", Change.INCREMENT),
        ("亚马逊将向Anthropic追加投资", "", Change.INCREMENT),
        ("亞馬遜將額外投資", "", Change.INCREMENT),
        ("OpenAI has expanded its agreement with CoreWeave to ", ".", Change.EXPANSION),
        ("Meta increased its commitment to a total of ", "", Change.EXPANSION),
        ("合同规模由119亿美元扩大至", "", Change.EXPANSION),
        ("雙方將合約金額提高到", "", Change.EXPANSION),
        ("Amazon will invest ", " in Anthropic", None),
        ("The company aims to increase capacity and raise up to ", "", None),
        ("CoreWeave borrowed ", " more than it owns", None),
        ("Amazon said further talks are planned. It invests ", "", None),
        ("谷歌向Anthropic投资", "，占股14%", None),
    ],
)
def test_words_around_a_figure(before: str, after: str, change: Change | None) -> None:
    assert change_in(before, after) is change


def told(by: Article, before: str, figure: str, amount: str, *, day: str, scope: Scope = Scope.SINGLE) -> Claim:
    """A claim whose quote holds these words and this figure."""
    quote = f"{before} {figure} today"
    plain = claim(by, *PAIR, amount, kind=Kind.COMMITMENT, day=day, scope=scope)
    at = len(before) + 1
    return replace(
        plain,
        quote=Span(0, len(quote)),
        quote_text=quote,
        evidence=(Evidence("amount", Span(at, at + len(figure))),),
    )


def direction(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(
        "SELECT usd_low, usd_high, deal_count FROM metric_direction WHERE cut = 'announced'"
    ).fetchall()


def links(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(
        """
        SELECT l.relation, d.usd_high, o.usd_high FROM deal_link AS l
        JOIN deal AS d ON d.deal_id = l.deal_id JOIN deal AS o ON o.deal_id = l.other_id ORDER BY ALL
        """
    ).fetchall()


def test_an_increment_adds(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a", published="2025-11-03"), article("b", published="2026-02-27")
    tell(
        told(a, "OpenAI signs a contract with CoreWeave for", "$38 billion", "38e9", day="2025-11-03"),
        told(b, "OpenAI buys from CoreWeave an additional", "$100 billion", "100e9", day="2026-02-27"),
        articles=(a, b),
    )
    assert links(warehouse) == [("increment_of", 100 * BILLION, 38 * BILLION)]
    assert direction(warehouse) == [(138 * BILLION, 138 * BILLION, 2)]


def test_an_expansion_replaces(warehouse: Warehouse, tell: Callable[..., None]) -> None:
    a, b = article("a", published="2025-11-03"), article("b", published="2026-02-27")
    tell(
        told(a, "OpenAI signs a contract with CoreWeave for", "$38 billion", "38e9", day="2025-11-03"),
        told(b, "OpenAI expanded its contract with CoreWeave to", "$100 billion", "100e9", day="2026-02-27"),
        articles=(a, b),
    )
    assert links(warehouse) == [("supersedes", 100 * BILLION, 38 * BILLION)]
    assert direction(warehouse) == [(100 * BILLION, 100 * BILLION, 1)]
    (row,) = warehouse.connection.execute(
        "SELECT supersedes IS NOT NULL FROM mart.v1_deal WHERE usd_high = 100e9"
    ).fetchall()
    assert row == (True,)


def test_an_expansion_of_one_figure_is_one_deal_whatever_word_is_used(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    a, b = article("a", published="2026-02-27"), article("b", published="2026-02-28")
    tell(
        told(a, "OpenAI expanded its contract with CoreWeave to", "$22.4 billion", "22.4e9", day="2026-02-27"),
        told(b, "OpenAI signs a contract with CoreWeave for", "$22.4 billion", "22.4e9", day="2026-02-27"),
        articles=(a, b),
    )
    found = warehouse.connection.execute("SELECT change, claim_count FROM deal").fetchall()
    assert found == [("expansion", 2)]


def test_a_running_total_is_linked_to_its_parts_and_never_added(
    warehouse: Warehouse, tell: Callable[..., None]
) -> None:
    days = ("2025-03-10", "2025-05-15", "2025-09-25")
    parts = tuple(article(f"a{day}", published=day) for day in days)
    total = article("total", published="2025-09-26")
    tell(
        *(
            told(one, "OpenAI signs with CoreWeave", figure, amount, day=day)
            for one, figure, amount, day in zip(
                parts, ("$12 billion", "$4 billion", "$6.5 billion"), ("12e9", "4e9", "6.5e9"), days, strict=True
            )
        ),
        told(total, "to a total of", "$22.4 billion", "22.5e9", day="2025-09-26", scope=Scope.CUMULATIVE),
        articles=(*parts, total),
    )
    assert [row[0] for row in links(warehouse)] == ["part_of"] * 3
    assert direction(warehouse) == [(Decimal("22.5") * BILLION, Decimal("22.5") * BILLION, 3)]
