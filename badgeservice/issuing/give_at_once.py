"""How does a program give a badge, with all answers of the three screens in one go?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.issuing.give import Giving, give
from badgeservice.issuing.order import Order
from badgeservice.organisations.api_tokens import Program
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow


def give_at_once(session: Session, version: BadgeClassVersionRow, order: Order, request_id: UUID, program: Program,
                 giving: Giving, now: datetime) -> AwardRow:  # fmt: skip
    """Give a badge; `request_id` makes it happen once. Raises what `give` raises, and keeps nothing then."""
    draft = AwardDraftRow(
        id=request_id,
        organisation_id=program.organisation_id,
        version=version,
        account_id=program.account_id,
        answers={},
        created_at=now,
    )
    session.add(draft)
    session.flush()
    return give(session, draft, order, program.account_id, giving, now, actor=program.actor)
