"""What is cut round an article, and what stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tails import cut, find_tails, rules_version

BODY_ZH = (
    "示例公司周三宣布，将向样例云投资20亿美元，换取其约5%的股份。\n"
    "双方同时签订了一份五年期算力采购合同，样例云将优先供应图形处理器。\n"
    "样例云发言人表示，这笔资金会用来扩建数据中心，首批机架预计明年上线。"
)
BODY_EN = (
    "Example Corp said on Wednesday it would invest $2 billion in Sample Cloud for a stake of about 5%.\n"
    "The companies also signed a five-year contract for computing capacity, a person familiar with it said.\n"
    "Sample Cloud will use the money to build data centers, the first of which opens next year."
)

TAILS = [
    "（责任编辑：科技组）",
    "責任編輯：財經組",
    "编辑/科技组",
    "（編輯：國際組）1130925",
    "校对：科技组",
    "【免责声明】本文仅代表作者观点，不构成投资建议。",
    "风险提示及免责条款\n市场有风险，投资需谨慎。",
    "※ 免責聲明：本文內容僅供參考。",
    "版权声明：转载须注明出处。",
    "据此操作，风险自担。",
    "相关阅读\n另一家公司也要融资\n算力价格又涨了\n谁在为数据中心买单",
    "延伸閱讀：\n另一則新聞\n再一則新聞",
    "推荐阅读：算力账本的另一面",
    "海量资讯、精准解读，尽在示例财经APP",
    "扫码关注示例公众号",
    "下载示例新闻客户端查看更多",
    "【广告】开户送红包",
    "来源：示例通讯社",
    "图片来源：视觉中国",
    "（完）",
    "·END·",
    "关键词 >> 算力",
    "#算力# #融资#",
    "举报电话：010-00000000",
    "Copyright © 2026 示例网 版权所有",
    "未经授权不得转载。",
    "本文来自示例见闻，欢迎下载APP查看更多",
]
TAILS_EN = [
    "Related stories\nAnother company raises money\nWhat computing costs now\nWho pays for the data centers",
    "READ MORE: What computing costs now",
    "WATCH: A tour of the data center",
    "Sign up for our daily newsletter here.",
    "Follow us on Twitter and Facebook",
    "(Reporting by the technology desk; Editing by the night desk)",
    "Additional reporting by the business desk.",
    "© 2026 Sample Wire. All rights reserved.",
    "Disclaimer: This is not investment advice.",
    "This article is for information only and is not investment advice.",
    "Advertisement",
    "Tags: computing, investment",
    "Image credits: Sample Photo",
    "View Bio",
    "This story was supplied by Sample Wire and has not been edited.",
]


@pytest.mark.parametrize(("body", "tail"), [(BODY_ZH, one) for one in TAILS] + [(BODY_EN, one) for one in TAILS_EN])
def test_tails_go_and_are_on_record(body: str, tail: str) -> None:
    kept, removed = cut(f"{body}\n{tail}")
    assert kept == body
    assert removed
    assert all(rule.endswith(f"@{rules_version()}") for rule, _ in removed)
    assert "".join("".join(text.split()) for _, text in removed) == "".join(tail.split())


HEADS = [
    "来源：示例网  2026-03-01 10:00",
    "2026-03-01 10:26  来源：样例科技报  字号：大 中 小",
    "（原标题：另一个标题）",
    "作者：科技组",
    "【广告】开户送红包",
]


@pytest.mark.parametrize("head", HEADS)
def test_heads_go(head: str) -> None:
    kept, removed = cut(f"{head}\n{BODY_ZH}")
    assert kept == BODY_ZH
    assert [text for _, text in removed] == [head]


@pytest.mark.parametrize(
    "line",
    [
        "这家公司的免责声明被监管机构认定为无效，罚款2亿美元，此后它同意修改条款并赔偿用户。",
        "责任编辑制度是出版业的基本制度，公司为此投入了3000万元，用于建设审校平台。",
        "来源广泛的资金正涌入算力行业，仅上月就有十二笔交易，总额超过90亿美元。",
        "相关阅读理解能力测试显示，新模型得分提高了12%，超过了此前所有的公开模型。",
        "Related party transactions came to $2 billion last year, the company said in its annual report.",
        "The editor of the newsletter said that the price of the deal was never in question for either side.",
        "More than half of the money, or $1.2 billion, will be paid in shares once regulators have approved it.",
    ],
)
def test_sentences_that_only_look_like_tails_stay(line: str) -> None:
    body = BODY_ZH if any(mark >= "\u4e00" for mark in line) else BODY_EN
    text = f"{body}\n{line}"
    assert cut(text) == (text, ())


def test_a_list_that_the_article_announces_stays() -> None:
    text = f"{BODY_ZH}\n各方出资如下：\n- 示例公司20亿美元\n- 样例资本5亿美元\n- 范例基金3亿美元"
    assert cut(text) == (text, ())


def test_a_related_box_in_the_middle_takes_only_its_headlines() -> None:
    first, rest = BODY_ZH.split("\n", 1)
    kept, removed = cut(f"{first}\n相关阅读\n另一家公司也要融资\n{rest}")
    assert kept == BODY_ZH
    assert removed[0][1] == "相关阅读\n另一家公司也要融资"


def test_a_credit_inside_a_paragraph_is_cut_from_it() -> None:
    kept, removed = cut(f"{BODY_ZH}（责任编辑：科技组）")
    assert kept == BODY_ZH
    assert removed[0][1] == "（责任编辑：科技组）"


@given(
    st.lists(
        st.sampled_from([*TAILS, *TAILS_EN, *HEADS, *BODY_ZH.split("\n"), *BODY_EN.split("\n"), "", "- x"]), max_size=12
    )
)
def test_cuts_are_slices_in_order_and_what_stays_is_the_rest(lines: list[str]) -> None:
    text = "\n".join(lines)
    cuts = find_tails(text)
    at, kept = 0, ""
    for one in cuts:
        assert at <= one.span.start < one.span.end <= len(text)
        kept += text[at : one.span.start]
        at = one.span.end
    kept += text[at:]
    assert cut(text)[0] == kept.strip()


PARAGRAPH = "示例公司周三宣布，将向样例云投资20亿美元，换取其约5%的股份，双方还签订了算力采购合同。"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("\n".join(["新闻", "行情", "净值", "首页", "要闻", "您所在的位置：", PARAGRAPH, PARAGRAPH]), "menu_run"),
        (
            "\n".join([PARAGRAPH, PARAGRAPH, "责任编辑：张三", "另一篇文章的一句话，讲的是别的事情，与本文无关。"]),
            "zh_editor_and_after",
        ),
        (
            "\n".join([PARAGRAPH, PARAGRAPH, "目前没有热门跟贴", "只要不让它们把钱转移出去就好。"]),
            "zh_comments_and_after",
        ),
        (f"{PARAGRAPH}\n{PARAGRAPH}返回示例网首页>>", "zh_back_to_front"),
        (f"{PARAGRAPH}\n{PARAGRAPH}返回示例，查看更多", "zh_back_to_front"),
    ],
)
def test_menus_comments_and_ways_back_are_cut(text: str, rule: str) -> None:
    kept, removed = cut(text)
    assert kept == f"{PARAGRAPH}\n{PARAGRAPH}"
    assert [name for name, _ in removed] == [f"{rule}@{rules_version()}"]


def test_a_list_of_few_words_at_the_start_is_no_menu() -> None:
    for text in ("划重点：\n一、算力\n二、电力\n" + PARAGRAPH, "新闻\n行情\n净值\n首页\n要闻"):
        assert "menu_run" not in " ".join(name for name, _ in cut(text)[1])


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "来源：" * 60_000,
        "相关阅读\n" * 20_000,
        "- a\n" * 30_000,
        "（编辑：" * 50_000,
        "Copyright " * 20_000,
        " \n" * 50_000,
        "2026-03-01 " * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_monstrous_texts_are_read_soon(text: str) -> None:
    started = time.perf_counter()
    cut(text)
    assert time.perf_counter() - started < 5
