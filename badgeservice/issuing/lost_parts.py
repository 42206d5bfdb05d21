"""Can every part of a larger badge still be given, when that badge is released?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.storage import mandates, stacks
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_


def refuse_lost_parts(
    session: Session, organisation: OrganisationRow, version: BadgeClassVersionRow, now: datetime
) -> None:
    """Raise ConflictError when a part of this version is in the archive, or its mandate has ended."""
    parts = {part.id for part in stacks.parts_of(session, version.id)}
    if parts and not parts <= {one.badge_class_id for one in mandates.givable(session, organisation.id, now)}:
        raise ConflictError(
            N_("Een van de delen wordt niet meer gegeven, of je mag hem niet meer geven. Kies de delen opnieuw.")
        )
