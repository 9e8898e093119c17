"""What commands print: cells that keep their bounds, no control characters, and output that cannot be written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.output import cell, jsonable, money, plain, span


@pytest.mark.parametrize(
    ("low", "high", "currency", "shown"),
    [
        (Decimal("2e9"), Decimal("2e9"), "USD", "$2bn"),
        (None, Decimal("4e9"), "USD", "≤ $4bn"),
        (Decimal("1.5e6"), None, "EUR", "≥ EUR 1.5m"),
        (Decimal("3e9"), Decimal("4e9"), "CNY", "CNY 3bn – 4bn"),
        (Decimal("9.7e9"), Decimal("9.7e9"), "USD", "$9.7bn"),
        (Decimal(500), Decimal(500), "USD", "$500"),
        (Decimal("1.2e12"), Decimal("1.2e12"), "USD", "$1.2tn"),
        (None, None, None, "-"),
    ],
)
def test_money_is_short_and_keeps_its_bounds(
    low: Decimal | None, high: Decimal | None, currency: str | None, shown: str
) -> None:
    assert money(low, high, currency) == shown


def test_open_interval_is_shown_as_open() -> None:
    assert span(1.5, None, " x") == "1.50 – ∞ x"
    assert span(None, None) == "-"
    assert span(1.0, 1.0) == "1.00"


@given(st.text())
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**15))
def test_amounts_survive_json(amount: Decimal) -> None:
    assert Decimal(str(json.loads(json.dumps(amount, default=jsonable)))) == pytest.approx(amount)


def test_cells_are_readable() -> None:
    assert [cell(value) for value in (None, True, ["a", "b"], [], Decimal("49.0000"))] == [
        "-",
        "yes",
        "a, b",
        "-",
        "49",
    ]


def started(*arguments: str, stdout: int | IO[bytes], **environment: str) -> subprocess.Popen[bytes]:
    """A command as a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        env={**os.environ, **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_one_error() -> None:
    with Path("/dev/full").open("wb") as full:
        command = started("sources", "list", stdout=full)
        _, told = command.communicate()
    assert command.returncode == 2
    assert told.decode().splitlines() == [
        "error: the output could not be written: No space left on device; make room, or write it elsewhere"
    ]


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = started("sources", "list", "--json", stdout=subprocess.PIPE)
    assert command.stdout is not None
    command.stdout.close()
    assert command.stderr is not None
    assert command.stderr.read() == b""
    assert command.wait() == 141


def test_a_terminal_without_the_characters_gets_their_codes() -> None:
    command = started("sources", "list", "--json", stdout=subprocess.PIPE, PYTHONIOENCODING="ascii")
    told, faults = command.communicate()
    assert (command.returncode, faults) == (0, b"")
    assert "\\u" in told.decode("ascii")
