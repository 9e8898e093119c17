"""``serve``: the report live on loopback, with pages of parties and deals and a question box."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from pipeline.cli.context import settings_of
from pipeline.cli.output import tell

DEFAULT_PORT = 8765


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on loopback; 0 takes a free one.")] = DEFAULT_PORT,
) -> None:
    """Serve the newest snapshot as pages on this machine only, until stopped; read-only."""
    from pipeline.report.serve import ADDRESS, application, listen, server
    from warehouse.read import Ledger

    snapshot = settings_of(context).snapshot_path
    Ledger.open(snapshot).close()
    with listen(port) as opened:
        tell(f"http://{ADDRESS}:{opened.getsockname()[1]}/ shows {snapshot}; Ctrl-C ends it")
        with suppress(KeyboardInterrupt):
            server(application(snapshot)).run(sockets=[opened])
