"""A Prefect server of one's own, on loopback, that never outlives the program that started it.

``with running(home) as address`` starts ``python -m flows.server`` as a child and gives the address of
its API. The child holds the other end of a pipe: when its parent ends, even by SIGKILL, the pipe
closes and the server stops. A server that the user named in ``PREFECT_API_URL`` is used as it is.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from flows.environment import defaults
from pipeline.errors import RoundtripError

START_SECONDS = 240.0
"""Longest wait for a server; on two idle cores it takes about ten seconds, on busy ones minutes."""
LOG_NAME = "server.log"


class ServerError(RoundtripError):
    """The Prefect server did not start."""


@contextmanager
def running(home: Path, *, services: bool = False) -> Iterator[str]:
    """The address of a Prefect API, started where ``PREFECT_API_URL`` names none.

    ``services`` adds the background services (scheduler, late runs) that a schedule needs.
    Raises ServerError where it does not answer in time.
    """
    given = os.environ.get("PREFECT_API_URL")
    if given:
        yield given
        return
    home.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    command = [sys.executable, "-m", "flows.server", "--port", str(port)] + (["--services"] if services else [])
    with (home / LOG_NAME).open("ab") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env={**defaults(home), **os.environ},
            start_new_session=True,  # Ctrl-C is for the parent, which then closes the pipe
        )
    try:
        yield _wait(child, f"http://127.0.0.1:{port}/api", home / LOG_NAME)
    finally:
        if child.stdin is not None:
            child.stdin.close()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def become_server(port: int) -> None:
    """Make this process Prefect's own server, with its services and pages, on loopback; does not return."""
    program = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    os.execv(sys.executable, program)


def _wait(child: subprocess.Popen[bytes], address: str, log: Path) -> str:
    """The address, once the server answers."""
    until = time.monotonic() + START_SECONDS
    with httpx.Client(trust_env=False, timeout=2.0) as client:
        while time.monotonic() < until and child.poll() is None:
            try:
                if client.get(f"{address}/health").status_code == 200:
                    return address
            except httpx.HTTPError:
                time.sleep(0.1)
    raise ServerError(f"the Prefect server did not start; see {log}, or run without Prefect (--no-prefect)")


def answers(address: str) -> bool:
    """Does a server answer at an address now?"""
    try:
        with httpx.Client(trust_env=False, timeout=5.0) as client:
            return client.get(f"{address}/health").status_code == 200
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Serve until standard input closes."""
    parser = argparse.ArgumentParser(prog="python -m flows.server", description=main.__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--services", action="store_true")
    options = parser.parse_args()

    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=not options.services, final=True)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=options.port, log_level="error", lifespan="on"))

    def watch() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    server.run()


if __name__ == "__main__":
    main()
