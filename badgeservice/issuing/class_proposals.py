"""How is a badge class put before a second person, and sent back?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing.badge_classes import draft, refuse_unready
from badgeservice.issuing.second_person import CHANGED_SINCE, LONGEST_REASON, NOT_YOUR_OWN, class_mark
from badgeservice.organisations import typed_text
from badgeservice.storage import class_proposals as rows
from badgeservice.storage.tables import BadgeClassVersionRow, ClassProposalRow, OrganisationRow
from badgeservice.wording import N_

WHY_BACK = N_("Schrijf op wat er anders moet.")


def propose(session: Session, organisation: OrganisationRow, version_id: UUID, by: UUID, now: datetime) -> None:
    """Put a draft before a second person. Raises ConflictError when it is not ready, or waits already."""
    version = _held(session, organisation, version_id)
    if not organisation.four_eyes_classes:
        raise ConflictError(N_("Een tweede persoon is niet meer nodig. Je kunt deze badge zelf vrijgeven."))
    refuse_unready(session, version, organisation, now)
    known = rows.of_version(session, version.id)
    if known is not None and known.state == rows.WAITING:
        raise ConflictError(N_("Deze badge is al voorgelegd. Een collega kijkt ernaar."))
    proposal = known or ClassProposalRow(version_id=version.id)
    proposal.proposed_by, proposal.proposed_at = by, now
    proposal.state, proposal.reason = rows.WAITING, None
    session.add(proposal)
    record(session, Actor(by), "class.proposed", f"badge-class-version:{version.id}", now)


def send_back(session: Session, organisation: OrganisationRow, version_id: UUID, reason: str, seen: str, by: UUID,
              now: datetime) -> ClassProposalRow:  # fmt: skip
    """Send a draft back to who proposed it, who reads the reason. Raises InvalidInputError or ConflictError."""
    problem = typed_text.paragraph_problem(reason, LONGEST_REASON, WHY_BACK)
    if problem:
        raise InvalidInputError({"reason": problem})
    version = _held(session, organisation, version_id)
    proposal = rows.of_version(session, version.id)
    if proposal is None or proposal.state != rows.WAITING or seen != class_mark(proposal):
        raise ConflictError(CHANGED_SINCE)
    if proposal.proposed_by == by:
        raise ConflictError(NOT_YOUR_OWN)
    proposal.state, proposal.reason = rows.SENT_BACK, reason.strip()
    record(session, Actor(by), "class.sent_back", f"badge-class-version:{version.id}", now)
    return proposal


def _held(session: Session, organisation: OrganisationRow, version_id: UUID) -> BadgeClassVersionRow:
    # Whoever releases or changes it at the same moment goes first, or waits.
    session.refresh(draft(session, organisation.id, version_id), with_for_update={"of": BadgeClassVersionRow})
    return draft(session, organisation.id, version_id)
