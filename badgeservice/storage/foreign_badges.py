"""Rows of badges of givers elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from badgeservice.storage.tables import ForeignBadgeRow, LearnerRow


def of_learner(session: Session, learner: UUID) -> Sequence[ForeignBadgeRow]:
    """Every badge from elsewhere that a learner keeps, newest first; without the files, which may be large."""
    asked = select(ForeignBadgeRow).where(ForeignBadgeRow.learner_id == learner)
    in_order = asked.order_by(ForeignBadgeRow.added_at.desc(), ForeignBadgeRow.id)
    return session.scalars(in_order.options(defer(ForeignBadgeRow.document), defer(ForeignBadgeRow.answers))).all()


def of_one_learner(session: Session, learner: UUID, badge: UUID) -> ForeignBadgeRow | None:
    """One badge from elsewhere, if this learner keeps it."""
    asked = select(ForeignBadgeRow).where(ForeignBadgeRow.id == badge, ForeignBadgeRow.learner_id == learner)
    return session.scalar(asked)


def by_file(session: Session, learner: UUID, sha256: str) -> ForeignBadgeRow | None:
    """The badge of exactly this file, if the learner keeps it already."""
    of_file = (ForeignBadgeRow.learner_id == learner, ForeignBadgeRow.sha256 == sha256)
    return session.scalar(select(ForeignBadgeRow).where(*of_file))


def lock_learner(session: Session, learner: UUID) -> LearnerRow | None:
    """The learner; who also wants to add a badge for them waits until this session ends."""
    return session.get(LearnerRow, learner, with_for_update=True)


def count(session: Session, learner: UUID) -> int:
    """How many badges from elsewhere a learner keeps."""
    asked = select(func.count()).select_from(ForeignBadgeRow).where(ForeignBadgeRow.learner_id == learner)
    return session.scalar(asked) or 0


def due(session: Session, now: datetime, most: int) -> Sequence[UUID]:
    """The badges that have to be checked again, the longest waiting first."""
    asked = select(ForeignBadgeRow.id).where(ForeignBadgeRow.check_after <= now)
    return session.scalars(asked.order_by(ForeignBadgeRow.check_after, ForeignBadgeRow.id).limit(most)).all()


def locked(session: Session, badge: UUID) -> ForeignBadgeRow | None:
    """The badge as it is now; who wants to change it waits until this session ends."""
    return session.get(ForeignBadgeRow, badge, with_for_update=True)


def by_credential_id(session: Session, learner: UUID, credential_id: str) -> Sequence[ForeignBadgeRow]:
    """The badges of a learner that call themselves by this id; those of two givers may."""
    of_id = (ForeignBadgeRow.learner_id == learner, ForeignBadgeRow.credential_id == credential_id)
    in_order = select(ForeignBadgeRow).where(*of_id).order_by(ForeignBadgeRow.added_at, ForeignBadgeRow.id)
    return session.scalars(in_order).all()
