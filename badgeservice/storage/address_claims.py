"""Rows of addresses that a learner says are theirs too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AddressClaimRow


def of_learner(session: Session, learner: UUID, claim: UUID) -> AddressClaimRow | None:
    """A claim, if this learner made it."""
    asked = select(AddressClaimRow).where(AddressClaimRow.id == claim, AddressClaimRow.learner_id == learner)
    return session.scalar(asked)


def by_id(session: Session, claim: UUID) -> AddressClaimRow | None:
    """The claim with this id."""
    return session.get(AddressClaimRow, claim)


def locked(session: Session, learner: UUID, claim: UUID) -> AddressClaimRow | None:
    """A claim of this learner as it is now; who settles it too waits until this session ends."""
    asked = select(AddressClaimRow).where(AddressClaimRow.id == claim, AddressClaimRow.learner_id == learner)
    return session.scalar(asked.with_for_update(of=AddressClaimRow), execution_options={"populate_existing": True})


def waiting(session: Session, learner: UUID, since: datetime) -> Sequence[AddressClaimRow]:
    """What a learner claimed since a moment, newest first."""
    asked = select(AddressClaimRow).where(AddressClaimRow.learner_id == learner, AddressClaimRow.created_at >= since)
    return session.scalars(asked.order_by(AddressClaimRow.created_at.desc())).all()


def count_since(session: Session, learner: UUID, since: datetime) -> int:
    """How many addresses a learner claimed since a moment."""
    asked = select(func.count()).where(AddressClaimRow.learner_id == learner, AddressClaimRow.created_at >= since)
    return session.scalar(asked) or 0


def forget_before(session: Session, moment: datetime) -> None:
    """Delete claims that were made before a moment."""
    session.execute(delete(AddressClaimRow).where(AddressClaimRow.created_at < moment))
