"""Rows of the tokens of programs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import ApiTokenRow, OrganisationRow


def by_hash(session: Session, token_hash: str) -> tuple[ApiTokenRow, OrganisationRow] | None:
    """The token with this SHA-256, and its organisation."""
    asked = select(ApiTokenRow, OrganisationRow).join(OrganisationRow).where(ApiTokenRow.token_hash == token_hash)
    found = session.execute(asked).one_or_none()
    return None if found is None else (found[0], found[1])


def of_organisation(session: Session, organisation: UUID) -> Sequence[ApiTokenRow]:
    """Every token of an organisation, newest first."""
    asked = select(ApiTokenRow).where(ApiTokenRow.organisation_id == organisation)
    return session.scalars(asked.order_by(ApiTokenRow.created_at.desc(), ApiTokenRow.id)).all()


def in_organisation(session: Session, organisation: UUID, token: UUID) -> ApiTokenRow | None:
    """A token, if it is one of this organisation."""
    asked = select(ApiTokenRow).where(ApiTokenRow.id == token, ApiTokenRow.organisation_id == organisation)
    return session.scalar(asked)
