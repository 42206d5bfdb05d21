"""Which facts about itself may an organisation change?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import InvalidInputError
from badgeservice.organisations import typed_text
from badgeservice.organisations.registration import leerbedrijf_problem, website_problem
from badgeservice.storage.tables import OrganisationRow
from badgeservice.wording import N_


@dataclass(frozen=True)
class Details:
    """What a beheerder may change; name, kind, KvK and BRIN were checked by an operator and stay."""

    place: str
    website: str
    leerbedrijf_id: str


def change_details(session: Session, organisation: OrganisationRow, details: Details, by: Actor, now: datetime) -> None:
    """Change the facts that stand in badges from now on. Raises InvalidInputError with a sentence per field."""
    problems = typed_text.found(
        {
            "place": typed_text.line_problem(details.place, 80, N_("Vul de plaats in.")),
            "website": website_problem(details.website),
            "leerbedrijf_id": leerbedrijf_problem(details.leerbedrijf_id),
        }
    )
    if problems:
        raise InvalidInputError(problems)
    organisation.place = details.place.strip()
    organisation.website = details.website or None
    organisation.leerbedrijf_id = details.leerbedrijf_id or None
    record(session, by, "organisation.changed", f"organisation:{organisation.id}", now, repr(details).encode())
