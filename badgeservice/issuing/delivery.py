"""How does mail leave the outbox: at most once each, no faster than allowed, and not at all while the server is gone?

A worker takes a portion, then for each mail: it is marked "sending" and committed, it leaves, and what became of it is
committed together with the mark of the next. A process that dies leaves at most one mail behind as "perhaps sent",
which never leaves again by itself; the rest of its portion is due again when its lease is over.
"""

from __future__ import annotations

import logging
import random
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path
from threading import Event

from sqlalchemy.orm import Session

from badgeservice.issuing.outgoing import Outgoing, code_of, gather
from badgeservice.mail.leaving import NotSentError, Post, RefusedError, ServerGoneError
from badgeservice.mail.messages import compose
from badgeservice.model.addresses import Addresses
from badgeservice.storage import mail_pace, mail_queue
from badgeservice.storage.engine import Database
from badgeservice.storage.mail_queue import FAILED, PERHAPS_SENT, SENT, WAITING, Fate
from badgeservice.wording import translator

log = logging.getLogger("badgeservice.delivery")

STUCK_AFTER = timedelta(minutes=10)
LEASE = timedelta(minutes=5)
# Other work waits for the same threads, so one turn is short; who has sent something asks for another.
TURN = timedelta(seconds=15)
# How long a worker waits for room in the rate; when others have taken more than that, they do the work.
PATIENCE = timedelta(seconds=10)
PORTION, PORTION_SECONDS = 50, 2
MOST_ATTEMPTS, LONGEST_WAIT = 12, 2**8


@dataclass(frozen=True)
class Mailing:
    """What delivery works with: the database, how mail leaves, addresses, the sender, a clock, more words.

    `rate` is how many mails may leave in a second over all workers, 0 for as many as can. `ready` makes sure of a
    connection and raises NotSentError when there is none. `wait` waits some seconds and tells whether to stop.
    """

    database: Database
    post: Post
    addresses: Addresses
    sender: str
    now: Callable[[], datetime]
    translations: Path | None = None
    rate: int = 0
    ready: Callable[[], None] = lambda: None
    wait: Callable[[float], bool] = Event().wait
    chance: Callable[[], float] = random.random


@dataclass(frozen=True)
class Portion:
    """Mails that are this worker's until `lease`; its turn ends at `until`, and the first may leave at `start`."""

    mails: list[Outgoing]
    lease: datetime
    until: datetime
    start: datetime
    after_trouble: bool


def deliver_due(mailing: Mailing) -> int:
    """Send the mail whose time has come, for one turn of 15 seconds at most; gives back how many left.

    When none left there is nothing more to do now. Mail to a server that is gone waits, and costs no attempts.
    """
    until, left = mailing.now() + TURN, 0
    _settle_interrupted(mailing)
    while mailing.now() <= until and not mailing.wait(0):
        portion = _portion(mailing, until)
        if portion is None:
            break
        left += _send(mailing, portion)
    return left


def _settle_interrupted(mailing: Mailing) -> None:
    moment = mailing.now()
    with mailing.database.reading() as session:
        is_any = mail_queue.is_any_interrupted(session, moment - STUCK_AFTER)
    if is_any:
        with mailing.database.writing() as session:
            mail_queue.settle_interrupted(session, moment - STUCK_AFTER, moment)


def _portion(mailing: Mailing, until: datetime) -> Portion | None:
    """The next mails for this worker; None when there are none, or none may leave now."""
    with mailing.database.reading() as session:
        moment = mailing.now()
        if mail_pace.is_shut(mail_pace.read(session), moment) or not mail_queue.is_any_due(session, moment):
            return None
    try:
        mailing.ready()
    except NotSentError as problem:
        _shut(mailing, problem)
        return None
    with mailing.database.writing() as session:
        return _claimed(session, mailing, mailing.now(), until)


def _claimed(session: Session, mailing: Mailing, moment: datetime, until: datetime) -> Portion | None:
    pace = mail_pace.locked(session)
    # Further ahead than anybody waits is a clock that was wrong.
    start = max(moment, pace.free_at) if pace.free_at < moment + 3 * PATIENCE else moment
    if mail_pace.is_shut(pace, moment) or start > moment + PATIENCE:
        return None
    size = min(PORTION, max(1, mailing.rate * PORTION_SECONDS)) if mailing.rate else PORTION
    taken = mail_queue.claim(session, moment, moment + LEASE, size)
    if not taken:
        return None
    if mailing.rate:
        pace.free_at = start + timedelta(seconds=len(taken) / mailing.rate)
    mails = gather(session, taken, mailing.addresses, moment)
    lease = moment + LEASE
    return Portion(mails, lease, min(lease, until), start if mailing.rate else moment, pace.troubles > 0)


