"""Nothing that was scraped can run, lead elsewhere, or turn the words round it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from pipeline.report.clean import clean
from tests.browser.conftest import Open, serving, written
from tests.browser.snapshots import HOSTILE
from warehouse.read import Ledger

STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.fixture(scope="module")
def hostile_report(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(hostile, tmp_path_factory.mktemp("hostile-report"))


def unharmed(page: Page) -> None:
    assert page.evaluate("window.hurt ?? null") is None
    made = page.evaluate(
        "[...document.querySelectorAll('iframe, img, script, object, embed, form, base, link')].map((o) => o.tagName)"
    )
    assert sorted(set(made) - {"FORM"}) == ["SCRIPT"]
    assert page.locator("script").count() == 2
    handlers = (
        "[...document.querySelectorAll('*')].filter((o) => [...o.attributes].some((a) => a.name.startsWith('on')))"
    )
    assert page.evaluate(f"{handlers}.length") == 0
    assert page.locator("[style*='javascript'], a[href^='javascript'], a[href^='data'], a[href^='file']").count() == 0
    told = page.evaluate("[...document.querySelectorAll('body *:not(textarea)')].map((one) => one.innerText).join()")
    assert not set(STEERING) & set(told)


def open_everything(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for button in page.locator("#ledger-rows .c-amount .figure").all():
        button.click()
        unharmed(page)
        page.locator("#evidence-close").click()


def test_hostile_words_are_shown_as_words_in_the_report(visit: Open, hostile_report: Path) -> None:
    page = visit(hostile_report)
    unharmed(page)
    open_everything(page)
    text = page.locator("#ledger").inner_text()
    for number, words in enumerate(HOSTILE[:8]):
        if number % 2:
            assert clean(f"{words} payer") in text, words
    for arc in page.locator(".arc, .mark").all():
        arc.dispatch_event("mousemove", {"clientX": 200, "clientY": 200})
    page.locator("#cycle-next").click()
    page.get_by_role("button", name="中文").click()
    unharmed(page)


def test_hostile_addresses_are_told_but_lead_nowhere(visit: Open, hostile_report: Path) -> None:
    page = visit(hostile_report)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for button in page.locator("#ledger-rows .c-amount .figure").all():
        button.click()
        for link in page.locator("a[href]").all():
            href = link.get_attribute("href") or ""
            assert href.startswith(("#", "https://news.example/plain")), href
        page.locator("#evidence-close").click()


def test_served_pages_of_hostile_parties_and_deals_are_harmless(visit: Open, hostile: Path) -> None:
    with Ledger.open(hostile) as ledger:
        deals = [str(row["deal_id"]) for row in ledger.ledger().records()]
        parties = [str(row["party_id"]) for row in ledger.parties().records()]
    with serving(hostile) as base:
        page = visit(base)
        for path in (*(f"/deal/{one}" for one in deals[:9]), *(f"/party/{quote(one, safe='')}" for one in parties[:6])):
            page.goto(base + path)
            unharmed(page)
            assert page.locator("h1").inner_text()


def test_a_hostile_question_and_its_rows_are_shown_as_words(visit: Open, hostile: Path) -> None:
    with serving(hostile) as base:
        page = visit(f"{base}/sql")
        for words in HOSTILE:
            page.goto(f"{base}/sql?q={quote(words)}")
            unharmed(page)
            expect(page.locator("#sql-error")).to_be_visible()
        page.goto(f"{base}/sql?q={quote('FROM mart.v1_article')}")
        unharmed(page)
        assert page.locator("#sql-result tbody tr").count() == len(HOSTILE)
        page.goto(f"{base}/sql?q={quote('SELECT 1 AS ' + chr(34) + '<img src=x onerror=window.hurt=1>' + chr(34))}")
        unharmed(page)
