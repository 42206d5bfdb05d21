"""Which database session does a request have: one that reads, and when something changes one that writes?"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, g
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from badgeservice.issuing.batches.found import BATCH_WAITS
from badgeservice.organisations.accounts import MAIL_WAITS
from badgeservice.web.collaborators import tools


def reading() -> Session:
    """The session for reading; made when first asked for."""
    if "reading" not in g:
        g.reading = tools().database.reader()
    session: Session = g.reading
    return session


def writing() -> Session:
    """The session for writing; committed when the view has answered, and only then."""
    if "writing" not in g:
        g.writing = tools().database.writer()
    session: Session = g.writing
    return session


def commit() -> None:
    """Keep what the view wrote, and wake the worker for mail that may have to leave, and for lists to be given."""
    session: Session | None = g.get("writing")
    if session is None:
        return
    session.commit()
    if session.info.pop(MAIL_WAITS, False):
        tools().deliver_mail()
    if session.info.pop(BATCH_WAITS, False):
        tools().wake_batches()


def roll_back() -> None:
    """Leave what the view wrote undone, so that the session answers again."""
    session: Session | None = g.get("writing")
    if session is not None:
        _left(session, session.rollback)


def close_at_the_end(app: Flask) -> None:
    """Close both sessions when the request ends; what was not committed is gone."""

    @app.teardown_appcontext
    def close(_problem: BaseException | None) -> None:
        for name in ("writing", "reading"):
            session: Session | None = g.pop(name, None)
            if session is not None:
                _left(session, session.close)


def _left(session: Session, leave: Callable[[], None]) -> None:
    try:
        leave()
    except DBAPIError:
        # The database went away after it answered; with it went whatever was not committed.
        session.invalidate()
