"""Rows of who has which parts of a larger badge. A person is known by e-mail address or as a learner, never by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select
from sqlalchemy.orm import Session

from badgeservice.storage import learners
from badgeservice.storage.awards import in_state
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow, LearnerRow

OFFERED = "offered"


@dataclass(frozen=True)
class Person:
    """Somebody with badges: a lower-case e-mail address, or a learner who has none."""

    email: str | None
    learner_id: UUID | None

    @property
    def key(self) -> str:
        """What stays the same of this person, before and after they keep their first badge."""
        return self.email or str(self.learner_id)


def person_of(session: Session, award: AwardRow) -> Person | None:
    """Who has a badge; None for a badge on paper that nobody kept yet."""
    return known_as(session, award.recipient_email, award.learner_id)


def known_as(session: Session, email: str | None, learner_id: UUID | None) -> Person | None:
    """The person with this address or learner, with what is known of the other of the two."""
    learner = learners.by_id(session, learner_id) if learner_id else None
    if learner is None and email:
        learner = learners.by_email(session, email)
    address = (learner.email if learner is not None else None) or email
    if address is None and learner is None:
        return None
    return Person(address, learner.id if learner is not None else None)


def awards_of(
    session: Session, person: Person, organisation: UUID, classes: Collection[UUID], *, lock: bool = False
) -> Sequence[AwardRow]:
    """The badges of these classes that an organisation gave to a person, newest first.

    With `lock` nobody changes them until this session ends.
    """
    asked = (
        select(AwardRow)
        .join(BadgeClassVersionRow, BadgeClassVersionRow.id == AwardRow.version_id)
        .where(
            _is(person),
            AwardRow.organisation_id == organisation,
            BadgeClassVersionRow.badge_class_id.in_(list(classes)),
        )
    )
    if lock:
        # Always in the same order, so that two who lock the same badges do not wait for each other.
        locked = session.scalars(asked.order_by(AwardRow.id).with_for_update(of=AwardRow).execution_options(
            populate_existing=True)).all()  # fmt: skip
        return sorted(locked, key=lambda award: award.given_at, reverse=True)
    return session.scalars(asked.order_by(AwardRow.given_at.desc(), AwardRow.id)).all()


def with_all_parts(
    session: Session, larger: BadgeClassVersionRow, parts: Collection[UUID], giver: UUID, now: datetime
) -> list[Person]:
    """Who has every part, valid now and given by this organisation, and not the larger badge itself."""
    has_larger = _keys().where(BadgeClassVersionRow.badge_class_id == larger.badge_class_id)
    asked = (
        _keys()
        .where(
            BadgeClassVersionRow.badge_class_id.in_(list(parts)),
            AwardRow.organisation_id == giver,
            in_state("valid", now),
            _key().not_in(has_larger),
        )
        .group_by(_key())
        .having(func.count(BadgeClassVersionRow.badge_class_id.distinct()) == len(parts))
    )
    found = [_read_key(session, key) for key in session.scalars(asked)]
    return [person for person in found if person is not None]


def offers(session: Session, organisation: UUID | None = None, size: int = 50) -> Sequence[AwardDraftRow]:
    """The larger badges that are offered (by an organisation), because all parts are there; oldest first."""
    asked = select(AwardDraftRow).where(AwardDraftRow.state == OFFERED)
    if organisation is not None:
        asked = asked.where(AwardDraftRow.organisation_id == organisation)
    return session.scalars(asked.order_by(AwardDraftRow.created_at, AwardDraftRow.id).limit(size)).all()


def offer(session: Session, organisation: UUID, draft: UUID) -> AwardDraftRow | None:
    """An offered badge of this organisation."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.id == draft, AwardDraftRow.organisation_id == organisation, AwardDraftRow.state == OFFERED
    )
    return session.scalar(asked)


def _is(person: Person) -> ColumnElement[bool]:
    ways = []
    if person.email is not None:
        ways.append(AwardRow.recipient_email == person.email)
    if person.learner_id is not None:
        ways.append(AwardRow.learner_id == person.learner_id)
    return or_(*ways)


def _key() -> ColumnElement[str]:
    return func.coalesce(LearnerRow.email, AwardRow.recipient_email, cast(AwardRow.learner_id, String))


def _keys() -> Select[str]:
    return (
        select(_key())
        .select_from(AwardRow)
        .join(BadgeClassVersionRow, BadgeClassVersionRow.id == AwardRow.version_id)
        .outerjoin(LearnerRow, LearnerRow.id == AwardRow.learner_id)
        .where(_key().is_not(None))
    )


def _read_key(session: Session, key: str) -> Person | None:
    return known_as(session, key, None) if "@" in key else known_as(session, None, UUID(key))
