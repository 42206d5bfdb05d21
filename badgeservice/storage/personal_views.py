"""Rows of who looked at the personal data of a badge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from badgeservice.storage.tables import AwardRow, OrganisationRow, PersonalViewRow


@dataclass(frozen=True, order=True)
class Seen:
    """That somebody saw a badge and its person on a day in Amsterdam; `what`: page, sheet, list, matrix, program."""

    award_id: UUID
    account_id: UUID
    what: str
    day: date
    seen_at: datetime = field(compare=False)


def add(session: Session, seen: Iterable[Seen]) -> None:
    """Keep what was not kept yet, in one order, so that two who add never wait for each other in a circle."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    rows = [{"id": uuid4(), **vars(one)} for one in sorted(seen)]
    if rows:
        session.execute(insert(PersonalViewRow).on_conflict_do_nothing(), rows)


def of_learner(
    session: Session, learner: UUID, size: int = 200
) -> Sequence[tuple[PersonalViewRow, AwardRow, OrganisationRow]]:
    """Who saw the badges of a learner last, newest first, with the badge and whose staff it was."""
    asked = (
        select(PersonalViewRow, AwardRow, OrganisationRow)
        .join(AwardRow, AwardRow.id == PersonalViewRow.award_id)
        .join(OrganisationRow, OrganisationRow.id == AwardRow.organisation_id)
        .where(AwardRow.learner_id == learner)
        .order_by(PersonalViewRow.seen_at.desc(), PersonalViewRow.id)
        .limit(size)
    )
    return [(view, award, organisation) for view, award, organisation in session.execute(asked)]


def forget_before(session: Session, moment: datetime) -> None:
    """Delete what was seen before a moment."""
    session.execute(delete(PersonalViewRow).where(PersonalViewRow.seen_at < moment))
