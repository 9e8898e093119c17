"""``metrics``: how much of the money goes round, of the snapshot or of anybody's list of edges."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from pipeline.cli import measured
from pipeline.cli.committer import WAIT, Wait, committing
from pipeline.cli.context import day_of, one_of, settings_of, some_text
from pipeline.cli.output import JsonOption, err, print_json, tell
from pipeline.errors import RoundtripError
from pipeline.parties import PartyTable
from pipeline.settings import Settings
from warehouse.edgelist import edge_scene, read_edge_list
from warehouse.errors import WarehouseError
from warehouse.kinds import CUTS
from warehouse.measure import Variant
from warehouse.nullmodel import DRAWS, SEED, NullModel, draw_null, edges_key, keep_null, read_typed_edges
from warehouse.read import MEASURED, METRIC_IDS, Ledger, Result
from warehouse.scene import ParentsOf, Question, scene
from warehouse.sensitivity import Scenes, sensitivity

MOST_DRAWS = 100_000
_TYPE_OF_CUT = "Which deals count: " + ", ".join(CUTS) + " (everything not cancelled)."
_SHOWN = {
    "possible_round_trip": measured.show_possible,
    "core": measured.show_core,
    "pace": measured.show_pace,
    "concentration": measured.show_concentration,
    "promise": measured.show_promise,
    "vendor": measured.show_vendor,
    "collateral_loop": measured.show_collateral,
    "role": measured.show_roles,
    "exclusivity": measured.show_exclusivity,
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(metrics)


def metrics(
    context: typer.Context,
    cut: Annotated[str, typer.Option(help=_TYPE_OF_CUT)] = "announced",
    metric: Annotated[
        str | None, typer.Option(help="Only this figure, for each subject: M1 to M23, or its name.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="What was known by the end of this day (2025-10-01).")] = None,
    parents: Annotated[
        str | None,
        typer.Option(help="Owners of the deal's day (deal), of the day asked for (day), or nobody's (none)."),
    ] = None,
    rumours: Annotated[bool, typer.Option("--rumours/--no-rumours", help="With talks and what is denied.")] = True,
    cancelable: Annotated[
        bool, typer.Option("--cancelable/--no-cancelable", help="With letters of intent, options and the like.")
    ] = True,
    edges: Annotated[
        str | None, typer.Option(metavar="FILE", help="Measure this CSV of edges instead of the snapshot.")
    ] = None,
    null_model: Annotated[
        bool, typer.Option("--null-model", help="Compare with the ledger's edges dealt out anew.")
    ] = False,
    draws: Annotated[int, typer.Option(min=1, max=MOST_DRAWS, help="Draws of the null model.")] = DRAWS,
    seed: Annotated[int, typer.Option(help="Seed of the null model.")] = SEED,
    store: Annotated[bool, typer.Option("--store", help="Keep the null model in the database.")] = False,
    sensitive: Annotated[
        bool, typer.Option("--sensitivity", help="What each assumption does to the ranking of round trips.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Most rows of each table.")] = 20,
    wait: Wait = WAIT,
    json: JsonOption = False,
) -> None:
    """How much of the money goes round: pairs, cycles, cores, concentration, promises, each with its bounds."""
    one_of("--cut", cut, CUTS)
    one_of("--parents", parents, ParentsOf)
    some_text(edges, "--edges")
    some_text(metric, "--metric")
    day = day_of(as_of, "--as-of")
    default = ParentsOf.DEAL if day is None else ParentsOf.DAY
    question = Question(day, default if parents is None else ParentsOf(parents), Variant(rumours, cancelable))
    settings = settings_of(context)
    if store and not (null_model and edges is None and question.plain):
        raise RoundtripError("--store keeps the null model of the whole ledger: give it with --null-model alone")
    if sensitive:
        with _source(settings, edges, pairs_only=True) as scenes:
            effects = sensitivity(scenes, question)
        if json:
            print_json([{**asdict(one), "moves": [asdict(move) for move in one.moves]} for one in effects])
        else:
            measured.show_sensitivity(effects)
        return
    with _measured(settings, edges, question) as ledger:
        if null_model:
            model = _null(ledger, cut, draws, seed)
        elif metric is not None:
            values = ledger.metric_values(metric, cut=cut, limit=limit)
            _known(metric, values, ledger)
        else:
            found = _everything(ledger, cut, limit)
            headlines = {one: ledger.measured("throughput", cut=one) for one in CUTS}
    if null_model:
        if store:
            _keep(settings, model, wait)
        print_json(model.records()) if json else measured.show_null([model])
        return
    if metric is not None:
        print_json(values.records()) if json else measured.show_values(f"{metric} ({cut})", values)
        if values.truncated:
            tell(f"only the first {len(values.rows)} rows; raise --limit for more")
        return
    if json:
        print_json({"cut": cut, **{name: result.records() for name, result in found.items()}})
        return
    _show(found, headlines, cut)


def _everything(ledger: Ledger, cut: str, limit: int) -> dict[str, Result]:
    return {
        "headline": ledger.metrics(),
        "round_trips": ledger.round_trips(cut=cut, limit=limit),
        "cycles": ledger.cycles(cut=cut, limit=limit),
        "exposure": ledger.exposure(cut=cut, limit=limit),
        **{view: ledger.measured(view, cut=cut, limit=limit) for view in MEASURED},
        "figures": ledger.metric_values(cut=cut),
    }


def _show(found: dict[str, Result], throughput: dict[str, Result], cut: str) -> None:
    measured.show_headline(found["headline"], throughput)
    measured.show_round_trips(found["round_trips"], cut)
    measured.show_cycles(found["cycles"], cut)
    measured.show_exposure(found["exposure"], cut)
    for view, show in _SHOWN.items():
        if found[view].rows:
            show(found[view], cut)
    measured.show_values(f"Figures about everything ({cut})", found["figures"])


def _known(metric: str, values: Result, ledger: Ledger) -> None:
    """Raises RoundtripError for a name that no figure has."""
    if values.rows or metric.upper() in METRIC_IDS:
        return
    named = ledger.query("SELECT DISTINCT metric FROM mart.v1_metric ORDER BY metric").rows
    if metric not in {name for (name,) in named}:
        raise RoundtripError(f"--metric: no figure is called {metric!r}; take M1 to M23, or a name that these show")


@contextmanager
def _measured(settings: Settings, edges: str | None, question: Question) -> Iterator[Ledger]:
    """The published snapshot where it answers the question, else a ledger in memory."""
    if edges is None and question.plain:
        with Ledger.open(settings.snapshot_path) as snapshot:
            yield snapshot
        return
    with _source(settings, edges) as scenes, scenes(question) as ledger:
        yield ledger


@contextmanager
def _source(settings: Settings, edges: str | None, *, pairs_only: bool = False) -> Iterator[Scenes]:
    """What makes ledgers in memory: from the list of edges, else from the snapshot."""
    parties = PartyTable.load()
    if edges is not None:
        listed = read_edge_list(Path(edges))
        if listed.unknown_columns:
            tell(f"{edges}: columns that nobody reads: {', '.join(listed.unknown_columns)}")
        yield lambda question: edge_scene(listed, question, parties, pairs_only=pairs_only)
        return
    with Ledger.open(settings.snapshot_path) as snapshot:
        yield lambda question: scene(snapshot, question, parties, pairs_only=pairs_only)


def _null(ledger: Ledger, cut: str, draws: int, seed: int) -> NullModel:
    typed = read_typed_edges(ledger.connection, cut)
    console = err()
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("dealing edges anew", total=draws)
        return draw_null(cut, typed, draws=draws, seed=seed, told=partial(_advance, bar, task))


def _advance(bar: Progress, task: object, done: int) -> None:
    bar.update(task, completed=done)  # type: ignore[arg-type]


def _keep(settings: Settings, model: NullModel, wait: float) -> None:
    """Put the model into the live database and publish it. Raises WarehouseError where the ledger has changed."""
    with committing(settings, wait) as warehouse:
        if edges_key(read_typed_edges(warehouse.connection, model.cut)) != model.edges_key:
            raise WarehouseError("the ledger has changed since the snapshot was published: ask again")
        keep_null(warehouse.connection, model)
        warehouse.publish(settings.snapshot_path, kept=settings.snapshots_kept)
