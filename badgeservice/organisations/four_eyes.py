"""Does a second person release the badge classes of an organisation, or its badges?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import InvalidInputError
from badgeservice.organisations.roles import Right, rights_of
from badgeservice.storage import accounts
from badgeservice.storage.tables import OrganisationRow
from badgeservice.wording import N_

NEEDED = 2
ASKED = {
    "classes": (
        Right.COMPOSE,
        N_("Hiervoor zijn twee mensen nodig die soorten badges mogen maken. Nodig eerst nog iemand uit."),
    ),
    "awards": (
        Right.GIVE,
        N_("Hiervoor zijn twee mensen nodig die badges mogen geven. Nodig eerst nog iemand uit."),
    ),
}


def set_four_eyes(session: Session, organisation: OrganisationRow, classes: bool, awards: bool, by: Actor,
                  now: datetime) -> None:  # fmt: skip
    """Choose what a second person looks at.

    Raises InvalidInputError when it is switched on with fewer than two people who could be that person.
    """
    # Who removes somebody at the same moment holds this row too.
    session.refresh(organisation, with_for_update=True)
    starts = {
        "classes": classes and not organisation.four_eyes_classes,
        "awards": awards and not organisation.four_eyes_awards,
    }
    problems = {
        field: sentence
        for field, (right, sentence) in ASKED.items()
        if starts[field] and how_many_hold(session, organisation.id, right) < NEEDED
    }
    if problems:
        raise InvalidInputError(problems)
    organisation.four_eyes_classes, organisation.four_eyes_awards = classes, awards
    said = f"classes={classes} awards={awards}".encode()
    record(session, by, "organisation.four_eyes", f"organisation:{organisation.id}", now, said)


def how_many_hold(session: Session, organisation: UUID, right: Right) -> int:
    """How many people of an organisation hold a right."""
    roles: dict[UUID, set[str]] = {}
    for account, membership in accounts.members(session, organisation):
        if account.active:
            roles.setdefault(account.id, set()).add(membership.role)
    return sum(right in rights_of(frozenset(held)) for held in roles.values())
