"""Rows of badges that wait: for a second person, for their day, or for their maker after a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from badgeservice.storage import badge_requests
from badgeservice.storage.drafts import UNFINISHED
from badgeservice.storage.tables import AwardDraftRow

PROPOSED, SCHEDULED, RELEASED, REFUSED = "proposed", "scheduled", "released", "refused"
# Nobody changes these without taking them back first.
AT_REST = frozenset({PROPOSED, SCHEDULED})
# What its maker works on, or goes on with after it came back.
ON_THE_DESK = frozenset({*UNFINISHED, REFUSED})


def of_organisation(session: Session, organisation: UUID, state: str, size: int = 50) -> Sequence[AwardDraftRow]:
    """What waits in an organisation: what comes first in front."""
    asked = select(AwardDraftRow).where(AwardDraftRow.organisation_id == organisation, AwardDraftRow.state == state)
    order = (AwardDraftRow.due_at, AwardDraftRow.state_since, AwardDraftRow.id)
    return session.scalars(asked.order_by(*order).limit(size)).all()


def refused_of(session: Session, organisation: UUID, account: UUID, size: int = 50) -> Sequence[AwardDraftRow]:
    """What somebody made and was sent back or not given, the newest first."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.organisation_id == organisation,
        AwardDraftRow.account_id == account,
        AwardDraftRow.state == REFUSED,
    )
    return session.scalars(asked.order_by(AwardDraftRow.state_since.desc(), AwardDraftRow.id).limit(size)).all()


def one(session: Session, organisation: UUID, draft: UUID) -> AwardDraftRow | None:
    """A draft of an organisation that waits for a second person or for its day."""
    asked = select(AwardDraftRow).where(
        AwardDraftRow.id == draft,
        AwardDraftRow.organisation_id == organisation,
        AwardDraftRow.state.in_(AT_REST),
    )
    return session.scalar(asked)


def held(session: Session, organisation: UUID, draft: UUID) -> AwardDraftRow | None:
    """A draft as it is now, which nobody else can give or change until this transaction ends."""
    # Declining a request locks it before its draft, and so does this.
    badge_requests.of_draft(session, draft)
    asked = select(AwardDraftRow).where(AwardDraftRow.id == draft, AwardDraftRow.organisation_id == organisation)
    held = asked.with_for_update(of=AwardDraftRow).execution_options(populate_existing=True)
    return session.scalar(held)


def count_proposed(session: Session, organisation: UUID, other_than: UUID | None) -> int:
    """How many badges wait for a second person; of others than one account, when it is named."""
    asked = select(func.count()).select_from(AwardDraftRow)
    asked = asked.where(AwardDraftRow.organisation_id == organisation, AwardDraftRow.state == PROPOSED)
    if other_than is not None:
        asked = asked.where(AwardDraftRow.account_id != other_than)
    return session.scalar(asked) or 0


def count_scheduled(session: Session, organisation: UUID) -> int:
    """How many badges of an organisation wait for their day."""
    asked = select(func.count()).select_from(AwardDraftRow)
    asked = asked.where(AwardDraftRow.organisation_id == organisation, AwardDraftRow.state == SCHEDULED)
    return session.scalar(asked) or 0


def due(session: Session, now: datetime, size: int) -> Sequence[tuple[UUID, UUID]]:
    """Organisation and id of every badge whose day has come, the longest waiting first."""
    asked = select(AwardDraftRow.organisation_id, AwardDraftRow.id).where(
        AwardDraftRow.state == SCHEDULED, AwardDraftRow.due_at <= now
    )
    found = session.execute(asked.order_by(AwardDraftRow.due_at, AwardDraftRow.id).limit(size))
    return [(row[0], row[1]) for row in found]


def forget_refused(session: Session, moment: datetime) -> None:
    """Delete what was refused before a moment and never given after all."""
    session.execute(delete(AwardDraftRow).where(AwardDraftRow.state == REFUSED, AwardDraftRow.state_since < moment))
