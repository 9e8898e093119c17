"""Sources and settings: what loads, and what a user is told when it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RoundtripError
from pipeline.reasons import reason, reasons
from pipeline.registry import RegistryError, SourceRegistry, UnknownSource
from pipeline.settings import Settings, SettingsError, load_settings

PACKAGED = Settings().sources_dir
GOOD = {"title": "T", "publisher": "P", "language": "en", "kind": "feed", "url": "https://news.test/feed"}

GOLDEN_NAMES = {
    "ars_technica", "bbc_chinese_simplified", "bbc_technology", "chinanews_finance", "cna_finance", "cnbc_technology",
    "crunchbase_news", "data_center_dynamics", "geekpark", "guardian_technology", "hket_finance", "huxiu", "inside_tw",
    "ithome", "kr36", "leiphone", "ltn_business", "mit_technology_review", "nvidia_newsroom", "openai_news", "qbitai",
    "rthk_finance", "siliconangle", "techcrunch", "technews", "the_register", "the_verge", "tmtpost", "venturebeat_ai",
}  # fmt: skip


def _write(folder: Path, name: str = "one", **changes: Any) -> Path:
    fields = {**GOOD, **changes}
    text = "\n".join(f"{key}: {value}" for key, value in fields.items() if value is not None)
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_the_packaged_sources_load_and_none_is_lost() -> None:
    registry = SourceRegistry.load(PACKAGED)
    assert set(registry.names()) == GOLDEN_NAMES
    assert len([one for one in registry if one.language == "zh"]) >= 12
    assert {one.script for one in registry if one.language == "zh"} == {"Hans", "Hant"}
    assert all(one.url.startswith("https://") for one in registry)
    for one in registry:
        assert one.expected_per_day is not None, one.name
        assert one.expected_per_day[1] > 0, one.name
        assert one.delay_seconds >= 1, one.name
        text = (PACKAGED / f"{one.name}.yml").read_text("utf-8")
        assert all(f"\n{field}:" in text for field in ("timezone", "language", "expected_per_day")), one.name


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    registry = SourceRegistry.load(_write(_write(tmp_path, "one"), "two"))
    with pytest.raises(UnknownSource, match="unknown source 'tow'; known: one, two"):
        registry.get("tow")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"url": "ftp://news.test/"}, "only http and https"),
        ({"url": None}, "url: Field required"),
        ({"kind": "telepathy"}, "kind"),
        ({"language": "fr"}, "language"),
        ({"language": "zh"}, "Hans or Hant"),
        ({"script": "Hans"}, "Hans or Hant"),
        ({"timezone": "Mars/Olympus"}, "unknown time zone 'Mars/Olympus'"),
        ({"include": '["("]'}, "not a regular expression"),
        ({"expected_per_day": "[9, 1]"}, "least and then the most"),
        ({"colour": "red"}, "colour"),
        ({"delay_seconds": -1}, "delay_seconds"),
        ({"title": "[unclosed"}, "not readable as YAML"),
    ],
)
def test_faulty_files_are_told_in_one_line(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(RegistryError) as caught:
        SourceRegistry.load(_write(tmp_path, **changes))
    assert told in str(caught.value)
    assert "one.yml" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, RoundtripError)


def test_one_name_in_two_folders_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _write(tmp_path / name)
    with pytest.raises(RegistryError, match="two sources are named one"):
        SourceRegistry.load(tmp_path / "a", tmp_path / "b")


def test_missing_folders_and_odd_names_are_told(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no such folder"):
        SourceRegistry.load(tmp_path / "nowhere")
    with pytest.raises(RegistryError, match="small letters"):
        SourceRegistry.load(_write(tmp_path, "Bad Name"))


def test_patterns_let_addresses_through(tmp_path: Path) -> None:
    source = SourceRegistry.load(_write(tmp_path, include='["/ai/", "chips"]', exclude='["/video/"]')).get("one")
    assert source.accepts("https://news.test/ai/1")
    assert not source.accepts("https://news.test/ai/video/1")
    assert not source.accepts("https://news.test/sport/1")


def test_sources_move_to_another_address_and_tell_their_delays(tmp_path: Path) -> None:
    registry = SourceRegistry.load(_write(tmp_path, url="http://127.0.0.1:8765/a/feed?x=1", delay_seconds=4))
    assert registry.at("http://127.0.0.1:9000").get("one").url == "http://127.0.0.1:9000/a/feed?x=1"
    assert registry.delays() == {"one": 4.0}


def test_settings_come_from_file_then_environment_then_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "roundtrip.yml"
    path.write_text("delay_seconds: 5\nretries: 1\nconcurrency: 2\nlocal_hosts: [a.test]\n", encoding="utf-8")
    monkeypatch.setenv("ROUNDTRIP_RETRIES", "7")
    monkeypatch.setenv("ROUNDTRIP_CONCURRENCY", "8")
    settings = load_settings(path, concurrency=9)
    assert (settings.delay_seconds, settings.retries, settings.concurrency) == (5.0, 7, 9)
    assert settings.local_hosts == ("a.test",)
    monkeypatch.setenv("ROUNDTRIP_LOCAL_HOSTS", "127.0.0.1:80, B.test")
    assert load_settings(path).local_hosts == ("127.0.0.1:80", "b.test")
    monkeypatch.chdir(tmp_path)
    assert load_settings().delay_seconds == 5.0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("speed: 9", "speed"),
        ("retries: many", "retries"),
        ("- a\n- b", "name: value"),
        ("a: [", "not readable as YAML"),
        ("max_bytes: 0", "max_bytes"),
    ],
)
def test_faulty_settings_are_told_in_one_line(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "x.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_settings_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        load_settings(tmp_path / "none.yml")


def test_paths_hang_below_the_data_folder() -> None:
    settings = load_settings(data_dir=Path("/srv/x"))
    assert settings.warehouse_path == Path("/srv/x/roundtrip.duckdb")
    assert settings.snapshot_path.parent == settings.archive_dir.parent == settings.prefect_home.parent


def test_reasons_are_listed_on_a_miss() -> None:
    assert reason("robots").stage == "fetch"
    with pytest.raises(KeyError, match="known: bad_feed"):
        reason("because")
    assert all(one.means.endswith(".") and one.mend.endswith(".") for one in reasons().values())


def test_every_reason_that_the_code_gives_is_explained() -> None:
    import re

    folder = Path(__file__).parents[2] / "pipeline"
    names = ["addresses", "fetch", "unpack", "discover", "content", "local"]
    code = "".join(
        (folder / f"{name}.py").read_text(encoding="utf-8") for name in names if (folder / f"{name}.py").exists()
    )
    given = re.findall(r'(?:AddressError|UnpackError|_Unreadable)\("(\w+)"', code)
    given += re.findall(r'FetchError\(\w+, "(\w+)"', code) + re.findall(r'_rejected\(page, "(\w+)"', code)
    given += re.findall(r'Rejection\("\w+", [\w.\[\]:]+, "(\w+)"', code) + re.findall(r'return "(\w+)"\n', code)
    unknown = set(given) - set(reasons()) - {"utf-8"}
    assert len(given) > 25
    assert not unknown
