"""From when on may the next mail leave, over all workers together?

One row says so, and a worker that takes mail moves it ahead by the time those mails may take. It only ever moves by
what was taken, so whatever the clocks of the machines say, in any stretch of T seconds no more than rate × (T + the
difference between clocks + one portion) mails leave.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from badgeservice.storage.tables import MailPaceRow

THE_ONE = 1
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=5)


def read(session: Session) -> MailPaceRow:
    """The pace as it is."""
    return session.get_one(MailPaceRow, THE_ONE)


def locked(session: Session) -> MailPaceRow:
    """The pace as it is now; other workers wait until this transaction ends."""
    asked = select(MailPaceRow).where(MailPaceRow.id == THE_ONE).with_for_update()
    return session.scalars(asked.execution_options(populate_existing=True)).one()


def is_shut(pace: MailPaceRow, moment: datetime) -> bool:
    """Whether the mail server gave trouble a short while ago, so that nothing is tried."""
    return pace.shut_until is not None and pace.shut_until > moment


def shut(session: Session, moment: datetime) -> datetime:
    """Try nothing for a while, each time twice as long; gives back until when.

    Workers that meet the same trouble count it once.
    """
    pace = locked(session)
    if pace.shut_until is None or pace.shut_until <= moment:
        pace.shut_until = moment + min(FIRST_PAUSE * 2 ** min(pace.troubles, 10), LONGEST_PAUSE)
        pace.troubles += 1
        pace.trouble_since = pace.trouble_since or moment
    return pace.shut_until


def reopen(session: Session) -> None:
    """The mail server takes mail again."""
    session.execute(
        update(MailPaceRow)
        .where(MailPaceRow.id == THE_ONE, MailPaceRow.troubles > 0)
        .values(troubles=0, shut_until=None, trouble_since=None)
    )
