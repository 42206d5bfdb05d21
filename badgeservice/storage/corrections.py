"""Rows of what learners say is wrong on a badge."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, CorrectionRow


def of_award(session: Session, award: UUID) -> Sequence[CorrectionRow]:
    """What was said about a badge, newest first."""
    asked = select(CorrectionRow).where(CorrectionRow.award_id == award)
    return session.scalars(asked.order_by(CorrectionRow.created_at.desc(), CorrectionRow.id)).all()


def forget_of_award(session: Session, award: UUID) -> None:
    """Delete what was said about a badge."""
    session.execute(delete(CorrectionRow).where(CorrectionRow.award_id == award))


def locked(session: Session, organisation: UUID, correction: UUID) -> CorrectionRow | None:
    """One of them, if it is about a badge of this organisation; who wants to answer it too waits."""
    asked = select(CorrectionRow).where(CorrectionRow.id == correction, CorrectionRow.organisation_id == organisation)
    return session.scalar(asked.with_for_update(of=CorrectionRow), execution_options={"populate_existing": True})


def waiting(session: Session, organisation: UUID, size: int = 10) -> Sequence[tuple[CorrectionRow, str]]:
    """What waits for an answer of an organisation, oldest first, each with the name on the badge."""
    asked = (
        select(CorrectionRow, AwardRow.recipient_name)
        .join(AwardRow, AwardRow.id == CorrectionRow.award_id)
        .where(
            CorrectionRow.organisation_id == organisation,
            CorrectionRow.answered_at.is_(None),
            AwardRow.erased_at.is_(None),
        )
    )
    found = session.execute(asked.order_by(CorrectionRow.created_at, CorrectionRow.id).limit(size))
    return [(row[0], row[1]) for row in found]


def count_waiting(session: Session, organisation: UUID) -> int:
    """How many wait for an answer of an organisation."""
    asked = select(func.count()).where(
        CorrectionRow.organisation_id == organisation, CorrectionRow.answered_at.is_(None)
    )
    return session.scalar(asked) or 0
