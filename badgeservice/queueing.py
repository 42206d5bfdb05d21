"""How does the queue of background work behave with several workers, and when it cannot be reached?"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Lock
from typing import TypeVar

from huey import Huey, PriorityRedisHuey, SqliteHuey, crontab
from redis.exceptions import RedisError
from sqlalchemy.exc import IntegrityError

from badgeservice.settings import Settings
from badgeservice.storage import service_facts
from badgeservice.storage.engine import Database

# Up to where a moment is written: who comes later in the same stretch finds the work done.
MINUTE, HOUR = "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H"
WHEN = {MINUTE: "*", HOUR: "7"}

Answer = TypeVar("Answer")

log = logging.getLogger("badgeservice.queue")


def open_queue(settings: Settings) -> Huey:
    """The queue: on Redis or Valkey when there is an address, else a file."""
    if settings.redis_url:
        return PriorityRedisHuey("badgeservice", url=settings.redis_url, results=False)
    settings.queue_file.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("badgeservice", filename=str(settings.queue_file), results=False)


def if_reached(ask: Callable[[], Answer]) -> Answer | None:
    """What the queue answers; None when it cannot be reached. No truth lives in it: the sweep finds what waits."""
    try:
        return ask()
    except (RedisError, sqlite3.Error, OSError) as problem:
        log.warning("queue out of reach", extra={"outcome": type(problem).__name__})
        return None


def schedule_alone(queue: Huey, database: Database, name: str, every: str, work: Callable[[], object]) -> None:
    """Do work every MINUTE or HOUR: each worker schedules it, and the first of them does it.

    When that one dies half-way, the next stretch does it again: the work itself must bear being done twice.
    """

    def run() -> None:
        if is_first(database, name, datetime.now(UTC).strftime(every)):
            work()

    queue.periodic_task(crontab(minute=WHEN[every]), name=name)(run)


def is_first(database: Database, name: str, stretch: str) -> bool:
    """Whether nobody began this work yet in a stretch of time, such as "2026-11-22T13:05"."""
    try:
        with database.writing() as session:
            return service_facts.move_ahead(session, f"last_{name}", stretch)
    except IntegrityError:
        # Two workers wrote the very first one.
        return False


class OneAtATime:
    """Work that one thread of this process does at a time; who asks meanwhile has it done once more after that."""

    def __init__(self, work: Callable[[], int]) -> None:
        self._work, self._busy, self._asked = work, Lock(), Event()

    def run(self) -> int:
        """Do the work, or leave it to the thread that is at it; the answer is that of the last time."""
        self._asked.set()
        done = 0
        while self._asked.is_set() and self._busy.acquire(blocking=False):
            try:
                self._asked.clear()
                done = self._work()
            finally:
                self._busy.release()
        return done
