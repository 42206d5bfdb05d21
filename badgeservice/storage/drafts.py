"""Rows of badges that somebody is busy giving."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardDraftRow

BUSY, ASSESSING = "busy", "assessing"
UNFINISHED = (BUSY, ASSESSING)


def of_account(session: Session, organisation: UUID, account: UUID, draft: UUID) -> AwardDraftRow | None:
    """A draft, if it is this account's and of this organisation."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.id == draft,
        AwardDraftRow.organisation_id == organisation,
        AwardDraftRow.account_id == account,
    )
    return session.scalar(asked)


def by_id(session: Session, draft: UUID) -> AwardDraftRow | None:
    """The draft with this id."""
    return session.get(AwardDraftRow, draft)


def by_ids(session: Session, drafts: Collection[UUID]) -> dict[UUID, AwardDraftRow]:
    """The drafts with these ids that are still there."""
    asked = select(AwardDraftRow).where(AwardDraftRow.id.in_(drafts))
    return {draft.id: draft for draft in session.scalars(asked)}


def locked(session: Session, draft: UUID) -> AwardDraftRow | None:
    """The draft as it is now; who wants to change it waits until this session ends."""
    return session.get(AwardDraftRow, draft, with_for_update={"of": AwardDraftRow}, populate_existing=True)


def unfinished(session: Session, organisation: UUID, account: UUID, size: int = 3) -> Sequence[AwardDraftRow]:
    """What this account was last busy giving for this organisation, newest first."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.organisation_id == organisation,
        AwardDraftRow.account_id == account,
        AwardDraftRow.state.in_(UNFINISHED),
    )
    return session.scalars(asked.order_by(AwardDraftRow.created_at.desc()).limit(size)).all()


def remove(session: Session, draft: UUID) -> bool:
    """Delete a draft; False when somebody did so just before."""
    done = session.execute(delete(AwardDraftRow).where(AwardDraftRow.id == draft))
    return bool(done.rowcount)  # type: ignore[attr-defined]  # as in links.use


def forget_before(session: Session, moment: datetime) -> None:
    """Delete what nobody finished since before a moment."""
    session.execute(delete(AwardDraftRow).where(AwardDraftRow.created_at < moment, AwardDraftRow.state.in_(UNFINISHED)))
