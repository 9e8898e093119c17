"""What the tasks of one flow run share without passing it through Prefect: the open workshop and the terminal.

It lives in a module of its own because a scheduled flow is pickled into a new process, and what it refers to
elsewhere goes by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pipeline.runreport import Progress, silent
from pipeline.stages import Workshop

_shop: ContextVar[Workshop] = ContextVar("shop")
_progress: ContextVar[Progress] = ContextVar("progress", default=silent)


def shop() -> Workshop:
    """The workshop of the flow run that is under way. Raises LookupError outside of one."""
    return _shop.get()


def progress() -> Progress:
    """Where the flow run shows how far it has come."""
    return _progress.get()


@contextmanager
def working_in(workshop: Workshop) -> Iterator[None]:
    """Tasks called inside the block work in this workshop."""
    token = _shop.set(workshop)
    try:
        yield
    finally:
        _shop.reset(token)


@contextmanager
def showing(call: Progress) -> Iterator[None]:
    """Flow runs started inside the block show their progress here."""
    token = _progress.set(call)
    try:
        yield
    finally:
        _progress.reset(token)
