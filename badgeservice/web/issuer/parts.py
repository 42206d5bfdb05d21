"""How do staff choose of which smaller badges a larger one consists?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from badgeservice.audit.record import Actor
from badgeservice.errors import InvalidInputError
from badgeservice.issuing import badge_classes
from badgeservice.issuing.parts import CIRCLE, CONSISTS_OF, CircleError, Parts, choose_parts
from badgeservice.model.achievement import Kind
from badgeservice.organisations.roles import Right
from badgeservice.storage import mandates, stacks
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.class_views import class_view
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import kind_name
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

NO_NUMBER = 99


class PartsForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """The parts, and what happens when somebody has them all."""

    parts = SelectMultipleField(
        lazy_gettext("Welke badges zijn de delen?"),
        choices=[],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    automatic = BooleanField(lazy_gettext("Geef de badge vanzelf als alle delen er zijn"))


@route(issuer, "/soorten/<uuid:version_id>/onderdelen", may(Right.COMPOSE), "GET", "POST")
def parts(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """The parts of a draft."""
    version = badge_classes.draft(session(), organisation.id, version_id)
    possible = _in_order(mandates.givable(session(), organisation.id, now()), version)
    chosen = [str(part.id) for part in stacks.parts_of(session(), version_id)]
    form = bind(PartsForm, parts=chosen, automatic=version.stack_automatic)
    form.parts.choices = [(str(one.badge_class_id), one.name) for one in possible]
    if request.method == "POST" and attempt(form, lambda: _choose(organisation, version_id, form)):
        return redirect(url_for("issuer.release", slug=organisation.slug, version_id=version_id), 303)
    has_levels = Kind(version.badge_class.kind).has_levels
    about = {str(one.badge_class_id): _about(one, organisation) for one in possible}
    page = render_template(
        "issuer/class_parts.html", form=form, about=about, shown=class_view(version), has_levels=has_levels
    )
    return page, 400 if form.errors else 200


def _choose(organisation: OrganisationRow, version_id: UUID, form: PartsForm) -> bool:
    # In the order of the list, whatever the order in which they were ticked.
    ticked = set(form.parts.data or [])
    listed = [value for value, _name in form.parts.choices if value in ticked]
    unknown = [value for value in ticked if value not in listed]
    try:
        chosen = Parts(tuple(UUID(value) for value in (*listed, *unknown)), bool(form.automatic.data))
        choose_parts(database.writing(), organisation, version_id, chosen, Actor(account_id()), now())
    except CircleError as circle:
        raise InvalidInputError({"parts": circle_sentence(circle.way)}) from circle
    except ValueError as problem:
        raise InvalidInputError({"parts": _("Kies alleen badges uit de lijst.")}) from problem
    return True


def circle_sentence(way: Sequence[str]) -> str:
    """Dit is een cirkel, dat kan niet: A bestaat uit B, B bestaat uit A. …"""
    steps = [_(CONSISTS_OF).format(larger=larger, part=part) for larger, part in pairwise(way)]
    return str(_(CIRCLE).format(way=", ".join(steps)))


def _in_order(possible: Sequence[BadgeClassVersionRow], version: BadgeClassVersionRow) -> list[BadgeClassVersionRow]:
    others = [one for one in possible if one.badge_class_id != version.badge_class_id]
    return sorted(others, key=lambda one: (one.part_number or NO_NUMBER, one.name))


def _about(one: BadgeClassVersionRow, organisation: OrganisationRow) -> dict[str, str]:
    owner = one.badge_class.organisation
    kind = kind_name(one.badge_class.kind)
    line = kind if owner.id == organisation.id else _("%(kind)s van %(giver)s", kind=kind, giver=owner.name)
    return {"line": line, "src": picture_of(one)["src"]}
