"""Are the badges in the database those that the audit log saw being given?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from badgeservice.audit.record import first_broken_row
from badgeservice.storage.tables import AuditRow, AwardRow

# Its id, its document, when it was erased.
Badge = tuple[UUID, bytes, datetime | None]
GIVEN = "badge.given"
PORTION = 200


@dataclass
class Proven:
    """How many documents are the very bytes that were given, how many no row tells of, and which are others.

    `broken_row` is where the chain of the log does not hold, None when it holds.
    """

    same: int = 0
    untold: int = 0
    erased: int = 0
    others: list[UUID] = field(default_factory=list)
    broken_row: int | None = None


def prove(session: Session) -> Proven:
    """Hold every document of a badge against the digest that was logged when it was given."""
    proven = Proven(broken_row=first_broken_row(session))
    for portion in _portions(session):
        told = _told(session, portion)
        for badge, document, erased_at in portion:
            if erased_at is not None:
                proven.erased += 1
            elif badge not in told:
                proven.untold += 1
            elif hashlib.sha256(document).hexdigest() == told[badge]:
                proven.same += 1
            else:
                proven.others.append(badge)
    return proven


def _portions(session: Session) -> Iterator[list[Badge]]:
    last: UUID | None = None
    while True:
        asked = select(AwardRow.id, AwardRow.document, AwardRow.erased_at).order_by(AwardRow.id).limit(PORTION)
        found = session.execute(asked if last is None else asked.where(AwardRow.id > last))
        portion = [(row.id, row.document, row.erased_at) for row in found]
        if not portion:
            return
        yield portion
        last, _document, _erased_at = portion[-1]


def _told(session: Session, portion: list[Badge]) -> dict[UUID, str]:
    subjects = {f"badge:{badge}": badge for badge, _document, _erased in portion}
    asked = select(AuditRow.object, AuditRow.digest).where(AuditRow.object.in_(subjects), AuditRow.action == GIVEN)
    return {subjects[subject]: digest for subject, digest in session.execute(asked)}
