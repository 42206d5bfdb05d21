"""When is a badge class no longer given, and how does it come back?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError
from badgeservice.issuing.badge_classes import any_version
from badgeservice.storage.tables import BadgeClassRow, OrganisationRow
from badgeservice.wording import N_


def archive(session: Session, organisation: OrganisationRow, version_id: UUID, by: Actor, now: datetime) -> None:
    """Stop giving a badge class, with all its versions; its pages and the given badges stay.

    Raises NotFoundError, or ConflictError when it is in the archive already.
    """
    badge_class = _locked(session, organisation, version_id)
    if badge_class.archived_at is not None:
        raise ConflictError(N_("Deze soort badge staat al in het archief."))
    badge_class.archived_at = now
    record(session, by, "class.archived", f"badge-class:{badge_class.id}", now)


def bring_back(session: Session, organisation: OrganisationRow, version_id: UUID, by: Actor, now: datetime) -> None:
    """Let a badge class be given again. Raises NotFoundError, or ConflictError when it is not in the archive."""
    badge_class = _locked(session, organisation, version_id)
    if badge_class.archived_at is None:
        raise ConflictError(N_("Deze soort badge staat niet in het archief. Je kunt hem gewoon geven."))
    badge_class.archived_at = None
    record(session, by, "class.brought_back", f"badge-class:{badge_class.id}", now)


def _locked(session: Session, organisation: OrganisationRow, version_id: UUID) -> BadgeClassRow:
    badge_class = any_version(session, organisation.id, version_id).badge_class
    # Whoever presses the button at the same moment waits here; a part that points to the class need not.
    session.refresh(badge_class, with_for_update={"of": BadgeClassRow, "key_share": True})
    return badge_class
