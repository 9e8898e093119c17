"""The application: options before every command, and errors told in one line each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from pipeline.cli import (
    backfill,
    census,
    deals,
    doctor,
    explain,
    export,
    extract,
    fetch,
    forget,
    ingest,
    maintain,
    parties,
    replay,
    review,
    run,
    schedule,
    search,
    sources,
)
from pipeline.cli.context import Choices
from pipeline.cli.output import tell_error
from pipeline.errors import RoundtripError

BAD_INPUT = 2
"""Exit code for whatever the user can mend."""
INTERRUPTED = 130

app = typer.Typer(
    name="roundtrip",
    help="Reads the news, finds who pays whom and how much, and measures how much of the money goes round.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    run,
    fetch,
    ingest,
    replay,
    backfill,
    extract,
    explain,
    census,
    deals,
    search,
    export,
    review,
    forget,
    maintain,
    doctor,
    schedule,
)
for module in COMMANDS:
    module.register(app)
app.add_typer(sources.app, name="sources")
app.add_typer(parties.app, name="parties")


@app.callback()
def options(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="Data folder; else ROUNDTRIP_DATA_DIR, else 'data'.")] = None,
    settings: Annotated[Path | None, typer.Option(help="YAML file of settings; else roundtrip.yml if there.")] = None,
) -> None:
    """Options that hold for every command."""
    context.obj = Choices(data=data, settings=settings)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process: 0 done, 1 found faults, 2 bad input, 130 interrupted."""
    sys.exit(run_command(sys.argv[1:] if arguments is None else arguments))


def run_command(arguments: Sequence[str]) -> int:
    """Run a command; its exit code. Whatever the user can mend ends as one line on standard error."""
    for argument in arguments:
        told = argument.encode("utf-8", "backslashreplace").decode()
        if told != argument:  # Python keeps bytes that are no text as lone surrogates, which nothing can print
            tell_error(f"{told} is not UTF-8; write it in UTF-8")
            return BAD_INPUT
    try:
        result = app(args=list(arguments), prog_name="roundtrip", standalone_mode=False)
    except TyperException as error:
        return _misused(error)
    except RoundtripError as error:
        tell_error(str(error))
        return BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        tell_error("interrupted; start again to go on where it stopped")
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _misused(error: TyperException) -> int:
    """A wrong option, argument or command; the message says which, and where help is."""
    context = getattr(error, "ctx", None)
    words = context.command_path if context is not None else "roundtrip"
    told = getattr(error, "format_message", error.__str__)()
    if type(error).__name__ == "NoArgsIsHelpError":
        print(told)
    else:
        tell_error(f"{told.rstrip('.')}; see {words} --help")
    return BAD_INPUT
