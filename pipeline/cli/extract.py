"""``extract``: records of deals from files, without a database."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from pipeline.cli.context import day_of, settings_of
from pipeline.cli.output import progress_bars, tell, tell_error
from pipeline.errors import RoundtripError

if TYPE_CHECKING:
    from pipeline.documents import Document

BAD_LINES = 2
STDOUT = "-"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(extract)


Inputs = Annotated[
    list[Path], typer.Option("--input", "-i", help="JSONL, text or HTML file, or - for standard input; repeatable.")
]
Output = Annotated[Path, typer.Option("--output", "-o", help="JSONL file to write, or - for standard output.")]
Day = Annotated[str | None, typer.Option(help="Publication day of text and HTML files that state none.")]


def extract(context: typer.Context, input: Inputs, output: Output = Path(STDOUT), published: Day = None) -> None:
    """Find the deals in documents: a line out is {"doc", "deals": [record, …]}.

    A line in is {"doc", "text", "published"}. A bad line is told with its number and left out; all good ones
    are written, and the exit code is 2.
    """
    from pipeline.documents import Fault, read_documents

    settings = settings_of(context)
    day = day_of(published, "--published")
    faults = written = 0
    with _written(output) as stream, progress_bars(shown=str(output) != STDOUT and sys.stderr.isatty()) as progress:
        for path in input:
            for found in read_documents(path, published=day):
                if isinstance(found, Fault):
                    tell_error(str(found))
                    faults += 1
                else:
                    stream.write(_line(found, settings.article_deadline_seconds))
                    written += 1
                    progress("extract", written, max(written, 1))
    if faults:
        tell(f"{written} documents written, {faults} left out; mend them and run again")
        raise typer.Exit(BAD_LINES)


def _line(document: Document, deadline_seconds: float) -> bytes:
    """The line of one document. What could not be read is told on standard error and gives no deals."""
    from extractors.records import records
    from pipeline.guard import extract_guarded

    (found,) = extract_guarded([document.article], deadline_seconds=deadline_seconds)
    for rejection in found.rejections:
        if rejection.reason in ("deadline", "defect", "language", "length"):
            tell(f"note: {document.doc}: no deals, {rejection.reason}: {rejection.detail}")
    line = json.dumps({"doc": document.doc, "deals": records(found.claims)}, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace") + b"\n"


@contextmanager
def _written(output: Path) -> Iterator[IO[bytes]]:
    """The stream to write to; a file appears at its place at the end, whole, and an old one stays until then."""
    if str(output) == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        stream = part.open("wb")
    except OSError as error:
        raise RoundtripError(f"--output: {output} cannot be written ({error.strerror}); name another place") from error
    try:
        with stream:
            yield stream
        os.replace(part, output)
    finally:
        part.unlink(missing_ok=True)
