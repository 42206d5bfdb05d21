"""Whose browser is this? The cookie says so, as long as that session was not ended here or elsewhere."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from flask import g, session
from sqlalchemy.orm import Session

from badgeservice.storage import learner_sessions, learners
from badgeservice.storage.tables import AwardRow
from badgeservice.web import database

# A cookie holds 4 kB; a learner with an e-mail address does not need this list.
MOST_REMEMBERED = 40
LEARNER, EPOCH, NUMBER, BADGES = "learner", "epoch", "session", "badges"


def known_learner() -> UUID | None:
    """The learner of this browser; None for one who was erased, joined with another or signed out elsewhere since."""
    known = session.get(LEARNER)
    return UUID(known) if isinstance(known, str) and _is_open() else None


def begin(writing: Session, learner: UUID) -> None:
    """Let this browser be a learner's, in a session of its own."""
    session[LEARNER], session[NUMBER] = str(learner), str(uuid4())
    stay(writing, learner)
    session.permanent = True


def stay(writing: Session, learner: UUID) -> None:
    """Let this session go on when all that began before end."""
    session[EPOCH] = learners.epoch_of(writing, learner)
    # What was just written is not there to read yet.
    g.learner_session = (_claimed(), True)


def end(writing: Session, now: datetime) -> None:
    """End the session of this browser, so that no copy of its cookie counts any more."""
    if NUMBER in session:
        learner_sessions.end(writing, UUID(session[NUMBER]), now)
    _drop()


def kept_here() -> dict[UUID, int]:
    """Badges that were kept in this browser, and which keeping that was: given back and kept by another, it is not."""
    remembered = session.get(BADGES, [])
    return {UUID(one[0]): one[1] for one in remembered if isinstance(one, list)} if remembered and _is_open() else {}


def keep_here(award: AwardRow) -> None:
    """Remember a badge that was kept in this browser, which may show it also when it is not known whose it is."""
    if not _is_open():
        _drop()
    badges = {badge: moment for badge, moment in kept_here().items() if badge != award.id}
    remember_only(badges | {award.id: keeping_of(award)})


def remember_only(badges: dict[UUID, int]) -> None:
    """Remember these badges, the newest last."""
    session[BADGES] = [[str(badge), moment] for badge, moment in badges.items()][-MOST_REMEMBERED:]
    session.setdefault(NUMBER, str(uuid4()))
    session.permanent = True


def keeping_of(award: AwardRow) -> int:
    """By which the keeping of a badge is known from another: its moment, in milliseconds; 0 when it is not kept."""
    return round(award.kept_at.timestamp() * 1000) if award.kept_at is not None else 0


def _is_open() -> bool:
    claimed = _claimed()
    # A page asks this in many places, and the database once.
    if g.get("learner_session", (None, False))[0] != claimed:
        learner, epoch, number = claimed
        found = learner_sessions.is_open(
            database.reading(), UUID(learner) if learner else None, epoch, UUID(number) if number else None
        )
        g.learner_session = (claimed, found)
    return bool(g.learner_session[1])


def _claimed() -> tuple[str | None, int, str | None]:
    return session.get(LEARNER), session.get(EPOCH, 0), session.get(NUMBER)


def _drop() -> None:
    for name in (LEARNER, EPOCH, NUMBER, BADGES):
        session.pop(name, None)
