"""How is it kept that staff looked at somebody's data, without the page waiting for it? (AVG art. 5.2)"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from threading import Lock
from uuid import UUID

from sqlalchemy.exc import OperationalError

from badgeservice.model.days import AMSTERDAM
from badgeservice.storage import personal_views
from badgeservice.storage.engine import Database
from badgeservice.storage.personal_views import Seen

log = logging.getLogger("badgeservice.seen")


class SeenLog:
    """What was seen and is not written down yet. A database that is busy keeps it waiting for the next write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: set[Seen] = set()
        self._changing, self._writing = Lock(), Lock()

    def note(self, awards: Iterable[UUID], account: UUID, what: str, now: datetime) -> None:
        """Note that an account saw these badges; a second time on one day says nothing new."""
        day = now.astimezone(AMSTERDAM).date()
        with self._changing:
            self._seen.update(Seen(award, account, what, day) for award in awards)

    def write(self, now: datetime) -> None:
        """Write what was noted in one short transaction; one thread at a time, the others go on."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            self._write(self._taken(), now)
        finally:
            self._writing.release()

    def _taken(self) -> set[Seen]:
        with self._changing:
            taken, self._seen = self._seen, set()
        return taken

    def _write(self, taken: set[Seen], now: datetime) -> None:
        if not taken:
            return
        try:
            with self._database.writing_if_free() as session:
                personal_views.add(session, taken, now)
        except OperationalError:
            log.info("what was seen waits", extra={"number": len(taken)})
            with self._changing:
                self._seen |= taken
