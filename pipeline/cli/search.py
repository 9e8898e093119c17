"""``search``: full text over titles and quotes of the published snapshot."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.context import settings_of
from pipeline.cli.output import JsonOption, out, print_json, print_table
from pipeline.errors import RoundtripError
from warehouse.read import Ledger

LANGUAGES = ("zh", "en")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(search)


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Words, in either script: '算力 承诺', 'data center'.")],
    any_word: Annotated[bool, typer.Option("--any", help="One of the words is enough; else all are wanted.")] = False,
    language: Annotated[str | None, typer.Option(help="Only articles in this language: zh or en.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most rows.")] = 20,
    json: JsonOption = False,
) -> None:
    """Articles whose title or quoted sentences hold the words, best first; copies of a text come once."""
    if language is not None and language not in LANGUAGES:
        raise RoundtripError(f"--language: {language!r} is unknown; take one of {', '.join(LANGUAGES)}")
    with Ledger.open(settings_of(context).snapshot_path, searching=True) as snapshot:
        result = snapshot.search(text, every=not any_word, language=language, limit=limit)
    if json:
        print_json(result.records())
        return
    rows = (
        (row["published"], row["publisher"], row["title"], row["quote"], row["articles"], row["deal_id"])
        for row in result.records()
    )
    columns = ("published", "publisher", "title", "quote", "articles", "deal")
    print_table(f"Found for {text}", columns, rows, right=("articles",))
    if not result.rows:
        out().print("nothing holds all these words; --any wants only one of them" if not any_word else "nothing found")
    elif result.truncated:
        out().print(f"the best {len(result.rows)}; raise --limit for more")
