"""Who asked for a badge, and how do the staff answer: give it, or decline with a reason?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField

from badgeservice.errors import NotFoundError
from badgeservice.issuing import answering
from badgeservice.issuing.decline_reasons import OTHER, REASONS
from badgeservice.organisations.roles import Right
from badgeservice.storage import badge_requests as rows
from badgeservice.storage.tables import BadgeRequestRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.cursors import read_cursor, write_cursor_at
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.request_views import request_lines, request_view
from badgeservice.web.seeing import LIST, note
from badgeservice.web.seeing import PAGE as SEEN_PAGE
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

PAGE = 50
OWN_WORDS = lazy_gettext("Een andere reden: schrijf hem hieronder op.")


class DeclineForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why somebody does not get the badge now."""

    reason = RadioField(
        lazy_gettext("Wat is de reden?"),
        choices=choices_of({code: lazy_gettext(text) for code, text in REASONS.items()} | {OTHER: OWN_WORDS}),
        validate_choice=False,
    )
    words = TextAreaField(lazy_gettext("In je eigen woorden"), render_kw={"maxlength": 300})


@route(issuer, "/aanvragen", may(Right.GIVE))
def requests(organisation: OrganisationRow) -> ResponseReturnValue:
    """Who waits for an answer, longest first; or, with `stand=beantwoord`, who had one."""
    answered, cursor = request.args.get("stand") == "beantwoord", read_cursor(request.args.get("voor", ""))
    page = (rows.answered if answered else rows.waiting)(session(), organisation.id, cursor, PAGE + 1)
    _saw(page[:PAGE], LIST)
    here = partial(url_for, "issuer.requests", slug=organisation.slug, stand="beantwoord" if answered else None)
    end = write_cursor_at(page[PAGE - 1].created_at, page[PAGE - 1].id) if len(page) > PAGE else None
    return render_template(
        "issuer/requests.html",
        requests=request_lines(session(), page[:PAGE]),
        answered=answered,
        more_url=here(voor=end) if end else None,
        first_url=here() if cursor is not None else None,
    )


@route(issuer, "/aanvragen/<uuid:request_id>", may(Right.GIVE))
def badge_request(organisation: OrganisationRow, request_id: UUID) -> ResponseReturnValue:
    """What one person asked."""
    asked = _request_of(organisation, request_id)
    _saw([asked], SEEN_PAGE)
    return render_template("issuer/request.html", asked=request_view(session(), asked, account_id()))


@route(issuer, "/aanvragen/<uuid:request_id>/beoordelen", may(Right.GIVE), "POST")
def take_up(organisation: OrganisationRow, request_id: UUID) -> ResponseReturnValue:
    """On to the screens of giving, filled in with what was asked."""
    from_another = request.form.get("overnemen") == "ja"
    draft = answering.take_up(
        database.writing(), organisation, request_id, account_id(), now(), from_another=from_another
    )
    return redirect(url_for("issuer.what", slug=organisation.slug, draft_id=draft.id), 303)


@route(issuer, "/aanvragen/<uuid:request_id>/afwijzen", may(Right.GIVE), "GET", "POST")
def decline(organisation: OrganisationRow, request_id: UUID) -> ResponseReturnValue:
    """Say why somebody does not get the badge now."""
    form, asked = bind(DeclineForm), _request_of(organisation, request_id)
    if request.method == "POST" and attempt(form, lambda: _decline(organisation, request_id, form)):
        flash(_("De aanvraag is afgewezen. De aanvrager leest je reden."))
        return redirect(url_for("issuer.requests", slug=organisation.slug), 303)
    _saw([asked], SEEN_PAGE)
    view = request_view(session(), asked, account_id())
    return render_template("issuer/request_decline.html", form=form, asked=view), 400 if form.errors else 200


def _saw(asked: Sequence[BadgeRequestRow], what: str) -> None:
    """Of who got the badge since, the name on a request is the name on that badge."""
    note([one.award_id for one in asked if one.award_id is not None], account_id(), what)


def _decline(organisation: OrganisationRow, request_id: UUID, form: DeclineForm) -> bool:
    code, words = form.reason.data or "", "\n".join((form.words.data or "").splitlines())
    writing, addresses = database.writing(), tools().addresses
    answering.decline(writing, organisation, request_id, code, words, account_id(), addresses, now())
    return True


def _request_of(organisation: OrganisationRow, request_id: UUID) -> BadgeRequestRow:
    found = rows.in_organisation(session(), organisation.id, request_id)
    if found is None:
        raise NotFoundError(N_("Deze aanvraag bestaat niet. Kijk in de lijst met aanvragen."))
    return found
