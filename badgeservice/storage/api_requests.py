"""Rows of requests that were carried out once."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.storage.tables import ApiRequestRow


def by_key(session: Session, token: UUID, key: str) -> ApiRequestRow | None:
    """What was answered to this key of a token."""
    return session.get(ApiRequestRow, (token, key))
