"""``run``: the main job, on the configured sources or on the bundled sample newsroom."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from pipeline import newsroom
from pipeline.cli.context import registry_of, settings_of, some_text
from pipeline.cli.deals import show_ledger
from pipeline.cli.measured import show_round_trips
from pipeline.cli.output import JsonOption, out, print_json, progress_bars, tell, tell_trouble
from pipeline.lock import run_lock
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.runreport import Progress, RunReport
from pipeline.settings import Settings
from warehouse.read import Ledger

CUT = "announced"
SAMPLE_BATCH = 8
"""Small enough that the bars move."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


Names = Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Source names; all if none.")]
Sample = Annotated[bool, typer.Option("--sample", help="Serve the bundled sample newsroom and read it.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port of the sample newsroom.")]
WithPrefect = Annotated[bool, typer.Option("--prefect/--no-prefect", help="As the Prefect flow, or as plain calls.")]
Slot = Annotated[
    str | None, typer.Option(help="Name of the hour or the like it is for; a second run for it does nothing.")
]
Wait = Annotated[float, typer.Option(min=0, help="Seconds to wait for another run on the data folder.")]


def run(
    context: typer.Context,
    names: Names = None,
    sample: Sample = False,
    port: Port = newsroom.DEFAULT_PORT,
    prefect: WithPrefect = True,
    wait: Wait = 60.0,
    slot: Slot = None,
    json: JsonOption = False,
) -> None:
    """Fetch, read, extract, merge, measure, publish; then show the ledger and the round trips."""
    from pipeline.run import chosen

    settings = settings_of(context)
    some_text(slot, "--slot")
    with (
        run_lock(settings.data_dir, wait_seconds=wait, on_wait=tell),
        sources_to_read(settings, sample=sample, port=port) as place,
        progress_bars(shown=not json and sys.stderr.isatty()) as progress,
    ):
        only = tuple(source.name for source in chosen(place.registry, names or ()))
        report = _run(place, only, progress, prefect=prefect, slot=slot)
    if json:
        print_json(report.as_dict())
    else:
        _show(settings, report)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to read: ``at`` is the base address of the sample newsroom."""

    settings: Settings
    registry: SourceRegistry
    at: str | None = None


def _run(place: Place, names: tuple[str, ...], progress: Progress, *, prefect: bool, slot: str | None) -> RunReport:
    """The run, with Prefect or without."""
    if not prefect:
        from pipeline.run import run as run_plainly

        return run_plainly(place.settings, place.registry, names=names, progress=progress, slot=slot, locked=True)
    from flows.environment import prepare

    prepare(place.settings.prefect_home, keep_days=place.settings.prefect_days)
    from flows.ingest import run_flow

    return run_flow(place.settings, names=names, at=place.at, slot=slot, progress=progress)


@contextmanager
def sources_to_read(settings: Settings, *, sample: bool, port: int) -> Iterator[Place]:
    """The sources to read; for the sample, those of a newsroom that serves until the block ends."""
    if not sample:
        yield Place(settings, registry_of(settings))
        return
    with newsroom.serve(port) as room:
        yield Place(*place_of_sample(settings, room))


def place_of_sample(settings: Settings, room: Newsroom) -> tuple[Settings, SourceRegistry, str]:
    """Settings, sources and base address to read a newsroom with that is being served."""
    folder = Path(newsroom.__file__).parent / "sources"
    local = {
        "sources_dir": folder,
        "local_hosts": (*settings.local_hosts, room.host),
        "delay_seconds": 0.0,
        "retry_wait_seconds": 0.2,
        "batch_size": SAMPLE_BATCH,
    }
    return settings.model_copy(update=local), SourceRegistry.load(folder).at(room.base_url), room.base_url


def _show(settings: Settings, report: RunReport) -> None:
    """The ledger, the round trips, where the database is, and what to try next."""
    with Ledger.open(settings.snapshot_path) as snapshot:
        show_ledger(snapshot.ledger())
        show_round_trips(snapshot.round_trips(cut=CUT), CUT)
    console = out()
    times = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.work.seconds.items() if seconds >= 0.05)
    console.print(f"\n{report.message}", markup=False)
    console.print(
        f"{report.work.pages} pages fetched, {report.work.unchanged} unchanged; seconds: {times}", markup=False
    )
    tell_trouble(report)
    console.print(
        f"Database: {settings.snapshot_path.resolve()} (written beside it: {settings.warehouse_path.name})",
        markup=False,
    )
    console.print("Try next:")
    for line in _next(settings):
        console.print(f"  {line}", markup=False, soft_wrap=True)


def _next(settings: Settings) -> tuple[str, str, str]:
    """Three commands to try, as they can be typed here."""
    program = _program()
    before = program if str(settings.data_dir) == "data" else f"{program} --data {settings.data_dir}"
    return (
        f"{before} ledger --party OpenAI",
        f"{before} report --out report.html",
        f'{before} query "FROM mart.v1_deal_history ORDER BY known_from DESC LIMIT 10"',
    )


def _program() -> str:
    """How to call this program: by name where the shell finds it, else by the nearest path."""
    script = Path(sys.executable).parent / "roundtrip"
    if shutil.which("roundtrip") == str(script):
        return "roundtrip"
    return str(script.relative_to(Path.cwd())) if script.is_relative_to(Path.cwd()) else str(script)
