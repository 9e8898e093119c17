"""A week of the made-up press, polled every hour: what came of it, and whether the sites were asked politely.

``python -m tests.week.week --help``; exit code 1 where an article is lost or doubled, an edit is no version, or a site
was asked more than it allows.
"""

from __future__ import annotations

import argparse
import math
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from pipeline.settings import Settings
from tests.week.clock import moment_of, set_moment
from tests.week.poll import CLOCK, poll, settings_of
from tests.week.press import HOUR, MONDAY, Story, week
from tests.week.site import RETRY_AFTER, Site, serving, write_sources
from warehouse.audits import run_audits

ROOT = Path(__file__).parents[2]
A_DAY = 24
"""Polls."""
RESTART = 15.0
"""Seconds after which whoever watches over the polls starts a killed one again."""


@dataclass(slots=True)
class Outcome:
    """What a week came to; ``faults`` is empty where all is well."""

    polls: int = 0
    kills: int = 0
    seconds: float = 0.0
    articles: int = 0
    versions: int = 0
    asked: dict[str, Counter[int]] = field(default_factory=dict)
    allowed: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [
            f"{self.polls} polls, {self.kills} of them killed and begun again, in {self.seconds:,.0f} s: "
            f"{self.articles} articles in {self.versions} versions, {len(self.faults)} faults"
        ]
        for name, answers in self.asked.items():
            told = ", ".join(f"{count} x {status or 'no answer'}" for status, count in sorted(answers.items()))
            lines.append(f"  {name}: {answers.total()} requests of at most {self.allowed[name]} ({told})")
        return "\n".join(lines)


def live_through(folder: Path, *, hours: int, seed: int, kills: int = 0, a_day: int = A_DAY) -> Outcome:
    """Poll so many hours; ``kills`` of the polls, at random, are killed at a random moment and begun again."""
    dice = random.Random(seed)
    papers = week(hours=hours, seed=seed)
    step = A_DAY / a_day * HOUR
    count = round(hours * HOUR / step)
    killed = set(dice.sample(range(1, count), kills))
    outcome = Outcome()
    clock = folder / CLOCK
    began = time.monotonic()
    start = MONDAY.timestamp()
    set_moment(clock, start)
    revisit = max(step, hours * HOUR / 28)
    with serving(papers, clock) as sites:
        write_sources(sites, folder / "sources")
        settings = settings_of(folder, tuple(urlsplit(site.address).netloc for site in sites), revisit)
        for number in range(1, count + 1):
            set_moment(clock, start + number * step)
            if number in killed:
                _kill(folder, settings, revisit, dice)
                set_moment(clock, moment_of(clock) + RESTART)
                outcome.kills += 1
            poll(settings, clock)
            outcome.polls += 1
        end = start + count * step
        outcome.seconds = time.monotonic() - began
        with duckdb.connect(str(settings.warehouse_path), read_only=True) as con:
            _look(con, sites, outcome)
        for site in sites:
            _look_at_requests(site, settings, count, end - start, outcome)
    return outcome


def _kill(folder: Path, settings: Settings, revisit: float, dice: random.Random) -> None:
    """Start a poll as a process and kill it; from its first request on, anywhere in what it does."""
    hosts = ",".join(settings.local_hosts)
    command = [sys.executable, "-m", "tests.week.poll", str(folder), "--hosts", hosts, "--revisit", str(revisit)]
    before = (folder / CLOCK).read_text()
    child = subprocess.Popen(command, cwd=ROOT)
    until = time.monotonic() + 60
    while child.poll() is None and (folder / CLOCK).read_text() == before and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(dice.random() * 8)
    child.kill()
    child.wait()


