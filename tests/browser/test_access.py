"""The keyboard and the screen reader: labels, roles, focus, a table in place of the picture, contrast."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open

NAMELESS, CONTRAST = (
    Path(__file__).with_name(f"{name}.js").read_text("utf-8").split("\n", 1)[1] for name in ("nameless", "contrast")
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, PHONE], ids=["desktop", "phone"])
def test_text_and_marks_stand_out_from_the_paper(visit: Open, report: Path, scheme: str, viewport: object) -> None:
    """4.5 to 1 for text and 3 to 1 for marks, as WCAG 2.2 AA asks."""
    page = visit(report, color_scheme=scheme, viewport=viewport)
    assert page.evaluate(CONTRAST) == []
    page.locator("[data-figure=recycled-announced]").click()
    assert page.evaluate(CONTRAST) == []


def test_everything_that_can_be_used_has_a_name(visit: Open, report: Path) -> None:
    page = visit(report)
    assert page.evaluate(NAMELESS) == []
    page.locator("#cycle-next").click()
    page.locator("[data-figure=recycled-announced]").click()
    assert page.evaluate(NAMELESS) == []


def test_structure_is_told(visit: Open, report: Path) -> None:
    page = visit(report)
    assert page.locator("h1").count() == 1
    levels = [
        int(tag[1]) for tag in page.locator("main :is(h2, h3, h4)").evaluate_all("all => all.map(o => o.tagName)")
    ]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("main", "nav", "header", "footer"):
        assert page.locator(landmark).count() >= 1
    for section in page.locator("main > section").all():
        heading = page.locator(f"#{section.get_attribute('aria-labelledby')}")
        assert heading.inner_text()
    duplicates = page.evaluate(
        "() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
        "return ids.length - new Set(ids).size }"
    )
    assert duplicates == 0
    for table in page.locator("table").all():
        assert table.locator("thead th[scope=col]").count() > 2
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().startswith("How much of the money goes round")


def test_the_circle_is_a_table_too(visit: Open, report: Path) -> None:
    page = visit(report)
    page.locator("#arc-table summary").click()
    assert page.locator("#arc-table-body tr").count() == page.locator(".arc").count()
    page.locator("#filter-kinds input[value=equity]").click()
    assert page.locator("#arc-table-body tr").count() == page.locator(".arc").count()
    page.locator("#arc-table-body button").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_ledger_stays_a_table_on_a_phone(visit: Open, report: Path) -> None:
    page = visit(report, viewport=PHONE)
    table = page.locator("#ledger-table")
    assert table.get_by_role("columnheader").count() == 8
    assert table.get_by_role("row").count() == 26
    assert table.get_by_role("row").nth(1).get_by_role("cell").count() == 8


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))


def test_the_circle_is_two_tab_stops_with_arrows_between_its_marks(visit: Open, report: Path) -> None:
    page = visit(report)
    assert page.locator(".arc[tabindex='0']").count() == 1
    assert page.locator(".node[tabindex='0']").count() == 1
    page.locator(".arc[tabindex='0']").focus()
    first = focused(page)
    page.keyboard.press("ArrowRight")
    second = focused(page)
    assert second != first
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert focused(page) == first
    expect(page.locator("#tooltip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert focused(page) == first, "focus goes back to where it was"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.node')")
    page.keyboard.press("Enter")
    assert page.locator("#filter-party").input_value() != ""


def test_the_first_tab_stop_skips_to_the_figures(visit: Open, report: Path) -> None:
    page = visit(report)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the figures"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert re.match(r"\$|CN", focused(page)), "the first figure of the headline"


def test_focus_stays_in_the_open_dialog(visit: Open, report: Path) -> None:
    page = visit(report)
    page.locator("[data-figure=recycled-completed]").focus()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        outside = page.evaluate("!document.activeElement.closest('dialog') && document.activeElement !== document.body")
        assert not outside


def test_what_changes_is_announced(visit: Open, report: Path) -> None:
    page = visit(report)
    for place in ("#filter-count", "#ledger-count"):
        assert page.locator(place).get_attribute("aria-live") == "polite"
    before = page.locator("#filter-count").inner_text()
    page.locator("#filter-kinds input[value=equity]").click()
    assert page.locator("#filter-count").inner_text() != before
