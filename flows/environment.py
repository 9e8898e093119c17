"""What Prefect must find in the environment before its first import.

Prefect reads its settings once, when it is imported. So this module imports nothing of it, and
whoever starts a flow calls ``prepare`` first. A value that the user has set is left alone.
"""

from __future__ import annotations

import os
from pathlib import Path


def defaults(home: Path) -> dict[str, str]:
    """Settings of a Prefect that keeps to this machine and to the data folder (``home``)."""
    return {
        "PREFECT_HOME": str(home.resolve()),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_API_SERVICES_SCHEDULER_DEPLOYMENT_BATCH_SIZE": "20",
    }


def prepare(home: Path) -> None:
    """Make Prefect's folder and fill in the settings that the user has not set."""
    home.mkdir(parents=True, exist_ok=True)
    for name, value in defaults(home).items():
        os.environ.setdefault(name, value)
