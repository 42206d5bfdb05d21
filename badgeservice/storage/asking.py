"""Rows of the links with which people ask for a badge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AskingLinkRow, BadgeRequestRow


def by_code(session: Session, code: str) -> AskingLinkRow | None:
    """The link whose address holds this code."""
    return session.scalar(select(AskingLinkRow).where(AskingLinkRow.code == code))


def in_organisation(session: Session, organisation: UUID, link: UUID) -> AskingLinkRow | None:
    """A link, if it is this organisation's."""
    return session.scalar(
        select(AskingLinkRow).where(AskingLinkRow.id == link, AskingLinkRow.organisation_id == organisation)
    )


def locked(session: Session, link: UUID) -> AskingLinkRow:
    """The link as it is now; who asks by it, or closes it, waits until this session ends."""
    return session.get_one(AskingLinkRow, link, with_for_update={"of": AskingLinkRow}, populate_existing=True)


def of_organisation(session: Session, organisation: UUID, size: int = 100) -> Sequence[AskingLinkRow]:
    """The newest links of an organisation; those that were closed come last, so that no open one is left out."""
    asked = select(AskingLinkRow).where(AskingLinkRow.organisation_id == organisation)
    order = (AskingLinkRow.closed_at.is_not(None), AskingLinkRow.created_at.desc(), AskingLinkRow.id)
    return session.scalars(asked.order_by(*order).limit(size)).all()


def count_open(session: Session, organisation: UUID, moment: datetime) -> int:
    """How many links of an organisation are, or will be, open."""
    asked = select(func.count()).where(
        AskingLinkRow.organisation_id == organisation,
        AskingLinkRow.closed_at.is_(None),
        or_(AskingLinkRow.valid_until.is_(None), AskingLinkRow.valid_until >= moment),
    )
    return session.scalar(asked) or 0


def asked_per_link(session: Session, organisation: UUID) -> Mapping[UUID, int]:
    """How many people asked by each link of an organisation."""
    asked = (
        select(BadgeRequestRow.link_id, func.count())
        .where(BadgeRequestRow.organisation_id == organisation)
        .group_by(BadgeRequestRow.link_id)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
