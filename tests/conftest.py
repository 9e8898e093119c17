"""What holds for all tests: nothing is written to the home folder, nothing is sent anywhere."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

# The same examples at every run, so that a failure means a change; `make test ARGS=--hypothesis-profile=search` looks
# for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("repeatable")

_SCRATCH = Path(tempfile.mkdtemp(prefix="roundtrip-tests-"))
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)

# Prefect reads its settings when it is first imported, which is after this.
for _name in [name for name in os.environ if name.startswith(("PREFECT_", "ROUNDTRIP_"))]:
    if not _name.startswith("ROUNDTRIP_TEST_"):
        del os.environ[_name]
os.environ |= {
    "PREFECT_HOME": str(_SCRATCH / "prefect"),
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "DO_NOT_TRACK": "1",
    "XDG_CACHE_HOME": str(_SCRATCH / "cache"),
}
