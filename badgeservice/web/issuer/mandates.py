"""Who may give the badges of a branch: how is that asked, granted, declined and withdrawn?"""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from badgeservice.errors import NotFoundError
from badgeservice.model.days import as_typed
from badgeservice.organisations import mandates as use
from badgeservice.organisations.mandates import Signing
from badgeservice.organisations.roles import Right
from badgeservice.storage import badge_classes, organisations
from badgeservice.storage import mandates as rows
from badgeservice.storage.tables import BadgeClassVersionRow, MandateRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, bar, session
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.days import today
from badgeservice.web.issuer.mandate_forms import AskForm, GrantForm, PeriodForm, ReasonForm, id_of, period_of
from badgeservice.web.issuer.mandate_views import class_rows, mandates_view, request_view
from badgeservice.web.presenters.words import organisation_line
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

mandates = Blueprint("mandates", __name__, url_prefix="/organisatie/<slug>/mandaten")
mandates.context_processor(bar)

PAGE, LONGEST_WORDS = 20, 100
AnyForm = TypeVar("AnyForm", bound=FlaskForm)


@route(mandates, "", may(Right.READ))
def overview(organisation: OrganisationRow) -> ResponseReturnValue:
    """What was asked and granted."""
    shown = mandates_view(session(), organisation, g.rights, now())
    return render_template("issuer/mandates.html", mandates=shown)


@route(mandates, "/vragen", may(Right.MANAGE))
def classes(organisation: OrganisationRow) -> ResponseReturnValue:
    """The badges of branches, to ask for one."""
    words, after = _words(), request.args.get("na", "")[:80]
    found = rows.askable(session(), organisation.id, words, after, PAGE + 1)
    last = found[PAGE - 1].badge_class.slug if len(found) > PAGE else None
    more = url_for("mandates.classes", slug=organisation.slug, zoek=words or None, na=last) if last else None
    shown = class_rows(organisation, found[:PAGE])
    return render_template("issuer/mandate_classes.html", classes=shown, words=words, more_url=more)


@route(mandates, "/vragen/<uuid:class_id>", may(Right.MANAGE), "GET", "POST")
def ask(organisation: OrganisationRow, class_id: UUID) -> ResponseReturnValue:
    """Ask for one badge."""
    form, version = bind(AskForm), _class(class_id)
    if request.method == "POST" and attempt(form, lambda: _ask(organisation, class_id, form)) is not None:
        return _done(organisation, _("De vraag is verstuurd. Jullie krijgen antwoord per mail."))
    return _page("issuer/mandate_ask.html", form, shown=class_rows(organisation, [version])[0])


@route(mandates, "/<uuid:mandate_id>/geven", may(Right.MANAGE), "GET", "POST")
def answer(organisation: OrganisationRow, mandate_id: UUID) -> ResponseReturnValue:
    """Say yes to a request."""
    form = bind(PeriodForm, first=as_typed(today(now())))
    row = use.of_branch(session(), organisation, mandate_id)
    if request.method == "POST" and attempt(form, lambda: _answer(organisation, row, form)) is not None:
        return _done(organisation, _("Het mandaat is gegeven."))
    return _page("issuer/mandate_answer.html", form, mandate=request_view(session(), row))


@route(mandates, "/<uuid:mandate_id>/afwijzen", may(Right.MANAGE), "GET", "POST")
def decline(organisation: OrganisationRow, mandate_id: UUID) -> ResponseReturnValue:
    """Say no to a request, with a reason."""
    form, row = bind(ReasonForm), use.of_branch(session(), organisation, mandate_id)
    reason = form.reason.data or ""
    act = lambda: use.decline(database.writing(), organisation, row.id, reason, account_id(), now())  # noqa: E731
    if request.method == "POST" and attempt(form, act) is not None:
        return _done(organisation, _("De aanvraag is afgewezen. De organisatie leest waarom."))
    return _page("issuer/mandate_decline.html", form, mandate=request_view(session(), row))


