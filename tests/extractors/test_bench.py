"""The measures run on a few articles and print every stage and a ratio for each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import api, bench, reader

TEXTS = (
    "Amazon agreed to invest $4 billion in Anthropic, the companies said on Monday.",
    "Meta will buy Manus for $2 billion. The weather was fine.",
    "6月3日，智谱华章宣布完成10亿元融资，由阿里巴巴领投。天气很好。",
)
CLOCKED = (
    *((api, name) for name in ("read", "decide", "assemble")),
    *((reader, name) for name in ("alias_mentions", *bench.MODELS)),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles as files."""
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    return tmp_path


def test_each_stage_and_a_ratio_are_printed(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """One round in one process; afterwards no stage carries a clock."""
    before = [getattr(module, name) for module, name in CLOCKED]
    assert bench.main(["--texts", str(folder), "--rounds", "1", "--processes", "1"]) == 0
    printed = capsys.readouterr().out
    for stage in (*bench.STAGES, bench.WHOLE, "full models", "ratio"):
        assert printed.count(f"\n  {stage}") == 2, stage
    assert "en: 2 articles" in printed
    assert "zh: 1 articles" in printed
    assert "peak memory" in printed
    assert before == [getattr(module, name) for module, name in CLOCKED]


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_two_processes_stand_beside_one(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Each process loads the models anew, which takes too long for every run of the tests."""
    assert bench.main(["--texts", str(folder), "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("2 processes") == 3
    print(printed)


def test_a_missing_file_is_told_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Status 2, as all commands end on bad input."""
    assert bench.main(["--texts", str(tmp_path / "nothing.jsonl")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
