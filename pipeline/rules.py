"""The version of the rules of reading: by it an archived page is known to have been read by other rules.

It is a hash over the rules' data files, the modules that apply them and the libraries below them, and over what
the source's file says of reading. Where it differs, a replay reads the page again.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from importlib import metadata, resources

from pipeline.registry import Source

MODULES = (
    "addresses", "content", "dedupe", "encoding", "metadata", "moments", "origins", "scripts", "tails",
)  # fmt: skip
DATA = ("content.yml", "languages.yml", "metadata.yml", "origins.yml", "tails.yml", "urls.yml")
LIBRARIES = ("charset-normalizer", "datasketch", "dateparser", "htmldate", "lxml", "trafilatura")


@cache
def content_version() -> str:
    """A short hash of all that decides what a page is read as, whatever its source."""
    digest = hashlib.sha256()
    package = resources.files("pipeline")
    for name in MODULES:
        digest.update((package / f"{name}.py").read_bytes())
    for name in DATA:
        digest.update((package / "data" / name).read_bytes())
    for name in LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}".encode())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1024)
def reader_version(source: Source | None) -> str:
    """The version for pages of a source: selectors, zone, language and publisher are rules too."""
    if source is None:
        return content_version()
    own = repr((source.selectors, source.timezone, source.language, source.publisher))
    return f"{content_version()}-{hashlib.sha256(own.encode()).hexdigest()[:8]}"


def is_general(reader: str) -> bool:
    """Was a page read by the general rules, its source stating nothing?"""
    return bool(reader) and "-" not in reader
