"""Who recommends whom in the demo?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.demo.cast import HOTEL, SCHOOL
from badgeservice.organisations import endorsement_invitations as recommendations
from badgeservice.organisations.mandates import Signing
from badgeservice.storage import accounts, organisations
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.collaborators import Collaborators

MESSAGE = "Sinds twee jaar leiden wij samen mensen op. Willen jullie ons aanbevelen?"
COMMENT = "Bij Hotel De Zwaan krijgt iedereen een vaste begeleider. Onze mensen leren daar in de praktijk."


def recommend_hotel(session: Session, tools: Collaborators, now: datetime) -> None:
    """The school recommends the hotel, through the link that the hotel sent it."""
    hotel, school = _organisation(session, HOTEL), _organisation(session, SCHOOL)
    asked_by, answered_by = (accounts.members(session, one.id)[0][0].id for one in (hotel, school))
    token = recommendations.invite(session, hotel, None, MESSAGE, asked_by, now)
    signing = Signing(tools.sign, tools.addresses)
    recommendations.give(session, token, school.id, COMMENT, answered_by, signing, now)


def _organisation(session: Session, slug: str) -> OrganisationRow:
    found = organisations.by_slug(session, slug)
    assert found is not None  # noqa: S101 - made before
    return found
