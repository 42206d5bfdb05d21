"""How does an organisation see and change its facts, its keys and its people?"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import EmailField, SelectMultipleField, StringField, URLField
from wtforms.widgets import CheckboxInput, ListWidget

from badgeservice.audit.record import Actor
from badgeservice.errors import InvalidInputError
from badgeservice.organisations.accounts import invite, remove_member
from badgeservice.organisations.details import Details, change_details
from badgeservice.organisations.roles import Right, Role
from badgeservice.storage import keys
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.issuer.blueprint import bar
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.people import KEY_STATES, ROLES, people_of, person
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.words import organisation_kind
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

members = Blueprint("members", __name__, url_prefix="/organisatie/<slug>/instellingen")
members.context_processor(bar)


class DetailsForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What a beheerder may change about the organisation."""

    place = StringField(lazy_gettext("Plaats"))
    website = URLField(lazy_gettext("Website"))
    leerbedrijf_id = StringField(lazy_gettext("Leerbedrijf-id van SBB"))


class InviteForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Who gets which roles."""

    name = StringField(lazy_gettext("Naam"))
    email = EmailField(lazy_gettext("E-mailadres"))
    roles = SelectMultipleField(
        lazy_gettext("Wat mag deze persoon doen?"),
        choices=choices_of({role.value: words.name for role, words in ROLES.items()}),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


@route(members, "", may(Right.READ))
def settings(organisation: OrganisationRow) -> ResponseReturnValue:
    """The facts, keys and people of an organisation."""
    reading = database.reading()
    return render_template(
        "issuer/settings.html",
        owner=organisation,
        kind_name=organisation_kind(organisation.kind),
        day=day,
        people=people_of(reading, organisation.id),
        keys=keys.of_organisation(reading, organisation.id),
        key_states=KEY_STATES,
        may_manage=Right.MANAGE in g.rights,
        own_id=account_id(),
    )


@route(members, "/gegevens", may(Right.MANAGE), "GET", "POST")
def details(organisation: OrganisationRow) -> ResponseReturnValue:
    """Change what the organisation tells about itself."""
    form = bind(DetailsForm, obj=organisation)
    if request.method == "POST":
        try:
            change_details(database.writing(), organisation, _typed_details(form), Actor(account_id()), now())
        except InvalidInputError as problem:
            show_problems(form, problem.problems)
            return render_template("issuer/details.html", form=form), 400
        flash(_("De gegevens zijn veranderd. Ze staan in elke badge die je vanaf nu geeft."))
        return redirect(url_for("members.settings", slug=organisation.slug), 303)
    return render_template("issuer/details.html", form=form)


@route(members, "/mensen/nieuw", may(Right.MANAGE), "GET", "POST")
def invite_person(organisation: OrganisationRow) -> ResponseReturnValue:
    """Give somebody roles; they get a mail with a link."""
    form = bind(InviteForm)
    if request.method == "POST":
        try:
            _invite(organisation, form)
        except InvalidInputError as problem:
            show_problems(form, problem.problems)
            return _invite_page(form), 400
        flash(_("%(email)s krijgt een mail om in te loggen.", email=form.email.data.strip()))
        return redirect(url_for("members.settings", slug=organisation.slug), 303)
    return _invite_page(form)


@route(members, "/mensen/<uuid:member_id>/weg", may(Right.MANAGE), "GET", "POST")
def remove_person(organisation: OrganisationRow, member_id: UUID) -> ResponseReturnValue:
    """Take somebody's roles in this organisation away, after asking."""
    leaving = person(database.reading(), organisation.id, member_id)
    if request.method != "POST":
        return render_template("issuer/remove_person.html", person=leaving)
    remove_member(database.writing(), organisation, member_id, Actor(account_id()), now())
    flash(_("%(name)s hoort niet meer bij de organisatie.", name=leaving.name))
    back = "accounts.organisations" if member_id == account_id() else "members.settings"
    return redirect(url_for(back, slug=organisation.slug) if back == "members.settings" else url_for(back), 303)


def _typed_details(form: DetailsForm) -> Details:
    return Details(
        place=(form.place.data or "").strip(),
        website=(form.website.data or "").strip(),
        leerbedrijf_id="".join((form.leerbedrijf_id.data or "").split()),
    )


def _invite(organisation: OrganisationRow, form: InviteForm) -> None:
    roles = frozenset(Role(role) for role in form.roles.data or [] if role in set(Role))
    email, name = (form.email.data or "").strip(), (form.name.data or "").strip()
    invite(database.writing(), organisation, email, name, roles, Actor(account_id()), now())


def _invite_page(form: InviteForm) -> str:
    about = {role.value: {"line": words.line} for role, words in ROLES.items()}
    return render_template("issuer/invite.html", form=form, about=about)
