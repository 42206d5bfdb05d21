"""How do the staff let people ask for a badge: which links and posters are there?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField

from badgeservice.errors import ConflictError, InvalidInputError, NotFoundError
from badgeservice.issuing import asking as use_cases
from badgeservice.issuing.asking import Invitation, offered, version_of, versions_of, why_shut
from badgeservice.issuing.mandated import givable
from badgeservice.issuing.order import NOT_A_DAY
from badgeservice.model.check_code import in_groups
from badgeservice.model.days import typed_day
from badgeservice.organisations.roles import Right
from badgeservice.storage import asking as rows
from badgeservice.storage.tables import AskingLinkRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.give_views import about_badges
from badgeservice.web.presenters.asking import poster as poster_page
from badgeservice.web.presenters.learner import qr_address
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext, ngettext
from badgeservice.wording import N_

ASKERS = may(Right.GIVE, Right.COMPOSE)
DAY_FIELDS = ("first_day", "last_day")
STATES = {
    None: ("valid", lazy_gettext("Open")),
    "early": ("open", lazy_gettext("Nog niet begonnen")),
    "late": ("invalid", lazy_gettext("Voorbij")),
    "closed": ("invalid", lazy_gettext("Gesloten")),
    "stopped": ("invalid", lazy_gettext("Wordt niet meer gegeven")),
}

View = dict[str, Any]


class LinkForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Which badge people may ask for, where, and on which days."""

    version = RadioField(lazy_gettext("Welke badge?"), choices=[])
    place = StringField(lazy_gettext("Waar hangt de poster?"), render_kw={"maxlength": 120, "autocomplete": "off"})
    first_day = StringField(lazy_gettext("Eerste dag"), render_kw={"inputmode": "numeric", "autocomplete": "off"})
    last_day = StringField(lazy_gettext("Laatste dag"), render_kw={"inputmode": "numeric", "autocomplete": "off"})


@route(issuer, "/aanvragen/links", ASKERS)
def asking_links(organisation: OrganisationRow) -> ResponseReturnValue:
    """The links by which people ask, newest first."""
    asked = rows.asked_per_link(session(), organisation.id)
    links = rows.of_organisation(session(), organisation.id)
    versions = versions_of(session(), links)
    lines = [_line(link, versions.get(link.badge_class_id), asked.get(link.id, 0)) for link in links]
    return render_template("issuer/asking_links.html", links=lines)


@route(issuer, "/aanvragen/links/nieuw", ASKERS, "GET", "POST")
def new_link(organisation: OrganisationRow) -> ResponseReturnValue:
    """Make a link."""
    released = _askable(organisation)
    form = bind(LinkForm, version=request.args.get("soort"))
    form.version.choices = choices_of({version.id: version.name for version in released})
    if request.method == "POST" and (made := attempt(form, lambda: _open(organisation, form))) is not None:
        flash(_("De link is klaar. Wie hem opent, kan de badge vragen."))
        return redirect(url_for("issuer.asking_link", slug=organisation.slug, link_id=made.id), 303)
    page = render_template("issuer/asking_new.html", form=form, about=about_badges(organisation, released))
    return page, 400 if form.errors or form.form_errors else 200


@route(issuer, "/aanvragen/links/<uuid:link_id>", ASKERS)
def asking_link(organisation: OrganisationRow, link_id: UUID) -> ResponseReturnValue:
    """One link: its address, QR and days."""
    link = use_cases.link_of(session(), organisation, link_id)
    asked = rows.asked_per_link(session(), organisation.id).get(link.id, 0)
    address = tools().addresses.asking.ask(link.code)
    shown = _line(link, version_of(session(), link), asked) | {
        "address": address,
        "qr_src": qr_address(address),
        "code": in_groups(link.code),
    }
    return render_template("issuer/asking_link.html", link=shown)


@route(issuer, "/aanvragen/links/<uuid:link_id>/poster", ASKERS)
def asking_poster(organisation: OrganisationRow, link_id: UUID) -> ResponseReturnValue:
    """The A4 to hang on the wall."""
    link = use_cases.link_of(session(), organisation, link_id)
    version = offered(session(), link, now())
    if version is None or why_shut(link, now()) not in {None, "early"}:
        raise ConflictError(N_("Met deze link kan niemand meer vragen. Maak een nieuwe link voor een poster."))
    return render_template("learner_poster.html", poster=poster_page(link, version, tools().addresses))


@route(issuer, "/aanvragen/links/<uuid:link_id>/sluiten", ASKERS, "POST")
def close_asking_link(organisation: OrganisationRow, link_id: UUID) -> ResponseReturnValue:
    """Let nobody ask any more."""
    use_cases.close_link(database.writing(), organisation, link_id, account_id(), now())
    flash(_("De link is gesloten. Wie hem opent, leest dat."))
    return redirect(url_for("issuer.asking_link", slug=organisation.slug, link_id=link_id), 303)


def _open(organisation: OrganisationRow, form: LinkForm) -> AskingLinkRow | None:
    typed = {name: (form[name].data or "").strip() for name in DAY_FIELDS}
    unreadable = {name: NOT_A_DAY for name, text in typed.items() if text and typed_day(text) is None}
    days = [typed_day(typed[name]) for name in DAY_FIELDS]
    invitation = Invitation(_uuid(form.version.data), form.place.data or "", *days)
    try:
        made = use_cases.open_link(database.writing(), organisation, invitation, account_id(), now())
    except InvalidInputError as problem:
        raise InvalidInputError(problem.problems | unreadable) from problem
    except ConflictError as problem:
        show_problems(form, {"": str(problem)})
        return None
    if unreadable:
        database.roll_back()
        raise InvalidInputError(unreadable)
    return made


def _askable(organisation: OrganisationRow) -> list[BadgeClassVersionRow]:
    found = givable(session(), organisation.id, now())
    return [version for version in found if version.badge_class.archived_at is None]


def _line(link: AskingLinkRow, version: BadgeClassVersionRow | None, asked: int) -> View:
    why = why_shut(link, now())
    if version is None:
        raise NotFoundError(use_cases.NO_LINK)
    state, word = STATES[why]
    return {
        "id": link.id,
        "badge": picture_of(version),
        "name": version.name,
        "place": link.place,
        "days": _days(link),
        "asked": ngettext("%(num)s keer gevraagd", "%(num)s keer gevraagd", asked),
        "number": asked,
        "state": state,
        "state_word": word,
        "is_open": why in {None, "early"},
    }


def _days(link: AskingLinkRow) -> str:
    first = day(link.valid_from)
    if link.valid_until is None:
        return str(_("vanaf %(first)s", first=first))
    return str(_("%(first)s tot en met %(last)s", first=first, last=day(link.valid_until)))


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
