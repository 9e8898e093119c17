"""The package: a lock with hashes and without addresses, data inside the wheel, habits that a tool keeps."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.errors import RoundtripError
from tests.shell.conftest import CHECKOUT

LOCK = (CHECKOUT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))


def tracked() -> list[Path]:
    """Files of the project as git knows them."""
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [CHECKOUT / name for name in listed.stdout.splitlines() if (CHECKOUT / name).is_file()]


def test_every_pin_of_the_lock_has_a_hash() -> None:
    pins = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*$", "", LOCK, flags=re.MULTILINE).strip())
    assert len(pins) > 100
    for pin in pins:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==\S+", pin), pin[:80]
        assert "--hash=sha256:" in pin, pin[:80]


def test_lock_holds_no_address() -> None:
    assert not re.search(r"https?://|--index-url|--find-links|--extra-index-url|file:", LOCK)


def test_lock_holds_every_requirement() -> None:
    def normal(name: str) -> str:
        return re.sub(r"[-_.]+", "-", name).lower()

    pinned = {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[a-z,-]+\])?==", LOCK, re.MULTILINE)}
    wanted = (CHECKOUT / "requirements.in").read_text("utf-8").split()
    assert {normal(re.split(r"[=<>~!\[]", name)[0]) for name in wanted} <= pinned
    assert "setuptools" in pinned, "the package is installed without build isolation"


def test_names_that_were_squatted_are_not_taken() -> None:
    assert not re.search(r"^(zh-core-web|en-core-web-trf)", LOCK, re.MULTILINE)


def test_everything_that_is_read_at_run_time_goes_into_the_wheel() -> None:
    """Each data file of a package has an ending that the package data name."""
    endings = {pattern.removeprefix("*") for pattern in PROJECT["tool"]["setuptools"]["package-data"]["*"]}
    for path in tracked():
        package = path.relative_to(CHECKOUT).parts[0]
        if package in ("pipeline", "extractors", "warehouse", "flows") and path.suffix != ".py":
            assert path.suffix in endings, path


def test_console_script_is_the_command_line() -> None:
    assert PROJECT["project"]["scripts"] == {"roundtrip": "pipeline.cli:main"}


@pytest.mark.timeout(120)
def test_import_contracts_hold() -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "5 kept, 0 broken" in done.stdout


def test_files_are_ignored_that_are_made() -> None:
    made = (".venv/x", "data/roundtrip.duckdb", ".mypy_cache/x", "pipeline/__pycache__/x.pyc", "roundtrip.egg-info/x")
    done = subprocess.run(["git", "check-ignore", *made], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode == 128:
        pytest.skip("not a git checkout")
    assert done.stdout.split() == list(made)


def test_data_folders_of_the_packages_are_not_ignored() -> None:
    done = subprocess.run(
        ["git", "check-ignore", "pipeline/data/x.yml", "extractors/data/x.yml"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""


def test_no_address_of_a_package_index_anywhere() -> None:
    hosts = ("pypi" + ".org", "files.python" + "hosted")
    for path in tracked():
        text = path.read_bytes()
        assert not any(host.encode() in text for host in hosts), path


def test_modules_keep_a_readable_length() -> None:
    """A module past about 400 lines wants to be two; past 600 it must be."""
    long = {
        str(path.relative_to(CHECKOUT)): count
        for path in tracked()
        if path.suffix == ".py" and "tests" not in path.parts
        if (count := path.read_text("utf-8").count("\n")) > 600
    }
    assert long == {}


def test_errors_for_users_are_one_family() -> None:
    from pipeline.archive import ArchiveError
    from pipeline.datafiles import DataFileError
    from pipeline.newsroom import NewsroomError
    from pipeline.registry import RegistryError, UnknownSource
    from pipeline.settings import SettingsError
    from warehouse.errors import WarehouseError

    for kind in (
        ArchiveError,
        DataFileError,
        NewsroomError,
        RegistryError,
        UnknownSource,
        SettingsError,
        WarehouseError,
    ):
        assert issubclass(kind, RoundtripError), kind
    assert str(UnknownSource("one line")) == "one line"
