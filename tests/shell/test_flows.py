"""The Prefect side: the flow does what the plain run does; its server never outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from flows.environment import defaults, prepare
from flows.schedule import ScheduleError, check_cron
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.run import run
from pipeline.schedules import appointments
from tests.shell.conftest import CHECKOUT, SOURCES, Sample, contents, sample_settings

ONE = ("sample_ribao",)


@pytest.mark.timeout(240)
def test_flow_gives_the_database_of_the_plain_run(prefect: None, tmp_path: Path, room: Newsroom) -> None:
    """The same tables row by row; run again, the flow adds none."""
    from flows.ingest import ingest

    plain = sample_settings(tmp_path / "plain", room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    run(plain, registry, names=ONE)
    flowing = sample_settings(tmp_path / "flow", room)
    parameters = flowing.model_dump(mode="json", exclude_unset=True)
    first = ingest(settings=parameters, names=ONE, at=room.base_url)
    assert first.count("article") > 0
    assert contents(flowing.warehouse_path) == contents(plain.warehouse_path)
    again = ingest(settings=parameters, names=ONE, at=room.base_url)
    assert again.nothing_new


def test_tasks_are_named_and_keep_no_results() -> None:
    from flows import ingest as module

    names = ["discover", "fetch", "content", "commit", "settle", "extract", "merge", "measure", "publish"]
    tasks = [getattr(module, name) for name in names]
    assert [task.name for task in tasks] == names
    assert not any(task.persist_result for task in tasks)
    assert module.ingest.name == "ingest"


SCHEDULED_THEN_KILLED = """
import os, signal, sys, time
from pathlib import Path
import httpx
from flows.environment import prepare
from flows.server import running

home = Path(sys.argv[1])
prepare(home)
with running(home, services=True) as address:
    from prefect.settings import PREFECT_API_URL, temporary_settings
    from flows.ingest import ingest
    with temporary_settings({PREFECT_API_URL: address}):
        ingest.to_deployment("ingest", cron="7 * * * *").apply()
    until = time.monotonic() + 60
    count = 0
    while not count and time.monotonic() < until:
        time.sleep(0.5)
        count = httpx.post(f"{address}/flow_runs/count", json={}, trust_env=False).json()
    print(address, count, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.timeout(240)
def test_server_schedules_runs_and_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    """A cron deployment gets its runs; SIGKILL leaves no orphan, for the pipe closes and the server stops."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    killed = subprocess.run(
        [sys.executable, "-c", SCHEDULED_THEN_KILLED, str(tmp_path)],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    address, count = killed.stdout.split()
    assert int(count) > 0, (tmp_path / "server.log").read_text("utf-8")[-2000:]
    until = time.monotonic() + 30
    while _answers(address) and time.monotonic() < until:
        time.sleep(0.2)
    assert not _answers(address)


def test_flow_can_go_into_another_process() -> None:
    """A scheduled run is the pickled flow in a new process."""
    import cloudpickle

    from flows.ingest import ingest

    assert cloudpickle.loads(cloudpickle.dumps(ingest)).name == "ingest"


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def test_environment_keeps_prefect_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in defaults(tmp_path):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    prepare(tmp_path / "prefect")
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    for name in defaults(tmp_path):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("cron", ["", "often", "61 * * * *", "* * * *"])
def test_wrong_cron_is_one_clear_error(cron: str) -> None:
    with pytest.raises(ScheduleError, match="no cron expression; write five fields"):
        check_cron(cron)


def test_bundled_crons_are_some(sample: Sample) -> None:
    for one in appointments(sample.registry, {}):
        assert check_cron(one.cron) == one.cron
