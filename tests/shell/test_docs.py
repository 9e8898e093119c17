"""The README is true: its commands exist, all commands are in it, its recipes work as written."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

from pipeline.cli.app import app
from tests.shell.conftest import CHECKOUT, Sample

README = (CHECKOUT / "README.md").read_text("utf-8")
PACKAGES = ("pipeline", "extractors", "warehouse", "flows")
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_OF_BLOCK = re.compile(r'file=(\S+)(?: after="((?:[^"\\]|\\.)*)")?')


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe: files to write or to add to, and commands with what they must print."""

    title: str
    text: str

    @property
    def blocks(self) -> list[tuple[str, str, str]]:
        return [(kind, info, body) for kind, info, body in BLOCK.findall(self.text)]


def recipes() -> list[Recipe]:
    """The sections of the README's recipes."""
    part = README.split("\n## Recipes\n")[1].split("\n## ")[0]
    titled = [section.split("\n", 1) for section in part.split("\n### ")[1:]]
    return [Recipe(title.strip(), text) for title, text in titled]


def commands() -> Iterator[tuple[str, object]]:
    """Every command as it is typed, with its click object."""
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            for inner, one in command.commands.items():
                yield f"roundtrip {name} {inner}", one
        else:
            yield f"roundtrip {name}", command


def test_every_command_has_a_row_with_all_its_options() -> None:
    lines = [line for line in README.splitlines() if line.startswith("| `roundtrip")]
    rows = {line.split("|")[1].strip().strip("`"): line for line in lines}
    for typed, command in commands():
        row = next((line for words, line in rows.items() if f"{words} ".startswith(f"{typed} ")), None)
        assert row is not None, f"{typed} is not in the README"
        for parameter in command.params:  # type: ignore[attr-defined]
            if parameter.param_type_name == "option" and parameter.name != "help":
                for option in (*parameter.opts, *parameter.secondary_opts):
                    assert option in row, f"{typed} {option} is not in the README"


def test_options_before_the_command_are_documented() -> None:
    group = typer.main.get_command(app)
    for parameter in group.params:
        assert all(f"`{option}`" in README for option in parameter.opts), parameter.opts


def test_every_command_that_is_named_exists() -> None:
    known = {typed.removeprefix("roundtrip ") for typed, _ in commands()}
    code = "\n".join(re.findall(r"`([^`\n]+)`", README))
    named = set(re.findall(r"roundtrip (?:--\S+ \S+ )?((?:sources |parties )?[a-z]+)", code))
    assert named
    assert named <= known | {"sources", "parties"}


def test_every_option_that_is_named_exists() -> None:
    known = {option for _, command in commands() for p in command.params for option in (*p.opts, *p.secondary_opts)}  # type: ignore[attr-defined]
    known |= {option for p in typer.main.get_command(app).params for option in p.opts} | {"--help"}
    lines = [line for line in README.splitlines() if "roundtrip" in line]
    assert {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)} <= known


def test_every_table_and_view_is_named(sample: Sample) -> None:
    import duckdb

    with duckdb.connect(str(sample.settings.snapshot_path), read_only=True) as con:
        names = con.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' "
            "UNION SELECT 'mart.' || table_name FROM information_schema.tables WHERE table_schema = 'mart'"
        ).fetchall()
    missing = [name for (name,) in names if f"`{name}`" not in README]
    assert missing == []


def test_every_target_and_file_that_is_named_exists() -> None:
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"`?make ([a-z]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for path in re.findall(r"`((?:pipeline|extractors|warehouse|flows|tests)/[\w./]*\.\w+)`", README):
        assert "_xx" in path or (CHECKOUT / path).is_file(), path


def test_places_of_a_new_language_exist() -> None:
    """The one recipe without commands: each file holds the name that it sends the reader to."""
    (recipe,) = [one for one in recipes() if one.title == "Add a language"]
    pairs = re.findall(r"`([\w/]+\.py)`, `(\w+)`", recipe.text)
    assert len(pairs) >= 6
    for path, name in pairs:
        assert re.search(rf"^(?:def|class) {name}\b|^{name}\b", (CHECKOUT / path).read_text("utf-8"), re.MULTILINE), (
            name
        )


def test_recipes_are_the_six_that_are_promised() -> None:
    assert [one.title.removeprefix("Add a").removeprefix("n").strip() for one in recipes()] == [
        "source",
        "alias",
        "cue",
        "deal kind",
        "language",
        "metric",
    ]


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "recipe", [one for one in recipes() if "```console" in one.text], ids=lambda one: one.title.replace(" ", "-")
)
def test_recipe_works_as_written(recipe: Recipe, tmp_path: Path) -> None:
    """Follow a recipe in a copy of the packages, then run its commands there."""
    for package in PACKAGES:
        shutil.copytree(CHECKOUT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    ran = 0
    for kind, info, body in recipe.blocks:
        if kind == "console":
            ran += run_console(body, tmp_path)
        else:
            follow(info, body, tmp_path)
    assert ran


def follow(info: str, body: str, folder: Path) -> None:
    """Write a block to its file, or put it after the line that it names."""
    found = FILE_OF_BLOCK.search(info)
    assert found, f"a block of a recipe names no file: {info}"
    number = f"{len(list((folder / 'warehouse/migrations').glob('*.sql'))) + 1:03d}"
    path = folder / found[1].replace("NNN", number)
    if found[2] is None:
        assert not path.exists(), path
        path.write_text(body, "utf-8")
        return
    marker = found[2].replace('\\"', '"')
    lines = path.read_text("utf-8").splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if line.strip().startswith(marker)]
    assert len(places) == 1, f"{path.name}: {marker} is on {len(places)} lines"
    path.write_text("".join((*lines[: places[0] + 1], body, *lines[places[0] + 1 :])), "utf-8")


def run_console(body: str, folder: Path) -> int:
    """Run the lines that start with $; every other line must be in what the command before it printed."""
    printed = ""
    ran = 0
    environment = {**os.environ, "PYTHONPATH": str(folder), "ROUNDTRIP_DATA_DIR": str(folder / "data")}
    for line in body.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(
                _real(line[2:]), shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr[-2000:]
            printed = done.stdout
            ran += 1
        elif line.strip():
            assert line.strip() in printed, f"{line!r} is not in:\n{printed[:3000]}"
    return ran


def _real(line: str) -> str:
    """The command with this interpreter."""
    python = shlex.quote(sys.executable)
    start = f'{python} -c "from pipeline.cli import main; main()"'
    line = re.sub(r"(^|\| )roundtrip\b", lambda found: found[1] + start, line)
    return re.sub(r"^python\b", python, line)
