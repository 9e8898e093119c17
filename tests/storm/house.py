"""A server, a schedule and the runs that it starts, as processes of their own that can be killed one by one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from flows.environment import defaults
from pipeline import newsroom
from pipeline.newsroom import Newsroom
from pipeline.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
SOURCES = Path(newsroom.__file__).parent / "sources"
PAPERS = ("sample_ribao", "sample_shangbao")
GROUP = "sample"
NEVER = "0 0 29 2 *"
"""A leap day: runs begin when the test says so."""
PATIENCE = 180.0


def served_sources(folder: Path, room: Newsroom, names: tuple[str, ...] = PAPERS) -> Path:
    """Source files of the sample newsroom, at the port where it is served."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        text = (SOURCES / f"{name}.yml").read_text("utf-8")
        (folder / f"{name}.yml").write_text(text.replace("http://127.0.0.1:8765", room.base_url), "utf-8")
    return folder


def settings_for(data: Path, sources: Path, room: Newsroom) -> Settings:
    """Settings that read it in batches small enough to have several."""
    return load_settings(
        data_dir=data,
        sources_dir=sources,
        local_hosts=(room.host,),
        delay_seconds=0.0,
        retry_wait_seconds=0.05,
        batch_size=3,
    )


@dataclass(slots=True)
class House:
    """``folder`` holds data, sources, logs; use as a context manager."""

    folder: Path
    room: Newsroom
    silent_seconds: float | None = None
    port: int = 0
    server: subprocess.Popen[bytes] | None = None
    schedule: subprocess.Popen[bytes] | None = None
    states: list[str] = field(default_factory=list)

    def __enter__(self) -> House:
        (self.data / "prefect").mkdir(parents=True, exist_ok=True)
        served_sources(self.folder / "sources", self.room)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.start_server()
        self.start_schedule()
        return self

    def __exit__(self, *error: object) -> None:
        holder = self.holder()
        for pid in (holder, *(one.pid for one in (self.schedule, self.server) if one is not None)):
            kill(pid)
        for one in (self.schedule, self.server):
            if one is not None:
                one.wait()

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def settings(self) -> Settings:
        """The settings that the schedule runs with."""
        return settings_for(self.data, self.folder / "sources", self.room)

    @property
    def address(self) -> str:
        """The server's API."""
        return f"http://127.0.0.1:{self.port}/api"

    def start_server(self) -> None:
        """Start the server on its port, with the database that it had."""
        command = [sys.executable, "-m", "flows.server", "--port", str(self.port), "--services"]
        self.server = self._start(command, "server.log", stdin=subprocess.PIPE)
        until(lambda: self._answers(), "the server answers", process=self.server)

    def start_schedule(self) -> None:
        """Start ``roundtrip schedule`` as a user does, and wait until its deployments are there."""
        log = self.folder / "schedule.log"
        before = log.read_text("utf-8").count("serving with") if log.exists() else 0
        program = [sys.executable, "-c", "from pipeline.cli import main; main()"]
        words = ["--data", str(self.data), "schedule", "--cron", NEVER, "--cron", f"maintain={NEVER}"]
        if self.silent_seconds is not None:
            program = [sys.executable, "-m", "tests.storm.impatient", str(self.silent_seconds)]
        self.schedule = self._start([*program, *words], "schedule.log")
        until(
            lambda: log.read_text("utf-8").count("serving with") > before, "the schedule serves", process=self.schedule
        )
        until(lambda: self.deployment() is not None, "the deployment is there")

    def _start(self, command: list[str], log: str, **more: Any) -> subprocess.Popen[bytes]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "ROUNDTRIP_"))}
        environment = {
            **kept,
            **defaults(self.data / "prefect"),
            "PREFECT_API_URL": self.address,
            "ROUNDTRIP_SOURCES_DIR": str(self.folder / "sources"),
            "ROUNDTRIP_LOCAL_HOSTS": self.room.host,
            "ROUNDTRIP_DELAY_SECONDS": "0",
            "ROUNDTRIP_RETRY_WAIT_SECONDS": "0.05",
            "ROUNDTRIP_BATCH_SIZE": "3",
        }
        with (self.folder / log).open("ab") as stream:
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=stream, stderr=stream, start_new_session=True, **more
            )

    def holder(self) -> int | None:
        """The process that holds the data folder; None where none does."""
        try:
            pid = int((self.data / "run.lock").read_text("ascii"))
        except (OSError, ValueError):
            return None
        return pid if alive(pid) else None

    def deployment(self) -> str | None:
        """The id of the deployment of the papers."""
        found = self.ask("GET", f"/deployments/name/ingest/{GROUP}")
        return None if found is None else str(found["id"])

    def trigger(self) -> str:
        """Ask for a run; gives its id."""
        made: list[str] = []

        def asked() -> bool:
            deployment = self.deployment()  # a server that is still busy with its start answers later
            path = f"/deployments/{deployment}/create_flow_run"
            answer = self.ask("POST", path, {"state": {"type": "SCHEDULED"}}) if deployment else None
            made.extend([str(answer["id"])] if answer else [])
            return bool(made)

        until(asked, "the server takes a run")
        return made[0]

    def state(self, run: str) -> tuple[str, str]:
        """(type, name) of a run's state; empty where the server does not answer."""
        found = self.ask("GET", f"/flow_runs/{run}")
        return ("", "") if found is None else (str(found["state_type"]), str(found["state_name"]))

    def slots(self) -> int:
        """How many slots of the deployment are taken; -1 where the server does not answer."""
        found = self.ask("GET", f"/deployments/name/ingest/{GROUP}")
        return -1 if found is None else int(found["global_concurrency_limit"]["active_slots"])

    def wait_ended(self, run: str, patience: float = PATIENCE) -> str:
        """The name of a run's last state, once it has ended."""
        until(lambda: self.state(run)[0] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED"), f"{run} ends", patience)
        name = self.state(run)[1]
        self.states.append(name)
        return name

    def wait_begun(self, run: str) -> int:
        """The process of a run, once it holds the data folder."""
        until(lambda: self.state(run)[0] != "SCHEDULED" and self.holder() is not None, f"{run} begins")
        holder = self.holder()
        assert holder is not None
        return holder

    def ask(self, method: str, path: str, body: object = None) -> dict[str, Any] | None:
        """An answer of the API; None where there is none."""
        try:
            answer = httpx.request(method, self.address + path, json=body, timeout=60, trust_env=False)
        except httpx.HTTPError:
            return None
        if not answer.is_success:
            with (self.folder / "refused.log").open("a", encoding="utf-8") as stream:
                stream.write(f"{method} {path}: {answer.status_code} {answer.text[:500]}\n")
            return None
        found: dict[str, Any] = answer.json()
        return found

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/health", timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False


def until(
    true: Callable[[], bool],
    what: str,
    patience: float = PATIENCE,
    *,
    process: subprocess.Popen[bytes] | None = None,
) -> float:
    """Wait until something is true, as long as the process lives that makes it so; gives the seconds that it took."""
    began = time.monotonic()
    while not true():
        if process is not None and process.poll() is not None:
            raise ChildProcessError(f"ended with {process.returncode}: {what}")
        if time.monotonic() - began > patience:
            raise TimeoutError(f"not within {patience:g} s: {what}")
        time.sleep(0.2)
    return time.monotonic() - began


def kill(pid: int | None) -> None:
    """SIGKILL, where the process is there."""
    if pid is not None and alive(pid):
        os.kill(pid, signal.SIGKILL)


def alive(pid: int) -> bool:
    """Is the process there, and no zombie that waits for its parent?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
