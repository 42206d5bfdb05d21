"""What does an organisation add to a badge class of its branch? (design: domain, "What the field asks for")"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.organisations import typed_text
from badgeservice.storage import mandates, own_behaviours
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow, OwnBehaviourRow
from badgeservice.wording import N_

MOST, LONGEST = 10, 200


def add(session: Session, organisation: OrganisationRow, version: BadgeClassVersionRow, text: str, by: Actor,
        now: datetime) -> OwnBehaviourRow:  # fmt: skip
    """Add a gedragsvoorbeeld of one's own. Raises InvalidInputError or ConflictError."""
    session.refresh(organisation, with_for_update=True)
    known = own_behaviours.in_use(session, organisation.id, version.badge_class_id)
    texts = {one["text"] for one in version.behaviours} | {one.text for one in known}
    problem = typed_text.line_problem(text, LONGEST, N_("Schrijf op wat iemand doet op het werk."))
    if problem is None and text.strip() in texts:
        problem = N_("Dit staat er al. Schrijf iets anders op.")
    if problem is None and len(known) >= MOST:
        problem = N_("Er kunnen tien eigen gedragsvoorbeelden bij. Haal er eerst een weg.")
    if problem is not None:
        raise InvalidInputError({"text": problem})
    row = OwnBehaviourRow(
        id=uuid4(),
        organisation_id=organisation.id,
        badge_class_id=version.badge_class_id,
        text=text.strip(),
        created_at=now,
    )
    session.add(row)
    session.flush()
    record(session, by, "own_behaviour.added", f"badge-class:{version.badge_class_id}", now)
    return row


def end(session: Session, organisation: OrganisationRow, behaviour: UUID, by: Actor, now: datetime) -> None:
    """Use one no longer; badges that were given with it keep it."""
    row = own_behaviours.of_organisation(session, organisation.id, behaviour)
    if row is None:
        raise NotFoundError(N_("Dit gedragsvoorbeeld is er niet."))
    if row.ended_at is None:
        row.ended_at = now
        record(session, by, "own_behaviour.ended", f"badge-class:{row.badge_class_id}", now)


def mandated_class(
    session: Session, organisation: OrganisationRow, badge_class: UUID, now: datetime
) -> BadgeClassVersionRow:
    """The newest version of a class of a branch that this organisation may give. Raises ConflictError."""
    version = mandates.newest_of_branch(session, badge_class)
    if version is None or mandates.held(session, organisation.id, badge_class, now) is None:
        raise ConflictError(N_("Eigen gedragsvoorbeelden horen bij een badge waarvoor jullie een mandaat hebben."))
    return version
