"""How are checks counted without a check waiting for the database, and without anybody being named?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from badgeservice.model.days import AMSTERDAM
from badgeservice.storage import check_counts
from badgeservice.storage.check_counts import Counted
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardRow
from badgeservice.storage.written_later import WrittenLater

EVERY_SECONDS = 10.0
# More different badges than this between two writes is no people checking.
MOST_KEPT = 10_000


class CheckTally:
    """What was checked, written down now and then. `seconds` is a clock that only goes forward."""

    def __init__(self, database: Database, seconds: Callable[[], float]) -> None:
        self._later = WrittenLater(database, check_counts.add, MOST_KEPT)
        self._seconds = seconds
        self._wait_until = seconds() + EVERY_SECONDS

    def count(self, award: AwardRow, now: datetime) -> None:
        """Count one look at a badge."""
        month = now.astimezone(AMSTERDAM).strftime("%Y-%m")
        self._later.count([Counted(award.organisation_id, award.version_id, month)])

    def is_due(self) -> bool:
        """Whether there is something to write, and the last time is long enough ago."""
        return self._later.waits and self._seconds() >= self._wait_until

    def write(self) -> None:
        """Write what was counted."""
        self._wait_until = self._seconds() + EVERY_SECONDS
        self._later.write()
