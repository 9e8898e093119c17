"""The short storm: flow, schedule and server are killed once each in an ingest; nothing is lost or doubled.

``make storm`` is the full one, at random moments and with zombies.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import newsroom
from tests.storm.house import House
from tests.storm.storm import Report, complete, strike, undisturbed

SOONER = 12.0
"""Seconds without a heartbeat; as runs are killed at their first one, no other is missed."""


@pytest.mark.timeout(600)
def test_each_is_killed_once_and_the_next_run_completes(tmp_path: Path) -> None:
    """A killed run ends as crashed, and its slot is free: at once where its parent sees it, else by its heartbeat."""
    report = Report()
    with newsroom.serve(0) as room:
        wanted = undisturbed(tmp_path / "undisturbed", room)
        with House(tmp_path / "house", room, silent_seconds=SOONER) as house:
            strike(house, "flow", 0.2, report)
            strike(house, "server", 0.5, report)
            strike(house, "flow and schedule", 0.1, report)
            complete(house, wanted, report)
    assert report.faults == []
    assert report.ends["flow: Crashed"] == 1
    assert report.ends["flow and schedule: Crashed"] == 1
    assert report.freed["flow"][0] < 15
