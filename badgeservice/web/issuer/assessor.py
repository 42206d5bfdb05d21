"""How does somebody who gives a badge let a praktijkopleider without an account judge?"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField

from badgeservice.errors import NotFoundError
from badgeservice.issuing import assessing
from badgeservice.organisations.roles import Right
from badgeservice.storage import drafts as rows
from badgeservice.storage.drafts import ASSESSING
from badgeservice.storage.tables import AwardDraftRow, OrganisationRow
from badgeservice.storage.waiting_awards import ON_THE_DESK
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.presenters.learner import qr_address
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

GONE = N_("Hier ben je niet meer mee bezig. Begin opnieuw bij Geven.")


class AssessorForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Who judges, and where the link may be mailed to."""

    assessor = StringField(
        lazy_gettext("Naam van de praktijkopleider"), render_kw={"maxlength": 120, "autocomplete": "off"}
    )
    email = EmailField(lazy_gettext("E-mailadres"), render_kw={"maxlength": 254, "autocomplete": "off"})


@route(issuer, "/geven/<uuid:draft_id>/praktijkopleider", may(Right.GIVE), "GET", "POST")
def assessor(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Make a link for a praktijkopleider, or see who has one. Without an e-mail address the link is shown, once."""
    draft = _draft(organisation, draft_id)
    asked = draft.answers.get(assessing.ASSESSMENT, {}) if draft.state == ASSESSING else {}
    name = asked.get("name") or draft.answers.get("assessor", "")
    form = bind(AssessorForm, assessor=name, email=asked.get("email", ""))
    if request.method == "POST":
        made = attempt(form, lambda: _ask(draft, form))
        if made is not None and made["address"] is None:
            flash(_("De link gaat met een mail naar %(name)s.", name=made["name"]))
            return redirect(url_for("issuer.assessor", slug=organisation.slug, draft_id=draft_id), 303)
        if made is not None:
            return render_template("issuer/assessor_link.html", assess=_view(draft) | made)
    page = render_template("issuer/assessor.html", form=form, assess=_view(draft), asked=asked)
    return page, 400 if form.errors else 200


@route(issuer, "/geven/<uuid:draft_id>/praktijkopleider/stoppen", may(Right.GIVE), "POST")
def take_back(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """End the link: the one who gives the badge judges after all."""
    assessing.take_back(database.writing(), _draft(organisation, draft_id), account_id(), now())
    flash(_("De link werkt niet meer. Je kunt nu zelf aanvinken."))
    return redirect(url_for("issuer.what", slug=organisation.slug, draft_id=draft_id), 303)


def _ask(draft: AwardDraftRow, form: AssessorForm) -> dict[str, Any]:
    name, email = (form.assessor.data or "").strip(), (form.email.data or "").strip(" ")
    token = assessing.ask_assessor(database.writing(), draft, name, email, account_id(), now())
    if token is None:
        return {"name": name, "address": None}
    address = tools().addresses.asking.assess(token)
    words = _("Wil jij aanvinken wat %(person)s kan? Het kan op je telefoon:", person=assessing.first_name(draft))
    return {
        "name": name,
        "address": address,
        "qr_src": qr_address(address),
        "whatsapp_href": f"https://wa.me/?text={quote(f'{words} {address}')}",
    }


def _view(draft: AwardDraftRow) -> dict[str, Any]:
    return {
        "draft_id": draft.id,
        "person": draft.answers["name"],
        "badge": picture_of(draft.version),
        "badge_name": draft.version.name,
    }


def _draft(organisation: OrganisationRow, draft_id: UUID) -> AwardDraftRow:
    found = rows.of_account(session(), organisation.id, account_id(), draft_id)
    if found is None or found.state not in ON_THE_DESK:
        raise NotFoundError(GONE)
    return found
