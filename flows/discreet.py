"""Flows and tasks that keep secrets: blocks are opened for the process alone, and errors are told without them."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect.blocks.system import Secret

from pipeline.errors import RoundtripError
from pipeline.secrets import holds_secret, protect_logs, redact, refuse_secrets
from pipeline.settings import Settings

BLOCK = "prefect-block:"
"""A variable of the environment that begins so names the Prefect block of type Secret that holds its value."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


def discreet(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Errors that a flow or task ends with hold no secret: their text becomes the message of its state."""

    @functools.wraps(function)
    def told(*args: Given.args, **named: Given.kwargs) -> Result:
        try:
            return function(*args, **named)
        except Exception as error:
            if not holds_secret(error):
                raise
            raise RoundtripError(f"{type(error).__name__}: {redact(str(error))}") from None

    return told


def open_secrets() -> None:
    """Protect the logs of this process, and put the values of blocks into its environment.

    Raises RoundtripError for a block that is not there.
    """
    for name, value in list(os.environ.items()):
        if value.startswith(BLOCK):
            block = value.removeprefix(BLOCK)
            try:
                opened = str(Secret.load(block).get())  # type: ignore[union-attr]
            except ValueError as error:
                raise RoundtripError(
                    f"{name} names the Prefect block {block!r}, which is not there; make a block of type Secret of "
                    "that name, or put the value into the variable"
                ) from error
            os.environ[name] = opened
            if not holds_secret(opened):
                os.environ[name] = value
                raise RoundtripError(
                    f"{name} names a Prefect block, and nothing in its own name says that it is a secret, so that it "
                    f"could not be kept out of logs; name it {name}_TOKEN or the like"
                )
    protect_logs()


def parameters_of(settings: Settings) -> dict[str, Any]:
    """The settings that differ from the defaults, as plain values. Raises SecretInSettings."""
    plain = settings.model_dump(mode="json", exclude_unset=True)
    refuse_secrets(plain)
    return plain
