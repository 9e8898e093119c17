"""One headless browser for all tests of this folder, and snapshots for it to look at.

The browser is Debian's Chromium (``.ci/chromium`` puts it in); nothing is downloaded. Any page that writes an error
to its console or asks for anything beyond this machine fails its test.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from pipeline.report.page import write_report
from pipeline.report.serve import ADDRESS, application, listen, server
from tests.browser import snapshots

NAMES = ("chromium", "chromium-browser", "google-chrome")
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def chromium() -> str | None:
    """A browser of this machine: the one that ROUNDTRIP_TEST_CHROMIUM names, else the first of the usual names."""
    named = os.environ.get("ROUNDTRIP_TEST_CHROMIUM")
    return next((found for name in ((named,) if named else NAMES) if (found := shutil.which(name))), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser; it ends with the tests of this folder, as its event loop would be in the way of others."""
    program = chromium()
    if program is None:
        pytest.skip("no browser: put in chromium (.ci/chromium does, as root) or name one: ROUNDTRIP_TEST_CHROMIUM")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses its sandbox to root
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=[*sandbox, "--disable-dev-shm-usage"])
        yield started
        started.close()


@dataclass
class Opened:
    """A page, what it asked for, and what it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        self.asked.append(request.url)


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open an address: ``visit(url, viewport=PHONE, color_scheme="dark")``; it waits until the page is drawn."""
    opened: list[Opened] = []

    def open_page(url: str | Path, **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **options})  # type: ignore[arg-type]
        one = Opened(context.new_page())
        opened.append(one)
        one.page.set_default_timeout(15_000)
        one.page.on("request", one.note)
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.page.on("console", lambda told: told.type in ("error", "warning") and one.complaints.append(told.text))
        one.page.goto(url.as_uri() if isinstance(url, Path) else url)
        one.page.wait_for_selector("html[data-ready]")
        return one.page

    yield open_page
    for one in opened:
        one.page.context.close()
    beyond = [url for one in opened for url in one.asked if not url.startswith(("file://", f"http://{ADDRESS}:"))]
    assert beyond == []
    assert [text for one in opened for text in one.complaints] == []


@pytest.fixture(scope="package")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published sample newsroom."""
    return snapshots.newsroom(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published ledger of hostile articles."""
    return snapshots.hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="package")
def report(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the newsroom."""
    return written(newsroom, tmp_path_factory.mktemp("report"))


def written(snapshot: Path, folder: Path) -> Path:
    """The report of a snapshot in a folder."""
    write_report(snapshot, folder / "report.html")
    return folder / "report.html"


@contextmanager
def serving(snapshot: Path, **bounds: float) -> Iterator[str]:
    """The address of the pages of a snapshot, served from a thread until the block ends."""
    with listen(0) as opened:
        running = server(application(snapshot, **bounds))  # type: ignore[arg-type]
        thread = threading.Thread(target=running.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not running.started and time.monotonic() < deadline:
            time.sleep(0.02)
        assert running.started
        yield f"http://{ADDRESS}:{opened.getsockname()[1]}"
        running.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture(scope="package")
def address(newsroom: Path) -> Iterator[str]:
    """The newsroom served."""
    with serving(newsroom) as base:
        yield base
