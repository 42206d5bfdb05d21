"""Rows of badges that somebody is busy giving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardDraftRow

BUSY = "busy"


def of_account(session: Session, organisation: UUID, account: UUID, draft: UUID) -> AwardDraftRow | None:
    """A draft, if it is this account's and of this organisation."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.id == draft,
        AwardDraftRow.organisation_id == organisation,
        AwardDraftRow.account_id == account,
    )
    return session.scalar(asked)


def unfinished(session: Session, organisation: UUID, account: UUID, size: int = 3) -> Sequence[AwardDraftRow]:
    """What this account was last busy giving for this organisation, newest first."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.organisation_id == organisation,
        AwardDraftRow.account_id == account,
        AwardDraftRow.state == BUSY,
    )
    return session.scalars(asked.order_by(AwardDraftRow.created_at.desc()).limit(size)).all()


def forget_before(session: Session, moment: datetime) -> None:
    """Delete what nobody finished since before a moment."""
    session.execute(delete(AwardDraftRow).where(AwardDraftRow.created_at < moment, AwardDraftRow.state == BUSY))
