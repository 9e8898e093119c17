"""``sources list`` and ``sources check``: the places that are read."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.context import registry_of, settings_of
from pipeline.cli.output import JsonOption, print_json, print_table

FAULTY = 1
app = typer.Typer(help="The places that are read: list them, or look at one live.", no_args_is_help=True)


@app.command("list")
def list_sources(context: typer.Context, json: JsonOption = False) -> None:
    """All configured sources."""
    settings = settings_of(context)
    rows = [
        {
            "source": source.name,
            "title": source.title,
            "language": source.language,
            "kind": source.kind,
            "group": source.group,
            "enabled": source.enabled,
            "url": source.url,
        }
        for source in registry_of(settings)
    ]
    if json:
        print_json(rows)
    else:
        names = ("source", "title", "language", "kind", "group", "enabled", "url")
        print_table(f"Sources in {settings.sources_dir}", names, ([row[name] for name in names] for row in rows))


@app.command("check")
def check(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="Name of a source.")],
    json: JsonOption = False,
) -> None:
    """Look at a source: its listing, robots, yield, sample articles as they would be read, and what to change."""
    from pipeline.checkup import check_source
    from pipeline.clock import clock_of
    from pipeline.fetch import Fetcher

    settings = settings_of(context)
    source = registry_of(settings).get(name)
    now = clock_of(settings.clock_path).now()
    with Fetcher(settings, delays={source.name: source.delay_seconds}) as fetcher:
        found = check_source(source, fetcher, now=now)
    if json:
        print_json(found.as_dict())
    else:
        told = found.as_dict()
        told["samples"] = [one.url if one.article else f"{one.url}: not read" for one in found.samples]
        print_table(f"Source {name}", ("what", "found"), told.items())
    if found.advice:
        raise typer.Exit(FAULTY)
