"""Secrets of the environment: in no log, state, parameter, row or file of a run."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.newsroom import Newsroom
from pipeline.secrets import SecretInSettings, holds_secret, protect_logs, redact, refuse_secrets
from pipeline.settings import load_settings
from pipeline.types import Rejection
from tests.shell.conftest import sample_settings
from warehouse.batch import Batch, batch_rows

SECRET = "correct-horse-battery"


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NEWS_API_TOKEN", SECRET)
    return SECRET


def test_secrets_and_passwords_in_addresses_are_taken_out(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:hunter2-long@proxy:3128")
    monkeypatch.setenv("SHORT_TOKEN", "is")
    monkeypatch.setenv("NOT_ONE", "visible-word")
    assert redact(f"a {secret} b") == "a [secret] b"
    assert redact("the password hunter2-long") == "the password [secret]"
    assert redact("see http://bob:pw@host/x and visible-word: it is") == (
        "see http://***@host/x and visible-word: it is"
    )


def test_logs_hold_no_secret_wherever_they_are_made(secret: str, caplog: pytest.LogCaptureFixture) -> None:
    """In the message, in an argument, in the trace of an error; records made before are not touched."""
    before = logging.getLogRecordFactory()
    try:
        protect_logs()
        protect_logs()
        logger = logging.getLogger("tests.secrets")
        logger.warning("token %s of %d", secret, 3)
        logger.warning("wrong %s format %s", secret)
        try:
            raise RuntimeError(f"cannot reach {secret}")
        except RuntimeError:
            logger.exception("failed")
    finally:
        logging.setLogRecordFactory(before)
    assert "token [secret] of 3" in caplog.text
    assert "cannot reach [secret]" in caplog.text
    assert "'wrong %s format %s' with ('[secret]',)" in caplog.text
    assert secret not in caplog.text


def test_settings_with_a_secret_are_refused(secret: str) -> None:
    refuse_secrets({"user_agent": "bot"})
    with pytest.raises(SecretInSettings, match="user_agent holds a secret") as error:
        refuse_secrets({"user_agent": f"bot {secret}"})
    assert secret not in str(error.value)


def test_flows_take_no_settings_with_a_secret(secret: str) -> None:
    from flows.discreet import parameters_of

    assert parameters_of(load_settings(user_agent="bot"))["user_agent"] == "bot"
    with pytest.raises(SecretInSettings):
        parameters_of(load_settings(user_agent=f"bot {secret}"))


def test_rejections_hold_no_secret(secret: str) -> None:
    from datetime import UTC, datetime

    batch = Batch(rejections=(Rejection("fetch", f"http://a/?key={secret}", "connect", f"proxy said {secret}"),))
    (row,) = batch_rows(batch, now=datetime.now(UTC))["rejection"]
    assert (row["subject"], row["detail"]) == ("http://a/?key=[secret]", "proxy said [secret]")


def test_values_of_blocks_are_opened_for_the_process_alone(prefect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from prefect.blocks.system import Secret

    from flows.discreet import open_secrets
    from pipeline.errors import RoundtripError

    before = logging.getLogRecordFactory()
    Secret(value="from-the-block-7").save("news-feed", overwrite=True)
    try:
        monkeypatch.setenv("FEED_TOKEN", "prefect-block:news-feed")
        open_secrets()
        assert os.environ["FEED_TOKEN"] == "from-the-block-7"
        assert holds_secret("x from-the-block-7 y")
        monkeypatch.setenv("FEED_TOKEN", "prefect-block:nowhere")
        with pytest.raises(RoundtripError, match="'nowhere', which is not there"):
            open_secrets()
        monkeypatch.delenv("FEED_TOKEN")
        monkeypatch.setenv("FEED_PLACE", "prefect-block:news-feed")
        with pytest.raises(RoundtripError, match="FEED_PLACE_TOKEN"):
            open_secrets()
        assert os.environ["FEED_PLACE"] == "prefect-block:news-feed"
    finally:
        logging.setLogRecordFactory(before)


@pytest.mark.timeout(180)
def test_a_flow_that_fails_with_a_secret_tells_nobody(
    prefect: str, secret: str, tmp_path: Path, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its logs, its state and those of its tasks, its parameters, and all files of the data folder."""
    from prefect.client.orchestration import get_client
    from prefect.logging import get_run_logger

    from flows.ingest import ingest
    from pipeline import stages

    def merge(shop: object) -> None:
        get_run_logger().error("asked with %s", secret)
        raise ConnectionError(f"no answer to {secret}")

    monkeypatch.setattr(stages, "merge", merge)
    before = logging.getLogRecordFactory()
    try:
        state = ingest(
            settings=sample_settings(tmp_path, room).model_dump(mode="json", exclude_unset=True),
            names=("sample_ribao",),
            at=room.base_url,
            return_state=True,
        )
    finally:
        logging.setLogRecordFactory(before)
    assert state.is_failed()
    run_id = str(state.state_details.flow_run_id)
    wanted = {"flow_runs": {"id": {"any_": [run_id]}}}
    with get_client(sync_client=True) as client:
        told: list[Any] = [client.request("GET", f"/flow_runs/{run_id}").json()]
        for _ in range(60):  # logs and task runs reach the server some moments later
            logs = client.request("POST", "/logs/filter", json={"logs": {"flow_run_id": {"any_": [run_id]}}}).json()
            tasks = client.request("POST", "/task_runs/filter", json=wanted).json()
            if "asked with" in str(logs) and any("no answer" in str(one) for one in tasks):
                break
            time.sleep(0.5)
        told += [logs, tasks]
    text = str(told)
    assert "asked with [secret]" in text
    assert "no answer to [secret]" in text
    assert secret not in text
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path
