"""Five thousand deals open in under two seconds, and stay usable.

Where other processes keep the machine busy the clock tells of them and not of the page, so the processor time of the
page's own thread is bounded always, and the clock where the machine is free.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import snapshots
from tests.browser.conftest import DESKTOP, Open

SECONDS = 2.0
BYTES = 12_000_000


@pytest.fixture(scope="module")
def large_report(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("large") / "report.html"
    assert snapshots.large(newsroom, out) >= 5_000
    return out


def test_five_thousand_deals_open_in_time(browser: Browser, large_report: Path) -> None:
    assert large_report.stat().st_size < BYTES
    took, used = [], []
    for _ in range(4):  # the first shows what the browser itself needs to get ready
        context = browser.new_context(viewport=DESKTOP)
        page = context.new_page()
        meter = context.new_cdp_session(page)
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        began = time.perf_counter()
        page.goto(large_report.as_uri())
        page.wait_for_selector("html[data-ready]")
        took.append(time.perf_counter() - began)
        told = {one["name"]: one["value"] for one in meter.send("Performance.getMetrics")["metrics"]}
        used.append(told["TaskDuration"])
        assert page.locator("#ledger-rows tr").count() == 25
        context.close()
    print(f"opened in {min(took):.2f} s, {min(used):.2f} s of the page's thread, load {os.getloadavg()[0]:.1f}")
    assert 0 < min(used) < SECONDS, used
    assert min(took) < SECONDS or os.getloadavg()[0] > (os.cpu_count() or 1), took


def test_large_ledgers_are_capped_and_say_so(visit: Open, large_report: Path) -> None:
    page = visit(large_report)
    count = page.evaluate("JSON.parse(document.getElementById('data').textContent).deals.rows.length")
    assert count >= 5000
    assert page.locator(".arc").count() <= 150
    expect(page.locator("#circle-note")).to_contain_text("not drawn")
    expect(page.locator("#timeline-note")).to_contain_text("largest of")
    began = time.perf_counter()
    page.fill("#ledger-search", "nvidia")
    expect(page.locator("#ledger-count")).not_to_contain_text(re.compile(r"^[45],\d"))
    page.locator("th[data-sort=payee] button").click()
    page.select_option("#arc-cap", "300")
    assert time.perf_counter() - began < 4.0
    assert 150 < page.locator(".arc").count() <= 300
    assert page.locator(".node").count() <= 90
