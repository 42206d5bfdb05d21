"""How do staff revoke a badge, stop it for a while, or let it count again?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField

from badgeservice.audit.record import Actor
from badgeservice.issuing import withdraw
from badgeservice.issuing.reasons import REVOKING, SUSPENDING, Reason
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import AwardRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.award_views import award_view
from badgeservice.web.issuer.awards import award_of
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.stack_views import larger_that_stay
from badgeservice.web.seeing import PAGE, saw
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext


class ReasonForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why a badge no longer counts: one of a list, and what somebody adds."""

    why = RadioField(lazy_gettext("Waarom?"), validate_choice=False)
    reason = StringField(lazy_gettext("Wat wil je erbij zeggen?"), render_kw={"maxlength": 300, "autocomplete": "off"})


@route(issuer, "/gegeven/<uuid:award_id>/intrekken", may(Right.GIVE), "GET", "POST")
def revoke(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """Revoke a badge, with a reason."""
    form, award = _reason_form(REVOKING), award_of(organisation, award_id)
    if request.method == "POST" and attempt(form, lambda: _revoke(award, _reason(form))):
        flash(_("De badge is ingetrokken. Wie hem nu controleert, ziet dat meteen."))
        return _back(organisation, award_id)
    return _page("issuer/revoke.html", form, award)


@route(issuer, "/gegeven/<uuid:award_id>/stopzetten", may(Right.GIVE), "GET", "POST")
def suspend(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """Stop a badge for a while, with a reason."""
    form, award = _reason_form(SUSPENDING), award_of(organisation, award_id)
    if request.method == "POST" and attempt(form, lambda: _suspend(award, _reason(form))):
        flash(_("De badge is stopgezet. Je kunt hem later weer laten gelden."))
        return _back(organisation, award_id)
    return _page("issuer/suspend.html", form, award)


@route(issuer, "/gegeven/<uuid:award_id>/hervatten", may(Right.GIVE), "POST")
def resume(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """Let a stopped badge count again."""
    award, sign = award_of(organisation, award_id), tools().sign
    withdraw.resume(database.writing(), award, Actor(account_id()), sign, tools().addresses, now())
    flash(_("De badge is weer geldig."))
    return _back(organisation, award_id)


@route(issuer, "/gegeven/<uuid:award_id>/terugdraaien", may(Right.GIVE), "POST")
def undo(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """Let a badge that was just revoked count again."""
    award, sign = award_of(organisation, award_id), tools().sign
    withdraw.undo_revocation(database.writing(), award, Actor(account_id()), sign, tools().addresses, now())
    flash(_("Het intrekken is ongedaan gemaakt. De badge telt weer."))
    return _back(organisation, award_id)


def _reason_form(listed: Mapping[str, str]) -> ReasonForm:
    form = bind(ReasonForm)
    form.why.choices = choices_of({code: _(sentence) for code, sentence in listed.items()})
    return form


def _reason(form: ReasonForm) -> Reason:
    return Reason(form.why.data or "", form.reason.data or "")


def _revoke(award: AwardRow, reason: Reason) -> bool:
    writing, sign = database.writing(), tools().sign
    withdraw.revoke(writing, award, reason, Actor(account_id()), sign, tools().addresses, now())
    return True


def _suspend(award: AwardRow, reason: Reason) -> bool:
    writing, sign = database.writing(), tools().sign
    withdraw.suspend(writing, award, reason, Actor(account_id()), sign, tools().addresses, now())
    return True


def _back(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("issuer.award", slug=organisation.slug, award_id=award_id), 303)


def _page(template: str, form: ReasonForm, award: AwardRow) -> ResponseReturnValue:
    saw([award], PAGE)
    view, larger = award_view(award, None, tools().addresses, now()), larger_that_stay(session(), award, now())
    return render_template(template, form=form, award=view, larger=larger), 400 if form.errors else 200
