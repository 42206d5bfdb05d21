"""Rows of badges that somebody is busy giving."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardDraftRow


def of_account(session: Session, organisation: UUID, account: UUID, draft: UUID) -> AwardDraftRow | None:
    """A draft, if it is this account's and of this organisation."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.id == draft,
        AwardDraftRow.organisation_id == organisation,
        AwardDraftRow.account_id == account,
    )
    return session.scalar(asked)


def forget_before(session: Session, moment: datetime) -> None:
    """Delete drafts older than a moment."""
    session.execute(delete(AwardDraftRow).where(AwardDraftRow.created_at < moment))
