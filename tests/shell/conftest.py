"""One run of the sample newsroom, shared by the tests that only read its results."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipeline import newsroom
from pipeline.cli.app import run_command
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.run import run
from pipeline.runreport import RunReport
from pipeline.settings import Settings, load_settings

SOURCES = Path(newsroom.__file__).parent / "sources"
CHECKOUT = Path(__file__).parents[2]
TIME_COLUMNS = {
    "fetched_at", "checked_at", "extracted_at", "applied_at", "seen_at", "read_at", "discovered_at", "changed_at",
    "next_try", "robots_at", "held_until",
}  # fmt: skip
"""Columns that say when this machine did something; all others must be equal from run to run."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A finished run: where it is, what served it, what it reported."""

    settings: Settings
    registry: SourceRegistry
    report: RunReport


def sample_settings(folder: Path, room: Newsroom) -> Settings:
    """Settings that read the sample newsroom into a folder, in batches small enough to have several."""
    return load_settings(
        data_dir=folder,
        sources_dir=SOURCES,
        local_hosts=(room.host,),
        delay_seconds=0.0,
        retry_wait_seconds=0.05,
        batch_size=10,
    )


def contents(database: Path) -> dict[str, list[str]]:
    """All rows of all tables but ``run``, sorted, without the columns of machine time."""
    found: dict[str, list[str]] = {}
    with duckdb.connect(str(database), read_only=True) as con:
        tables = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()
        for (table,) in tables:
            if table == "run":
                continue
            relation = con.table(table)
            kept = [name for name in relation.columns if name not in TIME_COLUMNS]
            found[table] = sorted(map(repr, relation.select(*kept).fetchall()))
    return found


@pytest.fixture(scope="session")
def room() -> Iterator[Newsroom]:
    """The sample newsroom on any free port."""
    with newsroom.serve(0) as served:
        yield served


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, room: Newsroom) -> Sample:
    """The newsroom read once, through plain functions. Tests must not write to it."""
    settings = sample_settings(tmp_path_factory.mktemp("sample"), room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    return Sample(settings, registry, run(settings, registry))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test comes first waits for the server to start, on a busy machine for minutes."""
    for item in items:
        if "prefect" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(420), append=False)


@pytest.fixture(scope="session")
def prefect() -> Iterator[str]:
    """One Prefect server with its services for all tests of flows, with a database of its own; its address."""
    from flows.environment import prepare
    from flows.server import running

    home = Path(os.environ["PREFECT_HOME"])
    prepare(home)
    with running(home, services=True) as address:
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: address}):
            yield address


@pytest.fixture
def copied(sample: Sample, tmp_path: Path) -> Sample:
    """The shared run in a folder of one's own, to go on from."""
    folder = tmp_path / "data"
    shutil.copytree(sample.settings.data_dir, folder)
    return Sample(sample.settings.model_copy(update={"data_dir": folder}), sample.registry, sample.report)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def roundtrip(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Call a command of the command line in this process."""

    def call(*words: object) -> Outcome:
        code = run_command([str(word) for word in words])
        printed = capfd.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call
