"""Whose news an article passes on."""

from __future__ import annotations

import time

import pytest

from pipeline.origins import cited_origin

FILLER = "示例公司宣布投资二十亿美元。"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("据路透社报道，示例公司正在洽谈融资。", "Reuters"),
        ("據路透社報導，示例公司正在洽談融資。", "Reuters"),
        ("据《华尔街日报》(The Wall Street Journal)周三报道，双方已签约。", "The Wall Street Journal"),
        ("《华尔街日报》周三报道，双方已签约。", "The Wall Street Journal"),
        ("据英国《金融时报》报道，谈判仍在进行。", "Financial Times"),
        ("据The Information报道，公司拟融资。", "The Information"),
        ("知情人士对彭博社透露。彭博社援引知情人士的话报道称，交易将在本月完成。", "Bloomberg"),
        ("据外媒Semafor报道，双方谈判破裂。", "Semafor"),
        ("根据Axios获得的文件，公司将裁员。", "Axios"),
        (f"标题\n\n{FILLER}\n来源：新浪财经 周晓", "新浪财经"),
        (f"标题\n\n来源 : 半岛电视台 + 电子网站\n{FILLER}", "Al Jazeera"),
        (f"标题\n\n2026-03-01 10:26  来源：样例科技报  字号:大 中 小\n{FILLER}", "样例科技报"),
        (f"标题\n\n{FILLER}（来源：IT 之家）", "IT之家"),
        (f"标题\n\n{FILLER}\n本文由樣例科技報授權轉載。", "样例科技报"),
        ("Example Corp is raising money, according to The Information.", "The Information"),
        ("The deal was first reported by Bloomberg.", "Bloomberg"),
        ("Example was planning to leave, Reuters reported on Friday.", "Reuters"),
        ("He told CNBC in an interview that the price was right.", "CNBC"),
        ("(Reuters) - Example Corp said it would invest.", "Reuters"),
        ("LONDON (Reuters) - Example Corp said it would invest.", "Reuters"),
        ("Title\n\n(Sample Wire) SEATTLE - Example Corp said.", "Sample Wire"),
        (f"标题\n\n{FILLER}（路透）", "Reuters"),
    ],
)
def test_cited_origins(text: str, origin: str) -> None:
    assert cited_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        FILLER,
        "图片来源：视觉中国",
        "来源：网络",
        "（来源：Justin Sullivan/Getty Images）",
        "路透社的母公司汤森路透收购了一家初创公司。",
        "Thomson Reuters bought a startup for $650 million.",
        "Bloomberg Intelligence analysts expect more of the same.",
        "The timescale of the wired network is unclear.",
        "数据显示，收入来源：广告占七成。",
        "据报道，双方正在谈判。",
    ],
)
def test_texts_that_cite_nobody(text: str) -> None:
    assert cited_origin(text) is None


def test_a_publisher_does_not_cite_itself() -> None:
    text = "据路透社报道，公司在谈判。彭博社稍早援引知情人士的话报道。"
    assert cited_origin(text, publisher="路透") == "Bloomberg"
    assert cited_origin("He told CNBC on Monday.", publisher="CNBC") is None


def test_a_source_line_counts_before_a_citation() -> None:
    assert cited_origin("据路透社报道，公司在谈判。\n来源：财联社") == "财联社"


def test_monstrous_texts_are_read_soon() -> None:
    started = time.perf_counter()
    for text in ("据路透社" * 50_000, "来源：" * 50_000, "according to the " * 20_000, "(" * 200_000):
        cited_origin(text)
    assert time.perf_counter() - started < 5
