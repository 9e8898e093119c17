"""Runs that meet: on one data folder, in one slot of a schedule, after a time when nothing was running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.lock import run_lock
from pipeline.newsroom import Newsroom
from pipeline.registry import SourceRegistry
from pipeline.run import command_of, run
from pipeline.runreport import RunReport
from pipeline.schedules import MAINTAIN, Appointment, UnknownGroup, appointments
from tests.shell.conftest import SOURCES, Sample, sample_settings

ONE = ("sample_ribao",)
NEVER = "0 0 29 2 *"
GROUPS = (Appointment("sample", NEVER, ONE), Appointment(MAINTAIN, NEVER))


def parameters(folder: Path, room: Newsroom, **more: object) -> dict[str, Any]:
    """Parameters of a flow run on one paper."""
    return sample_settings(folder, room).model_dump(mode="json", exclude_unset=True) | more


@pytest.mark.timeout(180)
def test_a_run_that_finds_the_folder_busy_ends_as_skipped(prefect: str, tmp_path: Path, room: Newsroom) -> None:
    """No crash: the state says who holds the folder; nothing was begun."""
    from flows.ingest import ingest

    with run_lock(tmp_path):
        state = ingest(
            settings=parameters(tmp_path, room, wait_seconds=0.3), names=ONE, at=room.base_url, return_state=True
        )
    assert (state.name, state.type.value) == ("Skipped", "COMPLETED")
    assert state.message is not None
    assert "nothing was done" in state.message
    assert not (tmp_path / "roundtrip.duckdb").exists()


@pytest.mark.timeout(180)
def test_a_run_waits_for_the_folder(prefect: str, tmp_path: Path, room: Newsroom) -> None:
    """The lock is let go while the second run waits; then it does its work."""
    import threading

    from flows.ingest import ingest

    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with run_lock(tmp_path):
            held.set()
            let_go.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(20)
    threading.Timer(1.0, let_go.set).start()
    report = ingest(settings=parameters(tmp_path, room, wait_seconds=20), names=ONE, at=room.base_url)
    thread.join()
    assert isinstance(report, RunReport)
    assert report.count("article") > 0


@pytest.mark.timeout(180)
def test_a_second_run_for_a_slot_does_nothing_and_says_so(prefect: str, tmp_path: Path, room: Newsroom) -> None:
    """As a flow after a plain run of the same key, and as a plain run again."""
    from flows.ingest import ingest

    settings = sample_settings(tmp_path, room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)
    first = run(settings, registry, names=ONE, slot="2025-10-01T07")
    assert not first.repeated
    asked = len(room.requests)
    state = ingest(
        settings=parameters(tmp_path, room), names=ONE, at=room.base_url, slot="2025-10-01T07", return_state=True
    )
    assert state.name == "Repeated"
    told = "'run sample_ribao @2025-10-01T07' was completed at"
    assert state.message is not None
    assert told in state.message
    again = run(settings, registry, names=ONE, slot="2025-10-01T07")
    assert again.repeated
    assert again.nothing_new
    assert told in again.message
    assert len(room.requests) == asked
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM run").fetchall() == [(1,)]


def test_a_slot_whose_run_failed_is_run_again(tmp_path: Path, room: Newsroom) -> None:
    settings = sample_settings(tmp_path, room)
    registry = SourceRegistry.load(SOURCES).at(room.base_url)

    def stop(stage: str, done: int, total: int) -> None:
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        run(settings, registry, names=ONE, slot="7", progress=stop)
    assert run(settings, registry, names=ONE, slot="7").count("article") > 0


def test_the_key_of_a_run_is_made_of_sources_and_slot(sample: Sample) -> None:
    sources = [sample.registry.get(name) for name in ("sample_keji", "sample_wire")]
    assert command_of(sources) == "run sample_keji sample_wire"
    assert command_of(sources, "2025-10-01T07:00:00Z") == "run sample_keji sample_wire @2025-10-01T07:00:00Z"


@pytest.fixture
def deployed(prefect: str, tmp_path: Path, room: Newsroom) -> Iterator[Any]:
    """The deployments of a schedule whose hours never come, and a client."""
    from prefect.client.orchestration import get_client

    from flows.schedule import deployments

    ids = [one.apply() for one in deployments(GROUPS, parameters(tmp_path, room), at=room.base_url)]
    with get_client(sync_client=True) as client:
        yield client, ids[0]
        for one in ids:
            client.delete_deployment(one)


def make_due(client: Any, deployment: Any, *ages: timedelta) -> list[Any]:
    """Runs as the scheduler would have made them, due some time ago."""
    made = []
    for age in ages:
        moment = (datetime.now(UTC) - age).isoformat()
        body = {"state": {"type": "SCHEDULED", "state_details": {"scheduled_time": moment}}}
        made.append(client.request("POST", f"/deployments/{deployment}/create_flow_run", json=body).json())
    return made


@pytest.mark.timeout(120)
def test_of_runs_that_piled_up_only_the_newest_stays(deployed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a time when nothing was running: the older ones are cancelled, with the reason; those of users stay."""
    from flows import turns
    from flows.schedule import tidy

    client, deployment = deployed
    hours = [timedelta(hours=age) for age in (5, 4, 3, 2, 1)]
    late = make_due(client, deployment, *hours)
    tidy(GROUPS)
    assert {read(client, one)["state_name"] for one in late} == {"Scheduled"}, "runs that users asked for stay"
    monkeypatch.setattr(turns, "_of_schedule", lambda run: True)
    tidy(GROUPS)
    assert [read(client, one)["state_name"] for one in late] == ["Superseded"] * 4 + ["Scheduled"]
    assert "missed; the run due at" in read(client, late[0])["state"]["message"]


