"""A broken alias file gives one clear error that names file and entry."""

from pathlib import Path

import pytest

from pipeline.errors import RoundtripError
from pipeline.party_files import PartyFileError, read_entries


def _write(folder: Path, text: str, name: str = "one.yml") -> Path:
    (folder / name).write_text(f"parties:\n{text}", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("entries", "parts"),
    [
        ("  - {id: a, en: [Alpha]}\n  - {id: a, en: [Beta]}", ["'a'", "already used"]),
        ("  - {id: a, en: [Alpha], parent: [{id: b}]}", ["'a'", "parent 'b'", "no party"]),
        ("  - {id: a, en: [Alpha], stands_for: b, type: person}", ["'a'", "stands_for 'b'"]),
        ("  - {id: a, en: [Alpha], accepts: [b]}", ["'a'", "accepts 'b'"]),
        ("  - {id: a, en: [Alpha], parent: [{id: a}]}", ["'a'", "cycle"]),
        (
            "  - {id: a, en: [Alpha], parent: [{id: b, to: 2020}]}\n  - {id: b, en: [Be], parent: [{id: a}]}",
            ["cycle"],
        ),
        ("  - {id: a, en: [Alpha Inc]}\n  - {id: b, en: [ALPHA INC]}", ["'b'", "'ALPHA INC'", "'a'", "ambiguous"]),
        ("  - {id: a, zh: [輝達]}\n  - {id: b, zh: [辉达]}", ["'b'", "'辉达'", "'a'"]),
        ("  - {id: a, en: [Alpha], ambiguous: [Alpha]}\n  - {id: b, en: [Alpha]}", ["'b'", "both ambiguous"]),
        ("  - {id: a, en: [Alpha], ambiguous: [Gamma]}", ["'a'", "ambiguous lists 'Gamma'"]),
        ("  - {id: a, en: [Alpha], cased: [Gamma]}", ["'a'", "cased lists 'Gamma'"]),
        ("  - {id: a}", ["'a'", "no name"]),
        ("  - {id: a, en: ['  Alpha']}", ["'a'", "spaces to spare"]),
        ("  - {id: a, en: ['!!']}", ["'a'", "empty"]),
        ("  - {id: A b, en: [Alpha]}", ["id", "A b"]),
        ("  - {id: a, en: [Alpha], typ: bank}", ["'a'", "typ"]),
        ("  - {id: a, en: [Alpha], type: club}", ["'a'", "type"]),
        ("  - {id: a, en: [Alpha], type: product}", ["'a'", "needs a parent"]),
        ("  - {id: a, en: [Alpha], unit: true}", ["'a'", "needs a parent"]),
        ("  - {id: a, en: [Alpha], tickers: [NVDA]}", ["'a'", "tickers"]),
        (
            "  - {id: a, en: [Alpha], tickers: ['X:A']}\n  - {id: b, en: [Beta], tickers: ['X:A']}",
            ["'b'", "X:A", "'a'"],
        ),
        ("  - {id: a, en: [Alpha], country: NO}", ["'a'", "country"]),
        ("  - {id: a, en: [Alpha], id: b}", ["'id'", "twice"]),
        ("  - {id: b, en: [Beta]}\n  - {id: a, en: [Alpha], parent: [{id: b, from: 2021, to: 2020}]}", ["ends before"]),
        ("  - {id: b, en: [Beta]}\n  - {id: a, en: [Alpha], parent: [{id: b, from: soon}]}", ["'a'", "soon"]),
        ("  - {id: b, en: [Beta]}\n  - {id: a, en: [Alpha], parent: [{id: b, from: 2021-13}]}", ["'a'", "2021-13"]),
        (
            "  - {id: b, en: [Beta]}\n  - {id: c, en: [Gamma]}\n"
            "  - {id: a, en: [Alpha], parent: [{id: b, from: 2019}, {id: c, from: 2021}]}",
            ["'a'", "overlap"],
        ),
        ("  - {id: a, en: [Alpha", ["not readable as YAML"]),
        ("  []", ["parties"]),
    ],
)
def test_broken_entry(tmp_path: Path, entries: str, parts: list[str]) -> None:
    with pytest.raises(RoundtripError) as caught:
        read_entries(_write(tmp_path, entries))
    message = str(caught.value)
    assert "one.yml" in message
    assert "\n" not in message
    for part in parts:
        assert part in message


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(PartyFileError, match="no alias files"):
        read_entries(tmp_path)


def test_clash_between_files_names_both(tmp_path: Path) -> None:
    _write(tmp_path, "  - {id: a, en: [Alpha]}", "first.yml")
    _write(tmp_path, "  - {id: b, en: [alpha]}", "second.yml")
    with pytest.raises(PartyFileError, match=r"second\.yml.*'b'.*'a'.*first\.yml"):
        read_entries(tmp_path)


def test_defaults_of_a_file_reach_its_entries(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(
        "defaults: {type: fund, country: US, roles: [vc]}\nparties:\n"
        "  - {id: a, en: [Alpha]}\n  - {id: b, en: [Beta], roles: [pe]}\n",
        "utf-8",
    )
    first, second = read_entries(tmp_path)
    assert (first.type, first.country, first.roles) == ("fund", "US", ("vc",))
    assert second.roles == ("pe",)
