"""How does an organisation ask to come in?"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, StringField, URLField
from wtforms.fields import SelectChoice

from badgeservice.errors import InvalidInputError
from badgeservice.model.issuer import OrganisationKind
from badgeservice.organisations.registration import Application, apply
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.protection import limiter
from badgeservice.web.words import lazy_gettext

registration = Blueprint("registration", __name__)

KINDS = [
    SelectChoice(OrganisationKind.EMPLOYER.value, lazy_gettext("Werkgever of leerbedrijf")),
    SelectChoice(OrganisationKind.BRANCH.value, lazy_gettext("Branche of brancheorganisatie")),
    SelectChoice(OrganisationKind.SCHOOL.value, lazy_gettext("School of opleider")),
]


class ApplicationForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What an organisation fills in; the names are those of `Application`."""

    kind = RadioField(lazy_gettext("Wat voor organisatie is het?"), choices=KINDS)
    name = StringField(lazy_gettext("Naam van de organisatie"))
    place = StringField(lazy_gettext("Plaats"))
    kvk = StringField(lazy_gettext("KvK-nummer"))
    leerbedrijf_id = StringField(lazy_gettext("Leerbedrijf-id van SBB"))
    brin = StringField(lazy_gettext("BRIN"))
    website = URLField(lazy_gettext("Website"))
    contact_name = StringField(lazy_gettext("Je naam"))
    email = EmailField(lazy_gettext("Je e-mailadres"))

    def application(self) -> Application:
        """What was typed; spaces inside numbers do no harm."""
        typed = {name: (self[name].data or "").strip() for name in Application.__dataclass_fields__}
        for number in ("kvk", "brin", "leerbedrijf_id"):
            typed[number] = "".join(typed[number].split())
        return Application(**typed)


@route(registration, "/aanmelden", PUBLIC, "GET", "POST")
@limiter.limit("30 per hour", methods=["POST"])
def application() -> ResponseReturnValue:
    """The form for a new organisation."""
    form = bind(ApplicationForm)
    if request.method == "POST":
        try:
            apply(database.writing(), form.application(), now())
            return redirect(url_for("registration.received"), 303)
        except InvalidInputError as problem:
            show_problems(form, problem.problems)
            return render_template("registration/application.html", form=form), 400
    return render_template("registration/application.html", form=form)


@route(registration, "/aanmelden/ontvangen", PUBLIC)
def received() -> ResponseReturnValue:
    """What happens after an application."""
    return render_template("registration/received.html")
