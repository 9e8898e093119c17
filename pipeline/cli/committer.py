"""What commands that change the database share: hold the data folder, open it, and bring everything up to date."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import tell
from pipeline.errors import RoundtripError
from pipeline.lock import run_lock
from pipeline.settings import Settings
from warehouse.store import Warehouse

Author = Annotated[str | None, typer.Option(help="Who decides; else the name of the user.")]
Wait = Annotated[float, typer.Option(min=0, help="Seconds to wait for a run on the data folder to end.")]
Apply = Annotated[
    bool, typer.Option("--apply/--later", help="Merge, measure and publish at once, or leave it to the next run.")
]
WAIT = 60.0


def author_of(given: str | None) -> str:
    """The name that decisions carry. Raises RoundtripError where none is given and the system knows none."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise RoundtripError("the system knows no name for you; give one with --author") from error


def existing(settings: Settings) -> Path:
    """The data folder. Raises RoundtripError where it holds no database yet."""
    if not settings.warehouse_path.is_file():
        raise RoundtripError(f"there is no database at {settings.warehouse_path}: run `roundtrip run` first")
    return settings.data_dir


@contextmanager
def committing(settings: Settings, wait: float) -> Iterator[Warehouse]:
    """The live database, with no run beside it. Raises RunBusy, RoundtripError where there is no database yet."""
    with (
        run_lock(existing(settings), wait_seconds=wait, on_wait=tell),
        Warehouse.open(settings.warehouse_path) as warehouse,
    ):
        yield warehouse


def renew(warehouse: Warehouse, settings: Settings) -> None:
    """Make deals and metrics from what the database holds now, and publish the snapshot."""
    warehouse.merge()
    warehouse.measure()
    warehouse.publish(settings.snapshot_path, kept=settings.snapshots_kept)
