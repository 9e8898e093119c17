"""Runs that died without a word: automations on the server that call them crashed, which frees their slot.

A run whose process is killed alone is seen by the process that started it. Where both die, the server hears
no heartbeat any more, or a run that was taken never begins; both are told by an event that does not come.
"""

from __future__ import annotations

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.environment import HEARTBEAT_SECONDS

SILENT_SECONDS = 2.0 * HEARTBEAT_SECONDS
"""Without a heartbeat for so long, a run has crashed."""
UNBEGUN_SECONDS = 300.0
"""A run that was taken and has not begun after so long never will."""
_EVENT = "prefect.flow-run"
_ENDED = frozenset(f"{_EVENT}.{name}" for name in ("Completed", "Failed", "Cancelled", "Crashed"))
_BEATS = frozenset({f"{_EVENT}.heartbeat"})


def watch_runs(*, silent_seconds: float = SILENT_SECONDS, unbegun_seconds: float = UNBEGUN_SECONDS) -> None:
    """Set up both automations on the server, unless they are there as they should be.

    ``silent_seconds`` at least 10; less than a heartbeat's distance takes long runs for crashed, and is for tests.
    """
    _watch(
        "roundtrip: a run without a heartbeat has crashed",
        after=_BEATS,
        expect=_BEATS | _ENDED | {f"{_EVENT}.Skipped", f"{_EVENT}.Repeated", f"{_EVENT}.Superseded"},
        seconds=silent_seconds,
        message=f"no heartbeat for {silent_seconds:g} s: its process is gone; the next run goes on where it stopped",
    )
    _watch(
        "roundtrip: a run that never begins has crashed",
        after={f"{_EVENT}.Pending"},
        expect=_ENDED | {f"{_EVENT}.Running"},
        seconds=unbegun_seconds,
        message=f"not begun {unbegun_seconds:g} s after it was taken: its process is gone; the next run does its work",
    )


def _watch(
    name: str, *, after: frozenset[str] | set[str], expect: frozenset[str] | set[str], seconds: float, message: str
) -> None:
    """Set up one automation, unless the same is there: made anew, it would not know of runs that are under way."""
    wanted = Automation(
        name=name,
        trigger=EventTrigger(
            after=set(after),
            expect=set(expect),
            match=ResourceSpecification({"prefect.resource.id": [f"{_EVENT}.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=seconds),
        ),
        actions=[ChangeFlowRunState(name="Crashed", state=StateType.CRASHED, message=message, force=False)],
    )
    with get_client(sync_client=True) as client:
        there = False
        for old in client.read_automations_by_name(name):
            if not there and _same(old, wanted):
                there = True
            else:
                client.delete_automation(old.id)
    if not there:
        wanted.create()


def _same(one: AutomationCore, other: AutomationCore) -> bool:
    if not isinstance(one.trigger, EventTrigger) or not isinstance(other.trigger, EventTrigger):
        return False
    fields = ("after", "expect", "posture", "threshold", "within")
    equal = all(getattr(one.trigger, field) == getattr(other.trigger, field) for field in fields)
    return equal and one.enabled and [*one.actions] == [*other.actions]
