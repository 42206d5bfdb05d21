"""Rows of badges of givers elsewhere, which learners keep here."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import ForeignBadgeRow


def by_credential_id(session: Session, learner: UUID, credential_id: str) -> Sequence[ForeignBadgeRow]:
    """The badges of a learner that call themselves by this id; those of two givers may."""
    asked = select(ForeignBadgeRow).where(
        ForeignBadgeRow.learner_id == learner, ForeignBadgeRow.credential_id == credential_id
    )
    return session.scalars(asked.order_by(ForeignBadgeRow.added_at, ForeignBadgeRow.id)).all()


def by_sha256(session: Session, learner: UUID, sha256: str) -> ForeignBadgeRow | None:
    """The badge of a learner that came in as these bytes."""
    asked = select(ForeignBadgeRow).where(ForeignBadgeRow.learner_id == learner, ForeignBadgeRow.sha256 == sha256)
    return session.scalar(asked)


def count_of(session: Session, learner: UUID) -> int:
    """How many a learner keeps."""
    return session.scalar(select(func.count()).where(ForeignBadgeRow.learner_id == learner)) or 0


def add(session: Session, row: ForeignBadgeRow) -> None:
    """Keep one more."""
    session.add(row)
    session.flush()
