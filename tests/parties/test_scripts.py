"""Script folding keeps every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scripts import has_traditional, simplify

_HAN = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)
_ANY = st.text(alphabet=st.one_of(_HAN, st.characters(codec="utf-8")), max_size=200)


@given(_ANY)
def test_length_is_kept(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(_ANY, _ANY)
def test_each_character_is_folded_alone(left: str, right: str) -> None:
    assert simplify(left + right) == simplify(left) + simplify(right)


@given(_ANY)
def test_simplified_text_stays_as_it_is(text: str) -> None:
    assert simplify(simplify(text)) == simplify(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF), max_size=100))
def test_other_scripts_are_left_alone(text: str) -> None:
    assert simplify(text) == text
    assert not has_traditional(text)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("輝達投資億元", "辉达投资亿元"),
        ("軟銀與OpenAI簽署協議", "软银与OpenAI签署协议"),
        ("雲端運算晶片", "云端运算晶片"),
    ],
)
def test_known_pairs(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified
    assert has_traditional(traditional)
    assert not has_traditional(simplified)


@given(_ANY)
def test_traditional_is_what_folding_changes(text: str) -> None:
    assert has_traditional(text) == (simplify(text) != text)


def test_a_character_of_both_scripts_stays() -> None:
    assert simplify("著名公司") == "著名公司"
