"""How do staff look at badges that wait for a second person, or for their day?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from badgeservice.errors import NotFoundError
from badgeservice.issuing import award_proposals
from badgeservice.issuing.give import already_given
from badgeservice.organisations.roles import Right
from badgeservice.storage import waiting_awards as rows
from badgeservice.storage.tables import AwardDraftRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.give_last import to_award
from badgeservice.web.issuer.waiting_views import lists_view, waiting_view
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext


class BackForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why something is sent back."""

    reason = TextAreaField(lazy_gettext("Wat moet er anders?"), render_kw={"maxlength": 500, "rows": 4})


@route(issuer, "/geven/wacht", may(Right.GIVE))
def waiting(organisation: OrganisationRow) -> ResponseReturnValue:
    """Everything that waits."""
    view = lists_view(session(), organisation, account_id())
    return render_template("issuer/waiting.html", waiting=view)


@route(issuer, "/geven/wacht/<uuid:draft_id>", may(Right.GIVE))
def waiting_award(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """One badge that waits."""
    draft = rows.one(session(), organisation.id, draft_id)
    if draft is None:
        return _gone(organisation, draft_id)
    view = waiting_view(session(), organisation, draft, account_id(), tools().settings.mail_delay)
    return render_template("issuer/waiting_award.html", give=view)


@route(issuer, "/geven/wacht/<uuid:draft_id>/geven", may(Right.GIVE), "POST")
def release_award(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Give a badge that somebody else proposed."""
    writing, seen = database.writing(), request.form.get("seen", "")
    if already_given(writing, draft_id, organisation.id) is not None:
        return _gone(organisation, draft_id)
    award = award_proposals.release(writing, organisation, draft_id, seen, account_id(), tools().giving, now())
    if award is None:
        flash(_("De badge wordt vanzelf gegeven, op de dag die is gekozen."))
        return _to("issuer.waiting_award", organisation, draft_id)
    flash(_("De badge is gegeven."))
    return to_award(organisation, award)


@route(issuer, "/geven/wacht/<uuid:draft_id>/terugsturen", may(Right.GIVE), "GET", "POST")
def send_award_back(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Send a proposed badge back, with a reason."""
    form, draft = bind(BackForm), rows.one(session(), organisation.id, draft_id)
    if draft is None or draft.state != rows.PROPOSED:
        return _gone(organisation, draft_id)
    view = waiting_view(session(), organisation, draft, account_id(), tools().settings.mail_delay)
    if request.method == "POST" and attempt(form, lambda: _send_back(organisation, draft_id, form)) is not None:
        flash(_("De badge is teruggestuurd. Je collega leest waarom."))
        return redirect(url_for("issuer.waiting", slug=organisation.slug), 303)
    seen = request.form.get("seen", view["seen"])
    page = render_template("issuer/send_back.html", form=form, give=view, seen=seen)
    return page, 400 if form.errors else 200


@route(issuer, "/geven/wacht/<uuid:draft_id>/terughalen", may(Right.GIVE), "POST")
def take_award_back(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Put a badge that waits back on the desk of its maker."""
    writing, by = database.writing(), account_id()
    draft = rows.one(writing, organisation.id, draft_id)
    award_proposals.take_back(writing, organisation, draft_id, by, now())
    if draft is not None and draft.account_id == by:
        flash(_("De badge wacht niet meer. Je kunt hem veranderen."))
        return _to("issuer.check", organisation, draft_id)
    flash(_("De badge is niet meer gepland. Je collega ziet hem op het overzicht."))
    return redirect(url_for("issuer.waiting", slug=organisation.slug), 303)


@route(issuer, "/geven/wacht/<uuid:draft_id>/weggooien", may(Right.GIVE), "POST")
def cancel_award(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """Forget a badge that waits."""
    award_proposals.cancel(database.writing(), organisation, draft_id, account_id(), now())
    flash(_("De badge is weggegooid. Hij wordt niet gegeven."))
    return redirect(url_for("issuer.waiting", slug=organisation.slug), 303)


def _send_back(organisation: OrganisationRow, draft_id: UUID, form: BackForm) -> AwardDraftRow:
    reason, seen = "\n".join((form.reason.data or "").splitlines()), request.form.get("seen", "")
    return award_proposals.send_back(database.writing(), organisation, draft_id, reason, seen, account_id(), now())


def _gone(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    # Another click was just ahead of this one.
    given = already_given(session(), draft_id, organisation.id)
    if given is None:
        raise NotFoundError(award_proposals.GONE)
    flash(_("Iemand was je voor: deze badge is al gegeven."))
    return to_award(organisation, given)


def _to(endpoint: str, organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(endpoint, slug=organisation.slug, draft_id=draft_id), 303)
