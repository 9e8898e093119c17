"""Sentences are slices in order that lose nothing but white space."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sentences import split_sentences

TEXT = st.text(alphabet="ab Z.!?。！\n\t；;,，“”\"'0123U.S 中文$", max_size=400)


@pytest.mark.parametrize("language", ["en", "zh"])
@given(text=TEXT)
def test_cover_everything_but_white_space(language: str, text: str) -> None:
    spans = split_sentences(text, language)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "Acme Inc. raised $5 million. It hired ten.", ["Acme Inc. raised $5 million.", "It hired ten."]),
        ("en", "The U.S. Army signed. The deal is worth $2.5 billion.",
         ["The U.S. Army signed.", "The deal is worth $2.5 billion."]),
        ("en", "Headline without a stop\n\nFirst sentence.", ["Headline without a stop", "First sentence."]),
        ("zh", "甲公司完成融资。乙公司收购丙公司！", ["甲公司完成融资。", "乙公司收购丙公司！"]),
        ("zh", "标题一行\n\n正文第一句。", ["标题一行", "正文第一句。"]),
        ("zh", "这家公司再次完成了新一轮的融资，领投方包括多家机构，其投后估值达到了\n26亿美元，远超去年。",
         ["这家公司再次完成了新一轮的融资，领投方包括多家机构，其投后估值达到了\n26亿美元，远超去年。"]),
    ],
)  # fmt: skip
def test_examples(language: str, text: str, parts: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text, language)] == parts


def test_a_long_line_is_cut() -> None:
    text = "数据，" * 60_000
    spans = split_sentences(text, "zh")
    assert max(span.end - span.start for span in spans) <= 1200
