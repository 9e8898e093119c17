"""``sources list`` and ``sources check``: the places that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.context import registry_of, settings_of
from pipeline.cli.output import JsonOption, print_json, print_table
from pipeline.errors import RoundtripError
from pipeline.reasons import reasons
from pipeline.registry import REMOTE_KINDS, Source
from pipeline.types import Rejection

if TYPE_CHECKING:
    from pipeline.fetch import Fetcher

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
    """Look at a source live: robots, what it lists, one article as it would be read, and what to change."""
    from pipeline.fetch import Fetcher

    settings = settings_of(context)
    source = registry_of(settings).get(name)
    if source.kind not in REMOTE_KINDS:
        raise RoundtripError(
            f"{name} is a source of kind {source.kind}; only {', '.join(sorted(REMOTE_KINDS))} are live"
        )
    with Fetcher(settings) as fetcher:
        found = _look(source, fetcher)
    if json:
        print_json(found)
    else:
        print_table(f"Source {name}", ("what", "found"), found.items())
    if found["advice"]:
        raise typer.Exit(FAULTY)


def _look(source: Source, fetcher: Fetcher) -> dict[str, object]:
    """One look: the listing, then its first article."""
    from pipeline.discover import discover

    listed = discover(source, fetcher)
    faults = list(listed.rejections)
    found: dict[str, object] = {
        "address": source.url,
        "listed": len(listed.listings),
        "first": listed.listings[0].url if listed.listings else None,
    }
    if listed.listings:
        found |= _sample(source, fetcher, listed.listings[0].url, listed.listings[0].published_raw, faults)
    known = reasons()
    found["faults"] = [f"{one.subject}: {one.reason}: {one.detail}" for one in faults]
    found["advice"] = list(dict.fromkeys(known[one.reason].mend for one in faults if one.reason in known))
    return found


def _sample(
    source: Source, fetcher: Fetcher, url: str, listed: str | None, faults: list[Rejection]
) -> dict[str, object]:
    from pipeline.content import read_article
    from pipeline.fetch import FetchError, NotModified

    try:
        page = fetcher.fetch(url, source=source.name)
    except FetchError as error:
        faults.append(Rejection("fetch", error.url, error.reason, error.detail))
        return {}
    if isinstance(page, NotModified):
        return {}
    article = read_article(page, source, listed=listed)
    if isinstance(article, Rejection):
        faults.append(article)
        return {}
    return {
        "title": article.title,
        "published": article.published,
        "precision": article.published_precision,
        "publisher": article.publisher,
        "language": article.language,
        "encoding": article.encoding,
        "characters": len(article.text),
        "begins": article.text.partition("\n\n")[2][:120],
        "cut": [rule for rule, _ in article.removed],
    }
