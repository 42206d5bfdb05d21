"""Rows of stacks: of which badge classes does a larger badge consist, and who has which of them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session, aliased

from badgeservice.storage import mandates
from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow, StackPartRow

RELEASED = "released"


def parts_of(session: Session, version: UUID) -> Sequence[BadgeClassRow]:
    """The badge classes that a version consists of, in their places; none for a badge that is no stack."""
    asked = (
        select(BadgeClassRow)
        .join(StackPartRow, StackPartRow.part_class_id == BadgeClassRow.id)
        .where(StackPartRow.version_id == version)
        .order_by(StackPartRow.position)
    )
    return session.scalars(asked).all()


def put_parts(session: Session, version: UUID, parts: Sequence[UUID]) -> None:
    """Write the parts of a version, in this order, in the place of those it had."""
    session.execute(delete(StackPartRow).where(StackPartRow.version_id == version))
    session.add_all(
        StackPartRow(version_id=version, part_class_id=part, position=place) for place, part in enumerate(parts, 1)
    )
    session.flush()


def newest_of(session: Session, classes: Iterable[UUID]) -> dict[UUID, BadgeClassVersionRow]:
    """The newest released version of each of these classes; of a class without one, its draft."""
    asked = (
        select(BadgeClassVersionRow)
        .where(BadgeClassVersionRow.badge_class_id.in_(list(classes)))
        .order_by(BadgeClassVersionRow.state, BadgeClassVersionRow.number)
    )
    # "draft" sorts before "released", so that a released one, and of those the newest, is written last.
    return {version.badge_class_id: version for version in session.scalars(asked)}


def larger_than(session: Session, part: UUID) -> Sequence[BadgeClassVersionRow]:
    """The badges that are given now and of which this class is a part."""
    return [larger for _part, larger in larger_than_any(session, [part])]


def larger_than_any(session: Session, parts: Iterable[UUID]) -> list[tuple[UUID, BadgeClassVersionRow]]:
    """(part, larger badge) for every badge that is given now and of which one of these classes is a part."""
    asked = (
        _given_now()
        .join(StackPartRow, StackPartRow.version_id == BadgeClassVersionRow.id)
        .where(StackPartRow.part_class_id.in_(list(parts)))
        .add_columns(StackPartRow.part_class_id)
    )
    return [(part, larger) for larger, part in session.execute(asked)]


def all_stacks(session: Session) -> Sequence[BadgeClassVersionRow]:
    """Every badge that is given now and consists of parts."""
    return session.scalars(
        _given_now().where(BadgeClassVersionRow.id.in_(select(StackPartRow.version_id))).order_by(BadgeClassRow.slug)
    ).all()


def consists_of(session: Session) -> dict[UUID, set[UUID]]:
    """Class → the classes that its newest released version or its draft consists of."""
    newest = (
        select(func.max(BadgeClassVersionRow.number))
        .where(BadgeClassVersionRow.badge_class_id == BadgeClassRow.id, BadgeClassVersionRow.state == RELEASED)
        .correlate(BadgeClassRow)
        .scalar_subquery()
    )
    asked = (
        select(BadgeClassVersionRow.badge_class_id, StackPartRow.part_class_id)
        .join(StackPartRow, StackPartRow.version_id == BadgeClassVersionRow.id)
        .join(BadgeClassRow, BadgeClassRow.id == BadgeClassVersionRow.badge_class_id)
        .where(or_(BadgeClassVersionRow.state == "draft", BadgeClassVersionRow.number == newest))
    )
    found: dict[UUID, set[UUID]] = {}
    for larger, part in session.execute(asked):
        found.setdefault(larger, set()).add(part)
    return found


def givers_of(session: Session, larger: BadgeClassVersionRow, now: datetime) -> list[UUID]:
    """Which organisations give a larger badge now: its own, and those that hold a mandate for it."""
    holders = mandates.holders(session, larger.badge_class_id, now)
    return [larger.badge_class.organisation_id, *(mandate.organisation_id for mandate in holders)]


def _given_now() -> Select[BadgeClassVersionRow]:
    other = aliased(BadgeClassVersionRow)
    newest = (
        select(func.max(other.number))
        .where(other.badge_class_id == BadgeClassRow.id, other.state == RELEASED)
        .correlate(BadgeClassRow)
        .scalar_subquery()
    )
    return (
        select(BadgeClassVersionRow)
        .join(BadgeClassRow, BadgeClassRow.id == BadgeClassVersionRow.badge_class_id)
        .where(
            BadgeClassRow.archived_at.is_(None),
            BadgeClassVersionRow.state == RELEASED,
            BadgeClassVersionRow.number == newest,
        )
    )
