"""An empty warehouse for each test, over the small alias table; the sample newsroom, merged once for all readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.types import Article, Claim
from tests.warehouse.newsroom import load_newsroom
from tests.warehouse.world import FakeParties
from warehouse.store import Batch, Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with Warehouse.open(tmp_path / "live.duckdb", parties=FakeParties()) as opened:
        yield opened


Tell = Callable[..., None]


@pytest.fixture
def tell(warehouse: Warehouse) -> Tell:
    """Commit claims with their articles, merge and measure."""

    def commit(*claims: Claim, articles: tuple[Article, ...] = ()) -> None:
        warehouse.commit(Batch(articles=articles, claims=claims))
        warehouse.merge()
        warehouse.measure()

    return commit


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The newsroom's statements as a careful reader notes them, merged and measured. Tests must not write to it."""
    with Warehouse.open(tmp_path_factory.mktemp("newsroom") / "live.duckdb") as opened:
        load_newsroom(opened)
        yield opened
