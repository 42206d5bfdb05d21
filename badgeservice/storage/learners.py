"""Rows of learners."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import LearnerRow


def by_email(session: Session, email: str) -> LearnerRow | None:
    """The learner with this (lower-case) e-mail address."""
    return session.scalar(select(LearnerRow).where(LearnerRow.email == email))


def by_id(session: Session, learner: UUID) -> LearnerRow | None:
    """The learner with this id."""
    return session.get(LearnerRow, learner)
