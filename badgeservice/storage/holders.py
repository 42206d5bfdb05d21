"""How many people hold each version of a badge class?"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow


def of_class(session: Session, badge_class: UUID) -> dict[int, int]:
    """Version number → number of people with a badge of it that was not revoked.

    Two badges with the same e-mail address are one person; a badge without one counts by itself.
    """
    person = func.coalesce(AwardRow.recipient_email, cast(AwardRow.learner_id, String), cast(AwardRow.id, String))
    asked = (
        select(BadgeClassVersionRow.number, func.count(person.distinct()))
        .join(AwardRow, AwardRow.version_id == BadgeClassVersionRow.id)
        .where(BadgeClassVersionRow.badge_class_id == badge_class, AwardRow.revoked_at.is_(None))
        .group_by(BadgeClassVersionRow.number)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
