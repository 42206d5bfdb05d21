"""How is a badge put before a second person, who gives it or sends it back?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing.answering import answered_by
from badgeservice.issuing.class_guards import may_give
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.give import Giving, give, refuse_unfit
from badgeservice.issuing.second_person import CHANGED_SINCE, LONGEST_REASON, NOT_YOUR_OWN, award_mark
from badgeservice.organisations import typed_text
from badgeservice.storage import waiting_awards as rows
from badgeservice.storage.tables import AwardDraftRow, AwardRow, OrganisationRow
from badgeservice.wording import N_

GONE = N_("Deze badge wacht niet meer: iemand gaf hem al, of haalde hem terug.")
MAKER_GONE = N_("Wie deze badge klaarzette, mag nu geen badges meer geven. Geef de badge zelf bij Geven.")
WHY_BACK = N_("Schrijf op wat er anders moet.")


def propose(session: Session, draft: AwardDraftRow, due_at: datetime | None, now: datetime) -> None:
    """Put a badge before a second person, to be given at once or at `due_at`.

    Raises InvalidInputError or ConflictError when it could not be given now.
    """
    held = _open(session, draft)
    refuse_unfit(session, held, now)
    held.state, held.state_since, held.due_at, held.note = rows.PROPOSED, now, due_at, None
    record(session, Actor(held.account_id), "award.proposed", _name(held), now)


def schedule(session: Session, draft: AwardDraftRow, due_at: datetime, now: datetime) -> None:
    """Let a badge be given by itself at a moment. Raises InvalidInputError or ConflictError, as `give` would now."""
    held = _open(session, draft)
    refuse_unfit(session, held, now)
    held.state, held.state_since, held.due_at, held.note = rows.SCHEDULED, now, due_at, None
    record(session, Actor(held.account_id), "award.scheduled", _name(held), now)


def release(session: Session, organisation: OrganisationRow, draft_id: UUID, seen: str, by: UUID, giving: Giving,
            now: datetime) -> AwardRow | None:  # fmt: skip
    """Give a proposed badge, as a second person; None when its day is still to come: it is scheduled then.

    `seen` is the `award_mark` of what was looked at. Whoever proposed it stays its giver; the audit log names both.
    Raises ConflictError or InvalidInputError, and keeps nothing.
    """
    draft = _proposed(session, organisation, draft_id, seen)
    if organisation.four_eyes_awards and draft.account_id == by:
        raise ConflictError(NOT_YOUR_OWN)
    refuse_maker_gone(session, draft)
    maker, due_at = draft.account_id, draft.due_at
    if due_at is not None and due_at > now:
        refuse_unfit(session, draft, now)
        draft.state, draft.state_since = rows.SCHEDULED, now
        record(session, Actor(by), "award.released", _name(draft), now)
        return None
    draft.state = rows.RELEASED
    award = give(session, draft, order_of(draft), maker, giving, now)
    record(session, Actor(by), "badge.released", f"badge:{award.id}", now)
    return award


def send_back(session: Session, organisation: OrganisationRow, draft_id: UUID, reason: str, seen: str, by: UUID,
              now: datetime) -> AwardDraftRow:  # fmt: skip
    """Send a proposed badge back to its maker, who reads the reason. Raises InvalidInputError or ConflictError."""
    problem = typed_text.paragraph_problem(reason, LONGEST_REASON, WHY_BACK)
    if problem:
        raise InvalidInputError({"reason": problem})
    draft = _proposed(session, organisation, draft_id, seen)
    if draft.account_id == by:
        raise ConflictError(N_("Je legde deze badge zelf voor. Haal hem terug als er iets anders moet."))
    draft.state, draft.state_since, draft.note = rows.REFUSED, now, reason.strip()
    record(session, Actor(by), "award.sent_back", _name(draft), now)
    return draft


def take_back(session: Session, organisation: OrganisationRow, draft_id: UUID, by: UUID, now: datetime) -> None:
    """Put a badge that waits back on the desk of its maker, with its day still filled in.

    What is scheduled anybody may stop who gives badges. Raises ConflictError.
    """
    draft = _waiting(session, organisation, draft_id)
    if draft.state == rows.PROPOSED and draft.account_id != by:
        raise ConflictError(N_("Een collega legde deze badge voor. Stuur hem terug als er iets anders moet."))
    # What was begun long ago is not forgotten at once.
    draft.state, draft.state_since, draft.created_at = "busy", now, now
    record(session, Actor(by), "award.taken_back", _name(draft), now)


def cancel(session: Session, organisation: OrganisationRow, draft_id: UUID, by: UUID, now: datetime) -> None:
    """Forget a badge that waits. Only its maker can. Raises ConflictError."""
    draft = _waiting(session, organisation, draft_id)
    if draft.account_id != by:
        raise ConflictError(N_("Een collega zette deze badge klaar. Alleen die kan hem weggooien."))
    request = answered_by(session, draft)
    if request is not None:
        request.draft_id = None
        session.flush()
    session.delete(draft)
    record(session, Actor(by), "award.cancelled", _name(draft), now)


def refuse_maker_gone(session: Session, draft: AwardDraftRow) -> None:
    """Raise ConflictError when whoever made a draft may not give badges any more."""
    if not may_give(session, draft.account_id, draft.organisation_id):
        raise ConflictError(MAKER_GONE)


def _open(session: Session, draft: AwardDraftRow) -> AwardDraftRow:
    """The draft as it is now, unless a click just ahead put it away already."""
    held = rows.held(session, draft.organisation_id, draft.id)
    if held is None or held.state in rows.AT_REST:
        raise ConflictError(N_("Deze badge is al voorgelegd, gepland of gegeven. Kijk bij Geven."))
    return held


def _waiting(session: Session, organisation: OrganisationRow, draft_id: UUID) -> AwardDraftRow:
    draft = rows.held(session, organisation.id, draft_id)
    if draft is None:
        raise NotFoundError(GONE)
    if draft.state not in rows.AT_REST:
        raise ConflictError(GONE)
    return draft


def _proposed(session: Session, organisation: OrganisationRow, draft_id: UUID, seen: str) -> AwardDraftRow:
    draft = rows.held(session, organisation.id, draft_id)
    if draft is None or draft.state != rows.PROPOSED:
        raise ConflictError(GONE)
    if seen != award_mark(draft):
        raise ConflictError(CHANGED_SINCE)
    return draft


def _name(draft: AwardDraftRow) -> str:
    return f"draft:{draft.id}"
