"""Fetching one address politely and safely: the only door from the network into the pipeline.

Every hop of every redirect is checked anew (scheme, robots.txt, address). Bodies are
unpacked under limits of size, ratio and time. No cookie and no authorization is kept or sent.
"""

from __future__ import annotations

import http.cookiejar
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Literal
from urllib.parse import urljoin

import httpcore
import httpx
import stamina

from pipeline.addresses import AddressError, Resolver, check_url, host_key, origin_of, resolve
from pipeline.network import CheckedBackend, CheckedTransport, Deadline
from pipeline.politeness import ROBOTS_MAX_BYTES, HostClock, RobotsRules, agent_token, robots_from
from pipeline.settings import Settings
from pipeline.types import Page, SiteWord, Validators
from pipeline.unpack import UnpackError, unpack
from pipeline.wire import conditions, network_reason, retry_after_of, validators_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
READABLE_TYPES = frozenset(
    {
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
    }
)
GZIP_TYPES = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream"})
TRANSIENT = frozenset({"timeout", "connect", "protocol", "rate_limited", "server_error", "robots_unavailable"})
UNREADABLE_ROBOTS_SECONDS = 300.0
LONGEST_HOLD_SECONDS = 7 * 86_400.0
"""No site is left alone for longer, whatever it says."""
MOMENT = 0.001
"""The pause before a retry whose real pause, the host's Retry-After, is kept by the host clock."""
_STATUS_REASONS = {401: "forbidden", 402: "forbidden", 403: "forbidden", 451: "forbidden"} | {
    404: "not_found",
    410: "not_found",
    429: "rate_limited",
}
_NETWORK_ERRORS = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
    ssl.SSLError,
    OSError,
)


