"""How does a beheerder choose what a second person looks at?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField

from badgeservice.audit.record import Actor
from badgeservice.organisations.four_eyes import set_four_eyes
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt
from badgeservice.web.issuer.members import members
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext


class FourEyesForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What a second person looks at."""

    classes = BooleanField(lazy_gettext("Een tweede persoon geeft elke soort badge vrij"))
    awards = BooleanField(lazy_gettext("Een tweede persoon kijkt elke badge na"))


@route(members, "/tweede-persoon", may(Right.MANAGE), "GET", "POST")
def four_eyes(organisation: OrganisationRow) -> ResponseReturnValue:
    """Choose what a second person looks at."""
    known = {"classes": organisation.four_eyes_classes, "awards": organisation.four_eyes_awards}
    form = bind(FourEyesForm, **known)
    if request.method == "POST" and attempt(form, lambda: _choose(organisation, form)):
        flash(_("De keuze is bewaard. Hij geldt vanaf nu."))
        return redirect(url_for("members.settings", slug=organisation.slug), 303)
    return render_template("issuer/four_eyes.html", form=form), 400 if form.errors else 200


def _choose(organisation: OrganisationRow, form: FourEyesForm) -> bool:
    classes, awards = bool(form.classes.data), bool(form.awards.data)
    set_four_eyes(database.writing(), organisation, classes, awards, Actor(account_id()), now())
    return True
