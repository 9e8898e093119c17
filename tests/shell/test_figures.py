"""The sample newsroom's figures through a whole run, against the table computed by hand."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.shell.conftest import Sample
from tests.warehouse.catalogue import Figure, figures, found


@pytest.fixture(scope="module")
def con(sample: Sample) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(sample.settings.snapshot_path), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("figure", [one for one in figures() if one.read], ids=str)
def test_the_figure_is_read_out_of_the_articles(con: duckdb.DuckDBPyConnection, figure: Figure) -> None:
    low, high, reason = found(con, figure)
    assert [low, high] == [None if bound is None else pytest.approx(bound, abs=1e-9) for bound in figure.value]
    assert high is not None or reason
