"""Who hears by mail what happens with a mandate?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.organisations.accounts import put_mail
from badgeservice.organisations.roles import Role
from badgeservice.storage import accounts
from badgeservice.storage.tables import MandateRow, OrganisationRow

ASKED = "mandate_asked"
KINDS = frozenset({ASKED, "mandate_granted", "mandate_declined", "mandate_withdrawn"})


def tell(session: Session, to: OrganisationRow, kind: str, mandate: MandateRow, badge: str, now: datetime) -> None:
    """Put a mail in the outbox for each beheerder of the other side."""
    facts = {"branch": mandate.branch.name, "organisation": mandate.organisation.name, "badge": badge}
    if mandate.reason:
        facts["reason"] = mandate.reason
    for account, membership in accounts.members(session, to.id):
        if membership.role == Role.MANAGER:
            put_mail(session, kind, mandate.id, account.email, facts, now)


def mandates_address(session: Session, kind: str, mandate: UUID, base_url: str) -> str | None:
    """Where whoever gets a mail about a mandate can read and answer it; they sign in there."""
    row = session.get(MandateRow, mandate)
    if row is None:
        return None
    to = row.branch if kind == ASKED else row.organisation
    return f"{base_url}/organisatie/{to.slug}/mandaten"
