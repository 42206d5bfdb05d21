"""Rows of copies: which badge class began as a copy of which?"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from badgeservice.storage.tables import BadgeClassRow, BadgeClassVersionRow, ClassCopyRow


def example_of(session: Session, badge_class: UUID) -> BadgeClassVersionRow | None:
    """The version that this class began as a copy of."""
    asked = (
        select(BadgeClassVersionRow)
        .join(ClassCopyRow, ClassCopyRow.version_id == BadgeClassVersionRow.id)
        .where(ClassCopyRow.badge_class_id == badge_class)
    )
    return session.scalar(asked)


def released_copies(session: Session, badge_class: UUID, size: int = 20) -> Sequence[BadgeClassRow]:
    """The classes that began as a copy of any version of this one, once everybody may see them."""
    of_it, released = aliased(BadgeClassVersionRow), aliased(BadgeClassVersionRow)
    asked = (
        select(BadgeClassRow)
        .join(ClassCopyRow, ClassCopyRow.badge_class_id == BadgeClassRow.id)
        .join(of_it, of_it.id == ClassCopyRow.version_id)
        .where(
            of_it.badge_class_id == badge_class,
            exists().where(released.badge_class_id == BadgeClassRow.id, released.state == "released"),
        )
        .order_by(BadgeClassRow.created_at, BadgeClassRow.id)
    )
    return session.scalars(asked.limit(size)).all()


def remember(session: Session, badge_class: UUID, version: UUID) -> None:
    """Write down that a class began as a copy of a version."""
    session.add(ClassCopyRow(badge_class_id=badge_class, version_id=version))
