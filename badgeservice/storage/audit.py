"""Rows of the audit log."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AuditHeadRow, AuditRow

START = "0" * 64


def lock_head(session: Session) -> AuditHeadRow:
    """The end of the chain, locked until this transaction ends."""
    head = session.get(AuditHeadRow, 1, with_for_update=True)
    if head is None:
        head = AuditHeadRow(id=1, number=0, hash=START)
        session.add(head)
        session.flush()
    return head


def rows_in_order(session: Session) -> Iterator[AuditRow]:
    """Every row from the first, read in portions."""
    return iter(session.scalars(select(AuditRow).order_by(AuditRow.number).execution_options(yield_per=1000)))


def head(session: Session) -> AuditHeadRow | None:
    """The end of the chain, for reading."""
    return session.get(AuditHeadRow, 1)
