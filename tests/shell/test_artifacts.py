"""What flows leave in Prefect's pages: hostile text is inert in any reader of Markdown, and the figures are right."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.artifacts import code, deals_table, sources_table, table
from pipeline.health import SourceHealth
from pipeline.newsroom import Newsroom
from pipeline.runreport import RunReport
from tests.shell.conftest import sample_settings

HOSTILE = (
    "<script>alert(1)</script>",
    "![x](http://evil.example/pixel.png)",
    "[click](javascript:alert(1))",
    "a | b | c",
    "`code` ``more`` ```fence",
    "line\n| new | row |\n\n# heading",
    "http://evil.example www.evil.example",
    "\\` escaped \\|",
    "trailing \\",
    "\u202etxt.exe\x1b[31m\x00",
    "{{ template }} $(x) ${y}",
    "",
    "   ",
)


def render(text: str) -> str:
    """As a reader of Markdown with tables, tags and links shows it."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_one_inert_cell(text: str) -> None:
    shown = render(table(("a", "b"), [[code(text), "end"]]))
    assert shown.count("<td>") == 2
    assert shown.count("<tr>") == 2
    for tag in ("<script", "<img", "<a ", "<h1", "<pre"):
        assert tag not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@given(st.text(max_size=400))
def test_any_text_is_one_inert_cell(text: str) -> None:
    shown = render(table(("a", "b"), [[code(text), "end"]]))
    assert shown.count("<td>") == 2
    inside = shown.split("<td>")[1].split("</td>")[0]
    assert inside == "-" or (inside.startswith("<code>") and inside.endswith("</code>"))
    assert "<" not in inside.removeprefix("<code>").removesuffix("</code>")


def test_long_text_is_cut() -> None:
    assert len(code("x" * 1000)) == 302


def test_deals_show_who_pays_whom_how_much() -> None:
    row = ("2025-10-01", "equity", ["Evil | Corp"], None, Decimal(10**9), None, "announced", "says\n`x`", "http://a")
    assert "| `2025-10-01` | `equity` | `Evil ¦ Corp` | - | `≥ $1bn` | `announced` | `says 'x'` | `http://a` |" in (
        deals_table([row])
    )
    assert deals_table([]) == "No new deal."


def test_sources_with_an_alarm_come_first() -> None:
    found = (
        SourceHealth("a", "g", "well", "fine", per_day=2.0, expected=(1, 5)),
        SourceHealth("b", "g", "stale", "no new page for 5.0 days", "look"),
    )
    rows = sources_table(found).splitlines()
    assert rows[2].startswith("| `b` | **stale** |")
    assert rows[3] == "| `a` | well | - | 0 | 2.0 | 1 to 5 | - | - |"


@pytest.mark.timeout(180)
def test_a_run_leaves_summary_deals_and_sources(prefect: str, tmp_path: Path, room: Newsroom) -> None:
    from prefect.client.orchestration import get_client

    from flows.ingest import ingest

    settings = sample_settings(tmp_path, room)
    report = ingest(
        settings=settings.model_dump(mode="json", exclude_unset=True), names=("sample_keji",), at=room.base_url
    )
    assert isinstance(report, RunReport)
    with get_client(sync_client=True) as client:
        found: list[dict[str, Any]] = client.request("POST", "/artifacts/latest/filter", json={}).json()
    data = {one["key"]: one["data"] for one in found}
    assert report.run_id in data["run-summary"]
    assert f"| new rows: article | {report.count('article')} |" in data["run-summary"]
    with duckdb.connect(str(settings.snapshot_path), read_only=True) as con:
        sure = con.execute("SELECT count(*) FROM deal WHERE sure").fetchall()[0][0]
    assert len(data["new-deals"].splitlines()) == 2 + sure > 2
    assert "| `sample_keji` | well |" in data["source-health"]
    assert "| `sample_wire` | new |" in data["source-health"]
