"""Rows of the audit log."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AuditHeadRow, AuditRow

START = "0" * 64
PORTION = 1000


def lock_head(session: Session) -> AuditHeadRow:
    """The end of the chain, locked until this transaction ends; the first migration makes the row."""
    return session.get_one(AuditHeadRow, 1, with_for_update=True, populate_existing=True)


def rows_after(session: Session, number: int) -> Sequence[AuditRow]:
    """The next portion of the chain, in order."""
    asked = select(AuditRow).where(AuditRow.number > number).order_by(AuditRow.number).limit(PORTION)
    return session.scalars(asked).all()


def head(session: Session) -> AuditHeadRow | None:
    """The end of the chain, for reading."""
    return session.get(AuditHeadRow, 1)