@pytest.mark.timeout(120)
def test_a_run_gives_way_to_a_newer_one_that_is_due(deployed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Schedules that waited behind a long run of another group: the first to begin clears the way for the newest."""
    from flows import turns

    client, deployment = deployed
    monkeypatch.setattr(turns, "_of_schedule", lambda run: True)
    old, first, second, newest = make_due(client, deployment, *(timedelta(hours=age) for age in (4, 3, 2, 1)))
    began = client.read_flow_run(first["id"])
    client.request("DELETE", f"/flow_runs/{first['id']}")
    monkeypatch.setattr(turns, "_this", lambda: began)
    state = turns.superseded()
    assert state is not None
    assert (state.name, state.type.value) == ("Superseded", "CANCELLED")
    assert [read(client, one)["state_name"] for one in (old, second, newest)] == [
        "Superseded",
        "Superseded",
        "Scheduled",
    ]
    last = client.read_flow_run(newest["id"])
    client.request("DELETE", f"/flow_runs/{newest['id']}")
    monkeypatch.setattr(turns, "_this", lambda: last)
    assert turns.superseded() is None


def read(client: Any, run: dict[str, Any]) -> dict[str, Any]:
    """A flow run as it is now."""
    found: dict[str, Any] = client.request("GET", f"/flow_runs/{run['id']}").json()
    return found


@pytest.mark.timeout(120)
def test_deployments_have_one_slot_and_those_of_groups_that_are_gone_are_paused(deployed: Any) -> None:
    from flows.schedule import tidy

    client, deployment = deployed
    found = client.read_deployment(deployment)
    assert found.global_concurrency_limit.limit == 1
    assert found.concurrency_options.collision_strategy.value == "CANCEL_NEW"
    assert found.parameters["group"] == "sample"
    tidy(GROUPS[1:])
    assert client.read_deployment(deployment).paused
    tidy(GROUPS)
    assert not client.read_deployment(deployment).paused


@pytest.mark.timeout(120)
def test_the_watch_is_set_up_once(prefect: str) -> None:
    from prefect.client.orchestration import get_client

    from flows.watch import watch_runs

    for _ in range(2):
        watch_runs()
    with get_client(sync_client=True) as client:
        found = client.read_automations()
    assert len([one for one in found if one.name.startswith("roundtrip:")]) == 2


def test_every_group_has_its_appointment(sample: Sample) -> None:
    found = appointments(sample.registry, {"sample": "*/5 * * * *", MAINTAIN: "1 1 * * *"})
    assert [(one.name, one.flow, one.cron, len(one.sources)) for one in found] == [
        ("sample", "ingest", "*/5 * * * *", 6),
        ("maintain", "maintain", "1 1 * * *", 0),
    ]
    assert appointments(sample.registry, {}, everywhere="3 * * * *")[0].cron == "3 * * * *"
    with pytest.raises(UnknownGroup, match="unknown group 'other'; known: sample"):
        appointments(sample.registry, {}, groups=["other"])
    with pytest.raises(UnknownGroup, match="no source is enabled"):
        appointments(SourceRegistry(()), {})