def _send(mailing: Mailing, portion: Portion) -> int:
    """Send a portion; how many left. What was not tried is put back."""
    unwritten: list[Fate] = []
    left, rest = 0, len(portion.mails)
    for place, mail in enumerate(portion.mails):
        if _has_to_end(mailing, portion, place, unwritten):
            rest = place
            break
        if not _mark(mailing, portion, mail, unwritten):
            continue
        try:
            unwritten.append(_leave(mailing, mail))
        except ServerGoneError as problem:
            _shut(mailing, problem)
            unwritten.append(_tried(mailing, mail))
            rest = place + 1
            break
        left += unwritten[-1].state == SENT
    with mailing.database.writing() as session:
        _write(session, mailing, portion, unwritten)
        mail_queue.release(session, [mail.id for mail in portion.mails[rest:]], portion.lease, mailing.now())
    return left


def _has_to_end(mailing: Mailing, portion: Portion, place: int, unwritten: list[Fate]) -> bool:
    """Wait for the turn of a mail in the rate; True when the process ends, or others may have the mail by now."""
    due = portion.start + timedelta(seconds=place / mailing.rate if mailing.rate else 0)
    seconds = (due - mailing.now()).total_seconds()
    if seconds > 0 and unwritten:
        # What is known is not at risk while nothing happens.
        with mailing.database.writing() as session:
            _write(session, mailing, portion, unwritten)
        unwritten.clear()
    # With the slowest server one mail leaves in each turn.
    end = portion.until if place else portion.lease
    return mailing.wait(max(seconds, 0)) or mailing.now() >= end


def _mark(mailing: Mailing, portion: Portion, mail: Outgoing, unwritten: list[Fate]) -> bool:
    with mailing.database.writing() as session:
        _write(session, mailing, portion, unwritten)
        is_ours = mail_queue.mark_sending(session, mail.id, portion.lease, mailing.now())
        if is_ours:
            mail.code = code_of(session, mail.row, mailing.now())
    unwritten.clear()
    return is_ours


def _leave(mailing: Mailing, mail: Outgoing) -> Fate:
    """Send one mail that is marked; raises ServerGoneError when it certainly did not leave, and no other can."""
    try:
        message = _written(mailing, mail)
    except (LookupError, ValueError, MessageError) as problem:
        # One that cannot be written does not keep the others from leaving.
        log.warning("mail cannot be written", extra={"outcome": type(problem).__name__, "subject": str(mail.id)})
        return Fate(mail.id, FAILED)
    try:
        mailing.post(message)
    except ServerGoneError:
        raise
    except NotSentError:
        return _tried(mailing, mail)
    except RefusedError:
        return Fate(mail.id, FAILED)
    except (smtplib.SMTPException, OSError):
        return Fate(mail.id, PERHAPS_SENT)
    return Fate(mail.id, SENT)


def _written(mailing: Mailing, mail: Outgoing) -> EmailMessage:
    row, words = mail.row, translator(mail.language, mailing.translations)
    facts = row.facts | ({"code": mail.code} if mail.code is not None else {})
    return compose(row.kind, mailing.sender, row.recipient, facts, mail.link, mailing.addresses.host, words,
                   mailing.now())  # fmt: skip


def _tried(mailing: Mailing, mail: Outgoing) -> Fate:
    """A mail that certainly did not leave is tried again after 2, 4, 8 … minutes, not all at the same moment."""
    attempts = mail.row.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        return Fate(mail.id, FAILED)
    minutes = min(2**attempts, LONGEST_WAIT) * (0.75 + mailing.chance() / 2)
    return Fate(mail.id, WAITING, mailing.now() + timedelta(minutes=minutes))


def _write(session: Session, mailing: Mailing, portion: Portion, fates: list[Fate]) -> None:
    for fate in fates:
        mail_queue.settle(session, fate, mailing.now())
        log.info("mail", extra={"outcome": fate.state, "subject": str(fate.mail)})
    if portion.after_trouble and any(fate.state == SENT for fate in fates):
        mail_pace.reopen(session)


def _shut(mailing: Mailing, problem: NotSentError) -> None:
    with mailing.database.writing() as session:
        mail_pace.shut(session, mailing.now())
    log.warning("mail server gives trouble", extra={"outcome": problem.detail})
