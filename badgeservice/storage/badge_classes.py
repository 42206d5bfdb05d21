"""Rows of badge classes and their versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from badgeservice.storage.tables import AwardRow, BadgeClassRow, BadgeClassVersionRow


def slug_is_free(session: Session, slug: str) -> bool:
    """Whether no badge class has or had this slug."""
    return session.scalar(select(func.count()).where(BadgeClassRow.slug == slug)) == 0


def any_version(session: Session, version_id: UUID) -> BadgeClassVersionRow | None:
    """The version with this id, whosever it is."""
    return session.get(BadgeClassVersionRow, version_id)


def version(session: Session, organisation: UUID, version_id: UUID) -> BadgeClassVersionRow | None:
    """A version, if it belongs to this organisation."""
    asked = (
        select(BadgeClassVersionRow)
        .join(BadgeClassRow)
        .where(BadgeClassVersionRow.id == version_id, BadgeClassRow.organisation_id == organisation)
    )
    return session.scalar(asked)


def released(session: Session, slug: str, number: int) -> BadgeClassVersionRow | None:
    """The released version under a public address."""
    asked = (
        select(BadgeClassVersionRow)
        .join(BadgeClassRow)
        .where(
            BadgeClassRow.slug == slug,
            BadgeClassVersionRow.number == number,
            BadgeClassVersionRow.state == "released",
        )
    )
    return session.scalar(asked)


def newest_number(session: Session, slug: str) -> int | None:
    """The number of the newest released version of a class."""
    asked = (
        select(func.max(BadgeClassVersionRow.number))
        .join(BadgeClassRow)
        .where(BadgeClassRow.slug == slug, BadgeClassVersionRow.state == "released")
    )
    return session.scalar(asked)


def newest_released(session: Session, classes: Collection[UUID]) -> dict[UUID, BadgeClassVersionRow]:
    """The newest released version of each of these classes that has one."""
    if not classes:
        return {}
    asked = select(BadgeClassVersionRow).where(
        BadgeClassVersionRow.badge_class_id.in_(classes), BadgeClassVersionRow.state == "released"
    )
    # The newest is written last.
    return {version.badge_class_id: version for version in session.scalars(asked.order_by(BadgeClassVersionRow.number))}


def by_ids(session: Session, versions: Collection[UUID]) -> dict[UUID, BadgeClassVersionRow]:
    """The versions with these ids, whosever they are."""
    asked = select(BadgeClassVersionRow).where(BadgeClassVersionRow.id.in_(versions))
    return {version.id: version for version in session.scalars(asked)}


def read_pictures(session: Session, versions: Collection[UUID]) -> None:
    """Read the pictures of versions that this session knows, all at once, for who is going to show them."""
    pictures = (undefer(BadgeClassVersionRow.picture_svg), undefer(BadgeClassVersionRow.picture_png))
    asked = select(BadgeClassVersionRow).where(BadgeClassVersionRow.id.in_(versions))
    session.scalars(asked.options(*pictures)).all()


def is_archived(session: Session, organisation: UUID, slug: str) -> bool:
    """Whether this class of this organisation is in the archive."""
    asked = select(BadgeClassRow.archived_at).where(
        BadgeClassRow.slug == slug, BadgeClassRow.organisation_id == organisation
    )
    return session.scalar(asked) is not None


def of_organisation(
    session: Session, organisation: UUID, state: str | None = None, after: str = "", size: int = 50, *,
    archived: bool = False,
) -> Sequence[BadgeClassVersionRow]:  # fmt: skip
    """One page of the newest version of each class (in a state, when given), by slug, after the slug `after`.

    Those in the archive stand apart: only they are found with `archived`, and never without it.
    """
    newest = select(func.max(BadgeClassVersionRow.number)).where(
        BadgeClassVersionRow.badge_class_id == BadgeClassRow.id
    )
    if state is not None:
        newest = newest.where(BadgeClassVersionRow.state == state)
    asked = (
        select(BadgeClassVersionRow)
        .join(BadgeClassRow)
        .where(
            BadgeClassRow.organisation_id == organisation,
            BadgeClassRow.slug > after,
            BadgeClassRow.archived_at.is_not(None) if archived else BadgeClassRow.archived_at.is_(None),
            BadgeClassVersionRow.number == newest.correlate(BadgeClassRow).scalar_subquery(),
        )
        .order_by(BadgeClassRow.slug)
        .limit(size)
    )
    return session.scalars(asked).all()


def versions(session: Session, badge_class: UUID) -> Sequence[BadgeClassVersionRow]:
    """Every version of a class, newest first."""
    asked = select(BadgeClassVersionRow).where(BadgeClassVersionRow.badge_class_id == badge_class)
    return session.scalars(asked.order_by(BadgeClassVersionRow.number.desc())).all()


def given_per_class(session: Session, organisation: UUID) -> dict[UUID, int]:
    """How many badges were given of each class of an organisation."""
    asked = (
        select(BadgeClassVersionRow.badge_class_id, func.count())
        .join(AwardRow, AwardRow.version_id == BadgeClassVersionRow.id)
        .where(AwardRow.organisation_id == organisation)
        .group_by(BadgeClassVersionRow.badge_class_id)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
