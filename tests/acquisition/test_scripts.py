"""Languages, scripts, and the folding that keeps offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scripts import language_of, script_of, simplify, to_traditional


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("英伟达向CoreWeave投资20亿美元，每股作价87.20美元。", "zh"),
        ("輝達將投資 OpenAI", "zh"),
        ("The company said it would invest $2 billion in the startup.", "en"),
        ("OpenAI、エヌビディアと提携を発表しました。データセンターを建設する。", None),
        ("엔비디아가 오픈AI에 투자한다고 밝혔다.", None),
        ("Die Gesellschaft teilte am Mittwoch mit, dass sie zwei Milliarden investieren werde.", None),
        ("La société a annoncé mercredi un investissement de deux milliards dans la jeune pousse.", None),
        ("A empresa anunciou na quarta-feira um investimento de dois bilhões na startup.", None),
        ("12345 67.8% $$$", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("英伟达宣布投资，双方签订采购合同", "Hans"),
        ("輝達宣布投資，雙方簽訂採購合約", "Hant"),
        ("台湾公司宣布与英伟达签约，王后出席", "Hans"),
        ("台灣公司宣布與輝達簽約，皇后出席", "Hant"),
        ("中国", "Hans"),
        ("OpenAI", None),
        ("三百万美元"[0], None),
    ],
)
def test_scripts(text: str, script: str | None) -> None:
    assert script_of(text) == script


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    for folded in (simplify(text), to_traditional(text)):
        assert len(folded) == len(text)
    assert simplify(simplify(text)) == simplify(text)


def test_folding_joins_the_scripts() -> None:
    assert simplify("輝達與台積電簽訂採購合約") == "辉达与台积电签订采购合约"
