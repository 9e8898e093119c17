"""Data files: lists, patterns and rules kept as YAML inside the package, checked on load."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import RoundtripError

DATA_DIR = Path(__file__).parent / "data"


class DataFileError(RoundtripError):
    """A YAML file that cannot be used; the message is one line that names file, place and fault."""


class Strict(BaseModel):
    """Base of every schema of a data file: no unknown keys, no later changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path, model: type[Model]) -> Model:
    """Read a YAML file into its schema.

    Raises DataFileError for a missing file, broken YAML or a value that the schema refuses.
    """
    if not path.is_file():
        raise DataFileError(f"{path}: no such file; give the path of an existing YAML file")
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: not readable as YAML: {one_line(error)}") from error
    try:
        return model.model_validate({} if value is None else value)
    except ValidationError as error:
        raise DataFileError(f"{path}: {first_fault(error)}") from error


def packaged(name: str, model: type[Model]) -> Model:
    """A data file of this package by its file name, read once per process."""
    value = _packaged(name, model)
    assert isinstance(value, model)
    return value


@cache
def _packaged(name: str, model: type[BaseModel]) -> BaseModel:
    return read_model(DATA_DIR / name, model)


def first_fault(error: ValidationError) -> str:
    """The first fault of a validation, as ``place: what`` on one line, and how many more there are."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    place = ".".join(str(part) for part in faults[0]["loc"]) or "the file"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{place}: {one_line(faults[0]['msg'])}{more}"


def one_line(error: object) -> str:
    """A message without line breaks."""
    return " ".join(str(error).split())
