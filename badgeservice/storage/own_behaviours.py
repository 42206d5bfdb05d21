"""Rows of what an organisation adds to a badge class of its branch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import OwnBehaviourRow


def in_use(session: Session, organisation: UUID, badge_class: UUID) -> Sequence[OwnBehaviourRow]:
    """What an organisation adds to a class now, the oldest in front."""
    asked = select(OwnBehaviourRow).where(
        OwnBehaviourRow.organisation_id == organisation,
        OwnBehaviourRow.badge_class_id == badge_class,
        OwnBehaviourRow.ended_at.is_(None),
    )
    return session.scalars(asked.order_by(OwnBehaviourRow.created_at, OwnBehaviourRow.id)).all()


def in_use_by_class(
    session: Session, organisation: UUID, classes: Collection[UUID]
) -> Mapping[UUID, Sequence[OwnBehaviourRow]]:
    """The same for several classes at once; a class to which nothing was added has none."""
    asked = select(OwnBehaviourRow).where(
        OwnBehaviourRow.organisation_id == organisation,
        OwnBehaviourRow.badge_class_id.in_(classes),
        OwnBehaviourRow.ended_at.is_(None),
    )
    found: dict[UUID, list[OwnBehaviourRow]] = defaultdict(list)
    for row in session.scalars(asked.order_by(OwnBehaviourRow.created_at, OwnBehaviourRow.id)):
        found[row.badge_class_id].append(row)
    return found


def of_organisation(session: Session, organisation: UUID, behaviour: UUID) -> OwnBehaviourRow | None:
    """One of them, if this organisation added it."""
    asked = select(OwnBehaviourRow).where(
        OwnBehaviourRow.id == behaviour, OwnBehaviourRow.organisation_id == organisation
    )
    return session.scalar(asked)
