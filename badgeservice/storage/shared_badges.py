"""Rows of badges on shared pages."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from badgeservice.storage.tables import SharedBadgeRow


def take_off_every_page(session: Session, award: UUID) -> None:
    """Take a badge off every page on which it was shared."""
    session.execute(delete(SharedBadgeRow).where(SharedBadgeRow.award_id == award))
