"""Rows of mandates: which organisation may give which badge class of a branch, and who asked for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from badgeservice.storage.tables import (
    BadgeClassRow,
    BadgeClassVersionRow,
    EndorsementRow,
    MandateRow,
    OrganisationRow,
)

ASKED, GRANTED, DECLINED, WITHDRAWN = "asked", "granted", "declined", "withdrawn"
MOST_SHOWN = 500


def of_branch(session: Session, branch: UUID, mandate: UUID) -> MandateRow | None:
    """A mandate of this branch, or a request to it."""
    return session.scalar(select(MandateRow).where(MandateRow.id == mandate, MandateRow.branch_id == branch))


def locked(session: Session, mandate: UUID) -> MandateRow:
    """A mandate as it is now; who wants to change it waits until this session ends."""
    return session.get_one(MandateRow, mandate, with_for_update={"of": MandateRow}, populate_existing=True)


def held_on_to(session: Session, mandate: UUID) -> MandateRow:
    """A mandate as it is now; who wants to change it waits until this session ends, who only uses it does not."""
    shared = {"of": MandateRow, "read": True}
    return session.get_one(MandateRow, mandate, with_for_update=shared, populate_existing=True)


def by_branch(session: Session, branch: UUID) -> Sequence[MandateRow]:
    """What a branch granted, was asked for, declined and withdrew, newest first."""
    asked = select(MandateRow).where(MandateRow.branch_id == branch)
    return session.scalars(asked.order_by(MandateRow.created_at.desc()).limit(MOST_SHOWN)).all()


def by_organisation(session: Session, organisation: UUID) -> Sequence[MandateRow]:
    """What an organisation holds, asked for and held, newest first."""
    asked = select(MandateRow).where(MandateRow.organisation_id == organisation)
    return session.scalars(asked.order_by(MandateRow.created_at.desc()).limit(MOST_SHOWN)).all()


def count_asked(session: Session, branch: UUID) -> int:
    """How many requests wait for a branch."""
    asked = select(func.count()).where(MandateRow.branch_id == branch, MandateRow.state == ASKED)
    return session.scalar(asked) or 0


def waiting(session: Session, organisation: UUID, badge_class: UUID) -> MandateRow | None:
    """The request of an organisation for a class that still waits."""
    return session.scalar(_about(organisation, badge_class).where(MandateRow.state == ASKED).limit(1))


def overlapping(
    session: Session, organisation: UUID, badge_class: UUID, begins: datetime, ends: datetime
) -> MandateRow | None:
    """A granted mandate for the same class of which the period shares a moment with this one."""
    asked = _about(organisation, badge_class).where(
        MandateRow.state == GRANTED, MandateRow.valid_from <= ends, MandateRow.valid_until >= begins
    )
    return session.scalar(asked.order_by(MandateRow.valid_from).limit(1))


def held(session: Session, organisation: UUID, badge_class: UUID, now: datetime) -> MandateRow | None:
    """The mandate under which an organisation may give a class at this moment."""
    return session.scalar(_about(organisation, badge_class).where(in_force(now)).limit(1))


def latest(session: Session, organisation: UUID, badge_class: UUID) -> MandateRow | None:
    """The mandate for a class that was last granted to an organisation, also when it ended."""
    asked = _about(organisation, badge_class).where(MandateRow.state.in_((GRANTED, WITHDRAWN)))
    return session.scalar(asked.order_by(MandateRow.decided_at.desc()).limit(1))


def in_force(now: datetime) -> ColumnElement[bool]:
    """Which mandates count at a moment: those of a branch that is no longer approved cannot be proved."""
    approved = select(OrganisationRow.id).where(OrganisationRow.state == "approved")
    in_its_period = and_(MandateRow.valid_from <= now, MandateRow.valid_until >= now)
    return and_(MandateRow.state == GRANTED, in_its_period, MandateRow.branch_id.in_(approved))


def holders(session: Session, badge_class: UUID, now: datetime) -> Sequence[MandateRow]:
    """Who may give a class now, by name."""
    asked = select(MandateRow).join(OrganisationRow, MandateRow.organisation_id == OrganisationRow.id)
    asked = asked.where(MandateRow.badge_class_id == badge_class, in_force(now))
    return session.scalars(asked.order_by(OrganisationRow.name).limit(MOST_SHOWN)).all()


def ending(session: Session, organisation: UUID, now: datetime, until: datetime) -> Sequence[MandateRow]:
    """The mandates of a branch or of an employer that end before a moment."""
    theirs = or_(MandateRow.organisation_id == organisation, MandateRow.branch_id == organisation)
    asked = select(MandateRow).where(theirs, in_force(now), MandateRow.valid_until <= until)
    return session.scalars(asked.order_by(MandateRow.valid_until).limit(MOST_SHOWN)).all()


def givable(
    session: Session, organisation: UUID, now: datetime, after: str = "", size: int = MOST_SHOWN
) -> Sequence[BadgeClassVersionRow]:
    """One page of the newest released version of each class that an organisation may give now, its own and under a
    mandate, by slug after `after`."""
    asked = _givable(organisation, now).where(BadgeClassRow.slug > after)
    return session.scalars(asked.order_by(BadgeClassRow.slug).limit(size)).all()


def givable_of_others(session: Session, organisation: UUID, now: datetime) -> Sequence[BadgeClassVersionRow]:
    """What an organisation may give now of other organisations, by slug."""
    asked = _givable(organisation, now).where(BadgeClassRow.organisation_id != organisation)
    return session.scalars(asked.order_by(BadgeClassRow.slug).limit(MOST_SHOWN)).all()


def givable_class(session: Session, organisation: UUID, slug: str, now: datetime) -> BadgeClassVersionRow | None:
    """The version of a class that is given now, if this organisation may give it."""
    return session.scalar(_givable(organisation, now).where(BadgeClassRow.slug == slug))


def askable(session: Session, organisation: UUID, words: str, after: str, size: int) -> Sequence[BadgeClassVersionRow]:
    """One page of the classes of other branches of which name or branch holds these words, by slug after `after`."""
    asked = _newest_released().where(
        OrganisationRow.kind == "branche",
        OrganisationRow.state == "approved",
        OrganisationRow.id != organisation,
        BadgeClassRow.slug > after,
    )
    for word in words.split()[:5]:
        asked = asked.where(or_(_holds(BadgeClassVersionRow.name, word), _holds(OrganisationRow.name, word)))
    return session.scalars(asked.order_by(BadgeClassRow.slug).limit(size)).all()


def newest_of_branch(session: Session, badge_class: UUID) -> BadgeClassVersionRow | None:
    """The newest released version of a class that an approved branch still has given."""
    is_a_branch = (OrganisationRow.kind == "branche", OrganisationRow.state == "approved")
    return session.scalar(_newest_released().where(BadgeClassRow.id == badge_class, *is_a_branch))


def class_names(session: Session, badge_classes: Collection[UUID]) -> dict[UUID, str]:
    """What the newest released version of each class is called, archived or not."""
    version = BadgeClassVersionRow
    asked = (
        select(version.badge_class_id, version.name)
        .where(version.badge_class_id.in_(badge_classes), version.state == "released")
        .order_by(version.number)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def organisations_named(session: Session, words: str, size: int) -> Sequence[OrganisationRow]:
    """Approved organisations of which the name holds these words, or with this KvK number."""
    asked = select(OrganisationRow).where(OrganisationRow.state == "approved")
    for word in words.split()[:5]:
        asked = asked.where(or_(_holds(OrganisationRow.name, word), OrganisationRow.kvk == word))
    return session.scalars(asked.order_by(OrganisationRow.name).limit(size)).all()


def document_of(session: Session, mandate: MandateRow) -> bytes | None:
    """The exact signed bytes of a mandate."""
    asked = select(EndorsementRow.document).where(EndorsementRow.id == mandate.endorsement_id)
    return session.scalar(asked)


def _about(organisation: UUID, badge_class: UUID) -> Select[MandateRow]:
    return select(MandateRow).where(
        MandateRow.organisation_id == organisation, MandateRow.badge_class_id == badge_class
    )


def _givable(organisation: UUID, now: datetime) -> Select[BadgeClassVersionRow]:
    mandated = select(MandateRow.badge_class_id).where(MandateRow.organisation_id == organisation, in_force(now))
    return _newest_released().where(or_(BadgeClassRow.organisation_id == organisation, BadgeClassRow.id.in_(mandated)))


def _newest_released() -> Select[BadgeClassVersionRow]:
    inner = BadgeClassVersionRow.__table__.alias("newest")
    newest = (
        select(func.max(inner.c.number))
        .where(inner.c.badge_class_id == BadgeClassRow.id, inner.c.state == "released")
        .correlate(BadgeClassRow)
        .scalar_subquery()
    )
    joined = select(BadgeClassVersionRow).join(BadgeClassRow).join(OrganisationRow)
    return joined.where(
        BadgeClassVersionRow.number == newest,
        BadgeClassVersionRow.state == "released",
        BadgeClassRow.archived_at.is_(None),
    )


def _holds(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return column.icontains(word, autoescape=True)
