"""The alias table: who is meant, who owned whom when, what to look for."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parties import PartyTable, PartyType, Surface, SurfaceKind, load_parties
from pipeline.roles import not_parties, role_words
from pipeline.scripts import simplify

TABLE = load_parties()
IDS = st.sampled_from([entry.id for entry in TABLE])
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2035, 1, 1))


def _surfaces(party_id: str) -> dict[str, Surface]:
    return {surface.text: surface for surface in TABLE.surfaces() if surface.party_id == party_id}


@pytest.mark.parametrize(
    ("name", "party_id"),
    [
        ("OpenAI", "openai"),
        ("openai, inc.", "openai"),
        ("NVIDIA Corporation", "nvidia"),
        ("英伟达", "nvidia"),
        ("輝達", "nvidia"),
        ("英偉達", "nvidia"),
        ("NVDA", "nvidia"),
        ("NASDAQ:NVDA", "nvidia"),
        ("谷歌云", "google_cloud"),
        ("亚马逊云科技", "aws"),
        ("亞馬遜", "amazon"),
        ("軟銀集團", "softbank"),
        ("SoftBank Group Corp.", "softbank"),
        ("阿里巴巴集团控股有限公司", "alibaba"),
        ("0700.HK", "tencent"),
        ("600519.SH", "moutai"),
        ("2330.TW", "tsmc"),
        ("ChatGPT", "openai"),
        ("文心一言", "baidu"),
        ("上海稀宇科技有限公司", "minimax"),
        ("黃仁勳", "jensen_huang"),
        ("Public Investment Fund", "pif"),
        ("a16z", "andreessen_horowitz"),
        ("Pentagon", "us_defense"),
        ("U.S.", "us_government"),
        ("Weights & Biases", "weights_and_biases"),
        ("M&T Nonesuch Bank", None),
        ("", None),
    ],
)
def test_find(name: str, party_id: str | None) -> None:
    assert TABLE.find(name) == party_id


def test_a_name_of_two_parties_finds_neither_but_lists_both() -> None:
    assert TABLE.find("Q.ai") is None
    assert set(TABLE.candidates("Q.ai")) == {"q_ai", "qai"}


@pytest.mark.parametrize(
    ("party_id", "day", "parent", "group"),
    [
        ("google_cloud", date(2024, 1, 1), "google", "alphabet"),
        ("google", date(2014, 6, 1), None, "google"),
        ("google_deepmind", date(2013, 6, 1), None, "google_deepmind"),
        ("google_deepmind", date(2014, 6, 1), "google", "google"),
        ("google_deepmind", date(2024, 6, 1), "google", "alphabet"),
        ("xai", date(2026, 1, 31), None, "xai"),
        ("xai", date(2026, 2, 1), "spacex", "spacex"),
        ("x_corp", date(2025, 2, 28), None, "x_corp"),
        ("x_corp", date(2025, 6, 1), "xai", "xai"),
        ("x_corp", date(2026, 6, 1), "xai", "spacex"),
        ("weights_and_biases", date(2024, 6, 1), None, "weights_and_biases"),
        ("weights_and_biases", date(2025, 6, 1), "coreweave", "coreweave"),
        ("boston_dynamics", date(2015, 1, 1), "google", "google"),
        ("boston_dynamics", date(2019, 1, 1), "softbank", "softbank"),
        ("boston_dynamics", date(2022, 1, 1), "hyundai_motor", "hyundai_motor"),
        ("vmware", date(2022, 6, 1), None, "vmware"),
        ("arm", date(2020, 1, 1), "softbank", "softbank"),
        ("github", date(2024, 1, 1), "microsoft", "microsoft"),
        ("azure", None, "microsoft", "microsoft"),
        ("xai", None, "spacex", "spacex"),
        ("altera", None, "silver_lake", "silver_lake"),
        ("openai", None, None, "openai"),
    ],
)
def test_owners_by_day(party_id: str, day: date | None, parent: str | None, group: str) -> None:
    assert TABLE.parent_of(party_id, day) == parent
    assert TABLE.group(party_id, day) == group


@given(IDS, DAYS)
def test_a_group_owns_itself(party_id: str, day: date) -> None:
    group = TABLE.group(party_id, day)
    assert TABLE.parent_of(group, day) is None
    assert TABLE.group(group, day) == group
    assert len(set(TABLE.chain(party_id, day))) == len(TABLE.chain(party_id, day))


def test_a_unit_accepts_the_names_of_its_owners() -> None:
    names = TABLE.names("google_cloud")
    assert names[0] == "Google Cloud"
    assert {"谷歌云", "Google", "谷歌", "Alphabet"} <= set(names)
    assert {"Azure", "Microsoft", "微软"} <= set(TABLE.names("azure"))
    assert {"AWS", "Amazon"} <= set(TABLE.names("aws"))


def test_a_company_under_an_owner_keeps_its_own_names() -> None:
    assert "Microsoft" not in TABLE.names("github")
    assert "SoftBank" not in TABLE.names("arm")


def test_alphabet_answers_to_google() -> None:
    assert "Google" in TABLE.names("alphabet")


@given(IDS, st.sampled_from(["en", "zh"]))
def test_display_is_one_of_its_names(party_id: str, language: str) -> None:
    assert TABLE.display(party_id, language) in TABLE.names(party_id)


@given(IDS)
def test_every_name_leads_back(party_id: str) -> None:
    entry = TABLE.get(party_id)
    for name in (*entry.en, *entry.zh, *entry.unsearched):
        assert party_id in TABLE.candidates(name)


def test_surfaces_are_simplified_and_flagged() -> None:
    surfaces = list(TABLE.surfaces())
    assert all(surface.text == simplify(surface.text) for surface in surfaces)
    assert len({(surface.party_id, surface.text) for surface in surfaces}) == len(surfaces)
    kinds = {surface.kind for surface in surfaces}
    assert kinds == set(SurfaceKind)


def test_surfaces_of_nvidia() -> None:
    surfaces = _surfaces("nvidia")
    assert surfaces["英伟达"] == Surface(
        "英伟达", "nvidia", "zh", SurfaceKind.NAME, ambiguous=False, case_sensitive=False
    )
    assert surfaces["辉达"].language == "zh"
    assert "輝達" not in surfaces
    assert surfaces["NVDA"].kind is SurfaceKind.TICKER
    assert surfaces["NVDA"].case_sensitive
    assert not surfaces["Nvidia"].case_sensitive


@pytest.mark.parametrize(
    ("party_id", "surface"),
    [
        ("figure_ai", "Figure"),
        ("scale_ai", "Scale"),
        ("together_ai", "Together"),
        ("block_inc", "Block"),
        ("runway", "Runway"),
        ("cohere", "Cohere"),
        ("x_corp", "X"),
        ("arm", "Arm"),
        ("anysphere", "Cursor"),
        ("google", "Gemini"),
        ("li_auto", "理想"),
        ("lenovo", "联想"),
        ("apple", "苹果"),
        ("baichuan", "百川"),
    ],
)
def test_ordinary_words_need_context(party_id: str, surface: str) -> None:
    found = _surfaces(party_id)[surface]
    assert found.ambiguous
    assert found.case_sensitive == surface.isascii()


@pytest.mark.parametrize(
    "name", ["Nvidia", "OpenAI", "Anthropic", "CoreWeave", "微软", "英伟达", "百度", "京东", "月之暗面", "零一万物"]
)
def test_plain_names_need_no_context(name: str) -> None:
    party_id = TABLE.find(name)
    assert party_id is not None
    assert not _surfaces(party_id)[name].ambiguous


@pytest.mark.parametrize(
    ("description", "party_id"),
    [
        ("the ChatGPT maker", "openai"),
        ("ChatGPT开发商", "openai"),
        ("the Claude maker", "anthropic"),
        ("Claude开发商", "anthropic"),
        ("谷歌母公司", "alphabet"),
        ("the iPhone maker", "apple"),
        ("Facebook's parent", "meta"),
        ("TikTok母公司", "bytedance"),
    ],
)
def test_descriptions_identify_one_party(description: str, party_id: str) -> None:
    found = [surface for surface in TABLE.surfaces() if surface.text == simplify(description)]
    assert [surface.party_id for surface in found] == [party_id]
    assert found[0].kind is SurfaceKind.DESCRIPTION


def test_no_description_has_two_owners() -> None:
    owners: dict[str, set[str]] = {}
    for surface in TABLE.surfaces():
        if surface.kind is SurfaceKind.DESCRIPTION:
            owners.setdefault(surface.text.casefold(), set()).add(surface.party_id)
    assert {text: ids for text, ids in owners.items() if len(ids) > 1} == {}


def test_countries_are_resolved_but_not_searched() -> None:
    assert TABLE.find("美国") == "us_government"
    assert "美国" not in _surfaces("us_government")


def test_size_of_the_table() -> None:
    organisations = [entry for entry in TABLE if entry.type is not PartyType.PERSON]
    both = [entry for entry in organisations if entry.en and entry.zh]
    assert len(organisations) >= 1500
    assert len(both) >= 1000
    assert sum(1 for entry in organisations if entry.parent) >= 150


def test_persons_stand_for_organisations() -> None:
    assert TABLE.get("jensen_huang").stands_for == "nvidia"
    for entry in TABLE:
        if entry.stands_for:
            assert entry.type is PartyType.PERSON
            assert TABLE.get(entry.stands_for).type is not PartyType.PERSON


def test_every_worded_role_is_used() -> None:
    used = {role for entry in TABLE for role in entry.roles}
    assert set(role_words()) <= used


def test_strings_that_are_no_parties_hold_a_name_and_are_none() -> None:
    names = {surface.text for surface in TABLE.surfaces()}
    listed = [simplify(text) for text in (*not_parties().en, *not_parties().zh)]
    assert len(set(listed)) == len(listed)
    assert [text for text in listed if text in names] == []
    assert [text for text in listed if not any(name in text for name in names)] == []


def test_the_table_is_read_once() -> None:
    assert load_parties() is load_parties()


def test_other_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("parties:\n  - {id: acme, en: [Acme Holdings], zh: [艾克米]}\n", "utf-8")
    table = PartyTable.load(tmp_path)
    assert len(table) == 1
    assert table.find("艾克米有限公司") == "acme"
    assert "acme" in table
    assert "openai" not in table
