"""When each group of sources is read, and when the house is put in order: cron expressions as data.

What an expression means is known to the scheduler alone; here they are chosen, not judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from pipeline.datafiles import Strict, packaged
from pipeline.errors import RoundtripError
from pipeline.registry import SourceRegistry

MAINTAIN = "maintain"
"""The name of the daily upkeep beside those of the groups; no group may have it."""


class UnknownGroup(RoundtripError):
    """A group that no enabled source is of; the message lists the known groups."""


class SchedulesFile(Strict):
    """Schema of ``data/schedules.yml``."""

    default: str = Field(min_length=1)
    maintain: str = Field(min_length=1)
    groups: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Appointment:
    """What is done at the times of a cron expression (UTC): a group of sources is read, or the upkeep is done."""

    name: str
    cron: str
    sources: tuple[str, ...] = ()

    @property
    def flow(self) -> str:
        """The flow that does it."""
        return MAINTAIN if self.name == MAINTAIN else "ingest"


def groups_of(registry: SourceRegistry) -> dict[str, tuple[str, ...]]:
    """The names of the enabled sources by group."""
    found: dict[str, list[str]] = {}
    for source in registry:
        if source.enabled:
            found.setdefault(source.group, []).append(source.name)
    return {group: tuple(found[group]) for group in sorted(found)}


def appointments(
    registry: SourceRegistry, chosen: Mapping[str, str], *, groups: Sequence[str] = (), everywhere: str | None = None
) -> tuple[Appointment, ...]:
    """One appointment per group, and the upkeep.

    ``chosen`` overrides the bundled expressions by name of a group (or ``maintain``), ``groups`` limits the
    groups, ``everywhere`` is the expression of every group that ``chosen`` leaves out. Raises UnknownGroup.
    """
    known = groups_of(registry)
    told = f"known: {', '.join(known) or 'none, as no source is enabled'}"
    for name in (*groups, *chosen):
        if name not in known and not (name == MAINTAIN and name in chosen):
            raise UnknownGroup(f"unknown group {name!r}; {told}")
    if not known:
        raise UnknownGroup("no source is enabled, so there is nothing to schedule; add one (see the README)")
    bundled = packaged("schedules.yml", SchedulesFile)
    found = [
        Appointment(name, chosen.get(name) or everywhere or bundled.groups.get(name) or bundled.default, sources)
        for name, sources in known.items()
        if not groups or name in groups
    ]
    return (*found, Appointment(MAINTAIN, chosen.get(MAINTAIN) or bundled.maintain))
