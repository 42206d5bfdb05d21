"""Rows of status lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, EndorsementRow, StatusListRow

# What can have a place in a status list.
HOLDERS = (AwardRow, EndorsementRow)


def by_id(session: Session, status_list: UUID) -> StatusListRow | None:
    """The list with this id."""
    return session.get(StatusListRow, status_list)


def locked(session: Session, status_list: UUID) -> StatusListRow | None:
    """The list, locked until this transaction ends, so that it is signed by one writer at a time."""
    return session.get(StatusListRow, status_list, with_for_update=True, populate_existing=True)


def open_list(session: Session, organisation: UUID, purpose: str) -> StatusListRow | None:
    """The list in which an organisation has places left."""
    asked = select(StatusListRow).where(
        StatusListRow.organisation_id == organisation,
        StatusListRow.purpose == purpose,
        StatusListRow.is_open.is_(True),
    )
    return session.scalar(asked.order_by(StatusListRow.id).limit(1).with_for_update())


def places_taken(session: Session, status_list: UUID) -> int:
    """How many places of a list are in use."""
    return sum(
        session.scalar(select(func.count()).where(holder.status_list_id == status_list)) or 0 for holder in HOLDERS
    )


def is_taken(session: Session, status_list: UUID, index: int) -> bool:
    """Whether a place of a list is in use."""
    return any(
        session.scalar(select(holder.id).where(holder.status_list_id == status_list, holder.status_index == index))
        for holder in HOLDERS
    )


def withdrawn_indexes(session: Session, status_list: UUID) -> list[int]:
    """The places in a status list whose bit is set: of badges, and of endorsements."""
    badges = select(AwardRow.status_index).where(
        AwardRow.status_list_id == status_list,
        or_(AwardRow.revoked_at.is_not(None), AwardRow.suspended_at.is_not(None)),
    )
    endorsements = select(EndorsementRow.status_index).where(
        EndorsementRow.status_list_id == status_list, EndorsementRow.withdrawn_at.is_not(None)
    )
    return [*session.scalars(badges), *session.scalars(endorsements)]


def of_organisation(session: Session, organisation: UUID) -> Sequence[StatusListRow]:
    """Every list of an organisation."""
    return session.scalars(select(StatusListRow).where(StatusListRow.organisation_id == organisation)).all()


def signed_before(session: Session, moment: datetime) -> Sequence[UUID]:
    """The lists whose signature is older than a moment."""
    return session.scalars(select(StatusListRow.id).where(StatusListRow.signed_at < moment)).all()
