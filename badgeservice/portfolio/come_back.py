"""How does a learner come back: one mail with a link and a code, of which one is used?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import ConflictError
from badgeservice.issuing.outgoing import LEARNER_LINK
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.mailed_codes import LASTS, use_code
from badgeservice.organisations.one_time_links import LEARNER, use_link
from badgeservice.portfolio.keep import LEARNER_ACTOR, USED_OR_OLD
from badgeservice.storage import learner_sessions, learners, links, sign_in_codes
from badgeservice.storage.tables import OneTimeLinkRow


def ask_to_come_back(session: Session, email: str, language: str, now: datetime) -> UUID:
    """Mail a learner a link and a code; gives back the id of the code.

    Whoever is known under the address, the same is written: that nobody is known shows only when mail leaves.
    """
    address = email.strip().lower()
    learner = learners.by_email(session, address)
    code = sign_in_codes.add(session, learner.id if learner is not None else None, now, LASTS)
    put_mail(session, LEARNER_LINK, code.id, address, {}, now, language=language)
    return code.id


def come_back(session: Session, link: OneTimeLinkRow, now: datetime) -> UUID:
    """The learner of a link, which is used up. Raises ConflictError when it was used or is old."""
    if link.purpose != LEARNER or not use_link(session, link, now):
        raise ConflictError(USED_OR_OLD)
    if learners.by_id(session, link.subject_id) is None:
        raise ConflictError(USED_OR_OLD)
    return _entered(session, link.subject_id, now)


def come_back_by_code(session: Session, code_id: UUID, typed: str, now: datetime) -> UUID | None:
    """The learner whose code was typed, which is used up; None when it is wrong, old, used or tried too often."""
    code = use_code(session, code_id, typed, now)
    return _entered(session, code.learner_id, now) if code is not None and code.learner_id is not None else None


def sign_out_everywhere(session: Session, learner: UUID, now: datetime) -> None:
    """End every session of a learner, and whatever was mailed to come in with."""
    learner_sessions.end_all(session, learner)
    _end_what_was_mailed(session, learner, now)
    record(session, LEARNER_ACTOR, "learner.signed_out_everywhere", f"learner:{learner}", now)


def _entered(session: Session, learner: UUID, now: datetime) -> UUID:
    """One mail, one way in."""
    _end_what_was_mailed(session, learner, now)
    return learner


def _end_what_was_mailed(session: Session, learner: UUID, now: datetime) -> None:
    links.use_all_of(session, learner, LEARNER, now)
    sign_in_codes.use_all(session, learner, now)
