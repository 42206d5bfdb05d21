"""How does mail leave the outbox, at most once each?"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.issuing.scheduled import NOT_GIVEN, waiting_address
from badgeservice.mail.leaving import NotSentError, Post, RefusedError
from badgeservice.mail.messages import compose
from badgeservice.model.addresses import Addresses
from badgeservice.organisations import endorsement_notices
from badgeservice.organisations.mailed_codes import make_code
from badgeservice.organisations.mandate_notices import KINDS as MANDATE_KINDS
from badgeservice.organisations.mandate_notices import mandates_address
from badgeservice.organisations.one_time_links import ACCOUNT, ADDRESS, ASSESS, KEEP, LEARNER, make_link
from badgeservice.storage import learners, outbox, sign_in_codes
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import OutboxRow, SignInCodeRow
from badgeservice.wording import translator

STUCK_AFTER = timedelta(minutes=10)
MOST_ATTEMPTS = 12
LEARNER_LINK, ADDRESS_CLAIM = "learner_link", "address_claim"
# Their subject is the code that goes along.
WITH_A_CODE = frozenset({LEARNER_LINK, ADDRESS_CLAIM})

log = logging.getLogger("badgeservice.delivery")


@dataclass(frozen=True)
class Mailing:
    """What delivery works with: the database, how mail leaves, addresses, the sender, a clock, more words."""

    database: Database
    post: Post
    addresses: Addresses
    sender: str
    now: Callable[[], datetime]
    translations: Path | None = None


def deliver_due(mailing: Mailing) -> int:
    """Send every mail whose time has come; gives back how many left.

    A mail is marked "sending" and committed before it leaves. If the process dies then, the mail is "perhaps sent" and
    never leaves again by itself.
    """
    moment = mailing.now()
    with mailing.database.writing() as session:
        outbox.settle_interrupted(session, moment - STUCK_AFTER, moment)
    with mailing.database.reading() as session:
        due = outbox.due(session, moment)
    return sum(_deliver(mailing, mail) for mail in due)


def _deliver(mailing: Mailing, mail: UUID) -> bool:
    message = _take(mailing, mail)
    if message is None:
        return False
    try:
        mailing.post(message)
    except NotSentError:
        _settle(mailing, mail, "waiting")
    except RefusedError:
        _settle(mailing, mail, "failed")
    except (smtplib.SMTPException, OSError):
        _settle(mailing, mail, "perhaps_sent")
    else:
        _settle(mailing, mail, "sent")
        return True
    return False


def _take(mailing: Mailing, mail: UUID) -> EmailMessage | None:
    with mailing.database.writing() as session:
        row = outbox.take(session, mail, mailing.now())
        if row is None:
            return None
        code = sign_in_codes.by_id(session, row.subject_id) if row.kind in WITH_A_CODE else None
        if row.kind in WITH_A_CODE and not _is_wanted(row, code):
            # Nobody is known under this address. Whoever asked must not notice, so it is decided only here.
            row.state, row.recipient = "cancelled", ""
            return None
        return compose(
            row.kind,
            mailing.sender,
            row.recipient,
            row.facts | ({"code": make_code(code, mailing.now())} if code is not None else {}),
            _link(session, row, mailing),
            mailing.addresses.host,
            translator(_language(session, row), mailing.translations),
            mailing.now(),
        )


def _language(session: Session, row: OutboxRow) -> str:
    """The language that a learner chose; what was asked for on a page comes in the language of that page."""
    if row.kind in WITH_A_CODE:
        return row.language
    learner = learners.by_email(session, row.recipient)
    return (learner.language if learner is not None else None) or row.language


def _is_wanted(row: OutboxRow, code: SignInCodeRow | None) -> bool:
    if code is None or code.used_at is not None:
        return False
    return row.kind == ADDRESS_CLAIM or code.learner_id is not None


def _link(session: Session, row: OutboxRow, mailing: Mailing) -> str | None:
    base, now = mailing.addresses.base_url, mailing.now()
    if row.kind == "badge_given":
        return mailing.addresses.keep(make_link(session, KEEP, row.subject_id, now))
    if row.kind == "badge_renewed":
        return f"{base}/mijn"
    if row.kind in WITH_A_CODE:
        return _link_beside_code(session, row, base, now)
    if row.kind == "assessment_asked":
        return mailing.addresses.asking.assess(make_link(session, ASSESS, row.subject_id, now))
    if row.kind in {"account_link", "account_invited", "organisation_approved"}:
        return f"{base}/inloggen/{make_link(session, ACCOUNT, row.subject_id, now)}"
    return _page_of_staff(session, row, base)


def _link_beside_code(session: Session, row: OutboxRow, base: str, now: datetime) -> str | None:
    if row.kind == ADDRESS_CLAIM:
        return f"{base}/mijn/gegevens/adressen/bewijs/{make_link(session, ADDRESS, row.subject_id, now)}"
    code = sign_in_codes.by_id(session, row.subject_id)
    whose = code.learner_id if code is not None else None
    return f"{base}/mijn/inloggen/{make_link(session, LEARNER, whose, now)}" if whose is not None else None


def _page_of_staff(session: Session, row: OutboxRow, base: str) -> str | None:
    if row.kind == NOT_GIVEN:
        return waiting_address(session, row.subject_id, base)
    if row.kind in endorsement_notices.KINDS:
        return endorsement_notices.recommendations_address(session, row.subject_id, base)
    if row.kind in MANDATE_KINDS:
        return mandates_address(session, row.kind, row.subject_id, base)
    # An address that is no secret stands in the facts.
    return row.facts.get("link")


def _settle(mailing: Mailing, mail: UUID, state: str) -> None:
    with mailing.database.writing() as session:
        row = outbox.by_id(session, mail)
        if row is None or row.state != "sending":
            return
        if state == "waiting" and row.attempts >= MOST_ATTEMPTS:
            state = "failed"
        row.state, row.changed_at = state, mailing.now()
        if state == "waiting":
            row.due_at = mailing.now() + timedelta(minutes=2 ** min(row.attempts, 8))
        if state == "sent":
            # What was needed to send it is not kept: the badge itself knows its recipient.
            row.recipient, row.facts = "", {}
        log.info("mail", extra={"outcome": state, "subject": str(mail)})
