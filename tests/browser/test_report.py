"""The report in a browser: what a reader clicks, types and sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Open
from warehouse.read import Ledger


def rows(page: Page) -> list[str]:
    return page.locator("#ledger-rows tr").all_inner_texts()


def total(page: Page) -> int:
    """Deals that the ledger says it has after filters and search."""
    return int(re.sub(r"\D", "", page.locator("#ledger-count").inner_text().split(" of ")[0]))


def check(page: Page, group: str, value: str) -> None:
    page.locator(f"#filter-{group} input[value={value}]").click()


def test_headline_figures_are_those_of_the_ledger_with_their_bounds(visit: Open, report: Path, newsroom: Path) -> None:
    page = visit(report)
    with Ledger.open(newsroom) as ledger:
        told = {str(row["cut"]): row for row in ledger.metrics().records()}
    assert set(told) == {"completed", "announced", "open"}
    for cut, row in told.items():
        shown = page.locator(f"[data-figure=recycled-{cut}]").inner_text()
        low, high = (float(str(row[f"recycled_{end}"])) for end in ("low", "high"))
        figures = [float(text.replace(",", "")) for text in re.findall(r"[\d.,]+", shown)]
        assert figures[0] == pytest.approx(low / 1e9, rel=0.01), shown
        assert figures[-1] == pytest.approx(high / 1e9, rel=0.01), shown
        card = page.locator(f"section[aria-labelledby=cut-{cut}] dd").all_inner_texts()
        assert card[0] == str(row["round_trip_pairs"])
        assert card[1] == str(row["cycle_count"])


def test_a_figure_opens_its_sentences_with_publisher_date_link_and_the_quote_marked(visit: Open, report: Path) -> None:
    page = visit(report)
    page.locator("[data-figure=recycled-announced]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert dialog.locator("article.deal").count() >= 4
    sentence = dialog.locator(".sentences li").first
    assert len(sentence.locator("mark").inner_text()) > 10
    assert sentence.locator("mark").inner_text() in sentence.locator("blockquote").inner_text()
    assert len(sentence.locator("blockquote").inner_text()) <= 300
    assert sentence.locator("cite").inner_text()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", sentence.locator("time").get_attribute("datetime") or "")
    link = sentence.locator("a.address")
    assert (link.get_attribute("href") or "").startswith("https://newsroom.example/")
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_every_deal_of_the_ledger_has_its_sentences(visit: Open, report: Path) -> None:
    page = visit(report)
    bare = page.evaluate(
        """() => { const d = JSON.parse(document.getElementById("data").textContent);
        const at = d.deals.columns.indexOf("deal_id");
        return d.deals.rows.filter((row) => !d.sentences[row[at]].length || !d.sentences[row[at]][0].quote).length; }"""
    )
    assert bare == 0


def test_a_mark_of_circle_and_time_line_opens_its_deal(visit: Open, report: Path) -> None:
    page = visit(report)
    arc = page.locator(".arc").first
    told = arc.get_attribute("aria-label") or ""
    arc.dispatch_event("click")
    expect(page.locator("#evidence-title")).to_contain_text("→")
    assert page.locator("#evidence article.deal").count() == 1
    assert told.split(", ")[1].split(" · ")[0] in page.locator("#evidence .facts").inner_text()
    page.locator("#evidence-close").click()
    page.locator(".mark").first.dispatch_event("click")
    expect(page.locator("#evidence article.deal")).to_have_count(1)


def test_pointing_at_an_arc_tells_it(visit: Open, report: Path) -> None:
    page = visit(report)
    page.locator(".arc").first.dispatch_event("mousemove", {"clientX": 300, "clientY": 300})
    expect(page.locator("#tooltip")).to_be_visible()
    assert "→" in page.locator("#tooltip").inner_text()
    page.locator(".arc").first.dispatch_event("mouseleave")
    expect(page.locator("#tooltip")).to_be_hidden()


def test_filters_act_on_circle_time_line_and_ledger(visit: Open, report: Path) -> None:
    page = visit(report)
    everything = total(page)
    arcs, marks = page.locator(".arc").count(), page.locator(".mark").count()
    check(page, "kinds", "equity")
    assert total(page) < everything
    assert page.locator(".arc.k-equity").count() == 0
    assert page.locator(".mark.k-equity").count() == 0
    assert page.locator(".arc").count() < arcs
    assert page.locator(".mark").count() < marks
    check(page, "statuses", "announced")
    assert page.locator(".arc.s-announced").count() == 0
    assert all("announced" not in row.split("\t")[5:6] for row in rows(page))
    page.locator("#filter-clear").click()
    assert total(page) == everything


def test_cancelled_deals_are_drawn_only_when_asked_for(visit: Open, report: Path) -> None:
    page = visit(report)
    before = total(page)
    assert page.locator("#ledger-rows .s-cancelled").count() == 0
    check(page, "statuses", "cancelled")
    assert total(page) > before


def test_filter_by_party(visit: Open, report: Path) -> None:
    page = visit(report)
    page.select_option("#filter-party", "anthropic")
    assert 0 < total(page) < 40
    for arc in page.locator(".arc").all():
        assert "anthropic" in (arc.get_attribute("data-payer"), arc.get_attribute("data-payee"))
    page.locator(".node[data-party=anthropic]").dispatch_event("click")
    assert page.locator("#filter-party").input_value() == ""
    page.locator(".node[data-party=openai]").dispatch_event("click")
    assert page.locator("#filter-party").input_value() == "openai"


def test_filter_by_date_and_smallest_amount(visit: Open, report: Path) -> None:
    page = visit(report)
    page.fill("#filter-from", "2025-01-01")
    page.fill("#filter-to", "2025-12-31")
    page.locator("#filter-to").dispatch_event("change")
    dates = page.locator("#ledger-rows td.c-date").all_inner_texts()
    assert dates
    assert all("2025" in text for text in dates)
    before = total(page)
    page.select_option("#filter-least", "10000000000")
    assert 0 < total(page) < before
    assert "not stated" not in page.locator("#ledger-rows").inner_text()


def test_search_and_sort(visit: Open, report: Path) -> None:
    page = visit(report)
    page.fill("#ledger-search", "coreweave")
    expect(page.locator("#ledger-rows tr")).not_to_have_count(25)
    assert rows(page)
    page.fill("#ledger-search", "")
    expect(page.locator("#ledger-rows tr")).to_have_count(25)
    amount = page.locator("th[data-sort=amount]")
    amount.get_by_role("button").click()
    assert amount.get_attribute("aria-sort") == "descending"
    largest = rows(page)[0]
    assert "tn" in largest or "bn" in largest
    amount.get_by_role("button").click()
    assert amount.get_attribute("aria-sort") == "ascending"
    assert rows(page)[0] != largest
    page.locator("th[data-sort=payer] button").click()
    payers = page.locator("#ledger-rows td.c-payer").all_inner_texts()
    assert payers == sorted(payers, key=str.lower)
    assert page.locator("th[data-sort=amount]").get_attribute("aria-sort") == "none"


def test_search_finds_a_party_by_its_name_in_the_other_language(visit: Open, report: Path) -> None:
    page = visit(report)
    page.fill("#ledger-search", "英伟达")
    expect(page.locator("#ledger-rows tr")).not_to_have_count(25)
    assert any("Nvidia" in row for row in rows(page))


def test_more_rows_come_when_asked_for(visit: Open, report: Path) -> None:
    page = visit(report)
    assert page.locator("#ledger-rows tr").count() == 25
    assert page.locator("#ledger-table").get_attribute("aria-rowcount") == str(total(page) + 1)
    page.locator("#ledger-more button").click()
    assert page.locator("#ledger-rows tr").count() == min(125, total(page))
    assert page.evaluate("document.activeElement.closest('tr').getAttribute('aria-rowindex')") == "27"


def test_cycles_are_brightened_one_by_one(visit: Open, report: Path) -> None:
    page = visit(report)
    cycles = page.locator(".cycle")
    assert cycles.count() > 3
    page.locator("#cycle-next").click()
    first = page.locator(".cycle[aria-pressed=true]")
    expect(first).to_have_count(1)
    hot = page.locator(".arc.hot")
    groups = {name for arc in hot.all() for name in (arc.get_attribute("data-payer"), arc.get_attribute("data-payee"))}
    assert len(groups) == 2, "the first cycle is a pair"
    expect(page.locator("#cycle-told")).to_contain_text("Cycle 1 of")
    name = first.inner_text()
    page.locator("#cycle-next").click()
    assert page.locator(".cycle[aria-pressed=true]").inner_text() != name
    assert page.locator("#cycle-told .edges li").count() >= 2
    page.locator("#cycle-told .edges button").first.click()
    assert page.locator("#evidence article.deal").count() >= 1
    page.locator("#evidence-close").click()
    page.locator("#cycle-none").click()
    assert page.locator(".arc.hot").count() == 0


def test_a_cycle_is_drawn_though_a_filter_hides_its_arcs(visit: Open, report: Path) -> None:
    page = visit(report)
    check(page, "kinds", "commitment")
    page.locator("#cycle-next").click()
    assert page.locator(".arc.hot.k-commitment").count() > 0


def test_cuts_change_cycles_pairs_and_measures(visit: Open, report: Path) -> None:
    page = visit(report)
    pairs, cycles = page.locator(".pair").count(), page.locator(".cycle").count()
    page.locator("#round-trips [data-cut=completed]").click()
    assert page.locator(".pair").count() < pairs
    assert page.locator(".cycle").count() < cycles
    assert page.evaluate("document.activeElement.dataset.cut") == "completed"
    assert page.locator("#measures [data-cut=completed]").first.get_attribute("aria-pressed") == "true"


def test_language_switch_changes_everything_that_is_not_quoted(visit: Open, report: Path) -> None:
    page = visit(report)
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="中文").click()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    expect(page.locator("h1")).to_have_text("有多少钱在循环")
    assert "亿美元" in page.locator("[data-figure=recycled-announced]").inner_text()
    own = page.evaluate(
        """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const found = [];
        while (walk.nextNode()) { const at = walk.currentNode.parentElement;
          if (!at.closest("bdi, script, style, noscript, q, blockquote, option, .node, .switches, [hidden]"))
            found.push(walk.currentNode.textContent); }
        return found.join(" "); }"""
    )
    english = set(re.findall(r"\b[a-z]{4,}\b", own)) - {"roundtrip", "mart", "rejection"}
    assert english <= {"exposure"}, english
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("How much of the money goes round")


def test_dark_and_light_by_system_and_by_switch(visit: Open, report: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = visit(report), visit(report, color_scheme="dark")
    bright, dim = light.evaluate(paper), dark.evaluate(paper)
    assert bright != dim
    light.locator("#theme").click()
    assert light.evaluate(paper) == dim
    assert light.locator("#theme").get_attribute("aria-pressed") == "true"
    dark.locator("#theme").click()
    assert dark.evaluate(paper) == bright


def test_conflicts_and_what_was_set_aside_are_shown(visit: Open, report: Path) -> None:
    page = visit(report)
    assert page.locator(".conflict").count() >= 1
    page.locator(".conflict .figure").first.click()
    expect(page.locator("#evidence .differs")).to_be_visible()


def test_no_page_is_wider_than_its_window(visit: Open, report: Path) -> None:
    for viewport in (PHONE, {"width": 800, "height": 900}, {"width": 1440, "height": 900}):
        page = visit(report, viewport=viewport)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, viewport


def test_on_paper_the_ledger_is_whole_and_controls_are_gone(visit: Open, report: Path) -> None:
    page = visit(report, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#ledger-rows tr").count() == total(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for hidden in (".switches", "#filters", "nav", ".ledger-bar .field", "#arc-table"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#ledger-rows q").first).to_be_visible()
    expect(page.locator("svg.ring")).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_the_policy_refuses_whatever_is_not_the_page_itself(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    page.goto(report.as_uri())
    refused = page.evaluate(
        """async () => {
          const told = [];
          addEventListener("securitypolicyviolation", (event) => told.push(event.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.hurt = 1";
          const image = document.createElement("img");
          image.src = "https://news.example/x.png";
          document.body.append(script, image);
          await fetch("https://news.example/").catch(() => null);
          await new Promise((done) => setTimeout(done, 200));
          return [told.sort(), window.hurt ?? null];
        }"""
    )
    page.close()
    assert refused == [["connect-src", "img-src", "script-src-elem"], None]
