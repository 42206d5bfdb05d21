"""How does somebody give a badge in three screens: who, what, check?"""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import NotFoundError
from badgeservice.issuing import drafts
from badgeservice.issuing.give import already_given
from badgeservice.issuing.mandated import givable, own_of
from badgeservice.issuing.order import what_problems
from badgeservice.organisations.roles import Right
from badgeservice.storage import drafts as rows
from badgeservice.storage import waiting_awards
from badgeservice.storage.drafts import ASSESSING
from badgeservice.storage.tables import AwardDraftRow, OrganisationRow
from badgeservice.storage.waiting_awards import ON_THE_DESK
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.days import today
from badgeservice.web.issuer.give_forms import WhatForm, WhoForm, known_what, order_from, tick_rows, what_form, who_of
from badgeservice.web.issuer.give_last import WhenForm, finish, known_when, last_page, to_award
from badgeservice.web.issuer.give_views import about_badges, what_view
from badgeservice.wording import N_


@route(issuer, "/geven", may(Right.GIVE), "GET", "POST")
def who(organisation: OrganisationRow) -> ResponseReturnValue:
    """The first screen: which badge, for whom."""
    form = _who_form(organisation, version=request.args.get("soort"))
    if request.method == "POST":
        begun = attempt(form, lambda: drafts.begin(database.writing(), organisation, account_id(), who_of(form), now()))
        if begun is not None:
            return _to("issuer.what", organisation, begun.id)
    return _who_page(form, organisation)


@route(issuer, "/geven/<uuid:draft_id>/wie", may(Right.GIVE), "GET", "POST")
def change_who(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """The first screen once more."""
    draft = _draft(organisation, draft_id)
    if draft is None or draft.state == ASSESSING:
        return _elsewhere(organisation, draft_id, draft)
    known = {"version": str(draft.version_id), "name": draft.answers["name"], "email": draft.answers["email"]}
    form = _who_form(organisation, **known)
    if request.method == "POST" and attempt(form, lambda: _change_who(organisation, draft, form)):
        return _to("issuer.what", organisation, draft_id)
    return _who_page(form, organisation)


@route(issuer, "/geven/<uuid:draft_id>/wat", may(Right.GIVE), "GET", "POST")
def what(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """The second screen: what somebody was seen doing."""
    draft, day = _draft(organisation, draft_id), today(now())
    if draft is None or draft.state == ASSESSING:
        return _elsewhere(organisation, draft_id, draft)
    own = own_of(session(), draft.version, organisation.id)
    form = bind(what_form(draft.version, own), **known_what(drafts.order_of(draft), day))
    if request.method == "POST":
        order = attempt(form, lambda: order_from(form, draft, day, own))
        if order is not None:
            drafts.change_what(draft, order, day)
            return _to("issuer.check", organisation, draft_id)
    return _what_page(form, draft, organisation)


@route(issuer, "/geven/<uuid:draft_id>/nakijken", may(Right.GIVE), "GET", "POST")
def check(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    """The third screen: look once more, and give."""
    draft = _draft(organisation, draft_id)
    if draft is None or draft.state == ASSESSING:
        return _elsewhere(organisation, draft_id, draft)
    order = drafts.order_of(draft)
    if what_problems(order, draft.version, today(now())):
        return _to("issuer.what", organisation, draft_id)
    form = bind(WhenForm, **known_when(draft))
    done = attempt(form, lambda: finish(organisation, draft, form)) if request.method == "POST" else None
    return done or last_page(form, organisation, draft)


def _draft(organisation: OrganisationRow, draft_id: UUID) -> AwardDraftRow | None:
    """What this account may change now; what waits for a second person, or for its day, is taken back first."""
    if request.method == "POST":
        # Who puts it before a second person at this moment goes first, and then it is not changed any more.
        waiting_awards.held(session(), organisation.id, draft_id)
    draft = rows.of_account(session(), organisation.id, account_id(), draft_id)
    return draft if draft is not None and draft.state in ON_THE_DESK else None


def _who_form(organisation: OrganisationRow, **known: str | None) -> WhoForm:
    form = bind(WhoForm, **known)
    released = givable(session(), organisation.id, now())
    form.version.choices = choices_of({version.id: version.name for version in released})
    return form


def _change_who(organisation: OrganisationRow, draft: AwardDraftRow, form: WhoForm) -> bool:
    drafts.change_who(database.writing(), organisation, draft, who_of(form), now())
    return True


def _who_page(form: WhoForm, organisation: OrganisationRow) -> ResponseReturnValue:
    about = about_badges(organisation, givable(session(), organisation.id, now()))
    return render_template("issuer/give_who.html", form=form, about=about), 400 if form.errors else 200


def _what_page(form: WhatForm, draft: AwardDraftRow, organisation: OrganisationRow) -> ResponseReturnValue:
    own = own_of(session(), draft.version, organisation.id)
    view = what_view(draft, tick_rows(form, draft.version, own, organisation.name))
    back = url_for("issuer.change_who", slug=organisation.slug, draft_id=draft.id)
    page = render_template("issuer/give_what.html", form=form, give=view, back_href=back)
    return page, 400 if form.errors else 200


def _to(endpoint: str, organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(endpoint, slug=organisation.slug, draft_id=draft_id), 303)


def _elsewhere(organisation: OrganisationRow, draft_id: UUID, draft: AwardDraftRow | None) -> ResponseReturnValue:
    return _to_given(organisation, draft_id) if draft is None else _to("issuer.assessor", organisation, draft_id)


def _to_given(organisation: OrganisationRow, draft_id: UUID) -> ResponseReturnValue:
    # Looked up after the draft was found gone: a click just ahead may have given it in between.
    given = already_given(session(), draft_id, organisation.id)
    if given is None and waiting_awards.one(session(), organisation.id, draft_id) is not None:
        return _to("issuer.waiting_award", organisation, draft_id)
    if given is None:
        raise NotFoundError(N_("Hier ben je niet meer mee bezig. Begin opnieuw bij Geven."))
    return to_award(organisation, given)
