"""Rows of shared pages and the badges on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, LearnerRow, SharedBadgeRow, ShareRow


def by_token(session: Session, token: str) -> ShareRow | None:
    """The shared page with this token, also when it has ended."""
    return session.scalar(select(ShareRow).where(ShareRow.token == token))


def of_learner(session: Session, learner: UUID, share: UUID) -> ShareRow | None:
    """A shared page, if this learner made it."""
    return session.scalar(select(ShareRow).where(ShareRow.id == share, ShareRow.learner_id == learner))


def running(session: Session, learner: UUID, now: datetime) -> Sequence[ShareRow]:
    """The pages of a learner that can be seen, newest first."""
    asked = select(ShareRow).where(ShareRow.learner_id == learner, _runs(now))
    return session.scalars(asked.order_by(ShareRow.created_at.desc(), ShareRow.id)).all()


def ended(session: Session, learner: UUID, now: datetime, most: int) -> Sequence[ShareRow]:
    """The newest pages of a learner that can no longer be seen."""
    asked = select(ShareRow).where(ShareRow.learner_id == learner, ~_runs(now))
    return session.scalars(asked.order_by(ShareRow.created_at.desc(), ShareRow.id).limit(most)).all()


def badges_on(session: Session, share: ShareRow) -> Sequence[AwardRow]:
    """The badges on a page in their places, but for those that were erased or belong to somebody else by now."""
    asked = (
        select(AwardRow)
        .join(SharedBadgeRow, SharedBadgeRow.award_id == AwardRow.id)
        .where(SharedBadgeRow.share_id == share.id, *_still_theirs(share.learner_id))
        .order_by(SharedBadgeRow.position)
    )
    return session.scalars(asked).all()


def number_of_badges(session: Session, learner: UUID) -> dict[UUID, int]:
    """How many badges are on each page of a learner."""
    asked = (
        select(SharedBadgeRow.share_id, func.count())
        .join(ShareRow, ShareRow.id == SharedBadgeRow.share_id)
        .join(AwardRow, AwardRow.id == SharedBadgeRow.award_id)
        .where(ShareRow.learner_id == learner, *_still_theirs(learner))
        .group_by(SharedBadgeRow.share_id)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def count_running(session: Session, learner: UUID, now: datetime) -> int:
    """How many pages of a learner can be seen; who wants to add one waits until this session ends."""
    session.scalar(select(LearnerRow.id).where(LearnerRow.id == learner).with_for_update())
    return session.scalar(select(func.count()).where(ShareRow.learner_id == learner, _runs(now))) or 0


def can_be_shared(session: Session, learner: UUID) -> Sequence[AwardRow]:
    """The badges that a learner may put on a page, newest first."""
    asked = select(AwardRow).where(AwardRow.revoked_at.is_(None), *_still_theirs(learner))
    return session.scalars(asked.order_by(AwardRow.given_at.desc(), AwardRow.id)).all()


def add(session: Session, share: ShareRow, badges: Sequence[UUID]) -> None:
    """Keep a page with its badges in this order."""
    session.add(share)
    session.flush()
    session.add_all(SharedBadgeRow(share_id=share.id, award_id=one, position=at) for at, one in enumerate(badges))
    session.flush()


def add_views(session: Session, views: Mapping[UUID, int]) -> None:
    """Add to how often pages were looked at, in one order, so that two who add never wait in a circle."""
    for share, number in sorted(views.items()):
        session.execute(update(ShareRow).where(ShareRow.id == share).values(views=ShareRow.views + number))


def _runs(now: datetime) -> ColumnElement[bool]:
    return and_(ShareRow.withdrawn_at.is_(None), or_(ShareRow.ends_at.is_(None), ShareRow.ends_at > now))


def _still_theirs(learner: UUID) -> tuple[ColumnElement[bool], ...]:
    return (AwardRow.learner_id == learner, AwardRow.erased_at.is_(None))
