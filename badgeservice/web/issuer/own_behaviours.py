"""How does an organisation add gedragsvoorbeelden of its own to a badge of its branch?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.audit.record import Actor
from badgeservice.issuing import own_behaviours as use
from badgeservice.organisations.roles import Right
from badgeservice.storage import own_behaviours as rows
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow, OwnBehaviourRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, session
from badgeservice.web.issuer.mandate_forms import OwnBehaviourForm
from badgeservice.web.issuer.mandates import mandates
from badgeservice.web.words import gettext as _


@route(mandates, "/eigen/<uuid:class_id>", may(Right.COMPOSE), "GET", "POST")
def own(organisation: OrganisationRow, class_id: UUID) -> ResponseReturnValue:
    """What the branch asks, and what this organisation adds."""
    form, version = bind(OwnBehaviourForm), use.mandated_class(session(), organisation, class_id, now())
    if request.method == "POST" and attempt(form, lambda: _add(organisation, version, form)) is not None:
        flash(_("Het gedragsvoorbeeld staat erbij."))
        return _back(organisation, class_id)
    added = rows.in_use(session(), organisation.id, class_id)
    page = render_template("issuer/own_behaviours.html", form=form, version=version, added=added, most=use.MOST)
    return page, 400 if form.errors else 200


@route(mandates, "/eigen/<uuid:class_id>/<uuid:behaviour_id>/weg", may(Right.COMPOSE), "POST")
def end_own(organisation: OrganisationRow, class_id: UUID, behaviour_id: UUID) -> ResponseReturnValue:
    """Use a gedragsvoorbeeld no longer."""
    use.end(database.writing(), organisation, behaviour_id, Actor(account_id()), now())
    flash(_("Het gedragsvoorbeeld is weg. Badges die al zijn gegeven, houden het."))
    return _back(organisation, class_id)


def _add(organisation: OrganisationRow, version: BadgeClassVersionRow, form: OwnBehaviourForm) -> OwnBehaviourRow:
    return use.add(database.writing(), organisation, version, form.text.data or "", Actor(account_id()), now())


def _back(organisation: OrganisationRow, class_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("mandates.own", slug=organisation.slug, class_id=class_id), 303)
