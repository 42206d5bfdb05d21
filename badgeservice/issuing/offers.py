"""What do staff do with a larger badge that is offered: take it on, or leave it?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, NotFoundError
from badgeservice.issuing.stacks import is_offer_good
from badgeservice.storage import stack_people, stacks
from badgeservice.storage.drafts import BUSY
from badgeservice.storage.tables import AwardDraftRow, OrganisationRow
from badgeservice.wording import N_

DISMISSED = "dismissed"
NOT_OFFERED = N_("Dit voorstel is er niet meer. Misschien was een collega je voor. Kijk bij Overzicht.")


def offered(session: Session, organisation: OrganisationRow, draft_id: UUID) -> AwardDraftRow:
    """An offered badge of this organisation. Raises NotFoundError when it was taken on, or never was."""
    draft = stack_people.offer(session, organisation.id, draft_id)
    if draft is None:
        raise NotFoundError(NOT_OFFERED)
    return draft


def take_on(session: Session, organisation: OrganisationRow, draft_id: UUID, account: UUID,
            now: datetime) -> AwardDraftRow:  # fmt: skip
    """Begin giving an offered badge, on the usual screens, with what is known filled in.

    Raises NotFoundError when a colleague was first, and ConflictError when not all parts count any more.
    """
    draft = _locked(session, organisation, draft_id)
    if not is_offer_good(session, draft, now):
        raise ConflictError(N_("Niet alle delen gelden nu. Kijk bij de gegeven badges welk deel niet meer geldt."))
    newest = stacks.newest_of(session, [draft.version.badge_class_id])[draft.version.badge_class_id]
    if newest.id != draft.version_id:
        # The behaviours may be others now; all of them belong to who has all parts.
        draft.version = newest
        draft.answers = draft.answers | {"levels": {one["id"]: None for one in newest.behaviours}}
    # Counted from now on, or what was offered long ago would be swept away as something nobody finished.
    draft.state, draft.account_id, draft.created_at = BUSY, account, now
    record(session, Actor(account), "stack.taken_on", f"award-draft:{draft.id}", now)
    return draft


def dismiss(session: Session, organisation: OrganisationRow, draft_id: UUID, by: Actor, now: datetime) -> None:
    """Do not give an offered badge; it is not offered again. Raises NotFoundError when a colleague was first."""
    draft = _locked(session, organisation, draft_id)
    # The row stays, so that it is not offered again; about whom it was need not.
    draft.state, draft.answers = DISMISSED, {"name": "", "email": ""}
    record(session, by, "stack.dismissed", f"award-draft:{draft.id}", now)


def _locked(session: Session, organisation: OrganisationRow, draft_id: UUID) -> AwardDraftRow:
    draft = offered(session, organisation, draft_id)
    session.refresh(draft, with_for_update={"of": AwardDraftRow})
    return offered(session, organisation, draft_id)
