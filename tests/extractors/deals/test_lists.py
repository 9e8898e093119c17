"""Lists of investors, and sums that belong to several parties; no weights take part."""

from __future__ import annotations

import pytest

from extractors.candidates import Proposer
from extractors.drafts import Draft, Scored
from extractors.each import one_each
from extractors.investors import listed_investors
from extractors.listing import listed_with
from extractors.reader import read
from extractors.reading import Reading


def named(reading: Reading, entities: list[int] | set[int]) -> list[str]:
    return [reading.entities[entity].names[0] for entity in entities]


@pytest.mark.parametrize(
    ("language", "round_text", "text", "expected"),
    [
        ("en", "Quillmark raised $20 million.", "Other investors include Nvidia, Google and Intel.",
         {"Nvidia", "Google", "Intel"}),
        ("en", "Quillmark raised $20 million.", "Nvidia said Google and Intel include many chips.", set()),
        ("zh", "智谱完成2亿元融资。", "本轮投资方包括腾讯、小米和美团。", {"腾讯", "小米", "美团"}),
        ("zh", "智谱完成2亿元融资。", "由腾讯领投，小米、美团跟投。", {"腾讯", "小米", "美团"}),
        ("zh", "智谱完成2亿元融资。", "老股东腾讯和小米继续加持。", {"腾讯", "小米"}),
        ("zh", "智谱完成2亿元融资。", "上一轮融资由腾讯领投，小米跟投。", set()),
        ("zh", "智谱完成2亿元融资。", "但投资者关注的是，英伟达能否收购英特尔。", set()),
        ("zh", "智谱完成2亿元融资。", "其他投资人包括谷歌的高管和腾讯。", {"腾讯"}),
    ],
)  # fmt: skip
def test_sentences_that_list_investors(language: str, round_text: str, text: str, expected: set[str]) -> None:
    reading = read(round_text + ("" if language == "zh" else " ") + text, language, None)
    last = reading.sentences[-1]
    found = listed_investors(reading, last, Proposer(reading).view(last.index).mentions)
    assert {mention.surface for mention in found} == expected


@pytest.mark.parametrize(
    ("language", "text", "payees", "expected"),
    [
        ("zh", "微软分别向OpenAI和Anthropic投资30亿美元与20亿美元。", ["OpenAI", "Anthropic"],
         [["OpenAI"], ["Anthropic"]]),
        ("zh", "微软向OpenAI和Anthropic各投资30亿美元。", ["OpenAI", "Anthropic"], [["OpenAI", "Anthropic"]]),
        ("zh", "微软向OpenAI和Anthropic投资30亿美元。", ["OpenAI", "Anthropic"], [["OpenAI+Anthropic"]]),
        ("en", "Microsoft paid OpenAI and Anthropic $3 billion and $2 billion, respectively.", ["OpenAI", "Anthropic"],
         [["OpenAI"], ["Anthropic"]]),
        ("en", "Microsoft will invest $3 billion each in OpenAI and Anthropic.", ["OpenAI", "Anthropic"],
         [["OpenAI", "Anthropic"]]),
    ],
)  # fmt: skip
def test_whose_sum_it_is(language: str, text: str, payees: list[str], expected: list[list[str]]) -> None:
    reading = read(text, language, None)
    proposer = Proposer(reading)
    by_name = {mention.surface: mention for mention in reading.mentions}
    items = [Scored(by_name[name].entity, by_name[name], 0.9, {}) for name in payees]
    cue = proposer.view(0).cues[0]
    found = []
    for anchor in reading.anchors:
        draft = Draft(0, cue, anchor, [], list(items), 0.9, cue.frame.kind)
        found.append(["+".join(named(reading, [p.entity for p in one.payees])) for one in one_each(reading, draft)])
    assert found == expected


def test_payers_before_each_are_split() -> None:
    reading = read("腾讯和小米各出资1亿元投资智谱。", "zh", None)
    by_name = {mention.surface: mention for mention in reading.mentions}
    payers = [Scored(by_name[name].entity, by_name[name], 0.9, {}) for name in ("腾讯", "小米")]
    cue = Proposer(reading).view(0).cues[0]
    payee = Scored(by_name["智谱"].entity, by_name["智谱"], 0.9, {})
    drafts = one_each(reading, Draft(0, cue, reading.anchors[0], payers, [payee], 0.9, cue.frame.kind))
    assert [named(reading, [p.entity for p in d.payers]) for d in drafts] == [["腾讯"], ["小米"]]


@pytest.mark.parametrize(
    ("language", "text", "first", "expected"),
    [
        ("en", "Google, Nvidia and Intel invested in OpenAI.", "Nvidia", {"Google", "Intel"}),
        ("zh", "谷歌、英伟达和英特尔向OpenAI投资。", "英伟达", {"谷歌", "英特尔"}),
        ("zh", "谷歌投资了OpenAI。", "谷歌", set()),
    ],
)
def test_plain_lists(language: str, text: str, first: str, expected: set[str]) -> None:
    reading = read(text, language, None)
    mention = next(m for m in reading.mentions if m.surface == first)
    assert set(named(reading, listed_with(reading, mention))) == expected
