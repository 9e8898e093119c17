"""The application: options before every command, and errors told in one line each."""

from __future__ import annotations

import errno
import io
import os
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
    metrics,
    parties,
    replay,
    report,
    review,
    run,
    schedule,
    search,
    serve,
    sources,
)
from pipeline.cli.context import Choices
from pipeline.cli.output import tell_error
from pipeline.errors import RoundtripError

BAD_INPUT = 2
"""Exit code for whatever the user can mend."""
INTERRUPTED = 130
UNREAD = 141
"""What a shell gives where a program was stopped because nobody read on."""
UNWRITABLE = frozenset({errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})

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
    metrics,
    search,
    export,
    report,
    review,
    forget,
    maintain,
    doctor,
    schedule,
    serve,
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
    """Run a command and end the process: 0 done, 1 found faults, 2 bad input, 130 interrupted, 141 unread."""
    sys.exit(run_command(sys.argv[1:] if arguments is None else arguments))


def run_command(arguments: Sequence[str]) -> int:
    """Run a command; its exit code. Whatever the user can mend ends as one line on standard error."""
    for argument in arguments:
        told = argument.encode("utf-8", "backslashreplace").decode()
        if told != argument:  # Python keeps bytes that are no text as lone surrogates, which nothing can print
            tell_error(f"{told} is not UTF-8; write it in UTF-8")
            return BAD_INPUT
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a character that the terminal has none for is written as its code
            stream.reconfigure(errors="backslashreplace")
    try:
        result = app(args=list(arguments), prog_name="roundtrip", standalone_mode=False)
        sys.stdout.flush()
    except TyperException as error:
        return _misused(error)
    except RoundtripError as error:
        tell_error(str(error))
        return BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        result = INTERRUPTED
    except SystemExit:  # how typer ends where a reader went away
        return UNREAD
    except OSError as error:
        if error.errno not in UNWRITABLE or error.filename is not None:
            raise
        return _unwritten(error)
    if result == INTERRUPTED:  # also how typer tells of it
        tell_error("interrupted; start again to go on where it stopped")
    return result if isinstance(result, int) else 0


def _unwritten(error: OSError) -> int:
    """Standard output that takes no more: a reader that went away (``| head``) is no error, a full disk is one."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - what is left is flushed at the very end
    if error.errno == errno.EPIPE:
        return UNREAD
    tell_error(f"the output could not be written: {error.strerror}; make room, or write it elsewhere")
    return BAD_INPUT


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
