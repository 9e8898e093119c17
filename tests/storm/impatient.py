"""``roundtrip`` with a watch that calls a run crashed sooner than a heartbeat's distance: for short tests alone.

``python -m tests.storm.impatient SECONDS WORD...``
"""

from __future__ import annotations

import functools
import sys

from flows import watch
from pipeline.cli import main

if __name__ == "__main__":
    watch.watch_runs = functools.partial(watch.watch_runs, silent_seconds=float(sys.argv[1]))
    main(sys.argv[2:])
