"""How are checks counted without a check waiting for the database, and without anybody being named?"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from sqlalchemy.exc import OperationalError

from badgeservice.model.days import AMSTERDAM
from badgeservice.storage import check_counts
from badgeservice.storage.check_counts import Counted
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardRow

EVERY_SECONDS = 10.0
# More different badges than this between two writes is no people checking.
MOST_KEPT = 10_000

log = logging.getLogger("badgeservice.checks")


class CheckTally:
    """What was checked since the last write. Counts in memory; `write` adds it to the database.

    Nobody waits for it: a database that is busy keeps its counts for the next time. `seconds` is a clock that only
    goes forward.
    """

    def __init__(self, database: Database, seconds: Callable[[], float]) -> None:
        self._database = database
        self._seconds = seconds
        self._counts: Counter[Counted] = Counter()
        self._changing, self._writing = Lock(), Lock()
        self._wait_until = seconds() + EVERY_SECONDS

    def count(self, award: AwardRow, now: datetime) -> None:
        """Count one look at a badge."""
        month = now.astimezone(AMSTERDAM).strftime("%Y-%m")
        counted = Counted(award.organisation_id, award.version_id, month)
        with self._changing:
            if counted in self._counts or len(self._counts) < MOST_KEPT:
                self._counts[counted] += 1

    def is_due(self) -> bool:
        """Whether there is something to write, and the last time is long enough ago."""
        return bool(self._counts) and self._seconds() >= self._wait_until

    def write(self) -> None:
        """Write what was counted in one short transaction; one thread at a time, the others go on."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            self._wait_until = self._seconds() + EVERY_SECONDS
            self._write(self._taken())
        finally:
            self._writing.release()

    def _taken(self) -> Counter[Counted]:
        with self._changing:
            taken, self._counts = self._counts, Counter()
        return taken

    def _write(self, taken: Counter[Counted]) -> None:
        if not taken:
            return
        try:
            with self._database.writing_if_free() as session:
                check_counts.add(session, taken)
        except OperationalError:
            log.info("counts wait", extra={"number": taken.total()})
            with self._changing:
                self._counts.update(taken)
