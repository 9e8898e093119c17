"""What every command needs: the settings and sources that the user chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from pipeline.errors import RoundtripError
from pipeline.registry import SourceRegistry
from pipeline.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Choices:
    """Options given before the command."""

    data: Path | None = None
    settings: Path | None = None


def settings_of(context: typer.Context, **overrides: Any) -> Settings:
    """The settings of this call. Raises SettingsError."""
    choices = context.ensure_object(Choices)
    given = {} if choices.data is None else {"data_dir": choices.data}
    return load_settings(choices.settings, **given, **overrides)


def registry_of(settings: Settings) -> SourceRegistry:
    """The configured sources. Raises RegistryError."""
    return SourceRegistry.load(settings.sources_dir)


def day_of(text: str | None, option: str) -> date | None:
    """A day as ``YYYY-MM-DD``. Raises RoundtripError that names the option and shows the form."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RoundtripError(f"{option}: {text!r} is not a day; write it as 2025-10-01") from error


def some_text(text: str | None, option: str) -> None:
    """Raises RoundtripError where an option is given and empty, as an unset shell variable leaves it."""
    if text is not None and not text.strip():
        raise RoundtripError(f"{option}: the text is empty; give some, or leave {option} out")


def one_of(option: str, value: str | None, known: Iterable[str]) -> None:
    """Raises RoundtripError where an option is given and is none of the words that it takes."""
    choices = tuple(str(one) for one in known)
    if value is not None and value not in choices:
        raise RoundtripError(f"{option}: {value!r} is unknown; take one of {', '.join(choices)}")
