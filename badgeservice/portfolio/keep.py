"""How does a learner keep a badge?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError
from badgeservice.issuing.notices import GIVEN
from badgeservice.organisations.one_time_links import KEEP, PAPER, is_fresh, make_link, use_link
from badgeservice.storage import awards, learners, links, outbox
from badgeservice.storage.tables import AwardRow, LearnerRow, OneTimeLinkRow
from badgeservice.wording import N_

LEARNER_ACTOR = Actor(None, "learner")
USED_OR_OLD = N_("Deze link is al gebruikt of te oud.")


@dataclass(frozen=True)
class Kept:
    """A badge that was just kept. `learner` is whose badges may be shown now: None when a sheet of paper is all
    that was shown and the badge belongs to somebody with an e-mail address.
    """

    award: AwardRow
    learner: UUID | None


def keep(session: Session, link: OneTimeLinkRow, signed_in: UUID | None, now: datetime) -> Kept:
    """Keep the badge of a link; `signed_in` is the learner who is known already, who then gets it too.

    A badge that is kept lets nobody in, whichever of its links is shown. Raises ConflictError when it is kept, the
    link was used or is old, or the badge was revoked.
    """
    # Somebody with another link of the same badge waits here; the link comes after, or each would hold what the other
    # waits for.
    award = awards.locked_or_none(session, link.subject_id)
    if award is None or award.kept_at is not None or not is_fresh(link, now) or not use_link(session, link, now):
        raise ConflictError(USED_OR_OLD)
    if award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is ingetrokken. Vraag de gever wat er is gebeurd."))
    award.learner_id = _learner_for(session, award, signed_in, now).id
    award.kept_at = now
    award.declined_at = award.declined_why = None
    # Whether the mail arrived is no question any more.
    outbox.set_aside(session, award.id)
    record(session, LEARNER_ACTOR, "badge.kept", f"badge:{award.id}", now)
    links.use_all(session, award.id, now)
    proves_learner = link.purpose == KEEP or award.recipient_email is None
    if proves_learner or award.learner_id == signed_in:
        # Who has it needs no mail to get it. When a stranger found the paper, its owner still has to hear of it.
        outbox.cancel(session, award.id, now, GIVEN)
    return Kept(award, award.learner_id if proves_learner else None)


def paper_link(session: Session, award: AwardRow, now: datetime) -> str | None:
    """A fresh token for the tear-off strip of a printed sheet, or for a message; None when the badge was kept or
    revoked. Who did not want the badge is asked once more with it.
    """
    # Who keeps the badge at this moment does so before or after, so that no link is left of a badge that is kept.
    row = awards.locked_or_none(session, award.id)
    if row is None or row.kept_at is not None or row.revoked_at is not None:
        return None
    row.declined_at = row.declined_why = None
    return make_link(session, PAPER, row.id, now)


def _learner_for(session: Session, award: AwardRow, signed_in: UUID | None, now: datetime) -> LearnerRow:
    known = learners.by_email(session, award.recipient_email) if award.recipient_email else None
    if known is None and signed_in is not None and award.recipient_email is None:
        known = learners.by_id(session, signed_in)
    if known is not None:
        return known
    return learners.add(session, award.recipient_email, now)