class FetchError(Exception):
    """An address that gave no page. ``reason`` is a code from ``data/reasons.yml``.

    ``transient`` says whether a later try may do better, ``retry_after`` in how many seconds, where the host said so.
    ``asked`` is False where the host asked for a pause that is not over, and so nothing was asked.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
        asked: bool = True,
    ) -> None:
        super().__init__(f"{url}: {reason}: {detail}" if detail else f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.detail = detail
        self.status = status
        self.retry_after = retry_after
        self.asked = asked

    @property
    def transient(self) -> bool:
        """True where the same request may succeed later."""
        return self.reason in TRANSIENT


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what its validators name has not changed."""

    url: str
    validators: Validators
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class _Answer:
    """One response, unpacked."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes


class Fetcher:
    """Fetches pages. A context manager; its methods may be called from several threads.

    ``delays`` gives, by source name, seconds between two requests where a source asks for more
    than ``settings.delay_seconds``. ``sleep``, ``monotonic``, ``now`` and ``resolver`` are there for tests.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        delays: Mapping[str, float] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolver: Resolver = resolve,
    ) -> None:
        self._settings = settings
        self._delays = dict(delays or {})
        self._now = now
        self._monotonic = monotonic
        self._deadline = Deadline()
        self._clock = HostClock(monotonic=monotonic, sleep=sleep)
        self._agent = agent_token(settings.user_agent)
        self._robots: dict[str, tuple[float, RobotsRules]] = {}
        self._sites: dict[str, SiteWord] = {}
        self._learned: set[str] = set()
        self._robots_lock = threading.Lock()
        self._origin_locks: dict[str, threading.Lock] = {}
        backend = CheckedBackend(local_hosts=settings.local_hosts, deadline=self._deadline, resolver=resolver)
        no_cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx.Client(
            transport=CheckedTransport(backend=backend, connections=settings.concurrency),
            timeout=settings.timeout_seconds,
            follow_redirects=False,
            trust_env=False,
            cookies=no_cookies,
            headers={
                "User-Agent": settings.user_agent,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
                "Accept-Language": "zh,en;q=0.8",
                "Accept-Encoding": "gzip, deflate",
            },
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        self.close()
        return False

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str, *, source: str, validators: Validators | None = None) -> Page | NotModified:
        """The page at an address, after retries; or word that it has not changed since ``validators``.

        Raises FetchError with a reason code when there is no page to be had.
        """
        settings = self._settings
        attempts = stamina.retry_context(
            on=self._pause_after,
            attempts=settings.retries + 1,
            timeout=None,
            wait_initial=settings.retry_wait_seconds,
            wait_max=settings.max_retry_after_seconds,
            wait_jitter=settings.retry_wait_seconds,
        )
        for attempt in attempts:
            with attempt:
                return self._fetch_once(url, source, validators)
        raise AssertionError("the retry loop always returns or raises")

    def robots(self, url: str) -> RobotsRules:
        """The robots.txt rules for an address, fetched once and then remembered for a day."""
        return self._rules(url, self._settings.delay_seconds)

    def pause(self, url: str) -> float:
        """Seconds between requests that the robots.txt of an address asks for. Raises FetchError."""
        return self.robots(url).delay(self._agent)

    def remember(self, words: Iterable[SiteWord]) -> None:
        """Take over what sites said in earlier runs: their robots.txt while it is fresh, and pauses not yet over."""
        for word in words:
            self._sites[word.origin] = word
            if word.robots_at is not None and word.robots_status is not None:
                left = self._settings.robots_seconds - (self._now() - word.robots_at).total_seconds()
                if left > 0:
                    rules = robots_from(word.robots_status, word.robots or b"")
                    self._robots[word.origin] = (self._monotonic() + left, rules)

    def learned(self) -> tuple[SiteWord, ...]:
        """What sites said since this was asked last, for ``remember`` in a later run."""
        with self._robots_lock:
            found = tuple(self._sites[origin] for origin in sorted(self._learned))
            self._learned.clear()
        return found

    def hold(self, url: str, seconds: float) -> None:
        """Ask nothing of a site for so long."""
        until = self._now() + timedelta(seconds=min(seconds, LONGEST_HOLD_SECONDS))
        self._note(origin_of(url), held_until=until)

    def _note(self, origin: str, **words: Any) -> None:
        with self._robots_lock:
            self._sites[origin] = replace(self._sites.get(origin, SiteWord(origin)), **words)
            self._learned.add(origin)

    def _refuse_held(self, asked: str, url: str) -> None:
        """Raise FetchError where the site wants to be left alone for longer than is worth waiting."""
        word = self._sites.get(origin_of(url))
        left = (word.held_until - self._now()).total_seconds() if word and word.held_until else 0.0
        if left > self._settings.max_retry_after_seconds:
            raise FetchError(
                asked, "rate_limited", "the host asked to be left alone for a while", retry_after=left, asked=False
            )
        if left > 0:
            self._clock.hold(host_key(url), left)

    def _pause_after(self, error: Exception) -> bool | float:
        """Whether to try again; where the host said when, the host clock waits and this adds next to nothing."""
        if not isinstance(error, FetchError) or not error.transient or error.reason == "robots_unavailable":
            return False
        if error.retry_after is None:
            return True
        return MOMENT if error.retry_after <= self._settings.max_retry_after_seconds else False

    def _fetch_once(self, url: str, source: str, validators: Validators | None) -> Page | NotModified:
        """One attempt, through all redirects."""
        delay = max(self._settings.delay_seconds, self._delays.get(source, 0.0))
        here = _checked(url, url)
        first_host = host_key(here)
        for _ in range(self._settings.max_redirects + 1):
            self._refuse_held(url, here)
            pause = self._permitted(here, delay)
            known = validators if validators is not None and host_key(here) == first_host else None
            answer = self._ask(here, pause, known)
            if answer.status == 304 and known is not None:
                return NotModified(url, validators_of(answer.headers, known), self._now())
            if answer.status not in REDIRECTS:
                return self._page(url, source, answer)
            target = answer.headers.get("location", "").strip()
            if not target:
                raise FetchError(url, "redirects", f"{here} redirects to nowhere", status=answer.status)
            here = _checked(url, _joined(url, here, target))
        raise FetchError(url, "redirects", f"more than {self._settings.max_redirects} redirects, last to {here}")

    def _permitted(self, url: str, delay: float) -> float:
        """The pause that robots.txt and settings ask for. Raises FetchError where robots.txt says no."""
        rules = self._rules(url, delay)
        if not rules.reachable:
            raise FetchError(url, "robots_unavailable", f"{origin_of(url)}/robots.txt could not be read")
        if not rules.allows(url, self._agent):
            raise FetchError(url, "robots", f"robots.txt of {origin_of(url)} disallows it for {self._agent}")
        pause = max(delay, rules.delay(self._agent))
        if pause > self._settings.max_delay_seconds:
            raise FetchError(url, "crawl_delay", f"{origin_of(url)} asks for {pause:g} s between requests")
        return pause

    def _rules(self, url: str, delay: float) -> RobotsRules:
        """robots.txt of the address's origin, from memory where it is fresh."""
        origin = origin_of(url)
        with self._robots_lock:
            lock = self._origin_locks.setdefault(origin, threading.Lock())
        with lock:
            until, rules = self._robots.get(origin, (0.0, None))
            if rules is not None and self._monotonic() < until:
                return rules
            fresh = self._fetch_robots(origin, delay)
            keep = self._settings.robots_seconds if fresh.reachable else UNREADABLE_ROBOTS_SECONDS
            self._robots[origin] = (self._monotonic() + keep, fresh)
            # The request for robots.txt itself came before the pause that it asks for was known.
            self._clock.hold(host_key(url), min(fresh.delay(self._agent), self._settings.max_delay_seconds))
            return fresh

    def _fetch_robots(self, origin: str, delay: float) -> RobotsRules:
        """robots.txt itself; address faults are raised, other faults mean that nothing is allowed for a while."""
        here = f"{origin}/robots.txt"
        for _ in range(self._settings.max_redirects + 1):
            try:
                answer = self._ask(here, delay, None)
            except FetchError as error:
                if error.reason in ("private_address", "dns", "bad_url"):
                    raise
                return RobotsRules(None, reachable=False)
            if answer.status not in REDIRECTS:
                rules = robots_from(answer.status, answer.body)
                if rules.reachable:
                    known = answer.body[:ROBOTS_MAX_BYTES] if answer.status == 200 else b""
                    self._note(origin, robots_status=answer.status, robots=known, robots_at=self._now())
                return rules
            here = _checked(here, _joined(here, here, answer.headers.get("location", "").strip()))
        return RobotsRules(None)

    def _ask(self, url: str, delay: float, validators: Validators | None) -> _Answer:
        """One request when the host's turn has come, its body unpacked. Raises FetchError."""
        host = host_key(url)
        self._clock.wait(host, delay)
        try:
            with (
                self._deadline.within(self._settings.total_seconds),
                self._client.stream("GET", url, headers=conditions(validators)) as response,
            ):
                self._refuse(url, host, response)
                body = b"" if response.status_code in REDIRECTS or response.status_code == 304 else self._body(response)
                return _Answer(url, response.status_code, response.headers, body)
        except (AddressError, UnpackError) as error:
            raise FetchError(url, error.reason, error.detail) from error
        except _NETWORK_ERRORS as error:
            raise FetchError(url, network_reason(error), f"{type(error).__name__}: {error}".strip(": ")) from error

    def _body(self, response: httpx.Response) -> bytes:
        settings = self._settings
        encoding = response.headers.get("content-encoding", "")
        return unpack(response.iter_raw(), encoding, max_bytes=settings.max_bytes, max_ratio=settings.max_ratio)

    def _refuse(self, url: str, host: str, response: httpx.Response) -> None:
        """Raise FetchError for answers whose body is not worth reading (robots.txt has its own rules)."""
        status = response.status_code
        if url.endswith("/robots.txt") or status in REDIRECTS or status == 304:
            return
        if status == 429 or 500 <= status < 600:
            wait = retry_after_of(response.headers.get("retry-after"), self._now())
            if wait is not None:
                self._clock.hold(host, min(wait, self._settings.max_retry_after_seconds))
                if wait > self._settings.max_retry_after_seconds:
                    self.hold(url, wait)
            reason = "rate_limited" if status == 429 else "server_error"
            told = f"status {status}" if wait is None else f"status {status}, come back in {wait:.0f} s"
            raise FetchError(url, reason, told, status=status, retry_after=wait)
        if status not in (200, 203):
            raise FetchError(url, _STATUS_REASONS.get(status, "status"), f"status {status}", status=status)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        packed = kind in GZIP_TYPES and url.partition("?")[0].endswith(".gz")
        if kind not in READABLE_TYPES and not packed:
            raise FetchError(url, "content_type", f"{kind[:80]} is not read", status=status)
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._settings.max_bytes:
            raise FetchError(url, "too_large", f"{length} bytes announced, {self._settings.max_bytes} allowed")

    def _page(self, url: str, source: str, answer: _Answer) -> Page:
        return Page(
            page_id=Page.id_of(answer.body),
            source=source,
            url=url,
            final_url=answer.url,
            status=answer.status,
            content_type=answer.headers.get("content-type", ""),
            fetched_at=self._now(),
            body=answer.body,
            validators=validators_of(answer.headers, Validators()),
        )


def _checked(asked: str, url: str) -> str:
    """The URL where it may be asked for; otherwise FetchError under the address first asked for."""
    try:
        return check_url(url)
    except AddressError as error:
        raise FetchError(asked, error.reason, error.detail) from error


def _joined(asked: str, base: str, target: str) -> str:
    try:
        return urljoin(base, target).partition("#")[0]
    except ValueError as error:
        raise FetchError(asked, "redirects", f"unreadable redirect target {target[:200]!r}") from error
