"""What the tasks of one flow run share without passing it through Prefect: the open workshop and the terminal.

Large values go from task to task by reference: ``keep`` gives a name, ``kept`` the value again. The module is one
of its own because a scheduled flow is pickled into a new process, and what it refers to elsewhere goes by name.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from pipeline.runreport import Progress, silent
from pipeline.stages import Workshop

_shop: ContextVar[Workshop] = ContextVar("shop")
_shelf: ContextVar[dict[str, Any]] = ContextVar("shelf")
_numbers = itertools.count(1)
_progress: ContextVar[Progress] = ContextVar("progress", default=silent)


def shop() -> Workshop:
    """The workshop of the flow run that is under way. Raises LookupError outside of one."""
    return _shop.get()


def keep(value: object) -> str:
    """Put a value by for the tasks that follow in this flow run; gives its name."""
    name = f"value {next(_numbers)}"
    _shelf.get()[name] = value
    return name


def kept(name: str) -> Any:
    """The value of a name. Raises KeyError for one that this flow run did not give."""
    return _shelf.get()[name]


def take(name: str) -> Any:
    """The value of a name, which is put by no longer. Raises KeyError for one that is not there."""
    return _shelf.get().pop(name)


def progress() -> Progress:
    """Where the flow run shows how far it has come."""
    return _progress.get()


@contextmanager
def working_in(workshop: Workshop) -> Iterator[None]:
    """Tasks called inside the block work in this workshop, with a shelf of their own."""
    token, shelf = _shop.set(workshop), _shelf.set({})
    try:
        yield
    finally:
        _shelf.reset(shelf)
        _shop.reset(token)


@contextmanager
def showing(call: Progress) -> Iterator[None]:
    """Flow runs started inside the block show their progress here."""
    token = _progress.set(call)
    try:
        yield
    finally:
        _progress.reset(token)
