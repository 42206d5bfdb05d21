"""Who hears by mail that a question for a recommendation was answered?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.organisations.accounts import put_mail
from badgeservice.storage import accounts
from badgeservice.storage.tables import EndorsementInvitationRow

GIVEN, DECLINED = "endorsement_given", "endorsement_declined"
KINDS = frozenset({GIVEN, DECLINED})


def tell(session: Session, invitation: EndorsementInvitationRow, kind: str, now: datetime, **facts: str) -> None:
    """Put a mail in the outbox for who asked, as long as they have an account."""
    asker = accounts.by_id(session, invitation.created_by)
    if asker is not None and asker.active:
        put_mail(
            session, kind, invitation.id, asker.email, {"organisation": invitation.organisation.name, **facts}, now
        )


def recommendations_address(session: Session, invitation: UUID, base_url: str) -> str | None:
    """Where who asked can read the answer; they sign in there."""
    row = session.get(EndorsementInvitationRow, invitation)
    return f"{base_url}/organisatie/{row.organisation.slug}/instellingen/aanbevelingen" if row is not None else None
