"""The data files are checked on load, and a broken one is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.choice import ModelError, load_model
from extractors.lexicon import LexiconError, frames, load_frames
from pipeline.types import Kind


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_has_a_frame(language: str) -> None:
    """All but ``financing`` in Chinese, which ``extractors.kinds`` decides from the words round a figure."""
    without = {Kind.FINANCING} if language == "zh" else set()
    assert {frame.kind for frame in frames(language).frames} == set(Kind) - without


def write(folder: Path, text: str) -> Path:
    path = folder / "frames.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("frames: [{id: a, kind: gift}]\nvetoes: {}", "frames.0.kind"),
        ("frames: [{id: a, kind: debt, verbs: [lend]}]\nvetoes: {}", "frames.0.verbs"),
        ("frames: [{id: a, kind: debt}, {id: a, kind: equity}]\nvetoes: {}", "given twice: a"),
        ("vetoes: {}", "frames"),
    ],
)
def test_broken_frames_are_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(LexiconError, match=told) as caught:
        load_frames(write(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_broken_model_is_told(tmp_path: Path) -> None:
    path = tmp_path / "choice.json"
    path.write_text('{"weights": ', encoding="utf-8")
    with pytest.raises(ModelError, match="train it again"):
        load_model(path)
