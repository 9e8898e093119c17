"""``python -m pipeline.newsroom [PORT]``: serve the sample newsroom until interrupted."""

from __future__ import annotations

import sys
import threading

from pipeline.errors import RoundtripError
from pipeline.newsroom.server import DEFAULT_PORT, serve


def main() -> None:
    """Serve until Ctrl-C; a bad port or article file ends with one line and status 2."""
    given = sys.argv[1] if len(sys.argv) > 1 else str(DEFAULT_PORT)
    if not given.isdecimal() or int(given) > 65535:
        sys.exit(f"error: {given!r} is no port; give a number from 0 to 65535")
    try:
        with serve(int(given)) as newsroom:
            print(f"sample newsroom on {newsroom.base_url}/ (Ctrl-C ends it)", flush=True)
            threading.Event().wait()
    except RoundtripError as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
