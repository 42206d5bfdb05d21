"""How is a look at a shared page counted, without the page waiting for it and without anybody being named?"""

from __future__ import annotations

import logging
from collections import Counter
from threading import Lock
from uuid import UUID

from sqlalchemy.exc import OperationalError

from badgeservice.storage import shares
from badgeservice.storage.engine import Database

log = logging.getLogger("badgeservice.shares")


class ViewTally:
    """Looks that are not written down yet. A database that is busy keeps them waiting for the next write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._views: Counter[UUID] = Counter()
        self._changing, self._writing = Lock(), Lock()

    def count(self, share: UUID) -> None:
        """Count one look at a page."""
        with self._changing:
            self._views[share] += 1

    def write(self) -> None:
        """Write what was counted in one short transaction; one thread at a time, the others go on."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            self._write(self._taken())
        finally:
            self._writing.release()

    def _taken(self) -> Counter[UUID]:
        with self._changing:
            taken, self._views = self._views, Counter()
        return taken

    def _write(self, taken: Counter[UUID]) -> None:
        if not taken:
            return
        try:
            with self._database.writing_if_free() as session:
                shares.add_views(session, taken)
        except OperationalError:
            log.info("views wait", extra={"number": taken.total()})
            with self._changing:
                self._views.update(taken)
