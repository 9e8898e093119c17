"""What the sample newsroom plants, as it comes out of a real run: the table is ``tests/warehouse/planted.yml``."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.shell.conftest import Sample
from tests.warehouse.planted import Planted, outcome, planted


@pytest.fixture(scope="module")
def con(sample: Sample) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample.settings.snapshot_path), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("row", planted(), ids=lambda row: f"{row.planted}-{row.deal}")
def test_it_comes_out_of_a_run_as_the_table_says(con: duckdb.DuckDBPyConnection, row: Planted) -> None:
    assert outcome(con, row) == row.comes_out
