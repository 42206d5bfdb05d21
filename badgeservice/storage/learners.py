"""Rows of learners and their addresses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from badgeservice.storage.tables import LearnerAddressRow, LearnerRow


def by_email(session: Session, email: str) -> LearnerRow | None:
    """The learner whose address this (lower-case) e-mail address was proven to be."""
    address = session.get(LearnerAddressRow, email)
    return by_id(session, address.learner_id) if address is not None else None


def by_id(session: Session, learner: UUID) -> LearnerRow | None:
    """The learner with this id."""
    return session.get(LearnerRow, learner)


def languages_of(session: Session, emails: Collection[str]) -> dict[str, str]:
    """Address → the language that its learner chose, for those of these (lower-case) addresses that have one."""
    asked = select(LearnerAddressRow.email, LearnerRow.language).join(
        LearnerRow, LearnerRow.id == LearnerAddressRow.learner_id
    )
    found = session.execute(asked.where(LearnerAddressRow.email.in_(emails), LearnerRow.language.is_not(None)))
    return {email: language for email, language in found if language}


def add(session: Session, email: str | None, now: datetime) -> LearnerRow:
    """A new learner; with an e-mail address that was just proven, or none when the badge came on paper.

    When the same address became somebody's at the very moment, that learner.
    """
    learner = LearnerRow(id=uuid4(), email=None, created_at=now)
    session.add(learner)
    session.flush()
    if email is None:
        return learner
    owner = _whose(session, learner.id, email, now)
    if owner != learner.id:
        session.delete(learner)
        session.flush()
        return session.get_one(LearnerRow, owner)
    learner.email = email
    session.flush()
    return learner


def add_address(session: Session, learner: UUID, email: str, now: datetime) -> None:
    """Keep that a (lower-case) e-mail address was proven to be a learner's."""
    session.add(LearnerAddressRow(email=email, learner_id=learner, proven_at=now))
    session.flush()


def speaks(session: Session, learner: UUID, language: str) -> None:
    """Keep which language a learner chose to read; nothing when there is no such learner any more."""
    row = by_id(session, learner)
    if row is not None and row.language != language:
        row.language = language


def epoch_of(session: Session, learner: UUID) -> int:
    """Under which number a session of a learner begins now."""
    return session.get_one(LearnerRow, learner).epoch


def addresses_of(session: Session, learner: UUID) -> Sequence[str]:
    """Every proven e-mail address of a learner, the oldest first."""
    of_learner = LearnerAddressRow.learner_id == learner
    asked = select(LearnerAddressRow.email).where(of_learner)
    return session.scalars(asked.order_by(LearnerAddressRow.proven_at, LearnerAddressRow.email)).all()


def locked(session: Session, learner: UUID) -> LearnerRow | None:
    """The learner as they are now; who changes their addresses too waits until this session ends."""
    asked = select(LearnerRow).where(LearnerRow.id == learner)
    return session.scalar(asked.with_for_update(), execution_options={"populate_existing": True})


def remove_address(session: Session, learner: UUID, email: str) -> None:
    """Forget that an address is a learner's."""
    session.execute(
        delete(LearnerAddressRow).where(LearnerAddressRow.email == email, LearnerAddressRow.learner_id == learner)
    )


def _whose(session: Session, learner: UUID, email: str, now: datetime) -> UUID:
    """Whose an address is, after it was made this learner's if it was nobody's; who does so too waits here."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"email": email, "learner_id": learner, "proven_at": now}
    session.execute(insert(LearnerAddressRow).values(values).on_conflict_do_nothing())
    return session.get_one(LearnerAddressRow, email).learner_id
