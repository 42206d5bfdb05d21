"""How do staff renew a badge that ends?"""

from __future__ import annotations

from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from badgeservice.issuing.renewal import begin_renewal
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.issuer.awards import award_of
from badgeservice.web.issuer.blueprint import issuer
from badgeservice.web.seeing import PAGE, saw


@route(issuer, "/gegeven/<uuid:award_id>/vernieuwen", may(Right.GIVE), "POST")
def renew(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """Fill in a badge like the one that ends, to look at and give; a changed badge asks what was seen first."""
    award = award_of(organisation, award_id)
    draft = begin_renewal(database.writing(), award, account_id(), now())
    saw([award], PAGE)
    screen = "issuer.check" if draft.version_id == award.version_id else "issuer.what"
    return redirect(url_for(screen, slug=organisation.slug, draft_id=draft.id), 303)
