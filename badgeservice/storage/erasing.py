"""What is deleted of a badge or a learner, and in which order?

A test holds these lists against all tables: one that points at a badge or a learner is named here, or it fails.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import (
    AddressClaimRow,
    AwardDraftRow,
    AwardFormRow,
    AwardReminderRow,
    AwardRow,
    BadgeRequestRow,
    CorrectionRow,
    ForeignBadgeRow,
    LearnerAddressRow,
    LearnerRow,
    OAuthCodeRow,
    OAuthTokenRow,
    OneTimeLinkRow,
    OutboxRow,
    PasskeyRow,
    PersonalViewRow,
    SharedBadgeRow,
    ShareRow,
    SignInCodeRow,
)

OF_BADGE = (AwardFormRow, AwardReminderRow, CorrectionRow, PersonalViewRow, SharedBadgeRow)
OF_LEARNER = (
    AddressClaimRow,
    ForeignBadgeRow,
    LearnerAddressRow,
    OAuthCodeRow,
    OAuthTokenRow,
    PasskeyRow,
    ShareRow,
    SignInCodeRow,
)


def badges_of(session: Session, learner: UUID, addresses: Collection[str], *, lock: bool) -> Sequence[AwardRow]:
    """Every badge that a learner keeps, or that waits at one of their addresses, always in the same order.

    With `lock` nobody changes them until this session ends.
    """
    waits = (AwardRow.recipient_email.in_(addresses)) & AwardRow.learner_id.is_(None)
    asked = select(AwardRow).where(or_(AwardRow.learner_id == learner, waits), AwardRow.erased_at.is_(None))
    in_order = asked.order_by(AwardRow.id)
    if lock:
        in_order = in_order.with_for_update(of=AwardRow).execution_options(populate_existing=True)
    return session.scalars(in_order).all()


def around_badge(session: Session, badge: UUID) -> None:
    """Delete what was made of a badge and what waits to be done with it: files, links, mail, requests."""
    for table in OF_BADGE:
        session.execute(delete(table).where(table.award_id == badge))
    _with_mail(session, [badge])
    _requests(session, BadgeRequestRow.award_id == badge)
    _drafts(session, AwardDraftRow.answers["renews"].as_string() == str(badge))


def around_learner(session: Session, learner: UUID, addresses: Collection[str]) -> None:
    """Delete everything else that is held of a learner, and then the learner."""
    if addresses:
        _requests(session, BadgeRequestRow.email.in_(addresses))
        _drafts(session, func.lower(AwardDraftRow.answers["email"].as_string()).in_(addresses))
    of_learner = (select(table.id).where(table.learner_id == learner) for table in (AddressClaimRow, SignInCodeRow))
    _with_mail(session, [learner, *(row for asked in of_learner for row in session.scalars(asked))])
    shares = select(ShareRow.id).where(ShareRow.learner_id == learner)
    session.execute(delete(SharedBadgeRow).where(SharedBadgeRow.share_id.in_(shares)))
    for table in OF_LEARNER:
        session.execute(delete(table).where(table.learner_id == learner))
    session.execute(delete(LearnerRow).where(LearnerRow.id == learner))


def _requests(session: Session, which: ColumnElement[bool]) -> None:
    found = session.scalars(select(BadgeRequestRow.id).where(which)).all()
    _with_mail(session, found)
    session.execute(delete(BadgeRequestRow).where(BadgeRequestRow.id.in_(found)))


def _drafts(session: Session, which: ColumnElement[bool]) -> None:
    found = session.scalars(select(AwardDraftRow.id).where(which)).all()
    _with_mail(session, found)
    session.execute(delete(AwardDraftRow).where(AwardDraftRow.id.in_(found)))


def _with_mail(session: Session, subjects: Collection[UUID]) -> None:
    """The links and the mail about these; mail that is leaving at this moment has left."""
    session.execute(delete(OneTimeLinkRow).where(OneTimeLinkRow.subject_id.in_(subjects)))
    session.execute(delete(OutboxRow).where(OutboxRow.subject_id.in_(subjects)))