def _look(con: duckdb.DuckDBPyConnection, sites: tuple[Site, ...], outcome: Outcome) -> None:
    """Every article is there, each of its versions once, and the newest alone speaks in the ledger."""
    rows = con.execute("SELECT url, text FROM article").fetchall()
    by_place: dict[str, list[str]] = {}
    for url, text in rows:
        by_place.setdefault(url.partition("?")[0], []).append(text)
    known = {site.url(story) for site in sites for story in site.publication.stories}
    outcome.faults += [f"{place} is no article of the press" for place in by_place if place not in known]
    claims = con.execute("SELECT url, amount_high FROM mart.v1_claim").fetchall()
    for site in sites:
        for story in site.publication.stories:
            outcome.faults += _faults_of(site, story, by_place.get(site.url(story), []), claims)
    outcome.articles, outcome.versions = len(by_place), len(rows)
    outcome.faults += [
        f"audit {one.audit}: {one.count} bad rows, as {one.rows[:1]}" for one in run_audits(con) if not one.good
    ]


def _faults_of(site: Site, story: Story, texts: list[str], claims: list[tuple[str, object]]) -> Iterator[str]:
    """What is wrong with one article."""
    url = site.url(story)
    written = [version for version in story.versions if not version.gone]
    bodies = ["\n\n".join((version.title, *version.paragraphs)) for version in written]
    plain = [" ".join(text.split()) for text in texts]
    expected = [" ".join(body.split()) for body in bodies]
    if not texts:
        if not story.versions[-1].gone:
            yield f"{url} is lost"
        return
    yield from (f"{url} is there twice with one text" for text, count in Counter(plain).items() if count > 1)
    yield from (f"{url} says what was never published: {text[:80]}" for text in plain if text not in expected)
    if not story.versions[-1].gone and expected[-1] not in plain:
        yield f"{url}: its last version was not seen"
    if len(plain) > 1 and len(written) > 1:
        old, new = (_amount(version.paragraphs[0]) for version in (written[0], written[-1]))
        said = {amount for place, amount in claims if str(place).partition("?")[0] == url}
        if old in said and old != new:
            yield f"{url}: the ledger still holds what was corrected"


def _amount(sentence: str) -> int:
    """The figure of a story's first sentence, in dollars."""
    if "亿" in sentence:
        return int(sentence.partition("投资")[2].partition("亿")[0]) * 10**8
    return round(float(sentence.partition("$")[2].partition(" ")[0]) * 10**9)


def _look_at_requests(site: Site, settings: Settings, polls: int, seconds: float, outcome: Outcome) -> None:
    """The sites were asked no more, and no closer together, than they and the settings allow."""
    paper = site.publication
    asked = site.asked
    outcome.asked[paper.name] = Counter(one.status for one in asked)
    gap = max(settings.delay_seconds, paper.crawl_delay or 0)
    close = sum(1 for one, other in pairwise(asked) if other.moment - one.moment < gap - 1e-3)
    if close:
        outcome.faults.append(f"{paper.name}: {close} requests came less than {gap} s after another")
    for one, other in pairwise(asked):
        if one.status == 429 and other.moment - one.moment < RETRY_AFTER - 1:
            outcome.faults.append(f"{paper.name}: asked {other.path} again {other.moment - one.moment:.0f} s after 429")
    looks = 2 + math.ceil(math.log2(max(2.0, seconds / settings.revisit_first_seconds)))
    edits = sum(len(story.versions) - 1 for story in paper.stories)
    failed = sum(1 for one in asked if one.status in (0, 429, 503))
    robots = math.ceil(seconds / settings.robots_seconds) + 1
    outcome.allowed[paper.name] = (
        (1 + settings.retries) * failed + polls + outcome.kills + robots + (len(paper.stories) + edits) * looks
    )
    if len(asked) > outcome.allowed[paper.name]:
        outcome.faults.append(f"{paper.name}: {len(asked)} requests, {outcome.allowed[paper.name]} allowed")


def main() -> int:
    """Live through the whole; exit code 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=7 * 24)
    parser.add_argument("--polls-a-day", type=int, default=A_DAY)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        outcome = live_through(
            Path(scratch), hours=given.hours, seed=given.seed, kills=given.kills, a_day=given.polls_a_day
        )
    print(outcome)
    for fault in outcome.faults:
        print(f"fault: {fault}", file=sys.stderr)
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
