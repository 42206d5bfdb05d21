"""How is what many requests count written down, without one of them waiting for the database?"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from badgeservice.storage.engine import Database

Item = TypeVar("Item", bound=Hashable)

log = logging.getLogger("badgeservice.written_later")


class WrittenLater(Generic[Item]):
    """What was counted since the last write, in memory; `save` adds it to the rows in one short transaction.

    A database that is busy keeps it for the next time. Of more different items than `most` the last are left out.
    """

    def __init__(self, database: Database, save: Callable[[Session, Counter[Item]], None], most: int) -> None:
        self._database, self._save, self._most = database, save, most
        self._counts: Counter[Item] = Counter()
        self._changing, self._writing = Lock(), Lock()

    @property
    def waits(self) -> bool:
        """Whether there is something to write."""
        return bool(self._counts)

    def count(self, items: Iterable[Item]) -> None:
        """Count each of these once."""
        with self._changing:
            for item in items:
                if item in self._counts or len(self._counts) < self._most:
                    self._counts[item] += 1

    def write(self) -> None:
        """Write what was counted; one thread at a time, the others go on."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            self._write(self._taken())
        finally:
            self._writing.release()

    def _taken(self) -> Counter[Item]:
        with self._changing:
            taken, self._counts = self._counts, Counter()
        return taken

    def _write(self, taken: Counter[Item]) -> None:
        if not taken:
            return
        try:
            with self._database.writing_if_free() as session:
                self._save(session, taken)
        except OperationalError:
            log.info("counts wait", extra={"number": taken.total()})
            with self._changing:
                self._counts.update(taken)
