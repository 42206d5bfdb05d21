"""Rows of signed endorsements, mandates among them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import EndorsementRow


def by_id(session: Session, endorsement: UUID) -> EndorsementRow | None:
    """The endorsement with this id."""
    return session.get(EndorsementRow, endorsement)


def locked(session: Session, endorsement: UUID) -> EndorsementRow:
    """The endorsement as it is now; who wants to change it waits until this session ends."""
    return session.get_one(EndorsementRow, endorsement, with_for_update={"of": EndorsementRow}, populate_existing=True)


def everyone(session: Session) -> Sequence[EndorsementRow]:
    """Every endorsement."""
    return session.scalars(select(EndorsementRow).order_by(EndorsementRow.created_at)).all()
