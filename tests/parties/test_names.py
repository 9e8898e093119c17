"""Spellings of one name fold to one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import bare_names, fold_name, organisation_words

_NAMES = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "S")), max_size=40)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Nvidia", "NVIDIA", "ｎｖｉｄｉａ", "nvidia’s", "Nvidia's", " Nvidia "),
        ("AT&T", "AT & T", "at&t's"),
        ("Crédit Agricole", "Credit Agricole", "CREDIT  AGRICOLE"),
        ("輝達", "辉达"),
        ("D.E. Shaw", "DE Shaw", "D. E. Shaw"),
        ("The Walt Disney Company", "Walt Disney Company"),
        ("比尔·盖茨", "比尔盖茨", "比尔・盖茨"),
    ],
)
def test_spellings_meet(spellings: tuple[str, ...]) -> None:
    assert len({fold_name(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Meta", "Meta AI"),
        ("Scale AI", "Scale"),
        ("小米", "小米资本"),
        ("Intel", "Intel Capital"),
        ("平安银行", "中国平安"),
    ],
)
def test_different_names_stay_apart(left: str, right: str) -> None:
    keys = [{fold_name(name), *bare_names(name)} for name in (left, right)]
    assert keys[0].isdisjoint(keys[1])


@given(_NAMES)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(_NAMES)
def test_bare_names_are_shorter_and_unlike(name: str) -> None:
    bare = list(bare_names(name))
    assert len(set(bare)) == len(bare)
    assert fold_name(name) not in bare
    assert all(len(key) >= 2 and len(key) <= len(fold_name(name)) for key in bare)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Toyota Motor Co., Ltd.", "toyotamotor"),
        ("Siemens AG", "siemens"),
        ("SoftBank Group Corp.", "softbank"),
        ("上海稀宇科技有限公司", "稀宇"),
        ("蓝驰新皓（上海）创业投资合伙企业（有限合伙）", "蓝驰新皓创业投资"),
        ("深圳市优必选科技股份有限公司", "优必选"),
    ],
)
def test_legal_forms_come_off(name: str, bare: str) -> None:
    assert bare in list(bare_names(name))


@pytest.mark.parametrize("name", ["公司", "Co", "X Corp", "AG", "集团", "Group", "北京"])
def test_what_would_leave_nothing_is_kept(name: str) -> None:
    assert list(bare_names(name)) == []


def test_every_list_has_both_tongues_and_no_repeats() -> None:
    words = organisation_words()
    for tongues in (words.endings, words.legal_forms, words.group_words, words.generic):
        for listed in (tongues.en, tongues.zh):
            assert len({word.casefold() for word in listed}) == len(listed)
    assert {"科技", "资本", "半导体"} <= set(words.endings.zh)
    assert {"Capital", "Ventures", "Labs"} <= set(words.endings.en)
    assert {"startup", "investors"} <= set(words.generic.en)
    assert {"初创公司", "财团"} <= set(words.generic.zh)
