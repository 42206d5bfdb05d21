"""Which badges from elsewhere have to be checked again, and what do they say now?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from badgeservice.portfolio.elsewhere import keep_result
from badgeservice.portfolio.outside import Outside, examine
from badgeservice.storage import foreign_badges
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import ForeignBadgeRow

AT_ONCE = 50
# Mail waits for the same workers, so slow givers may not keep one for long.
SECONDS = 120.0


def recheck_due(database: Database, outside: Outside, now: datetime, clock: Callable[[], float]) -> int:
    """Check badges from elsewhere whose last check is a month old, some at a time; how many.

    `clock` counts seconds: after two minutes the rest waits for the next time.
    """
    until, done = clock() + SECONDS, 0
    with database.reading() as session:
        waiting = foreign_badges.due(session, now, AT_ONCE)
    for badge in waiting:
        if clock() > until:
            break
        done += recheck(database, badge, outside, now)
    return done


def recheck(database: Database, badge: UUID, outside: Outside, now: datetime) -> bool:
    """Check one badge from elsewhere now and keep what comes out; False when it was taken away meanwhile."""
    with database.reading() as session:
        row = session.get(ForeignBadgeRow, badge)
        if row is None:
            return False
        examined = examine(session, row.document, outside, now)
    with database.writing() as session:
        locked = foreign_badges.locked(session, badge)
        if locked is None:
            return False
        keep_result(session, locked, examined, now)
        return True
