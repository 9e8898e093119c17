"""The pages served on loopback: parties, deals, questions in SQL, a new snapshot, and who is turned away."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from urllib.parse import quote

import duckdb
import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, serving
from warehouse.read import Ledger


def ask(base: str, question: str) -> httpx.Response:
    return httpx.get(f"{base}/sql", params={"q": question}, timeout=30)


def fault(answer: httpx.Response) -> str:
    found = re.search(r'id="sql-error">([^<]*)<', answer.text)
    return found[1] if found else ""


def test_pages_lead_to_parties_and_deals(visit: Open, address: str) -> None:
    page = visit(address)
    page.locator(".pair h3 a", has_text="OpenAI").first.click()
    page.wait_for_url("**/party/openai")
    expect(page.locator("h1")).to_have_text("OpenAI")
    assert page.locator(".arc").count() > 3
    assert page.locator(".pair").count() >= 2
    assert all("OpenAI" in text for text in page.locator(".pair h3").all_inner_texts())
    page.locator("#ledger-rows .c-amount .figure").first.click()
    page.locator("#evidence a", has_text="Page of this deal").click()
    page.wait_for_url("**/deal/*")
    assert page.locator(".sentences li").count() >= 1
    expect(page.locator(".sentences mark").first).to_be_visible()
    page.locator("footer a").click()
    expect(page.locator("h1")).to_have_text("How much of the money goes round")


def test_language_is_kept_from_page_to_page(visit: Open, address: str) -> None:
    page = visit(address)
    page.get_by_role("button", name="中文").click()
    page.locator(".pair h3 a").first.click()
    page.wait_for_selector("html[lang=zh-Hans][data-ready]")
    page.goto(f"{address}/sql")
    expect(page.locator("h1")).to_have_text("用 SQL 查询")
    expect(page.locator(".standfirst")).to_contain_text("500行")


def test_the_question_box_answers(visit: Open, address: str) -> None:
    page = visit(f"{address}/sql")
    page.get_by_label("SQL").fill("SELECT deal_id, usd_low FROM mart.v1_deal ORDER BY deal_id LIMIT 3")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("#sql-result tbody tr")).to_have_count(3)
    expect(page.locator("#sql-count")).to_have_text("Rows: 3")
    page.get_by_label("SQL").fill("SELECT nothing FROM nowhere")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_contain_text("nowhere")
    assert page.get_by_label("SQL").input_value() == "SELECT nothing FROM nowhere"
    for example in page.locator(".examples a").all():
        answer = httpx.get(address + (example.get_attribute("href") or ""), timeout=30)
        assert answer.status_code == 200
        assert not fault(answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled"),
        ("SELECT * FROM read_text('/etc/hostname')", "disabled"),
        ("SELECT * FROM '/etc/passwd'", "disabled|does not exist"),
        ("COPY (SELECT 1) TO '/tmp/taken.csv'", "only one SELECT"),
        ("ATTACH '/tmp/other.duckdb'", "only one SELECT"),
        ("SET enable_external_access = true", "only one SELECT"),
        ("INSTALL httpfs", "only one SELECT"),
        ("DROP TABLE deal", "only one SELECT"),
        ("SELECT 1; SELECT 2", "only one SELECT"),
        ("SELECT", "syntax|SELECT clause"),
    ],
)
def test_the_question_box_reads_the_snapshot_alone(address: str, question: str, told: str) -> None:
    answer = ask(address, question)
    assert answer.status_code == 200
    assert re.search(told, fault(answer)), fault(answer)
    assert "root:x:" not in answer.text
    assert not Path("/tmp/taken.csv").exists()


def test_questions_have_an_end_and_a_limit(newsroom: Path) -> None:
    with serving(newsroom, rows=7, seconds=0.3) as base:
        assert "more than 0.3 seconds" in fault(ask(base, "SELECT count(*) FROM range(100000000000) a"))
        answer = ask(base, "SELECT i FROM range(100) t(i)")
        assert answer.text.count("<tr>") == 7 + 1
        assert 'data-t="sql_truncated"' in answer.text
        assert ask(base, "SELECT 1 -- " + "x" * 25_000).status_code == 414
        long = ask(base, "SELECT repeat('x', 1000000) AS long")
        assert len(long.text) < 200_000


def test_a_new_snapshot_is_picked_up(newsroom: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "roundtrip.snapshot.duckdb"
    shutil.copy(newsroom, snapshot)
    with serving(snapshot) as base:
        before = httpx.get(base).text
        other = tmp_path / "next.duckdb"
        shutil.copy(newsroom, other)
        other.chmod(0o600)
        with duckdb.connect(str(other)) as con:
            con.execute("UPDATE party SET name = 'Renamed Cloud' WHERE party_id = 'openai'")
        os.replace(other, snapshot)
        after = httpx.get(base).text
        assert "Renamed Cloud" not in before
        assert "Renamed Cloud" in after
        assert "Renamed Cloud" in ask(base, "SELECT name FROM mart.v1_party WHERE party_id = 'openai'").text
        snapshot.unlink()
        gone = httpx.get(base)
        assert gone.status_code == 503
        assert "roundtrip run" in gone.text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "localhost.evil.example:80", ""]
)
def test_other_hosts_are_turned_away(address: str, host: str) -> None:
    for path in ("/", "/sql?q=SELECT%201", "/nowhere"):
        answer = httpx.get(address + path, headers={"Host": host})
        assert answer.status_code == 400
        assert "deal" not in answer.text


def test_other_sites_ask_nothing(address: str) -> None:
    for site in ("cross-site", "same-site"):
        answer = httpx.get(f"{address}/sql?q=SELECT%201", headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403
    assert httpx.get(f"{address}/sql?q=SELECT%201", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_changes_a_state(address: str, method: str) -> None:
    for path in ("/", "/sql", "/party/openai"):
        assert httpx.request(method, address + path).status_code == 405


def test_every_answer_has_the_safety_headers(address: str, newsroom: Path) -> None:
    with Ledger.open(newsroom) as ledger:
        deal = str(ledger.ledger(limit=1).records()[0]["deal_id"])
    for path, status in (
        ("/", 200),
        ("/party/openai", 200),
        (f"/deal/{deal}", 200),
        ("/sql", 200),
        ("/party/nobody", 404),
        ("/deal/none", 404),
        ("/nowhere", 404),
        ("/../etc/passwd", 404),
    ):
        answer = httpx.get(address + path)
        assert answer.status_code == status, path
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers
        assert "set-cookie" not in answer.headers


def test_the_address_is_loopback_and_a_taken_port_is_told(address: str) -> None:
    from pipeline.report.serve import ServeError, listen

    port = int(address.rsplit(":", 1)[1])
    with pytest.raises(ServeError, match=f"port {port} cannot be had.*--port"):
        listen(port)
    with listen(0) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"


def test_a_question_in_the_address_of_a_link_is_quoted(address: str) -> None:
    answer = httpx.get(f"{address}/sql?q={quote('SELECT ' + chr(39) + '</textarea>' + chr(39))}")
    assert "</textarea>&#39;" not in answer.text
    assert "&lt;/textarea&gt;" in answer.text
