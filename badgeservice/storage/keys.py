"""Rows of signing keys; without an organisation they are of the service itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import SigningKeyRow

# Asked for every look at a badge; putting a question together takes longer than the answer.
_OF_ORGANISATIONS = (
    select(SigningKeyRow)
    .where(SigningKeyRow.organisation_id.in_(bindparam("organisations", expanding=True)))
    .order_by(SigningKeyRow.created_at, SigningKeyRow.fragment)
)


def active(session: Session, organisation: UUID | None, purpose: str) -> SigningKeyRow | None:
    """The key with which an organisation, or the service, signs now."""
    return session.scalar(
        select(SigningKeyRow).where(
            SigningKeyRow.organisation_id == organisation,
            SigningKeyRow.purpose == purpose,
            SigningKeyRow.state == "active",
        )
    )


def of_organisation(session: Session, organisation: UUID | None) -> Sequence[SigningKeyRow]:
    """Every key an organisation, or the service, has or had, oldest first."""
    asked = select(SigningKeyRow).where(SigningKeyRow.organisation_id == organisation)
    return session.scalars(asked.order_by(SigningKeyRow.created_at, SigningKeyRow.fragment)).all()


def of_organisations(session: Session, organisations: Collection[UUID]) -> dict[UUID, list[SigningKeyRow]]:
    """The same of several organisations at once."""
    found: dict[UUID, list[SigningKeyRow]] = {organisation: [] for organisation in organisations}
    for row in session.scalars(_OF_ORGANISATIONS, {"organisations": list(organisations)}):
        if row.organisation_id is not None:
            found[row.organisation_id].append(row)
    return found


def count(session: Session, organisation: UUID | None, purpose: str) -> int:
    """How many keys an organisation, or the service, has or had for a purpose."""
    return (
        session.scalar(
            select(func.count()).where(SigningKeyRow.organisation_id == organisation, SigningKeyRow.purpose == purpose)
        )
        or 0
    )


def everything(session: Session) -> Sequence[SigningKeyRow]:
    """All keys, by organisation and age; those of the service come last."""
    asked = select(SigningKeyRow).order_by(
        SigningKeyRow.organisation_id.is_(None),
        SigningKeyRow.organisation_id,
        SigningKeyRow.purpose,
        SigningKeyRow.created_at,
    )
    return session.scalars(asked).all()
