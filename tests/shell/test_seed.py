"""The article that the project began with, from its text to its round trips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.api import Extractor
from pipeline.types import Article
from tests.shell.conftest import CHECKOUT
from tests.warehouse.newsroom import rows
from warehouse.store import Batch, Warehouse

SEEDS = CHECKOUT.parent / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="no reference data beside the checkout"),
]
BILLION = Decimal(10) ** 9


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The article extracted, merged and measured."""
    (path,) = sorted(SEEDS.iterdir())
    text = path.read_text("utf-8")
    article = Article(
        article_id=Article.id_of(path.name, text),
        page_id="seed",
        source="seed",
        url=f"https://seed.example/{path.stem}",
        title=text.splitlines()[0],
        text=text,
        language="zh",
        published=datetime(2023, 11, 23, 6, 36, tzinfo=UTC),
        published_precision="second",
        published_on="2023-11-23",
        publisher="seed",
    )
    with Warehouse.open(Path(tmp_path_factory.mktemp("seed")) / "live.duckdb") as warehouse:
        warehouse.commit(Batch(articles=(article,), claims=Extractor().extract(article).claims))
        warehouse.merge()
        warehouse.measure()
        yield warehouse


def pair(seed: Warehouse, funder: str, spender: str) -> dict[str, object]:
    (found,) = rows(
        seed, "SELECT * FROM mart.v1_round_trip WHERE cut = 'announced' AND funder = ? AND spender = ?", funder, spender
    )
    return found


def test_google_gets_back_at_least_half_as_much_again(seed: Warehouse) -> None:
    found = pair(seed, "Alphabet", "Anthropic")
    assert (found["capital_low"], found["capital_high"]) == (2 * BILLION, 2 * BILLION)
    assert (found["spend_low"], found["spend_high"]) == (3 * BILLION, 4 * BILLION)
    assert (found["spend_back_low"], found["spend_back_high"]) == (1.5, 2.0)


def test_amazon_gets_back_what_it_gives_at_most(seed: Warehouse) -> None:
    """Up to four billion went in and four billion come back in five years: 1.0 where all of it was paid."""
    found = pair(seed, "Amazon", "Anthropic")
    assert (found["capital_low"], found["capital_high"]) == (0, 4 * BILLION)
    assert (found["spend_low"], found["spend_high"]) == (4 * BILLION, 4 * BILLION)
    assert (found["spend_back_low"], found["spend_back_high"]) == (1.0, None)


def test_microsoft_is_the_only_supplier_of_openai(seed: Warehouse) -> None:
    found = pair(seed, "Microsoft", "OpenAI")
    assert found["exclusive"]
    assert found["capital_low"] == 13 * BILLION
    (only,) = rows(seed, "SELECT * FROM mart.v1_exclusivity WHERE cut = 'announced'")
    assert (only["customer"], only["supplier"]) == ("OpenAI", "Microsoft")


def test_nvidia_and_coreweave_are_a_pair_as_far_as_the_article_is_sure(seed: Warehouse) -> None:
    """It tells of the stake; that CoreWeave buys chips of Nvidia is a relation without an event or an amount."""
    (flag,) = rows(
        seed,
        "SELECT low, high, reason FROM mart.v1_metric WHERE metric = 'round_trip' AND cut = 'announced' "
        "AND variant = 'all' AND group_id = 'nvidia' AND other_id = 'coreweave'",
    )
    assert flag == {"low": 0.0, "high": 1.0, "reason": "only an unsure claim tells of the spending"}
    (possible,) = rows(seed, "SELECT * FROM mart.v1_possible_round_trip WHERE cut = 'announced' AND funder = 'Nvidia'")
    assert (possible["spender"], possible["capital_sure"], possible["spend_sure"]) == ("CoreWeave", True, False)
