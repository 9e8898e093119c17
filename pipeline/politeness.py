"""Politeness: one request to a host at a time apart, and what its robots.txt allows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

ROBOTS_MAX_BYTES = 512_000


class HostClock:
    """Hands out the moments at which a host may be asked, a delay apart. Thread safe."""

    def __init__(
        self, *, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> float:
        """Sleep until the host may be asked; the next caller waits ``delay`` seconds more. Gives seconds slept."""
        with self._lock:
            now = self._monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + delay
        pause = turn - now
        if pause > 0:
            self._sleep(pause)
        return pause

    def hold(self, host: str, seconds: float) -> None:
        """Nobody asks the host for the next ``seconds``."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._monotonic() + seconds)


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one robots.txt says; without a parser everything or nothing is allowed."""

    parser: Protego | None = field(repr=False)
    reachable: bool = True

    def allows(self, url: str, agent: str) -> bool:
        """May this agent ask for this address?"""
        if self.parser is None:
            return self.reachable
        return bool(self.parser.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Seconds between requests that the host asks for; 0 where it asks for none."""
        if self.parser is None:
            return 0.0
        rate = self.parser.request_rate(agent)
        by_rate = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
        return max(float(self.parser.crawl_delay(agent) or 0.0), float(by_rate))


def robots_from(status: int, body: bytes) -> RobotsRules:
    """Rules from the answer to robots.txt, read as RFC 9309 says: none on 4xx, nothing allowed on 429 and 5xx."""
    if status == 200:
        return RobotsRules(Protego.parse(body[:ROBOTS_MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")))
    if 400 <= status < 500 and status != 429:
        return RobotsRules(None)
    return RobotsRules(None, reachable=False)


def agent_token(user_agent: str) -> str:
    """The product name of a User-Agent, by which robots.txt files name us."""
    return user_agent.partition("/")[0].strip()
