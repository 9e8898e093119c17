"""The measures run on a few articles and print every stage and a ratio for each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import api, bench, reader


def test_each_stage_and_a_ratio_are_printed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Three articles, one round."""
    stages = (api.read, api.decide, api.assemble, reader.alias_mentions, reader.analyse)
    texts = (
        "Amazon agreed to invest $4 billion in Anthropic, the companies said on Monday.",
        "Meta will buy Manus for $2 billion. The weather was fine.",
        "6月3日，智谱华章宣布完成10亿元融资，由阿里巴巴领投。天气很好。",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    assert bench.main(["--texts", str(tmp_path), "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    for stage in (*bench.STAGES, bench.WHOLE, "full models", "ratio"):
        assert printed.count(f"\n  {stage}") == 2, stage
    assert "en: 2 articles" in printed
    assert "zh: 1 articles" in printed
    assert "each of two processes" in printed
    assert stages == (api.read, api.decide, api.assemble, reader.alias_mentions, reader.analyse)


def test_a_missing_file_is_told_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Status 2, as all commands end on bad input."""
    assert bench.main(["--texts", str(tmp_path / "nothing.jsonl")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
