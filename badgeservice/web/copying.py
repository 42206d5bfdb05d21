"""How does signed-in staff take a public badge class as the example for one of their own?"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField

from badgeservice.audit.record import Actor
from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.issuing.copying import copy_class
from badgeservice.organisations.roles import Right, rights_of
from badgeservice.storage import accounts, badge_classes
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import STAFF, account_id, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

copying = Blueprint("copying", __name__)

NO_CLASS = N_("Deze soort badge is er niet.")
CHOOSE = N_("Kies een organisatie uit de lijst.")


class CopyForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """For which organisation the new badge class is."""

    organisation = RadioField(lazy_gettext("Voor welke organisatie?"), choices=[], validate_choice=False)


@route(copying, "/badge-classes/<slug>/v<int(max=2147483647):number>/voorbeeld", STAFF, "GET", "POST")
def use_as_example(slug: str, number: int) -> ResponseReturnValue:
    """Choose an organisation, and make a class of it after this example."""
    session = database.writing() if request.method == "POST" else database.reading()
    example = badge_classes.released(session, slug, number)
    if example is None:
        raise NotFoundError(NO_CLASS)
    own = _where_i_compose(example)
    form = bind(CopyForm)
    form.organisation.choices = [(one.slug, one.name) for one in own.values()]
    if request.method == "POST" and (made := _copied(form, example, own)) is not None:
        flash(_("Je nieuwe soort badge is gemaakt. Lees de tekst na en verander wat anders moet."))
        return redirect(url_for("issuer.words", slug=form.organisation.data, version_id=made.id), 303)
    page = render_template("copy_class.html", form=form, shown=_shown(example), can_copy=bool(own))
    return page, 400 if form.errors else 200


def may_compose_elsewhere(organisation: OrganisationRow, rights: frozenset[str]) -> bool:
    """Whether somebody with these roles may make badge classes for an organisation that works here."""
    return organisation.state == "approved" and Right.COMPOSE in rights_of(rights)


def _where_i_compose(example: BadgeClassVersionRow) -> Mapping[str, OrganisationRow]:
    reading, me = database.reading(), account_id()
    return {
        one.slug: one
        for one in accounts.organisations(reading, me)
        if one.id != example.badge_class.organisation_id
        and may_compose_elsewhere(one, accounts.roles(reading, me, one.id))
    }


def _copied(
    form: CopyForm, example: BadgeClassVersionRow, own: Mapping[str, OrganisationRow]
) -> BadgeClassVersionRow | None:
    chosen = own.get(form.organisation.data or "")
    try:
        if chosen is None:
            raise InvalidInputError({"organisation": CHOOSE})
        writing = database.writing()
        organisation = writing.get_one(OrganisationRow, chosen.id)
        return copy_class(writing, example, organisation, Actor(account_id()), now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return None


def _shown(example: BadgeClassVersionRow) -> dict[str, object]:
    slug = example.badge_class.slug
    return {
        "badge": picture_of(example),
        "name": example.name,
        "kind_name": kind_name(example.badge_class.kind),
        "giver": example.badge_class.organisation.name,
        "is_of_branch": example.badge_class.organisation.kind == "branche",
        "back_href": url_for("documents.class_version", slug=slug, number=example.number),
    }
