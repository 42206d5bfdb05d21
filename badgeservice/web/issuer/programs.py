"""Which programs may act for an organisation, and how does a beheerder let one in or out?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField

from badgeservice.audit.record import Actor
from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.organisations.api_tokens import LASTS, counts, end_token, make_token
from badgeservice.organisations.roles import Right, Role
from badgeservice.storage import api_tokens
from badgeservice.storage.tables import ApiTokenRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems, whole_number
from badgeservice.web.issuer.blueprint import bar
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.presenters.moments import day, moment_of
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

programs = Blueprint("programs", __name__, url_prefix="/organisatie/<slug>/instellingen/programmas")
programs.context_processor(bar)

MAY = {
    Role.GIVER.value: lazy_gettext("Badges lezen, geven en intrekken"),
    Role.READER.value: lazy_gettext("Alleen lezen"),
}
LASTS_WORDS = {30: lazy_gettext("30 dagen"), 90: lazy_gettext("90 dagen"), 365: lazy_gettext("Een jaar")}


class TokenForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """For which program, what it may do, and how long."""

    name = StringField(lazy_gettext("Naam van het programma"), render_kw={"maxlength": 80, "autocomplete": "off"})
    role = RadioField(lazy_gettext("Wat mag het programma?"), choices=choices_of(MAY))
    days = RadioField(
        lazy_gettext("Hoe lang geldt het token?"), choices=choices_of({days: LASTS_WORDS[days] for days in LASTS})
    )


@route(programs, "", may(Right.MANAGE))
def tokens(organisation: OrganisationRow) -> ResponseReturnValue:
    """The tokens of an organisation."""
    rows = api_tokens.of_organisation(database.reading(), organisation.id)
    return render_template("issuer/programs.html", tokens=[_shown(row, now()) for row in rows])


@route(programs, "/nieuw", may(Right.MANAGE), "GET", "POST")
def new_token(organisation: OrganisationRow) -> ResponseReturnValue:
    """Make a token; it is shown on this page only."""
    form = bind(TokenForm)
    if request.method != "POST":
        return render_template("issuer/program_new.html", form=form)
    try:
        token = _make(organisation, form)
    except InvalidInputError as problem:
        form = TokenForm()
        show_problems(form, problem.problems)
        return render_template("issuer/program_new.html", form=form), 400
    return render_template("issuer/program_token.html", token=token, name=form.name.data.strip())


@route(programs, "/<uuid:token_id>/beeindigen", may(Right.MANAGE), "GET", "POST")
def end(organisation: OrganisationRow, token_id: UUID) -> ResponseReturnValue:
    """Let a token count no longer, after asking."""
    if request.method != "POST":
        row = api_tokens.in_organisation(database.reading(), organisation.id, token_id)
        if row is None:
            raise NotFoundError(N_("Dit token bestaat niet."))
        return render_template("issuer/program_end.html", token=_shown(row, now()))
    ended = end_token(database.writing(), organisation, token_id, Actor(account_id()), now())
    flash(_("%(name)s heeft geen toegang meer.", name=ended.name))
    return redirect(url_for("programs.tokens", slug=organisation.slug), 303)


def _make(organisation: OrganisationRow, form: TokenForm) -> str:
    days = whole_number(form.days.data) or 0
    writing, role = database.writing(), form.role.data or ""
    return make_token(writing, organisation, form.name.data or "", role, days, Actor(account_id()), now())


def _shown(row: ApiTokenRow, moment: datetime) -> dict[str, Any]:
    works = counts(row, moment)
    ended = _("Beëindigd") if row.revoked_at is not None else _("Verlopen")
    return {
        "id": row.id,
        "name": row.name,
        "may": MAY[row.role],
        "until": day(row.expires_at),
        "used": moment_of(row.last_used_at) if row.last_used_at is not None else _("nog niet"),
        "state": "valid" if works else "invalid",
        "state_word": _("Geldt") if works else ended,
        "works": works,
    }
