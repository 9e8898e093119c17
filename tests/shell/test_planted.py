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


def rows() -> Iterator[object]:
    for row in planted():
        name = f"{row.planted}-{row.deal}"
        marks = () if row.misread is None else (pytest.mark.xfail(reason=row.misread, strict=True),)
        yield pytest.param(row, id=name, marks=marks)


@pytest.mark.parametrize("row", rows())
def test_it_comes_out_of_a_run_as_the_table_says(con: duckdb.DuckDBPyConnection, row: Planted) -> None:
    assert outcome(con, row) == row.comes_out


def test_most_of_it_is_read_as_it_should_be() -> None:
    misread = [row for row in planted() if row.misread is not None]
    assert len(misread) <= 3, "the extractor may misread no more of the newsroom than it did"
