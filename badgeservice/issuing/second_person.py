"""When has a second person to look before a badge, or a badge class, leaves an organisation?"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor
from badgeservice.errors import ConflictError
from badgeservice.formats import strict_json
from badgeservice.storage import class_proposals
from badgeservice.storage.tables import AwardDraftRow, BadgeClassVersionRow, ClassProposalRow, OrganisationRow
from badgeservice.storage.waiting_awards import RELEASED, SCHEDULED
from badgeservice.wording import N_

# A scheduled badge was looked at when it was scheduled, if that was asked for then.
LOOKED_AT = frozenset({RELEASED, SCHEDULED})
LONGEST_REASON = 500

NOT_ALONE = N_("In jullie organisatie kijkt een tweede persoon mee. Leg de badge voor bij Geven.")
NOT_YOUR_OWN = N_("Je legde deze badge zelf voor. Een collega kijkt ernaar.")
NOT_PROPOSED = N_("In jullie organisatie geeft een tweede persoon soorten badges vrij. Leg deze soort eerst voor.")
CHANGED_SINCE = N_("Deze badge is veranderd nadat je hem bekeek. Kijk er nog een keer naar.")


def refuse_giving_alone(organisation: OrganisationRow, draft: AwardDraftRow) -> None:
    """Raise ConflictError for a badge that a second person has to look at first."""
    if organisation.four_eyes_awards and draft.state not in LOOKED_AT:
        raise ConflictError(NOT_ALONE)


def refuse_releasing_alone(session: Session, organisation: OrganisationRow, version: BadgeClassVersionRow, by: Actor,
                           seen: str) -> None:  # fmt: skip
    """Raise ConflictError for a draft that somebody else has to release, or that changed since it was `seen`."""
    if not organisation.four_eyes_classes:
        return
    proposal = class_proposals.of_version(session, version.id)
    if proposal is None or proposal.state != class_proposals.WAITING:
        raise ConflictError(NOT_PROPOSED)
    if proposal.proposed_by == by.account_id:
        raise ConflictError(NOT_YOUR_OWN)
    if seen != class_mark(proposal):
        raise ConflictError(CHANGED_SINCE)


def class_mark(proposal: ClassProposalRow) -> str:
    """What the page of a proposal sends along, to show that this proposal was looked at."""
    return proposal.proposed_at.isoformat()


def award_mark(draft: AwardDraftRow) -> str:
    """What the page of a proposed badge sends along: it differs as soon as anything of the badge does."""
    due = draft.due_at.isoformat() if draft.due_at else None
    looked_at = {"version": str(draft.version_id), "due": due, "answers": draft.answers}
    return sha256(strict_json.dumps(looked_at)).hexdigest()
