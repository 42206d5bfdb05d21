"""How much mail waits, failed or perhaps left: for the staff of an organisation, and for the whole service?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage.mail_queue import FAILED, PERHAPS_SENT, RANKS, SENDING, WAITING
from badgeservice.storage.tables import OutboxRow

OPEN = (WAITING, SENDING, FAILED, PERHAPS_SENT)


def of_organisation(session: Session, organisation: UUID) -> dict[str, int]:
    """State → how many mails about badges of an organisation are in it; none of those that left."""
    asked = select(OutboxRow.state, func.count()).where(
        OutboxRow.organisation_id == organisation, OutboxRow.state.in_(OPEN)
    )
    return {row[0]: row[1] for row in session.execute(asked.group_by(OutboxRow.state))}


def of_service(session: Session) -> dict[str, int]:
    """State → how many mails of the whole service are in it; none of those that left."""
    asked = select(OutboxRow.state, func.count()).where(OutboxRow.state.in_(OPEN))
    return {row[0]: row[1] for row in session.execute(asked.group_by(OutboxRow.state))}


def oldest_waiting(session: Session) -> datetime | None:
    """Since when the mail that is due longest has been due."""
    asked = select(func.min(OutboxRow.due_at)).where(OutboxRow.state == WAITING)
    found = [session.scalar(asked.where(OutboxRow.rank == rank)) for rank in RANKS]
    return min((moment for moment in found if moment is not None), default=None)


def page(session: Session, organisation: UUID, state: str, before: tuple[datetime, UUID] | None,
         size: int) -> Sequence[OutboxRow]:  # fmt: skip
    """One page of the mails of an organisation in a state, the newest first, after the last (created_at, id)."""
    asked = select(OutboxRow).where(OutboxRow.organisation_id == organisation, OutboxRow.state == state)
    if before is not None:
        moment, last = before
        asked = asked.where(
            or_(OutboxRow.created_at < moment, and_(OutboxRow.created_at == moment, OutboxRow.id < last))
        )
    return session.scalars(asked.order_by(OutboxRow.created_at.desc(), OutboxRow.id.desc()).limit(size)).all()
