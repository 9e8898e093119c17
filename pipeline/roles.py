"""Words for a party by its business ("the chipmaker", 该电商巨头), and strings that hold a name by accident."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from pipeline.datafiles import Strict, packaged


class RoleWords(Strict):
    """Nouns for one role, without article or pronoun."""

    en: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(min_length=1)


class _Roles(Strict):
    roles: dict[str, RoleWords] = Field(min_length=1)


class NotParties(Strict):
    """Strings that hold a party's name but are something else; a name match inside one is no mention."""

    en: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(min_length=1)


def role_words() -> Mapping[str, RoleWords]:
    """Role to its nouns, read once; raises ``DataFileError``."""
    return packaged("roles.yml", _Roles).roles


def not_parties() -> NotParties:
    """The strings to match first and drop, read once; raises ``DataFileError``."""
    return packaged("not_parties.yml", NotParties)
