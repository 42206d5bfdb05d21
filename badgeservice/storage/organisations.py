"""Rows of organisations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import OrganisationRow


def by_slug(session: Session, slug: str) -> OrganisationRow | None:
    """The organisation with this slug."""
    return session.scalar(select(OrganisationRow).where(OrganisationRow.slug == slug))


def approved_by_slug(session: Session, slug: str) -> OrganisationRow | None:
    """The approved organisation with this slug."""
    found = by_slug(session, slug)
    return found if found is not None and found.state == "approved" else None


def by_id(session: Session, organisation: UUID) -> OrganisationRow | None:
    """The organisation with this id."""
    return session.get(OrganisationRow, organisation)


def by_ids(session: Session, organisations: Collection[UUID]) -> dict[UUID, OrganisationRow]:
    """The organisations with these ids."""
    asked = select(OrganisationRow).where(OrganisationRow.id.in_(organisations))
    return {row.id: row for row in session.scalars(asked)}


def slug_is_free(session: Session, slug: str) -> bool:
    """Whether no organisation has or had this slug."""
    return session.scalar(select(func.count()).where(OrganisationRow.slug == slug)) == 0


def in_state(session: Session, state: str, after: str = "", size: int = 50) -> Sequence[OrganisationRow]:
    """One page of organisations in a state, by slug, after the slug `after`."""
    asked = select(OrganisationRow).where(OrganisationRow.state == state, OrganisationRow.slug > after)
    return session.scalars(asked.order_by(OrganisationRow.slug).limit(size)).all()


def approved(session: Session) -> Sequence[OrganisationRow]:
    """Every approved organisation."""
    return session.scalars(select(OrganisationRow).where(OrganisationRow.state == "approved")).all()
