"""Rows of people who asked for a badge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import BadgeRequestRow

ASKED, GIVEN, DECLINED = "asked", "given", "declined"


def by_id(session: Session, request: UUID) -> BadgeRequestRow | None:
    """The request with this id."""
    return session.get(BadgeRequestRow, request)


def in_organisation(session: Session, organisation: UUID, request: UUID) -> BadgeRequestRow | None:
    """A request, if it was made to this organisation."""
    asked = select(BadgeRequestRow).where(
        BadgeRequestRow.id == request, BadgeRequestRow.organisation_id == organisation
    )
    return session.scalar(asked)


def locked(session: Session, organisation: UUID, request: UUID) -> BadgeRequestRow | None:
    """The same, as it is now; who wants to answer it too waits until this session ends."""
    asked = select(BadgeRequestRow).where(
        BadgeRequestRow.id == request, BadgeRequestRow.organisation_id == organisation
    )
    return session.scalar(asked.with_for_update(of=BadgeRequestRow), execution_options={"populate_existing": True})


def of_draft(session: Session, draft: UUID) -> BadgeRequestRow | None:
    """The request that is being answered with a draft, locked."""
    asked = select(BadgeRequestRow).where(BadgeRequestRow.draft_id == draft)
    return session.scalar(asked.with_for_update(of=BadgeRequestRow), execution_options={"populate_existing": True})


def waiting_of_email(session: Session, link: UUID, email: str) -> BadgeRequestRow | None:
    """What somebody with this (lower-case) e-mail address asked by a link and has no answer to."""
    asked = select(BadgeRequestRow).where(
        BadgeRequestRow.link_id == link, BadgeRequestRow.state == ASKED, BadgeRequestRow.email == email
    )
    return session.scalar(asked.limit(1))


def waiting_of_name(session: Session, link: UUID, name: str, evidence: str) -> BadgeRequestRow | None:
    """What somebody without an e-mail address asked by a link in exactly these words and has no answer to."""
    asked = select(BadgeRequestRow).where(
        BadgeRequestRow.link_id == link,
        BadgeRequestRow.state == ASKED,
        BadgeRequestRow.email.is_(None),
        BadgeRequestRow.name == name,
        BadgeRequestRow.evidence == evidence,
    )
    return session.scalar(asked.limit(1))


def count_waiting(session: Session, organisation: UUID, link: UUID | None = None) -> int:
    """How many people wait for an answer of an organisation, or only those who asked by one link."""
    asked = select(func.count()).where(BadgeRequestRow.organisation_id == organisation, BadgeRequestRow.state == ASKED)
    if link is not None:
        asked = asked.where(BadgeRequestRow.link_id == link)
    return session.scalar(asked) or 0


def waiting(
    session: Session, organisation: UUID, after: tuple[datetime, UUID] | None = None, size: int = 50
) -> Sequence[BadgeRequestRow]:
    """One page of requests without an answer, oldest first, after the last (created_at, id) of the page before."""
    asked = select(BadgeRequestRow).where(
        BadgeRequestRow.organisation_id == organisation, BadgeRequestRow.state == ASKED
    )
    if after is not None:
        moment, last = after
        asked = asked.where(
            or_(
                BadgeRequestRow.created_at > moment,
                and_(BadgeRequestRow.created_at == moment, BadgeRequestRow.id > last),
            )
        )
    return session.scalars(asked.order_by(BadgeRequestRow.created_at, BadgeRequestRow.id).limit(size)).all()


def answered(
    session: Session, organisation: UUID, before: tuple[datetime, UUID] | None = None, size: int = 50
) -> Sequence[BadgeRequestRow]:
    """One page of requests with an answer, newest question first, after the last of the page before."""
    asked = select(BadgeRequestRow).where(
        BadgeRequestRow.organisation_id == organisation, BadgeRequestRow.state != ASKED
    )
    if before is not None:
        moment, last = before
        asked = asked.where(
            or_(
                BadgeRequestRow.created_at < moment,
                and_(BadgeRequestRow.created_at == moment, BadgeRequestRow.id < last),
            )
        )
    newest_first = (BadgeRequestRow.created_at.desc(), BadgeRequestRow.id.desc())
    return session.scalars(asked.order_by(*newest_first).limit(size)).all()


def of_emails(session: Session, emails: Sequence[str], size: int = 10) -> Sequence[BadgeRequestRow]:
    """What somebody asked last, newest first."""
    asked = select(BadgeRequestRow).where(BadgeRequestRow.email.in_(emails))
    return session.scalars(asked.order_by(BadgeRequestRow.created_at.desc()).limit(size)).all()


def forget_before(session: Session, moment: datetime) -> None:
    """Delete requests that were answered before a moment."""
    session.execute(delete(BadgeRequestRow).where(BadgeRequestRow.state != ASKED, BadgeRequestRow.decided_at < moment))
