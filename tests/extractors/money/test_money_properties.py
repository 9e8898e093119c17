"""What holds for every text: spans quote it, shifting shifts, rendering and parsing are inverse, time is linear."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.money import find_money, parse_money, render_money
from extractors.money.currencies import currency_table
from extractors.money.fold import prepare
from pipeline.types import Money, Qualifier, Span

LANGUAGES = ("en", "zh")
PIECES = (
    "$", "€", "¥", "US$", "A$", "人民币", "新台幣", "美元", "亿美元", "億元", "万", "元", "块钱", "3", "1,000", "2.5",
    "１０", " million", " billion", "bn", "m", " dollars", " yuan", "up to ", "more than ", "约", "超过", "高达",
    "至", "-",
    " to ", "和", "between ", " and ", "(", "（约", ")", "）", "，", ", ", "。", ". ", "\n", " ", "每月",
    " per month",
    " a share", "数十", "多", "融资", "raised ", "two hundred ", "tens of ", "billions of ", "İ", "🙂", "a ", "百",
    "两三",
    "级", "上", "半", "点五",
)  # fmt: skip
CODES = sorted(currency.code for currency in currency_table().currencies)

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join)
languages = st.sampled_from(LANGUAGES)
values = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 15, places=2)


@st.composite
def moneys(draw: st.DrawFn) -> Money:
    """Any amount whose bounds fit its qualifier."""
    qualifier = draw(st.sampled_from(list(Qualifier)))
    low = draw(values)
    high = low + draw(values) if qualifier is Qualifier.RANGE else low
    return Money(
        None if qualifier is Qualifier.UP_TO else low,
        None if qualifier is Qualifier.AT_LEAST else high,
        draw(st.sampled_from(CODES)),
        qualifier,
    )


@given(texts, languages)
@settings(max_examples=400)
def test_mentions_quote_the_text_in_order_and_fit_their_qualifier(text: str, language: str) -> None:
    end = 0
    for index, mention in enumerate(find_money(text, language)):
        span, full = mention.span, mention.full
        assert end <= full.start <= span.start < span.end <= full.end <= len(text)
        assert span.of(text) == text[span.start : span.end]
        assert mention.same_as is None or mention.same_as < index
        low, high = mention.money.low, mention.money.high
        shape = {
            Qualifier.EXACT: low is not None and low == high,
            Qualifier.ABOUT: low is not None and low == high,
            Qualifier.UP_TO: low is None and high is not None,
            Qualifier.AT_LEAST: low is not None and high is None,
            Qualifier.RANGE: low is not None and high is not None and low < high,
        }
        assert shape[mention.money.qualifier], mention
        assert mention.money.currency in CODES
        end = full.end


@given(texts, languages, st.sampled_from(["Notes. \n\n", "前言。\n\n", "🙂\n\n", "\n\n"]))
@settings(max_examples=200)
def test_a_paragraph_before_the_text_shifts_every_span(text: str, language: str, prefix: str) -> None:
    shift = len(prefix)
    moved = [
        replace(
            mention,
            span=Span(mention.span.start + shift, mention.span.end + shift),
            full=Span(mention.full.start + shift, mention.full.end + shift),
        )
        for mention in find_money(text, language)
    ]
    assert list(find_money(prefix + text, language)) == moved


@given(moneys(), languages)
@settings(max_examples=400)
def test_parsing_what_was_rendered_gives_the_amount_back(money: Money, language: str) -> None:
    assert parse_money(render_money(money, language), language) == money


@given(moneys(), languages)
@settings(max_examples=100)
def test_a_rendered_amount_is_found_in_a_sentence(money: Money, language: str) -> None:
    before, after = ("消息称，", "。") if language == "zh" else ("The fund said: ", ".")
    (mention,) = find_money(before + render_money(money, language) + after, language)
    assert (mention.money, mention.bare) == (money, False)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(prepare(text)) == len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1-",
        "百",
        "亿",
        "1亿至",
        "one ",
        "billions of ",
        "$1 to ",
        "$",
        "约",
        "融资1亿,",
        "5 dollars and 5 ",
        " ",
        "人民币",
        "1 $ ",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        started = time.process_time()
        for language in LANGUAGES:
            find_money(text, language)
        return time.process_time() - started

    seconds(100)
    short = max(min(seconds(2_000), seconds(2_000)), 0.002)
    assert seconds(24_000) < 60 * short, "a twelvefold text may take twelve times as long, not the square"


def test_one_long_line_of_ordinary_text_is_read_at_once() -> None:
    line = "The group said it had raised $3 billion from a fund, while its users and its factories grew by a tenth. "
    text = (line * 2_000)[:200_000]
    started = time.process_time()
    found = find_money(text, "en")
    assert len(found) == text.count("$3 billion")
    assert time.process_time() - started < 3
