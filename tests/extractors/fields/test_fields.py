"""The field readers against their corpus files, and the rules that hold on any text."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fieldmodel import FieldModel
from extractors.fieldplace import FieldPlace, clause_words, figure_words, telling_of_sides
from extractors.fieldtext import FieldDataError, Strict, fold, load_table
from extractors.modality import status_of
from extractors.scopes import collateral_of, is_beyond_one_deal, is_exclusive, scope_of
from extractors.stakes import find_stakes
from extractors.statuschoice import choose_status
from extractors.terms import find_terms
from extractors.when import anchor_date, date_for, find_dates
from extractors.when.datechoice import choose_date
from pipeline.types import Kind, Money, Span, Status

HERE = Path(__file__).parent
BRACKETS = re.compile(r"\[\[(.+?)\]\]")


def cases(name: str, key: str | None = None) -> Any:
    loaded = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", loaded[key] if key else loaded, ids=lambda case: case["text"][:40])


def unbracket(text: str) -> tuple[str, Span]:
    match = BRACKETS.search(text)
    assert match is not None
    return text[: match.start()] + match[1] + text[match.end() :], Span(match.start(), match.end() - 4)


@cases("dates.yml")
def test_dates(case: dict[str, Any]) -> None:
    found = find_dates(case["text"], case["language"], case["published"])
    seen = [
        [
            mention.span.of(case["text"]),
            mention.value,
            *(["future"] if mention.future and mention.role == "point" else []),
            *([str(mention.role)] if mention.role != "point" else []),
        ]
        for mention in found
    ]
    assert seen == [[None if part is None else str(part) for part in wanted] for wanted in case["dates"]]


@cases("status.yml")
def test_status(case: dict[str, Any]) -> None:
    text, cue = unbracket(case["text"])
    reading = status_of(text, cue, case["language"], context=case.get("context", ""), kind=Kind(case["kind"]))
    assert reading.status == case["status"]
    assert reading.denied == case.get("denied", False)
    if "hedged" in case:
        assert reading.hedged == case["hedged"]


@cases("shares.yml")
def test_shares(case: dict[str, Any]) -> None:
    found = find_stakes(case["text"], case["language"])
    seen = [[m.pct, str(m.qualifier), str(m.kind), *(["not"] if m.negative else [])] for m in found]
    assert seen == [[Decimal(str(wanted[0])), *wanted[1:]] for wanted in case["shares"]]


@cases("terms.yml")
def test_terms(case: dict[str, Any]) -> None:
    seen = [[m.term.years, m.term.start, m.term.end] for m in find_terms(case["text"], case["language"])]
    assert seen == [[Decimal(str(years)) if years else None, start, end] for years, start, end in case["terms"]]


@pytest.mark.parametrize(
    ("low", "high", "currency", "beyond"),
    [
        ("1.4e12", "1.4e12", "USD", True),
        ("1e12", None, "EUR", True),
        (None, "5e11", "USD", False),
        ("2e12", "2e12", "JPY", False),
        (None, None, "USD", False),
    ],
)
def test_a_trillion_dollars_is_no_single_deal(low: str | None, high: str | None, currency: str, beyond: bool) -> None:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert is_beyond_one_deal(Money(bounds[0], bounds[1], currency)) is beyond


@cases("scope.yml")
def test_scope(case: dict[str, Any]) -> None:
    text, money = unbracket(case["text"])
    assert scope_of(text, money, case["language"]) == case["scope"]


@cases("ties.yml", "exclusive")
def test_exclusive(case: dict[str, Any]) -> None:
    found = is_exclusive(case["text"], case["language"])
    assert (found.of(case["text"]) if found else None) == case["words"]


@cases("ties.yml", "collateral")
def test_collateral(case: dict[str, Any]) -> None:
    found = collateral_of(case["text"], case["language"])
    assert (found.of(case["text"]) if found else None) == case["words"]


@pytest.mark.parametrize(
    ("head", "language", "published", "anchor"),
    [
        ("（中央社巴黎10日綜合外電報導）新創公司今天宣布募資。", "zh", date(2023, 12, 11), date(2023, 12, 10)),
        ("路透上海11月4日 - 自动驾驶公司周四宣布融资。", "zh", date(2021, 11, 5), date(2021, 11, 4)),
        ("【某社5月12日电】公司公布财报。", "zh", date(2023, 5, 12), date(2023, 5, 12)),
        ("IT之家 1 月 29 日消息，公司发布财报。", "zh", date(2026, 1, 28), date(2026, 1, 29)),
        ("LONDON, March 3 (Agency) - The lender said today it had paid.", "en", date(2026, 3, 4), date(2026, 3, 3)),
        ("The firm bought a mine on March 3.", "en", date(2026, 3, 4), date(2026, 3, 4)),
        ("（中央社台北1日電）公司今天簽約。", "zh", date(2026, 3, 31), date(2026, 3, 31)),
        ("（中央社台北31日電）公司今天簽約。", "zh", date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_today_is_the_dateline(head: str, language: str, published: date, anchor: date) -> None:
    assert anchor_date(head, language, published) == anchor


def test_without_publication_there_is_no_anchor() -> None:
    assert anchor_date("（中央社台北18日電）", "zh", None) is None


@pytest.mark.parametrize(
    ("sentence", "cue", "language", "value"),
    [
        ("In January one was raising $250 million, while last summer one raised $863 million.", "raised", "en", "2025"),
        ("In January one was raising $250 million, while last summer one raised more.", "raising", "en", "2026-01"),
        ("Fresh off a round in November, the chip startup has raised $400 million.", "has raised", "en", "2026-02-13"),
        ("在上月宣布投资40亿美元后，该公司正在谈判再融20亿美元。", "再融", "zh", "2026-02-13"),
        ("去年12月其完成对OpenAI的225亿美元追加投资。", "投资", "zh", "2025-12"),
        ("The company previously raised $330 million from Nvidia.", "raised", "en", None),
        ("《2024年融资回顾》一文称，公司完成融资。", "完成融资", "zh", "2026-02-13"),
    ],
)  # fmt: skip
def test_the_date_of_one_deal(sentence: str, cue: str, language: str, value: str | None) -> None:
    start = sentence.index(cue)
    span = Span(start, start + len(cue))
    assert date_for([sentence], 0, span, language, date(2026, 2, 13), is_headline_news=True) == value


def test_a_rumour_bears_the_day_of_its_report() -> None:
    sentence, day = "SoftBank is in talks to lend $5 billion.", date(2026, 2, 13)
    cue = Span(sentence.index("lend"), sentence.index("lend") + 4)
    assert date_for([sentence], 0, cue, "en", day, is_headline_news=False, status=Status.TALKS) == "2026-02-13"
    assert date_for([sentence], 0, cue, "en", day, is_headline_news=False) is None


def test_dates_carry_over_to_the_next_sentence_and_to_list_items() -> None:
    day = date(2026, 2, 13)
    told = ["The two firms signed in May 2024.", "The deal is worth $3 billion."]
    assert date_for(told, 1, Span(4, 8), "en", day, is_headline_news=False) == "2024-05"
    listed = ["2023年该基金投了两家公司：", "* 甲公司：1亿美元；", "* 乙公司：2亿美元。"]
    assert date_for(listed, 2, Span(2, 5), "zh", day, is_headline_news=False) == "2023"


class Words(Strict):
    """A table that no data file fits."""

    nothing: int


def test_a_data_file_that_does_not_fit_is_named() -> None:
    with pytest.raises(FieldDataError, match=r"terms\.yml: does not fit"):
        load_table("terms.yml", Words)
    with pytest.raises(FieldDataError, match="missing"):
        load_table("no_such.yml", Words)


PIECES = """投资|收购了|2026年|3月|5日|今年|上周|未来五年|49%|的股份|，|。|獨家|以|為抵押|İ|ß|１２|％|十|百分之|-|周|日|
|\u3000|in |May |2019| last week|five-year |deal |raised |$5 billion |a 10% stake |talks |ended |as collateral """
TEXTS = st.lists(st.sampled_from(PIECES.split("|")) | st.text(max_size=6), max_size=25).map("".join)


@settings(max_examples=150)
@given(
    text=TEXTS, language=st.sampled_from(["en", "zh", "zh-Hant"]), day=st.dates(date(2015, 1, 1), date(2030, 12, 31))
)
def test_any_text_reads_into_ordered_spans_inside_it(text: str, language: str, day: date) -> None:
    assert len(fold(text, language)) == len(text)
    for found in (find_dates(text, language, day), find_terms(text, language), find_stakes(text, language)):
        spans = [mention.span for mention in found]
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
    dates = find_dates(text, language, day)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(dates))
    for mention in dates:
        assert mention.value is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", mention.value)
        assert len(mention.value or "") < 10 or date.fromisoformat(mention.value or "")
    assert all(0 <= mention.pct <= 100 for mention in find_stakes(text, language))


@settings(max_examples=60)
@given(text=TEXTS.filter(bool), language=st.sampled_from(["en", "zh"]), kind=st.sampled_from(list(Kind)))
def test_every_sentence_has_one_status_and_one_scope(text: str, language: str, kind: Kind) -> None:
    cue = Span(len(text) // 2, len(text) // 2 + 1)
    reading = status_of(text, cue, language, kind=kind)
    assert reading.status in set(Status)
    assert all(span.end <= len(text) for span in reading.cues)
    assert scope_of(text, cue, language)
    for words in (is_exclusive(text, language), collateral_of(text, language)):
        assert words is None or words.of(text).strip()


@given(day=st.dates(date(2016, 1, 1), date(2030, 12, 31)))
def test_a_weekday_is_the_latest_one_not_after_publication(day: date) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for number, (english, chinese) in enumerate(zip(names, "一二三四五六日", strict=True)):
        found = find_dates(f"It paid on {english}.", "en", day) + find_dates(f"公司周{chinese}付款。", "zh", day)
        values = [date.fromisoformat(mention.value or "") for mention in found]
        assert len(values) == 2
        assert all(value.weekday() == number and 0 <= (day - value).days < 7 for value in values)


def place(text: str, cue: str, language: str, *, news: bool, kind: Kind = Kind.EQUITY) -> FieldPlace:
    sentences = tuple(text.split("|"))
    index = next(number for number, sentence in enumerate(sentences) if cue in sentence)
    start = sentences[index].index(cue)
    return FieldPlace(
        sentences, index, Span(start, start + len(cue)), None, kind, language, date(2026, 2, 13), news
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cue", "language", "status", "month"),
    [
        (
            "Fintech Luma raises $40 million.|Luma raised the sum from Birch.",
            "raised the",
            "en",
            "completed",
            "2026-02",
        ),
        ("Birch agreed to buy Luma for $3 billion.", "buy", "en", "announced", "2026-02"),
        ("Birch is in talks to invest $1 billion in Luma.", "invest", "en", "talks", "2026-02"),
        ("Luma grows.|In March 2024 Luma raised $9 million.", "raised", "en", "completed", "2024-03"),
        ("明川科技完成2亿元A轮融资。", "融资", "zh", "completed", "2026-02"),
        ("远岸资本承诺向明川科技投资10亿美元。", "投资", "zh", "announced", "2026-02"),
        ("据悉远岸资本正洽谈投资明川科技。", "投资", "zh", "talks", "2026-02"),
        ("明川科技扩产。|2024年3月，明川科技获得3000万元投资。", "投资", "zh", "completed", "2024-03"),
    ],
)
def test_weights_choose_status_and_month(text: str, cue: str, language: str, status: str, month: str) -> None:
    told = place(text, cue, language, news="|" not in text or "raises" in text)
    chosen = choose_status([told])
    assert chosen == status
    assert (choose_date([told], chosen) or "")[:7] == month


def test_a_date_told_at_another_place_of_the_deal_is_taken() -> None:
    text = "Luma looks back.|It has room to grow.|Its rivals grow.|The market is large.|Luma owes much to Birch, which "
    text += "invested $70 million.|Sales rose.|Costs fell.|Staff left.|Others came.|"
    first = place(text + "End.", "invested", "en", news=False)
    later = place(text + "Birch put in the $70 million in May 2024.", "put in", "en", news=False)
    assert choose_date([first, later], Status.COMPLETED) == "2024-05"


def test_words_round_the_figure_and_at_the_head_of_its_clause() -> None:
    sentence = "Sales rose, and Birch is planning, people said, to put up to $50 million in Luma."
    cue, figure = sentence.index("put"), sentence.index("$50")
    told = FieldPlace((sentence,), 0, Span(cue, cue + 3), Span(figure, figure + 11), Kind.EQUITY, "en", None, True)
    assert {"before up", "before to", "in million", "after in"} <= set(figure_words(told))
    assert {"to", "put", "up"} == set(clause_words(told))
    assert figure_words(replace(told, figure=None)) == []


def test_sentences_that_name_both_sides_tell_of_the_deal() -> None:
    sentences = ("Birch to buy Luma.", "It is big.", "Birch makes paper.", "Luma and Birch called it off.")
    told = FieldPlace(sentences, 0, Span(9, 12), None, Kind.ACQUISITION, "en", None, True, (), (("Birch",), ("Luma",)))
    assert telling_of_sides(told) == [3]
    assert telling_of_sides(replace(told, sides=(("Birch",),))) == []


def test_a_model_without_weights_has_no_opinion() -> None:
    assert FieldModel({"status": {}}).totals("status", [{"always": 1.0}, {}]) == [0.0, 0.0]
