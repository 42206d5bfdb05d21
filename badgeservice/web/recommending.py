"""How does somebody answer a question for a recommendation, in the name of an organisation of theirs?"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField

from badgeservice.organisations import endorsement_invitations as use
from badgeservice.organisations.mandates import Signing
from badgeservice.storage import badge_classes
from badgeservice.storage.tables import EndorsementInvitationRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import STAFF, account_id, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, session
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import organisation_line
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

recommending = Blueprint("recommending", __name__)
tries = limiter.limit("30 per minute; 300 per hour")


class RecommendForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """In whose name, and why."""

    organisation = RadioField(lazy_gettext("Namens welke organisatie?"), validate_choice=False)
    comment = TextAreaField(
        lazy_gettext("Waarom bevelen jullie dit aan?"), render_kw={"maxlength": use.LONGEST_COMMENT}
    )


class DeclineForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Why not."""

    reason = TextAreaField(lazy_gettext("Waarom niet?"), render_kw={"maxlength": use.LONGEST_REASON})


@route(recommending, "/aanbevelen/<token>", STAFF, "GET", "POST")
@tries
def recommend(token: str) -> ResponseReturnValue:
    """Read what is asked, and recommend it. Opening the link uses nothing up."""
    invitation = use.open_invitation(session(), token, now())
    endorsers = use.endorsers_of(session(), account_id())
    form = bind(RecommendForm, organisation=str(endorsers[0].id) if len(endorsers) == 1 else None)
    form.organisation.choices = choices_of({str(one.id): one.name for one in endorsers})
    if request.method == "POST" and attempt(form, lambda: _give(token, form)) is not None:
        return _done(_("De aanbeveling is gegeven en ondertekend. Dank je wel."))
    page = render_template("recommend.html", form=form, asked=_asked(invitation), token=token, endorsers=endorsers)
    return page, 400 if form.errors else 200


@route(recommending, "/aanbevelen/<token>/niet", STAFF, "GET", "POST")
@tries
def decline(token: str) -> ResponseReturnValue:
    """Say no, with a reason."""
    invitation, form = use.open_invitation(session(), token, now()), bind(DeclineForm)
    if request.method == "POST" and attempt(form, lambda: _decline(token, form)):
        return _done(_("Je antwoord is doorgegeven."))
    page = render_template("recommend_not.html", form=form, asked=_asked(invitation), token=token)
    return page, 400 if form.errors else 200


def _give(token: str, form: RecommendForm) -> object:
    signing = Signing(tools().sign, tools().addresses)
    comment = form.comment.data or ""
    return use.give(database.writing(), token, _id(form.organisation.data), comment, account_id(), signing, now())


def _decline(token: str, form: DeclineForm) -> bool:
    use.decline(database.writing(), token, form.reason.data or "", account_id(), now())
    return True


def _id(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None


def _asked(row: EndorsementInvitationRow) -> dict[str, object]:
    """What the pages say of the question: about the frozen version, or about the organisation."""
    owner: OrganisationRow = row.organisation
    version = badge_classes.any_version(session(), row.version_id) if row.version_id is not None else None
    return {
        "by": owner.name,
        "line": organisation_line(owner),
        "message": row.message,
        "about": version.name if version is not None else owner.name,
        "href": f"/badge-classes/{version.badge_class.slug}/v{version.number}" if version else f"/orgs/{owner.slug}",
        "badge": picture_of(version) if version is not None else None,
        "description": version.description if version is not None else None,
        "version": version.number if version is not None else None,
        "behaviours": [{"text": one["text"], "level": None} for one in version.behaviours] if version else [],
    }


def _done(sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("accounts.organisations"), 303)
