"""SQL lives in files beside this module; they are read once and run with bound values."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

SQL_FOLDER = Path(__file__).parent / "sql"


@lru_cache(maxsize=None)
def sql(name: str) -> str:
    """The text of ``sql/<name>.sql``; raises ``FileNotFoundError`` for a name that is not there."""
    return (SQL_FOLDER / f"{name}.sql").read_text("utf-8")


@lru_cache(maxsize=None)
def names(folder: str) -> tuple[str, ...]:
    """Names of the files of one folder, sorted, as ``sql`` takes them."""
    return tuple(sorted(f"{folder}/{path.stem}" for path in (SQL_FOLDER / folder).glob("*.sql")))
