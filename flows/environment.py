"""What Prefect must find in the environment before its first import.

Prefect reads its settings once, when it is imported. So this module imports nothing of it, and
whoever starts a flow calls ``prepare`` first. A value that the user has set is left alone.
"""

from __future__ import annotations

import os
from pathlib import Path

HEARTBEAT_SECONDS = 30
"""A run says so often that it lives; Prefect takes nothing shorter."""
DAY = 86_400


def defaults(home: Path, *, keep_days: int = 30, level: str = "WARNING") -> dict[str, str]:
    """Settings of a Prefect that keeps to this machine and to the data folder (``home``).

    ``keep_days`` is how long its own database remembers runs that have ended, with their logs and artifacts;
    ``level`` is the least that is logged.
    """
    return {
        "PREFECT_HOME": str(home.resolve()),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_LOGGING_LEVEL": level,
        "PREFECT_API_SERVICES_SCHEDULER_DEPLOYMENT_BATCH_SIZE": "20",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "true",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(max(1, keep_days) * DAY),
        # Leases of slots in files: in memory they are lost with the server, and their slots stay taken.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    }


def prepare(home: Path, *, keep_days: int = 30, level: str = "WARNING") -> None:
    """Make Prefect's folder and fill in the settings that the user has not set."""
    home.mkdir(parents=True, exist_ok=True)
    for name, value in defaults(home, keep_days=keep_days, level=level).items():
        os.environ.setdefault(name, value)
