"""How is a badge class put before a second person on the pages of staff?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from badgeservice.issuing import badge_classes, class_proposals
from badgeservice.issuing.second_person import class_mark
from badgeservice.organisations.roles import Right
from badgeservice.storage import class_proposals as rows
from badgeservice.storage.tables import BadgeClassVersionRow, ClassProposalRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.class_views import class_view
from badgeservice.web.issuer.waiting_awards import BackForm
from badgeservice.web.issuer.waiting_views import maker_name
from badgeservice.web.presenters.moments import moment_of
from badgeservice.web.words import gettext as _

View = dict[str, Any]


def proposal_view(session: Session, organisation: OrganisationRow, version: BadgeClassVersionRow) -> View:
    """Whether a second person releases a draft, and how far that is.

    `state` is None, waiting, sent_back or changed; `can_release` and `can_propose` are about who is looking.
    """
    needed, row = organisation.four_eyes_classes, rows.of_version(session, version.id)
    state = row.state if row is not None else None
    is_mine = row is not None and row.proposed_by == account_id()
    is_waiting = state == rows.WAITING
    return {
        "needed": needed,
        "state": state,
        "is_mine": is_mine,
        "who": maker_name(session, row.proposed_by) if row is not None else None,
        "when": moment_of(row.proposed_at) if row is not None else None,
        "reason": row.reason if row is not None else None,
        "seen": class_mark(row) if row is not None else "",
        "can_release": not needed or (is_waiting and not is_mine),
        "can_propose": needed and not is_waiting,
        "can_send_back": is_waiting and not is_mine,
    }


@route(issuer, "/soorten/<uuid:version_id>/voorleggen", may(Right.COMPOSE), "POST")
def propose_class(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """Put a draft before a second person."""
    class_proposals.propose(database.writing(), organisation, version_id, account_id(), now())
    flash(_("De badge is voorgelegd. Een collega geeft hem vrij, of stuurt hem terug met een reden."))
    return redirect(url_for("issuer.badge_class", slug=organisation.slug, version_id=version_id), 303)


@route(issuer, "/soorten/<uuid:version_id>/terugsturen", may(Right.COMPOSE), "GET", "POST")
def send_class_back(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """Send a draft back, with a reason."""
    form, version = bind(BackForm), badge_classes.draft(session(), organisation.id, version_id)
    proposal = proposal_view(session(), organisation, version)
    if request.method == "POST" and attempt(form, lambda: _send_back(organisation, version_id, form)) is not None:
        flash(_("De badge is teruggestuurd. Je collega leest waarom."))
        return redirect(url_for("issuer.badge_class", slug=organisation.slug, version_id=version_id), 303)
    seen = request.form.get("seen", proposal["seen"])
    page = render_template(
        "issuer/class_send_back.html", form=form, draft=class_view(version), proposal=proposal, seen=seen
    )
    return page, 400 if form.errors else 200


def _send_back(organisation: OrganisationRow, version_id: UUID, form: BackForm) -> ClassProposalRow:
    reason, seen = "\n".join((form.reason.data or "").splitlines()), request.form.get("seen", "")
    return class_proposals.send_back(database.writing(), organisation, version_id, reason, seen, account_id(), now())
