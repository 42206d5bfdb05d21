"""Which larger badges can be given because all parts are there, and what do staff do with them?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from badgeservice.audit.record import Actor
from badgeservice.issuing import offers, stacks
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.stack_views import part_lines
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.seeing import PAGE, saw
from badgeservice.web.words import gettext as _


@route(issuer, "/geven/<uuid:draft_id>/voorstel", may(Right.GIVE))
def offer(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Somebody has all parts: with which badges, and what now?"""
    reading, moment = session(), now()
    draft = offers.offered(reading, organisation, draft_id)
    person = stacks.person_of_offer(reading, draft)
    found = stacks.progress(reading, draft.version, person, organisation.id, moment) if person is not None else None
    saw([award for part in (found.parts if found else ()) if (award := part.award or part.lost)], PAGE)
    shown = {
        "id": draft.id,
        "badge": picture_of(draft.version),
        "name": draft.version.name,
        "kind_name": kind_name(draft.version.badge_class.kind),
        "person": draft.answers["name"],
        "parts": part_lines(reading, found, organisation) if found is not None else [],
    }
    return render_template("issuer/offer.html", offer=shown)


@route(issuer, "/geven/<uuid:draft_id>/voorstel/geven", may(Right.GIVE), "POST")
def take_on(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Go on to the usual screens."""
    draft = offers.take_on(database.writing(), organisation, draft_id, account_id(), now())
    return redirect(url_for("issuer.what", slug=organisation.slug, draft_id=draft.id), 303)


@route(issuer, "/geven/<uuid:draft_id>/voorstel/laten", may(Right.GIVE), "POST")
def dismiss(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Leave it."""
    offers.dismiss(database.writing(), organisation, draft_id, Actor(account_id()), now())
    flash(_("Het voorstel is weg. Je kunt de badge later nog zelf geven."))
    return redirect(url_for("issuer.overview", slug=organisation.slug), 303)
