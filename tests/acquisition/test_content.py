"""From pages to articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.content import read_article
from pipeline.measure_content import gram_score, measure, our_body, plain_body, read_all
from pipeline.registry import Selectors, Source
from pipeline.types import Article, Page, Rejection

PAGES_EN = Path(__file__).parents[3] / "shared" / "data" / "pages_en"
PAGES_ZH = Path(__file__).parents[3] / "shared" / "data" / "pages_zh"

ZH = [
    "示例公司周三宣布，将向样例云投资20亿美元，换取其约5%的股份。",
    "双方同时签订了一份五年期算力采购合同，样例云将优先供应图形处理器，合同总额约为30亿美元。",
    "样例云发言人表示，这笔资金会用来扩建数据中心，首批机架预计明年上线。",
]
EN = [
    "Example Corp said on Wednesday it would invest $2 billion in Sample Cloud for a stake of about 5%.",
    "The companies also signed a five-year contract for computing capacity, worth about $3 billion in all.",
    "Sample Cloud will use the money to build data centers, the first of which opens next year, it said.",
]
SOURCE = Source("one", "t", "示例财经", "zh", "feed", "https://news.test/feed", "Asia/Shanghai", "Hans")


def _html(
    paragraphs: list[str],
    *,
    title: str = "示例公司向样例云投资20亿美元",
    head: str = "",
    before: str = "",
    after: str = "",
) -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><nav><a href=/>首页</a></nav>"
        f"<article><h1>{title}</h1>{before}{body}{after}</article><footer>2026</footer></body></html>"
    )


def _article(outcome: Article | Rejection) -> Article:
    assert isinstance(outcome, Article), outcome
    return outcome


def test_an_article_has_headline_blank_line_and_body(page_of: Callable[..., Page]) -> None:
    page = page_of(_html(ZH).encode())
    article = _article(read_article(page, SOURCE))
    assert article.text == "示例公司向样例云投资20亿美元\n\n" + "\n".join(ZH)
    assert article.article_id == Article.id_of(page.url, article.text)
    assert (article.language, article.script, article.publisher, article.page_id) == (
        "zh",
        "Hans",
        "示例财经",
        page.page_id,
    )
    assert article.signature is not None


@pytest.mark.parametrize("wire", ["utf-8", "gb18030", "big5hkscs"])
def test_the_script_of_the_page_is_kept(page_of: Callable[..., Page], wire: str) -> None:
    lines = ["輝達宣布向雲端運算公司投資二十億美元，雙方還簽訂了為期五年的算力採購合約，總額約三十億美元。"] * 3
    page = page_of(_html(lines, title="輝達投資雲端運算公司").encode(wire), content_type=f"text/html; charset={wire}")
    article = _article(read_article(page, None))
    assert article.script == "Hant"
    assert lines[0] in article.text
    assert (article.encoding, article.encoding_source) == (wire, "http")


HEADLINE = "示例公司向样例云投资20亿美元"
HEADS = {
    "json-ld": '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],'
    f'"headline":"{HEADLINE}","datePublished":"2026-02-25T09:30:00+08:00",'
    '"publisher":{"name":"示例财经"}}]}</script>',
    "opengraph": f'<meta property="og:title" content="{HEADLINE}_示例财经">'
    '<meta property="og:site_name" content="示例财经">'
    '<meta property="article:published_time" content="2026-02-25T01:30:00Z">',
    "meta": '<meta name="publishdate" content="2026-02-25 09:30"><meta name="application-name" content="示例财经">',
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_metadata(page_of: Callable[..., Page], head: str) -> None:
    article = _article(read_article(page_of(_html(ZH, title="示例公司向样例云投资20亿美元", head=head).encode()), None))
    assert article.title == "示例公司向样例云投资20亿美元"
    assert article.publisher == "示例财经"
    assert (article.published, article.published_precision) == (datetime(2026, 2, 25, 1, 30, tzinfo=UTC), "second")
    assert article.published_on == "2026-02-25"


def test_an_hour_in_the_dateline_betters_a_day_in_the_metadata(page_of: Callable[..., Page]) -> None:
    head, line = '<meta name="date" content="2026-02-25">', '<div class="info">2026-02-25 23:40  示例财经</div>'
    article = _article(read_article(page_of(_html(ZH, head=head, before=line).encode()), SOURCE))
    assert article.published == datetime(2026, 2, 25, 15, 40, tzinfo=UTC)
    assert article.published_on == "2026-02-25"


def test_the_listing_dates_a_page_that_does_not(page_of: Callable[..., Page]) -> None:
    article = _article(
        read_article(page_of(_html(EN, title="Example invests").encode()), None, listed="Wed, 25 Feb 2026 08:00:00 GMT")
    )
    assert article.published == datetime(2026, 2, 25, 8, tzinfo=UTC)


def test_a_page_without_any_time_has_none(page_of: Callable[..., Page]) -> None:
    article = _article(read_article(page_of(_html(EN, title="Example invests in Sample").encode()), None))
    assert (article.published, article.published_precision, article.published_on) == (None, None, None)


def test_what_stands_round_the_article_is_cut_and_on_record(page_of: Callable[..., Page]) -> None:
    before = "<p>2026-02-25 09:30  来源：样例科技报  字号：大 中 小</p>"
    after = (
        "<div class='ad'>扫码开户领888元</div><p>（责任编辑：科技组）</p><p>免责声明：本文不构成投资建议。</p>"
        "<p>相关阅读</p><ul><li><a href=/x>另一家公司融资10亿美元</a></li></ul>"
    )
    article = _article(read_article(page_of(_html(ZH, before=before, after=after).encode()), SOURCE))
    assert article.text.endswith(ZH[-1])
    assert "10亿美元" not in article.text
    assert article.cited_origin == "样例科技报"
    assert "headline_repeated" in [rule for rule, _ in article.removed]
    assert any("责任编辑" in text for _, text in article.removed)


def test_selectors_win_over_the_general_reader(page_of: Callable[..., Page]) -> None:
    html = (
        "<html><head><title>wrong</title></head><body><h2 class=t>正确的标题在这里</h2>"
        "<i id=when>2026年2月25日 09:30</i>"
        f"<div class=main><p>{ZH[0]}</p><div class=box><p>广告文字在此</p></div><p>{ZH[1]}</p></div>"
        f"<p>{ZH[2] * 20}</p></body></html>"
    )
    selectors = Selectors(body="div.main", title="h2.t", published="#when", remove=(".box",))
    source = Source(
        "one", "t", "示例财经", "zh", "feed", "https://news.test/", "Asia/Shanghai", "Hans", selectors=selectors
    )
    article = _article(read_article(page_of(html.encode()), source))
    assert article.text == f"正确的标题在这里\n\n{ZH[0]}\n{ZH[1]}"
    assert article.published == datetime(2026, 2, 25, 1, 30, tzinfo=UTC)


def test_layout_tables_are_read_as_blocks(page_of: Callable[..., Page]) -> None:
    cells = "".join(f"<p>{one}</p>" for one in ZH)
    inner = f"<table><tr><td>{cells}</td></tr></table>"
    html = f"<html><title>示例公司投资样例云</title><table><tr><td>导航</td><td>{inner}</td></tr></table></html>"
    article = _article(read_article(page_of(html.encode()), None))
    assert "|" not in article.text
    assert all(one in article.text for one in ZH)


def test_text_in_bare_sections_is_read(page_of: Callable[..., Page]) -> None:
    """Editors of some publishing tools write sections with spans and no paragraph."""
    body = "".join(f"<section style='margin: 0'><span>{one}</span></section>" for one in ZH * 4)
    page = f"<html><head><title>示例公司向样例云投资20亿美元</title></head><body><div>{body}</div></body></html>"
    article = _article(read_article(page_of(page.encode()), SOURCE))
    assert article.text.count(ZH[0]) == 4


def test_plain_text_files_are_articles_too(page_of: Callable[..., Page]) -> None:
    page = page_of(("示例公司投资样例云\n" + "\n".join(ZH)).encode("gb18030"), content_type="text/plain; charset=gbk")
    assert _article(read_article(page, None)).text == "示例公司投资样例云\n\n" + "\n".join(ZH)


def test_nul_and_controls_never_reach_the_text(page_of: Callable[..., Page]) -> None:
    body = _html([one.replace("投资", "投\0资\x0b") for one in ZH]).encode()
    article = _article(read_article(page_of(body), None))
    assert all(one in article.text for one in ZH)


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"", "text/html", "empty"),
        (b" \0\n ", "text/html", "empty"),
        (b"<p>" + b"\x81\xff" * 400, "text/html; charset=utf-8", "undecodable"),
        (_html(["短。"]).encode(), "text/html", "too_short"),
        (_html(["请完成验证后继续访问，安全验证只需几秒钟。" * 4]).encode(), "text/html", "wall"),
        (_html(["Please enable JavaScript and cookies to continue reading. " * 6]).encode(), "text/html", "wall"),
        (
            _html(
                [
                    "Die Firma teilte mit, dass sie zwei Milliarden Euro investieren werde und dafür Anteile erhalte. "
                    * 6
                ]
            ).encode(),
            "text/html",
            "language",
        ),
        (b"<html><body><script>x</script></body></html>", "text/html", "no_text"),
        (("<p>" + "。".join(ZH) + "</p>").encode(), "text/html", "no_title"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pages_that_give_no_article_say_why(page_of: Callable[..., Page], body: bytes, kind: str, reason: str) -> None:
    outcome = read_article(page_of(body, content_type=kind), None)
    assert isinstance(outcome, Rejection)
    assert (outcome.stage, outcome.reason, outcome.subject) == ("content", reason, "https://news.test/a")


def test_scores_of_n_grams() -> None:
    assert gram_score("a b c d e", "a b c d e") == (1.0, 1.0, 1.0)
    assert gram_score("a b c d x", "a b c d e") == (0.5, 0.5, 0.5)
    assert gram_score("", "a b c d")[0] == 0.0
    assert gram_score("", "") == (1.0, 1.0, 1.0)


@pytest.mark.shared
@pytest.mark.skipif(not PAGES_EN.is_dir(), reason="the labelled pages are not beside the checkout")
def test_bodies_are_no_worse_than_trafilaturas_own() -> None:
    ours, plain = measure(PAGES_EN, our_body), measure(PAGES_EN, plain_body)
    assert ours.f1 >= plain.f1
    assert ours.f1 >= 0.958


@pytest.mark.shared
@pytest.mark.skipif(not PAGES_ZH.is_dir(), reason="the Chinese pages are not beside the checkout")
def test_every_chinese_page_gives_text_or_a_reason() -> None:
    outcomes = [outcome for _, outcome in read_all(PAGES_ZH)]
    kept = [one for one in outcomes if isinstance(one, Article)]
    assert len(outcomes) > 50
    assert len(kept) >= 0.9 * len(outcomes)
    assert not [one for one in outcomes if isinstance(one, Rejection) and one.reason == "unreadable"]