@route(mandates, "/<uuid:mandate_id>/intrekken", may(Right.MANAGE), "GET", "POST")
def withdraw(organisation: OrganisationRow, mandate_id: UUID) -> ResponseReturnValue:
    """End a mandate now, with a reason."""
    form, row = bind(ReasonForm), use.of_branch(session(), organisation, mandate_id)
    if request.method == "POST" and attempt(form, lambda: _withdraw(organisation, row, form)) is not None:
        return _done(organisation, _("Het mandaat is ingetrokken. Badges die al zijn gegeven, blijven geldig."))
    return _page("issuer/mandate_withdraw.html", form, mandate=request_view(session(), row))


@route(mandates, "/nieuw", may(Right.MANAGE))
def choose(organisation: OrganisationRow) -> ResponseReturnValue:
    """Find the organisation that gets a mandate without asking."""
    words = _words()
    found = rows.organisations_named(session(), words, PAGE) if words else []
    shown = [
        {"name": one.name, "line": organisation_line(one), "href": _grant_address(organisation, one)}
        for one in found
        if one.id != organisation.id
    ]
    return render_template("issuer/mandate_choose.html", found=shown, words=words)


@route(mandates, "/nieuw/<uuid:mandated_id>", may(Right.MANAGE), "GET", "POST")
def grant(organisation: OrganisationRow, mandated_id: UUID) -> ResponseReturnValue:
    """Give an organisation a mandate."""
    mandated, form = organisations.by_id(session(), mandated_id), bind(GrantForm, first=as_typed(today(now())))
    if mandated is None or mandated.state != "approved":
        raise NotFoundError(N_("Deze organisatie kennen we niet."))
    own = badge_classes.of_organisation(session(), organisation.id, "released", size=rows.MOST_SHOWN)
    form.badge_class.choices = choices_of({one.badge_class_id: one.name for one in own})
    if request.method == "POST" and attempt(form, lambda: _grant(organisation, mandated, form)) is not None:
        return _done(organisation, _("Het mandaat is gegeven."))
    return _page("issuer/mandate_grant.html", form, who=mandated.name, line=organisation_line(mandated))


def _ask(organisation: OrganisationRow, class_id: UUID, form: AskForm) -> MandateRow:
    typed = "\n".join((form.motivation.data or "").splitlines())
    return use.ask(database.writing(), organisation, class_id, typed, account_id(), now())


def _answer(organisation: OrganisationRow, row: MandateRow, form: PeriodForm) -> MandateRow:
    writing, signing = database.writing(), _signing()
    return use.grant_asked(writing, organisation, row.id, period_of(form), account_id(), signing, now())


def _grant(organisation: OrganisationRow, mandated: OrganisationRow, form: GrantForm) -> MandateRow:
    writing, signing, chosen = database.writing(), _signing(), id_of(form.badge_class.data)
    return use.grant(writing, organisation, mandated.id, chosen, period_of(form), account_id(), signing, now())


def _withdraw(organisation: OrganisationRow, row: MandateRow, form: ReasonForm) -> MandateRow:
    writing, signing, reason = database.writing(), _signing(), form.reason.data or ""
    return use.withdraw(writing, organisation, row.id, reason, account_id(), signing, now())


def _signing() -> Signing:
    return Signing(tools().sign, tools().addresses)


def _class(class_id: UUID) -> BadgeClassVersionRow:
    version = rows.newest_of_branch(session(), class_id)
    if version is None:
        raise NotFoundError(N_("Deze soort badge is er niet."))
    return version


def _words() -> str:
    return request.args.get("zoek", "").strip()[:LONGEST_WORDS]


def _grant_address(organisation: OrganisationRow, mandated: OrganisationRow) -> str:
    return url_for("mandates.grant", slug=organisation.slug, mandated_id=mandated.id)


def _done(organisation: OrganisationRow, sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("mandates.overview", slug=organisation.slug), 303)


def _page(template: str, form: FlaskForm, **shown: object) -> ResponseReturnValue:
    return render_template(template, form=form, **shown), 400 if form.errors else 200
