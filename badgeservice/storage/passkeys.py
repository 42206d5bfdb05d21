"""Rows of passkeys."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.storage.tables import PasskeyRow


def by_credential(session: Session, credential: bytes) -> PasskeyRow | None:
    """The passkey with this credential id, locked: its counter is read and written in one go."""
    asked = select(PasskeyRow).where(PasskeyRow.credential_id == credential)
    return session.scalar(asked.with_for_update(), execution_options={"populate_existing": True})


def of_learner(session: Session, learner: UUID) -> Sequence[PasskeyRow]:
    """Every passkey of a learner, the oldest first."""
    asked = select(PasskeyRow).where(PasskeyRow.learner_id == learner)
    return session.scalars(asked.order_by(PasskeyRow.created_at, PasskeyRow.credential_id)).all()


def one_of_learner(session: Session, learner: UUID, credential: bytes) -> PasskeyRow | None:
    """A passkey, if it is this learner's."""
    asked = select(PasskeyRow).where(PasskeyRow.credential_id == credential, PasskeyRow.learner_id == learner)
    return session.scalar(asked)
