"""What a command says that is interrupted."""

from __future__ import annotations

import pytest
import typer

from pipeline.cli import app as cli


def test_it_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stopped = typer.Typer()

    @stopped.command()
    def work() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", stopped)
    assert cli.run_command([]) == cli.INTERRUPTED
    assert capsys.readouterr().err == "error: interrupted; start again to go on where it stopped\n"
