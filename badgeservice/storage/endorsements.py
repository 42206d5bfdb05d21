"""Rows of signed endorsements, mandates among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import BadgeClassVersionRow, EndorsementRow, MandateRow, OrganisationRow

MOST_SHOWN = 200


def by_id(session: Session, endorsement: UUID) -> EndorsementRow | None:
    """The endorsement with this id."""
    return session.get(EndorsementRow, endorsement)


def locked(session: Session, endorsement: UUID) -> EndorsementRow:
    """The endorsement as it is now; who wants to change it waits until this session ends."""
    return session.get_one(EndorsementRow, endorsement, with_for_update={"of": EndorsementRow}, populate_existing=True)


def everyone(session: Session) -> Sequence[EndorsementRow]:
    """Every endorsement."""
    return session.scalars(select(EndorsementRow).order_by(EndorsementRow.created_at)).all()


def recommendation_by(session: Session, endorser: UUID, endorsement: UUID) -> EndorsementRow | None:
    """A recommendation that this organisation signed."""
    asked = _recommendations().where(EndorsementRow.id == endorsement, EndorsementRow.endorser_id == endorser)
    return session.scalar(asked)


def recommended_by(session: Session, endorser: UUID) -> Sequence[EndorsementRow]:
    """What an organisation recommends and recommended, newest first."""
    return session.scalars(_recommendations().where(EndorsementRow.endorser_id == endorser)).all()


def recommending(session: Session, organisation: UUID) -> Sequence[EndorsementRow]:
    """What is and was recommended about an organisation and its badge classes, newest first."""
    return session.scalars(_recommendations().where(EndorsementRow.organisation_id == organisation)).all()


def in_force(
    session: Session, organisation: UUID, version: UUID | None, endorser: UUID | None = None
) -> Sequence[EndorsementRow]:
    """The recommendations about an organisation, or about a version of its class, that count now, newest first."""
    asked = _in_force().where(
        EndorsementRow.organisation_id == organisation,
        EndorsementRow.version_id.is_(None) if version is None else EndorsementRow.version_id == version,
    )
    return session.scalars(asked if endorser is None else asked.where(EndorsementRow.endorser_id == endorser)).all()


def of_earlier_versions(
    session: Session, badge_class: UUID, number: int, released_at: datetime
) -> Sequence[EndorsementRow]:
    """The recommendations about a version before this number that count now and were there at its release."""
    asked = (
        _in_force()
        .join(BadgeClassVersionRow, BadgeClassVersionRow.id == EndorsementRow.version_id)
        .where(
            BadgeClassVersionRow.badge_class_id == badge_class,
            BadgeClassVersionRow.number < number,
            EndorsementRow.created_at <= released_at,
        )
    )
    return session.scalars(asked).all()


def endorsed_by_any(session: Session, endorsers: Sequence[UUID]) -> set[UUID]:
    """The organisations that these recommend now, or of which they recommend a badge class."""
    asked = (
        _in_force()
        .where(EndorsementRow.endorser_id.in_(endorsers))
        .with_only_columns(EndorsementRow.organisation_id)
        .order_by(None)
        .limit(None)
    )
    return set(session.scalars(asked))


def _in_force() -> Select[EndorsementRow]:
    approved = select(OrganisationRow.id).where(OrganisationRow.state == "approved")
    return _recommendations().where(EndorsementRow.withdrawn_at.is_(None), EndorsementRow.endorser_id.in_(approved))


def _recommendations() -> Select[EndorsementRow]:
    """All but the mandates, newest first."""
    mandates = select(MandateRow.endorsement_id).where(MandateRow.endorsement_id.is_not(None))
    newest = (EndorsementRow.created_at.desc(), EndorsementRow.id)
    return select(EndorsementRow).where(EndorsementRow.id.not_in(mandates)).order_by(*newest).limit(MOST_SHOWN)
