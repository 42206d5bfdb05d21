"""How does an operator look at organisations, and approve or refuse them?"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from badgeservice.audit.record import Actor
from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.organisations.recognition import end_evc_recognition, recognise_for_evc
from badgeservice.organisations.registration import approve, refuse
from badgeservice.storage import accounts
from badgeservice.storage import organisations as rows
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import OPERATOR, account_id, route
from badgeservice.web.admin.work import work_facts
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.issuer.people import role_name
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.words import organisation_kind
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

admin = Blueprint("admin", __name__)

PAGE = 50


class RefusalForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why an application is refused."""

    reason = TextAreaField(lazy_gettext("Reden"))


@route(admin, "/beheer", OPERATOR)
def organisations() -> ResponseReturnValue:
    """Who waits for an answer, and who was approved."""
    reading = database.reading()
    after = request.args.get("na", "").replace("\x00", "")
    found = rows.in_state(reading, "approved", after, PAGE + 1)
    more = found[PAGE - 1].slug if len(found) > PAGE else None
    waiting = rows.in_state(reading, "waiting", size=PAGE)
    return render_template(
        "admin/organisations.html",
        waiting=waiting,
        approved=found[:PAGE],
        more=more,
        is_first=not after,
        kind_name=organisation_kind,
        work=work_facts(reading),
    )


@route(admin, "/beheer/organisaties/<uuid:organisation_id>", OPERATOR)
def organisation(organisation_id: UUID) -> ResponseReturnValue:
    """Everything an organisation told about itself."""
    return _page(_known(organisation_id), bind(RefusalForm))


@route(admin, "/beheer/organisaties/<uuid:organisation_id>/goedkeuren", OPERATOR, "POST")
def approve_organisation(organisation_id: UUID) -> ResponseReturnValue:
    """Let an organisation in."""
    approve(database.writing(), organisation_id, Actor(account_id()), tools().create_key, now())
    flash(_("%(name)s is goedgekeurd. De beheerder krijgt een mail.", name=_known(organisation_id).name))
    return redirect(url_for("admin.organisations"), 303)


@route(admin, "/beheer/organisaties/<uuid:organisation_id>/afwijzen", OPERATOR, "POST")
def refuse_organisation(organisation_id: UUID) -> ResponseReturnValue:
    """Turn an organisation down, with a reason."""
    form = bind(RefusalForm)
    try:
        refuse(database.writing(), organisation_id, form.reason.data or "", Actor(account_id()), now())
    except InvalidInputError as problem:
        show_problems(form, problem.problems)
        return _page(_known(organisation_id), form), 400
    flash(_("%(name)s is afgewezen. De aanvrager krijgt een mail met de reden.", name=_known(organisation_id).name))
    return redirect(url_for("admin.organisations"), 303)


@route(admin, "/beheer/organisaties/<uuid:organisation_id>/evc", OPERATOR, "POST")
def recognise_organisation(organisation_id: UUID) -> ResponseReturnValue:
    """Let an organisation give ervaringscertificaten."""
    recognise_for_evc(database.writing(), organisation_id, Actor(account_id()), now())
    flash(_("%(name)s mag nu ervaringscertificaten geven.", name=_known(organisation_id).name))
    return redirect(url_for("admin.organisation", organisation_id=organisation_id), 303)


@route(admin, "/beheer/organisaties/<uuid:organisation_id>/evc/beeindigen", OPERATOR, "POST")
def end_recognition(organisation_id: UUID) -> ResponseReturnValue:
    """Let an organisation give no more ervaringscertificaten."""
    end_evc_recognition(database.writing(), organisation_id, Actor(account_id()), now())
    flash(_("%(name)s geeft geen ervaringscertificaten meer.", name=_known(organisation_id).name))
    return redirect(url_for("admin.organisation", organisation_id=organisation_id), 303)


def _known(organisation_id: UUID) -> OrganisationRow:
    found = rows.by_id(database.reading(), organisation_id)
    if found is None:
        raise NotFoundError(N_("Deze organisatie bestaat niet."))
    return found


def _page(organisation: OrganisationRow, form: RefusalForm) -> str:
    people = accounts.members(database.reading(), organisation.id)
    words = {"kind_name": organisation_kind(organisation.kind), "role_name": role_name, "day": day}
    return render_template("admin/organisation.html", asked=organisation, people=people, form=form, **words)
