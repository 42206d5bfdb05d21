"""When does a learner hear that a badge ends? (design: experience, reminders at 90, 30 and 7 days)"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from badgeservice.errors import ErasedError
from badgeservice.issuing import notices
from badgeservice.model.days import written_day
from badgeservice.storage import awards, renewals
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardReminderRow, AwardRow

# The nearest first: who was told that a badge ends in a week is not told afterwards that it ends in a month.
DAYS = (7, 30, 90)
AT_ONCE = 10_000


def remind_due(database: Database, now: datetime) -> int:
    """Put a mail in the outbox for each badge that ends within 7, 30 or 90 days and was not told so; how many.

    Each is told once, however many workers look. A badge that was given for less than that time is not told so: who
    gets a badge for three weeks hears it a week before the end.
    """
    told = 0
    for days in DAYS:
        until = now + timedelta(days=days)
        with database.reading() as session:
            due = renewals.to_remind(session, now, until, days, AT_ONCE)
        told += sum(_remind(database, award, days, now) for award in due)
    return told


def _remind(database: Database, award: UUID, days: int, now: datetime) -> bool:
    try:
        with database.writing() as session:
            return _tell(session, awards.locked(session, award), days, now)
    except (IntegrityError, ErasedError):
        # Another worker told it at the same moment, or the learner erased it.
        return False


def _tell(session: Session, award: AwardRow, days: int, now: datetime) -> bool:
    session.add(AwardReminderRow(award_id=award.id, days=days, told_at=now))
    session.flush()
    end = award.valid_until
    if award.revoked_at is not None or end is None or end - award.given_at <= timedelta(days=days):
        return False
    left = str(math.ceil((end - now) / timedelta(days=1)))
    day = written_day(end, award.version.language)
    return notices.tell(session, award, "badge_expires", now, days=left, last_day=day)
