"""Which mail leaves next, and what became of it?

A worker takes a portion by moving its `due_at` ahead, the lease: others do not see it as due any more, and when the
worker dies it is due again by itself. The same moment is the proof that a mail is still its own: who comes late finds
another one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import OutboxRow

# Rows in memory stay what they were: nobody reads them after this.
AS_IT_IS: Final = {"synchronize_session": False}
# Somebody sits waiting for the first, so no list that was given keeps it up; nor a mail about one badge.
RANKS = SOMEBODY_WAITS, ABOUT_ONE, OF_A_LIST = 0, 1, 2
WAITING, SENDING, SENT, PERHAPS_SENT, FAILED = "waiting", "sending", "sent", "perhaps_sent", "failed"


@dataclass(frozen=True)
class Fate:
    """What became of a mail; `due_at` is when a waiting one is tried again."""

    mail: UUID
    state: str
    due_at: datetime | None = None


def is_any_due(session: Session, moment: datetime) -> bool:
    """Whether a mail waits whose time has come."""
    return any(session.scalars(_due(rank, moment).limit(1)).first() is not None for rank in RANKS)


def claim(session: Session, moment: datetime, lease: datetime, size: int) -> list[OutboxRow]:
    """Take at most so many mails whose time has come until a moment: by rank, then the oldest first."""
    taken: list[OutboxRow] = []
    for rank in RANKS:
        # What somebody is withdrawing at this moment is passed over.
        asked = _due(rank, moment).limit(size - len(taken)).with_for_update(skip_locked=True)
        taken += session.scalars(asked).all() if len(taken) < size else ()
    _move(session, [mail.id for mail in taken], lease)
    return taken


def mark_sending(session: Session, mail: UUID, lease: datetime, moment: datetime) -> bool:
    """Say that a mail leaves now; False when it was cancelled, or the lease is over and another worker took it."""
    marked = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == mail, OutboxRow.state == WAITING, OutboxRow.due_at == lease)
        .values(state=SENDING, attempts=OutboxRow.attempts + 1, changed_at=moment),
        execution_options=AS_IT_IS,
    )
    return bool(marked.rowcount)  # type: ignore[attr-defined]  # an UPDATE always answers with a cursor result


def settle(session: Session, fate: Fate, moment: datetime) -> None:
    """Write down what became of a mail that was being sent; of one that left only that is kept.

    The badge itself knows its recipient.
    """
    values: dict[str, object] = {"state": fate.state, "changed_at": moment}
    if fate.due_at is not None:
        values["due_at"] = fate.due_at
    if fate.state == SENT:
        values |= {"recipient": "", "facts": {}, "organisation_id": None}
    being_sent = (OutboxRow.id == fate.mail, OutboxRow.state == SENDING)
    session.execute(update(OutboxRow).where(*being_sent).values(values), execution_options=AS_IT_IS)


def release(session: Session, mails: Collection[UUID], lease: datetime, moment: datetime) -> None:
    """Put back what was taken and not tried; it is due at once."""
    _move(session, mails, moment, OutboxRow.due_at == lease)


def is_any_interrupted(session: Session, before: datetime) -> bool:
    """Whether a mail has been leaving since before a moment: the worker that sent it is gone."""
    asked = select(OutboxRow.id).where(OutboxRow.state == SENDING, OutboxRow.changed_at < before)
    return session.scalars(asked.limit(1)).first() is not None


def settle_interrupted(session: Session, before: datetime, moment: datetime) -> None:
    """Mail that was being sent when a worker died is perhaps sent: it never goes out again by itself."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == SENDING, OutboxRow.changed_at < before)
        .values(state=PERHAPS_SENT, changed_at=moment)
    )


def _due(rank: int, moment: datetime) -> Select[OutboxRow]:
    asked = select(OutboxRow).where(OutboxRow.state == WAITING, OutboxRow.rank == rank)
    return asked.where(OutboxRow.due_at <= moment).order_by(OutboxRow.due_at)


def _move(session: Session, mails: Collection[UUID], due_at: datetime, *only: ColumnElement[bool]) -> None:
    if mails:
        chosen = update(OutboxRow).where(OutboxRow.id.in_(mails), OutboxRow.state == WAITING, *only)
        session.execute(chosen.values(due_at=due_at), execution_options=AS_IT_IS)
