"""Reading YAML data files strictly: a key that occurs twice is a fault, since one of the values would be lost."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pipeline.errors import RoundtripError

if TYPE_CHECKING:
    from yaml import SafeLoader as _FastLoader
else:
    _FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFault(RoundtripError):
    """A file is no YAML, or repeats a key; the message names the file and the place."""


class _StrictLoader(_FastLoader):
    """A safe loader that refuses a key that occurs twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        repeated = next((key for number, key in enumerate(keys) if key in keys[:number]), None)
        if repeated is not None:
            raise yaml.constructor.ConstructorError(None, None, f"key {repeated!r} occurs twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def read_yaml(file: Path) -> Any:
    """What the file holds; raises ``YamlFault`` with file and line, ``OSError`` where it cannot be read."""
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_StrictLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise YamlFault(f"{file.name}: not readable as YAML: {' '.join(str(error).split())}") from error
