"""Which badges did an organisation give, and what happens with one of them afterwards?"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.audit.record import Actor
from badgeservice.errors import NotFoundError
from badgeservice.issuing import notices
from badgeservice.issuing.mail_again import mail_again
from badgeservice.issuing.renewal import RENEW_FROM
from badgeservice.organisations.roles import Right
from badgeservice.storage import awards as rows
from badgeservice.storage import outbox
from badgeservice.storage.renewals import ending
from badgeservice.storage.tables import AwardRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.cursors import read_cursor, write_cursor
from badgeservice.web.issuer.award_views import award_lines, award_view, renewal_view
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.correction_views import correction_lines
from badgeservice.web.issuer.stack_views import stacks_of_award
from badgeservice.web.seeing import LIST, saw
from badgeservice.web.seeing import PAGE as SEEN_PAGE
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

PAGE = 50
ENDING = "aflopend"


@route(issuer, "/gegeven", may(Right.READ))
def awards(organisation: OrganisationRow) -> ResponseReturnValue:
    """The given badges, newest first; on request only those that end soon."""
    before, only = read_cursor(request.args.get("voor", "")), request.args.get("toon")
    soon = ending(now(), now() + RENEW_FROM) if only == ENDING else None
    page = rows.given_by_organisation(session(), organisation.id, before, PAGE + 1, soon)
    toon = ENDING if soon is not None else None
    older = _older(organisation, page, toon)
    newest = url_for("issuer.awards", slug=organisation.slug, toon=toon) if before is not None else None
    lines = award_lines(page[:PAGE], now())
    saw(page[:PAGE], LIST)
    return render_template("issuer/awards.html", awards=lines, older_url=older, newest_url=newest, toon=toon)


@route(issuer, "/gegeven/<uuid:award_id>", may(Right.READ))
def award(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """One given badge."""
    reading = session()
    asked = award_of(organisation, award_id)
    saw([asked], SEEN_PAGE)
    mail = outbox.latest_of(reading, award_id, notices.GIVEN, notices.RENEWED)
    view = award_view(asked, mail, tools().addresses, now()) | renewal_view(reading, asked, now())
    stack, wrong = stacks_of_award(reading, asked, now()), correction_lines(organisation, award_id)
    return render_template("issuer/award.html", award=view, stack=stack, wrong=wrong)


@route(issuer, "/gegeven/<uuid:award_id>/mail", may(Right.GIVE), "POST")
def send_again(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """Send the mail once more."""
    mail_again(database.writing(), award_of(organisation, award_id), Actor(account_id()), now())
    flash(_("De mail gaat nog een keer weg."))
    return redirect(url_for("issuer.award", slug=organisation.slug, award_id=award_id), 303)


def award_of(organisation: OrganisationRow, award_id: UUID) -> AwardRow:
    """A badge of this organisation. Raises NotFoundError."""
    found = rows.of_organisation(session(), organisation.id, award_id)
    if found is None:
        raise NotFoundError(N_("Deze badge bestaat niet."))
    return found


def _older(organisation: OrganisationRow, page: Sequence[AwardRow], toon: str | None) -> str | None:
    if len(page) <= PAGE:
        return None
    return url_for("issuer.awards", slug=organisation.slug, voor=write_cursor(page[PAGE - 1]), toon=toon)
