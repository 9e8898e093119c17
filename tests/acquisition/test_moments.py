"""Publication times as pages write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.moments import read_moment

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
FETCHED = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "zone", "when", "precision", "day"),
    [
        ("2023-11-23T14:36:05+08:00", NEW_YORK, "2023-11-23T06:36:05", "second", "2023-11-23"),
        ("2023-11-23T02:36:05.123Z", SHANGHAI, "2023-11-23T02:36:05.123000", "second", "2023-11-23"),
        ("2023-11-23 06:36", SHANGHAI, "2023-11-22T22:36:00", "second", "2023-11-23"),
        ("发布时间：2023年11月23日 14:36", SHANGHAI, "2023-11-23T06:36:00", "second", "2023-11-23"),
        ("2023/11/23 下午 2:36:09 來源", SHANGHAI, "2023-11-23T06:36:09", "second", "2023-11-23"),
        ("2023-11-23 12:05 AM", SHANGHAI, "2023-11-22T16:05:00", "second", "2023-11-23"),
        ("2023年11月23日14时36分", SHANGHAI, "2023-11-23T06:36:00", "second", "2023-11-23"),
        ("2023年11月23日", SHANGHAI, "2023-11-23T00:00:00", "day", "2023-11-23"),
        ("2023.11.23", SHANGHAI, "2023-11-23T00:00:00", "day", "2023-11-23"),
        ("2023年11月", SHANGHAI, "2023-11-01T00:00:00", "month", "2023-11-01"),
        ("Thu, 23 Nov 2023 14:36:00 GMT", NEW_YORK, "2023-11-23T14:36:00", "second", "2023-11-23"),
        ("Nov. 23, 2023, 2:36 p.m. ET", SHANGHAI, "2023-11-23T19:36:00", "second", "2023-11-23"),
        ("July 4th, 2023 9:05 AM EDT", SHANGHAI, "2023-07-04T13:05:00", "second", "2023-07-04"),
        ("Published 23 November 2023", NEW_YORK, "2023-11-23T00:00:00", "day", "2023-11-23"),
        ("November 23, 2023 at 2:36 pm", NEW_YORK, "2023-11-23T19:36:00", "second", "2023-11-23"),
        ("November 2023", NEW_YORK, "2023-11-01T00:00:00", "month", "2023-11-01"),
    ],
)
def test_readings(raw: str, zone: ZoneInfo, when: str, precision: str, day: str) -> None:
    moment = read_moment(raw, zone, fetched=FETCHED)
    assert moment is not None
    assert (moment.when.replace(tzinfo=None).isoformat(), moment.precision, moment.day) == (when, precision, day)
    assert moment.when.tzinfo is UTC
    assert moment.raw == " ".join(raw.split())


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "2023-13-45",
        "0000-00-00 00:00",
        "1970-01-01T00:00:00Z",
        "2031-01-01",
        "2023-02-30",
        "99999999999",
        "T12:00",
        "2023-11-23T99:99:99",
        "13/2023",
        "Feb 31, 2023",
    ],
)
def test_what_states_no_believable_time(raw: str) -> None:
    assert read_moment(raw, SHANGHAI, fetched=FETCHED) is None


@given(st.text(max_size=80))
def test_no_string_makes_the_reading_fail(raw: str) -> None:
    read_moment(raw, SHANGHAI, fetched=FETCHED)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2026, 2, 1)))
def test_a_written_time_is_read_back(moment: datetime) -> None:
    exact = moment.replace(microsecond=0)
    read = read_moment(exact.strftime("%Y年%m月%d日 %H:%M:%S"), SHANGHAI, fetched=FETCHED)
    assert read is not None
    assert read.when == exact.replace(tzinfo=SHANGHAI).astimezone(UTC)
    assert read.day == exact.date().isoformat()
