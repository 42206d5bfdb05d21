"""How does somebody say that a badge is not theirs or not wanted, and change their mind?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from badgeservice.audit.record import record
from badgeservice.errors import ConflictError
from badgeservice.issuing.mail_again import ON_ITS_WAY
from badgeservice.issuing.notices import GIVEN, facts_of
from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.one_time_links import use_link
from badgeservice.portfolio.come_back import ask_to_come_back
from badgeservice.portfolio.keep import LEARNER_ACTOR, USED_OR_OLD
from badgeservice.storage import awards, corrections, links, outbox, shared_badges
from badgeservice.storage.tables import AwardRow, OneTimeLinkRow
from badgeservice.wording import N_

NOT_ME, REFUSED = "not_me", "refused"
NOT_TOO_OFTEN = timedelta(minutes=10)


def not_me(session: Session, link: OneTimeLinkRow, now: datetime) -> None:
    """Somebody says the badge is not theirs: links like this one end, and the giver sees it.

    Another kind of link, on paper or by mail, went elsewhere and still works. Raises ConflictError.
    """
    award = _of_open_link(session, link, now)
    links.use_all_of(session, award.id, link.purpose, now)
    _declined(session, award, NOT_ME, now)


def refuse(session: Session, link: OneTimeLinkRow, now: datetime) -> None:
    """Somebody does not want the badge: every link of it ends, and the giver sees it. Raises ConflictError."""
    award = _of_open_link(session, link, now)
    links.use_all(session, award.id, now)
    outbox.cancel(session, award.id, now)
    _declined(session, award, REFUSED, now)


def give_back(session: Session, award: AwardRow, now: datetime) -> None:
    """A kept badge turns out to be somebody else's: it is not kept any more, nor on a shared page.

    What its keeper said was wrong on it, and mail about that, is not for who keeps it next.
    """
    session.refresh(award, with_for_update={"of": AwardRow})
    if award.kept_at is None:
        raise ConflictError(N_("Deze badge is al weg bij jou. Je hoeft niets te doen."))
    award.learner_id = award.kept_at = None
    shared_badges.take_off_every_page(session, award.id)
    links.use_all(session, award.id, now)
    corrections.forget_of_award(session, award.id)
    outbox.cancel(session, award.id, now)
    _declined(session, award, NOT_ME, now)


def ask_again(session: Session, award: AwardRow, language: str, now: datetime) -> None:
    """Mail a new link to the address on the badge, if it has one; says nothing about whether it has."""
    session.refresh(award, with_for_update={"of": AwardRow})
    if award.recipient_email is None or award.revoked_at is not None:
        return
    if award.kept_at is not None:
        ask_to_come_back(session, award.recipient_email, language, now)
        return
    mail = outbox.latest_of(session, award.id, GIVEN)
    if mail is not None and (mail.state in ON_ITS_WAY or now - mail.created_at < NOT_TOO_OFTEN):
        return
    outbox.set_aside(session, award.id)
    award.declined_at = award.declined_why = None
    put_mail(session, GIVEN, award.id, award.recipient_email, facts_of(award), now, language=award.version.language,
             organisation=award.organisation_id)  # fmt: skip
    record(session, LEARNER_ACTOR, "badge.link_asked", f"badge:{award.id}", now)


def _of_open_link(session: Session, link: OneTimeLinkRow, now: datetime) -> AwardRow:
    # In the order of `keep`: first the badge, then its link.
    award = awards.locked_or_none(session, link.subject_id)
    if award is None or award.kept_at is not None or award.revoked_at is not None or not use_link(session, link, now):
        raise ConflictError(USED_OR_OLD)
    return award


def _declined(session: Session, award: AwardRow, why: str, now: datetime) -> None:
    award.declined_at, award.declined_why = now, why
    record(session, LEARNER_ACTOR, f"badge.{why}", f"badge:{award.id}", now)
