"""Rows of invitations to endorse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import EndorsementInvitationRow

OPEN, GIVEN, DECLINED, CANCELLED = "open", "given", "declined", "cancelled"
MOST_SHOWN = 200


def by_hash(session: Session, token_hash: str) -> EndorsementInvitationRow | None:
    """The invitation of a token."""
    return session.scalar(select(EndorsementInvitationRow).where(EndorsementInvitationRow.token_hash == token_hash))


def locked(session: Session, invitation: UUID) -> EndorsementInvitationRow:
    """An invitation as it is now; who wants to change it waits until this session ends."""
    return session.get_one(
        EndorsementInvitationRow,
        invitation,
        with_for_update={"of": EndorsementInvitationRow},
        populate_existing=True,
    )


def of_organisation(session: Session, organisation: UUID, invitation: UUID) -> EndorsementInvitationRow | None:
    """An invitation that this organisation sent."""
    asked = select(EndorsementInvitationRow).where(
        EndorsementInvitationRow.id == invitation, EndorsementInvitationRow.organisation_id == organisation
    )
    return session.scalar(asked)


def sent_by(session: Session, organisation: UUID) -> Sequence[EndorsementInvitationRow]:
    """What an organisation asked others, newest first."""
    asked = select(EndorsementInvitationRow).where(EndorsementInvitationRow.organisation_id == organisation)
    return session.scalars(asked.order_by(EndorsementInvitationRow.created_at.desc()).limit(MOST_SHOWN)).all()


def count_open(session: Session, organisation: UUID, now: datetime) -> int:
    """How many invitations of an organisation can still be answered."""
    asked = select(func.count()).where(
        EndorsementInvitationRow.organisation_id == organisation,
        EndorsementInvitationRow.state == OPEN,
        EndorsementInvitationRow.expires_at > now,
    )
    return session.scalar(asked) or 0
