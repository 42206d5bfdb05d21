"""How is a document had from the outside world without being sent to places of an attacker's choice?

Names are looked up once and every number behind them must be open, the connection goes to that number, and TLS is
verified for the name (design: verification, "Fetching").
"""

from __future__ import annotations

import logging
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import BoundedSemaphore, Semaphore
from urllib.parse import urljoin

from badgeservice.errors import UnavailableError
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.network.answers import Answers
from badgeservice.network.connection import Answer, Connect, Deadlines, ask
from badgeservice.network.resolving import Resolve, resolve, resolve_within
from badgeservice.network.rules import FetchRules, Target, refuse_closed, target_of

MAX_REDIRECTS = 3
MAX_NUMBERS = 3
# Of the four threads of a web process slow sites of others hold three at most; who asks then waits for a turn, shortly.
MOST_AT_ONCE = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})

log = logging.getLogger("badgeservice.network")


@dataclass(frozen=True)
class _Way:
    """How this fetch reaches the world."""

    rules: FetchRules
    find: Resolve
    connect: Connect
    tls: ssl.SSLContext
    seconds: Deadlines
    clock: Callable[[], float]


def create_fetch(
    rules: FetchRules,
    *,
    find: Resolve = resolve,
    connect: Connect = socket.create_connection,
    tls: ssl.SSLContext | None = None,
    seconds: Deadlines = Deadlines(),  # noqa: B008 - frozen
    clock: Callable[[], float] = time.monotonic,
) -> Fetch:
    """The one fetch that reaches the network. No proxy of the environment is used and no cookie sent.

    `find`, `connect`, `tls`, `seconds` and `clock` are for tests: the numbers behind a name, how a connection is made,
    whom TLS trusts, and time.
    """
    way = _Way(rules, find, connect, tls or ssl.create_default_context(), seconds, clock)
    answers, turns = Answers(clock), BoundedSemaphore(MOST_AT_ONCE)

    def fetch(address: str, limits: Limits) -> Fetched:
        place = address.partition("#")[0]
        kept = answers.get((place, limits))
        if kept is not None:
            return kept
        try:
            with _turn(turns, seconds.turn):
                answer = _follow(place, limits, way)
        except UnavailableError as problem:
            log.info("not fetched: %s", problem.reason)
            raise
        fetched = Fetched(answer.body, answer.content_type, answer.status)
        answers.put((place, limits), fetched)
        return fetched

    return fetch


@contextmanager
def _turn(turns: Semaphore, patience: float) -> Iterator[None]:
    """One of the turns there are at the same time; UnavailableError(fetch.timeout) when none comes free."""
    if not turns.acquire(timeout=patience):
        raise UnavailableError("fetch.timeout", "too many sites are asked at once")
    try:
        yield
    finally:
        turns.release()


def _follow(address: str, limits: Limits, way: _Way) -> Answer:
    """The answer, perhaps after being sent on within the same host, whose name is looked up once."""
    until = way.clock() + way.seconds.total
    target = target_of(address, way.rules)
    numbers = resolve_within(min(way.seconds.resolve, way.seconds.total), way.find, target.host, target.port)
    refuse_closed(numbers, target, way.rules)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _once(target, numbers, limits, way, until)
        if answer.status not in REDIRECTS:
            return answer
        if not limits.redirects or answer.location is None:
            break
        address, target = _sent_on(address, answer.location, target, way)
    raise UnavailableError("fetch.redirect_blocked", target.host)


def _sent_on(address: str, location: str, before: Target, way: _Way) -> tuple[str, Target]:
    """Where an answer sends on to, which must be the same host; UnavailableError(fetch.redirect_blocked)."""
    try:
        address = urljoin(address, location)
        target = target_of(address, way.rules)
    except (ValueError, UnavailableError) as problem:
        raise UnavailableError("fetch.redirect_blocked", before.host) from problem
    if target.origin != before.origin:
        raise UnavailableError("fetch.redirect_blocked", before.host)
    return address, target


def _once(target: Target, numbers: list[str], limits: Limits, way: _Way, until: float) -> Answer:
    """Ask the first of the checked numbers that answers."""
    problem = UnavailableError("fetch.unreachable", target.host)
    for number in numbers[:MAX_NUMBERS]:
        left = until - way.clock()
        if left <= 0:
            raise UnavailableError("fetch.timeout", target.host)
        try:
            return ask(target, number, limits.max_bytes, way.connect, way.tls, replace(way.seconds, total=left))
        except UnavailableError as failed:
            if failed.reason != "fetch.unreachable":
                raise
            problem = failed
    raise problem


def create_fetch_for_one_check(fetch: Fetch, seconds: float, clock: Callable[[], float] = time.monotonic) -> Fetch:
    """The same fetch, which stops asking when all addresses of one check together have taken this long."""
    until = clock() + seconds

    def within_time(address: str, limits: Limits) -> Fetched:
        if clock() > until:
            raise UnavailableError("fetch.timeout", "the addresses of this badge take too long together")
        return fetch(address, limits)

    return within_time
