"""Which badge took the place of which, and which badges end soon?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from badgeservice.storage.tables import AwardReminderRow, AwardRow, RenewalRow

# Asked for every look at a badge; putting a question together takes longer than the answer.
_NEWER_CODE = (
    select(AwardRow.code)
    .join(RenewalRow, RenewalRow.new_award_id == AwardRow.id)
    .where(RenewalRow.old_award_id == bindparam("award"), AwardRow.revoked_at.is_(None), AwardRow.erased_at.is_(None))
)


def newer_of(session: Session, award: UUID) -> AwardRow | None:
    """The badge that took the place of this one; what was revoked or erased stands in nothing's place."""
    return session.scalar(
        select(AwardRow)
        .join(RenewalRow, RenewalRow.new_award_id == AwardRow.id)
        .where(RenewalRow.old_award_id == award, AwardRow.revoked_at.is_(None), AwardRow.erased_at.is_(None))
    )


def replaced(session: Session, awards: Collection[UUID]) -> set[UUID]:
    """Those of the badges that a newer one took the place of, unless that was revoked or erased."""
    asked = (
        select(RenewalRow.old_award_id)
        .join(AwardRow, RenewalRow.new_award_id == AwardRow.id)
        .where(RenewalRow.old_award_id.in_(awards), AwardRow.revoked_at.is_(None), AwardRow.erased_at.is_(None))
    )
    return set(session.scalars(asked))


def newer_code(session: Session, award: UUID) -> str | None:
    """The check code of the badge that took the place of this one."""
    return session.scalar(_NEWER_CODE, {"award": award})


def last_renewal(session: Session, award: UUID) -> RenewalRow | None:
    """The last time that this badge was renewed, also when the badge of then was revoked since."""
    return session.get(RenewalRow, award, populate_existing=True)


def older_of(session: Session, award: UUID) -> AwardRow | None:
    """The badge whose place this one took."""
    return session.scalar(
        select(AwardRow)
        .join(RenewalRow, RenewalRow.old_award_id == AwardRow.id)
        .where(RenewalRow.new_award_id == award, AwardRow.erased_at.is_(None))
    )


def ending(after: datetime, until: datetime) -> ColumnElement[bool]:
    """Which badges end between two moments, still count and were not renewed."""
    newer = aliased(AwardRow)
    renewed = exists().where(
        RenewalRow.old_award_id == AwardRow.id, RenewalRow.new_award_id == newer.id, newer.revoked_at.is_(None)
    )
    return and_(
        AwardRow.valid_until > after,
        AwardRow.valid_until <= until,
        AwardRow.revoked_at.is_(None),
        ~renewed,
    )


def count_ending(session: Session, organisation: UUID, after: datetime, until: datetime) -> int:
    """How many badges of an organisation end between two moments."""
    asked = select(func.count()).select_from(AwardRow)
    return session.scalar(asked.where(AwardRow.organisation_id == organisation, ending(after, until))) or 0


def to_remind(session: Session, after: datetime, until: datetime, days: int, size: int) -> Sequence[UUID]:
    """Badges that end between two moments and of which that was not told yet, the first to end in front."""
    told = exists().where(AwardReminderRow.award_id == AwardRow.id, AwardReminderRow.days <= days)
    asked = select(AwardRow.id).where(
        ending(after, until), AwardRow.suspended_at.is_(None), AwardRow.recipient_email.is_not(None), ~told
    )
    return session.scalars(asked.order_by(AwardRow.valid_until, AwardRow.id).limit(size)).all()
