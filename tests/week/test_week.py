"""A short week: ``make week`` lives through the whole one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.week.week import live_through


@pytest.mark.timeout(300)
def test_every_article_comes_once_and_sites_are_asked_politely(tmp_path: Path) -> None:
    outcome = live_through(tmp_path, hours=24, seed=3, kills=1, a_day=8)
    assert outcome.faults == []
    assert outcome.articles > 10
    assert outcome.versions > outcome.articles
    assert {503, 429} <= {status for answers in outcome.asked.values() for status in answers}
