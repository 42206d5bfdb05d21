"""Rows of many given badges that change together; which ones is itself a query for their ids."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select, update
from sqlalchemy.orm import Session, defer

from badgeservice.storage.tables import AwardRow, OutboxRow


def revoke(session: Session, which: Select[Any], code: str, now: datetime) -> tuple[list[UUID], Collection[UUID]]:
    """Revoke those that still stand, with a code of issuing/reasons.py: which, and the status lists they are in."""
    revoked = session.execute(
        update(AwardRow)
        .where(AwardRow.id.in_(which), AwardRow.revoked_at.is_(None), AwardRow.erased_at.is_(None))
        .values(revoked_at=now, status_code=code, status_reason=None)
        .returning(AwardRow.id, AwardRow.status_list_id)
        .execution_options(synchronize_session=False)
    ).all()
    return [row.id for row in revoked], sorted({row.status_list_id for row in revoked})


def cancel_mail(session: Session, which: Select[Any], now: datetime) -> None:
    """Cancel all mail about these that has not left, and forget what it was made of."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject_id.in_(which), OutboxRow.state == "waiting")
        .values(state="cancelled", recipient="", facts={}, organisation_id=None, changed_at=now)
        .execution_options(synchronize_session=False)
    )


def known_of(session: Session, which: Select[Any], kind: str) -> Sequence[AwardRow]:
    """Those that stand and of which the learner knows: it was kept, or a mail of this kind left or was tried."""
    left = exists().where(
        OutboxRow.subject_id == AwardRow.id, OutboxRow.kind == kind, OutboxRow.state.not_in(("waiting", "cancelled"))
    )
    asked = select(AwardRow).where(
        AwardRow.id.in_(which),
        AwardRow.erased_at.is_(None),
        AwardRow.revoked_at.is_(None),
        or_(AwardRow.kept_at.is_not(None), and_(AwardRow.recipient_email.is_not(None), left)),
    )
    return session.scalars(asked.options(defer(AwardRow.document))).all()
