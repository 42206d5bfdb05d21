"""Which sessions of learners ended before their cookie did?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from badgeservice.storage import learners
from badgeservice.storage.tables import EndedSessionRow, LearnerRow


def is_open(session: Session, learner: UUID | None, epoch: int, number: UUID | None) -> bool:
    """Whether a session still counts: it was not ended by itself, nor with all others of its learner since `epoch`."""
    if number is not None and session.get(EndedSessionRow, number) is not None:
        return False
    row = session.get(LearnerRow, learner) if learner is not None else None
    return learner is None or (row is not None and row.epoch == epoch)


def end(session: Session, number: UUID, now: datetime) -> None:
    """End one session; once more does nothing."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(EndedSessionRow).values(id=number, ended_at=now).on_conflict_do_nothing())


def end_all(session: Session, learner: UUID) -> None:
    """End every session of a learner that began before."""
    row = learners.locked(session, learner)
    if row is not None:
        row.epoch += 1


def forget_before(session: Session, moment: datetime) -> None:
    """Forget what ended before a moment, after which its cookie has ended too."""
    session.execute(delete(EndedSessionRow).where(EndedSessionRow.ended_at < moment))
