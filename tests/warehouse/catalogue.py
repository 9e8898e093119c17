"""The table of figures computed by hand, and how to look one up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import yaml
from pydantic import BaseModel, ConfigDict

from tests.warehouse.newsroom import group

TABLE = Path(__file__).parent / "metrics_newsroom.yml"


class Figure(BaseModel):
    """One figure; ``of`` and ``to`` are keys of the newsroom's parties."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    metric: str
    cut: str
    value: tuple[float | None, float | None]
    of: str | None = None
    to: str | None = None
    year: str | None = None
    read: bool = True

    def __str__(self) -> str:
        return " ".join(part for part in (self.id, self.metric, self.cut, self.of, self.to, self.year) if part)


@cache
def figures() -> tuple[Figure, ...]:
    """All figures of the table."""
    return tuple(Figure.model_validate(row) for row in yaml.safe_load(TABLE.read_text("utf-8")))


def found(con: duckdb.DuckDBPyConnection, figure: Figure) -> tuple[float | None, float | None, str | None]:
    """Bounds and reason of a figure, as ``mart.v1_metric`` has it; fails where it has none, or several."""
    (row,) = con.execute(
        """
        SELECT low, high, reason FROM mart.v1_metric
        WHERE variant = 'all' AND metric_id = $id AND metric = $metric AND cut = $cut
            AND group_id IS NOT DISTINCT FROM $group
            AND ($other IS NULL OR other_id = $other)
            AND ($year IS NULL OR subject_id = $year)
        """,
        {
            "id": figure.id,
            "metric": figure.metric,
            "cut": figure.cut,
            "group": None if figure.of is None else group(figure.of),
            "other": None if figure.to is None else group(figure.to),
            "year": figure.year,
        },
    ).fetchall()
    return row
