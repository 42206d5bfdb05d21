"""Rows of mail that must leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import OutboxRow


def due(session: Session, moment: datetime, size: int = 20) -> Sequence[UUID]:
    """Mail that waits and whose time has come, oldest first."""
    asked = select(OutboxRow.id).where(OutboxRow.state == "waiting", OutboxRow.due_at <= moment)
    return session.scalars(asked.order_by(OutboxRow.due_at).limit(size)).all()


def take(session: Session, mail: UUID, moment: datetime) -> OutboxRow | None:
    """Mark a waiting mail as being sent; None when another worker took it or it was cancelled."""
    taken = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == mail, OutboxRow.state == "waiting")
        .values(state="sending", attempts=OutboxRow.attempts + 1, changed_at=moment)
    )
    return session.get(OutboxRow, mail) if taken.rowcount else None  # type: ignore[attr-defined]  # as in links.use


def by_id(session: Session, mail: UUID) -> OutboxRow | None:
    """The mail with this id."""
    return session.get(OutboxRow, mail)


def latest_of(session: Session, subject: UUID, *kinds: str) -> OutboxRow | None:
    """The newest mail of some kinds about a subject."""
    asked = select(OutboxRow).where(OutboxRow.subject_id == subject, OutboxRow.kind.in_(kinds))
    return session.scalar(asked.order_by(OutboxRow.created_at.desc()).limit(1))


def cancel(session: Session, subject: UUID, moment: datetime) -> None:
    """Cancel every mail about a subject that has not left, and forget what it was made of."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject_id == subject, OutboxRow.state == "waiting")
        .values(state="cancelled", recipient="", facts={}, changed_at=moment)
    )


def count_as_sent(session: Session, subject: UUID, moment: datetime) -> None:
    """Mark every mail about a subject that has not left as sent, and forget what it was made of."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject_id == subject, OutboxRow.state == "waiting")
        .values(state="sent", recipient="", facts={}, changed_at=moment)
    )


def forget_unsent(session: Session, before: datetime) -> None:
    """Forget to whom and about what mail was that did not leave, or perhaps did, before a moment."""
    over = ("failed", "perhaps_sent", "cancelled")
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.state.in_(over), OutboxRow.changed_at < before, OutboxRow.recipient != "")
        .values(recipient="", facts={})
    )


def settle_interrupted(session: Session, before: datetime, moment: datetime) -> None:
    """Mail that was being sent when a worker died is perhaps sent: it never goes out again by itself."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == "sending", OutboxRow.changed_at < before)
        .values(state="perhaps_sent", changed_at=moment)
    )
