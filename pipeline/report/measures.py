"""Which further measures the report lists, kept in ``data/measures.yml``: one entry per view of schema ``mart``.

A new metric is one entry here: its view, its title, and its columns with the form each is shown in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field

from pipeline.datafiles import DataFileError, Strict, read_model
from pipeline.report.clean import plain
from pipeline.report.words import DATA, Text
from warehouse.kinds import CUTS
from warehouse.read import Result

MOST_ROWS = 300
"""Rows of one measure in one cut that a report carries; the rest are counted."""
Form = Literal["text", "list", "party", "money", "ratio", "share", "count", "days", "yes_no", "date", "deal"]
INTERVALS = ("money", "ratio", "share", "days")


class Column(Strict):
    """A column of the table: ``of`` names the view's column, or ``low`` and ``high`` the two ends of an interval."""

    title: Text
    form: Form
    of: str | None = None
    low: str | None = None
    high: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Columns of the view that it shows."""
        return tuple(name for name in (self.of, self.low, self.high) if name is not None)


class Measure(Strict):
    """A table of the report; ``by`` orders it, largest first.

    ``party``, ``other`` and ``deal`` name the columns with the ids of a group, a second group, a deal: its sentences
    are what a figure of the row opens.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    view: str = Field(pattern=r"^mart\.v[0-9]+_[a-z0-9_]+$")
    title: Text
    about: Text
    by: tuple[str, ...]
    party: str | None = None
    other: str | None = None
    deal: str | None = None
    columns: tuple[Column, ...] = Field(min_length=1)


class _Measures(Strict):
    measures: tuple[Measure, ...]


@cache
def load_measures() -> tuple[Measure, ...]:
    """The measures, read once. Raises DataFileError for an id that is there twice or a column without a source."""
    path = DATA / "measures.yml"
    found = read_model(path, _Measures).measures
    if len({one.id for one in found}) < len(found):
        raise DataFileError(f"{path}: an id is there twice")
    for one in found:
        for column in one.columns:
            if (column.of is None) == (column.low is None) or (column.low is None) != (column.high is None):
                raise DataFileError(f"{path}: {one.id}: {column.title.en!r} needs either 'of', or 'low' and 'high'")
    return found


def tables(rows: Mapping[str, Result]) -> list[dict[str, object]]:
    """The tables of the measures whose views are there: titles, columns, rows by cut, and how many were left out.

    Raises DataFileError where an entry names a column that its view lacks.
    """
    return [_table(one, rows[one.view]) for one in load_measures() if one.view in rows]


def _table(measure: Measure, result: Result) -> dict[str, object]:
    wanted = [*measure.by, *(name for column in measure.columns for name in column.sources)]
    wanted += [name for name in (measure.party, measure.other, measure.deal) if name]
    missing = sorted(set(wanted) - set(result.columns))
    if missing:
        raise DataFileError(f"{DATA / 'measures.yml'}: {measure.id}: {measure.view} has no column {missing[0]}")
    records = sorted(result.records(), key=lambda row: [_size(row[name]) for name in measure.by])
    cuts = CUTS if "cut" in result.columns else ("",)
    by_cut = {cut: [row for row in records if not cut or row["cut"] == cut] for cut in cuts}
    return {
        "id": measure.id,
        "view": measure.view,
        "title": measure.title.model_dump(),
        "about": measure.about.model_dump(),
        "columns": [{"title": column.title.model_dump(), "form": column.form} for column in measure.columns],
        "cuts": {
            cut: {
                "rows": [_cells(measure, row) for row in found[:MOST_ROWS]],
                "left_out": max(0, len(found) - MOST_ROWS),
            }
            for cut, found in by_cut.items()
        },
    }


def _cells(measure: Measure, row: Mapping[str, object]) -> dict[str, object]:
    cells = [[plain(row[name]) for name in column.sources] for column in measure.columns]
    behind = {"party": measure.party, "other": measure.other, "deal": measure.deal}
    return {"cells": cells, **{name: row[column] for name, column in behind.items() if column}}


def _size(value: object) -> tuple[int, float]:
    """Sorts largest first, an open bound before all, text and nothing last."""
    if value is None:
        return (0, 0.0)
    try:
        return (1, -float(str(value)))
    except ValueError:
        return (2, 0.0)
