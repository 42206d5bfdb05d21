"""How does an organisation ask for recommendations, and see and take back its own?"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from badgeservice.errors import NotFoundError
from badgeservice.organisations import endorsement_invitations as use
from badgeservice.organisations.mandates import Signing
from badgeservice.organisations.roles import Right
from badgeservice.storage import badge_classes
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, bar, session
from badgeservice.web.issuer.recommendation_views import given_view, overview_view
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

recommendations = Blueprint("recommendations", __name__, url_prefix="/organisatie/<slug>/instellingen/aanbevelingen")
recommendations.context_processor(bar)


class AskForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What goes along with the question."""

    message = TextAreaField(lazy_gettext("Bericht"), render_kw={"maxlength": use.LONGEST_MESSAGE})


@route(recommendations, "", may(Right.READ))
def overview(organisation: OrganisationRow) -> ResponseReturnValue:
    """What others say of us, what we asked, and what we say of others."""
    shown = overview_view(session(), organisation.id, Right.MANAGE in g.rights, now())
    return render_template("issuer/recommendations.html", shown=shown)


@route(recommendations, "/vragen", may(Right.MANAGE), "GET", "POST")
def ask(organisation: OrganisationRow) -> ResponseReturnValue:
    """Ask for a recommendation; the link is shown on this page only."""
    form, version = bind(AskForm), _version(organisation)
    about = version.name if version is not None else organisation.name
    if request.method == "POST":
        act = lambda: _invite(organisation, version, form)  # noqa: E731
        if (token := attempt(form, act)) is not None:
            address = f"{tools().settings.base_url}{url_for('recommending.recommend', token=token)}"
            return render_template("issuer/recommendation_link.html", about=about, address=address)
    page = render_template("issuer/recommendation_ask.html", form=form, about=about, version=version)
    return page, 400 if form.errors else 200


@route(recommendations, "/vragen/<uuid:invitation_id>/intrekken", may(Right.MANAGE), "POST")
def cancel(organisation: OrganisationRow, invitation_id: UUID) -> ResponseReturnValue:
    """Take a question back."""
    use.cancel(database.writing(), organisation, invitation_id, account_id(), now())
    return _done(organisation, _("De vraag is ingetrokken. De link werkt niet meer."))


@route(recommendations, "/<uuid:endorsement_id>/intrekken", may(Right.MANAGE), "GET", "POST")
def withdraw(organisation: OrganisationRow, endorsement_id: UUID) -> ResponseReturnValue:
    """Take a recommendation back, after asking."""
    if request.method != "POST":
        shown = given_view(session(), use.given_by(session(), organisation, endorsement_id))
        return render_template("issuer/recommendation_withdraw.html", shown=shown)
    signing = Signing(tools().sign, tools().addresses)
    use.withdraw(database.writing(), organisation, endorsement_id, account_id(), signing, now())
    return _done(organisation, _("De aanbeveling is ingetrokken. Wie de badge controleert, ziet dat."))


def _invite(organisation: OrganisationRow, version: BadgeClassVersionRow | None, form: AskForm) -> str:
    return use.invite(database.writing(), organisation, version, form.message.data or "", account_id(), now())


def _version(organisation: OrganisationRow) -> BadgeClassVersionRow | None:
    """The version that is asked about; without one it is about the organisation."""
    asked = request.args.get("soort")
    if asked is None:
        return None
    try:
        version = badge_classes.version(session(), organisation.id, UUID(asked))
    except ValueError:
        version = None
    if version is None:
        raise NotFoundError(N_("Deze soort badge bestaat niet."))
    return version


def _done(organisation: OrganisationRow, sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("recommendations.overview", slug=organisation.slug), 303)
