"""How do staff answer a learner who says that something on a badge is wrong?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from badgeservice.audit.record import Actor
from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.organisations.roles import Right
from badgeservice.portfolio import correcting
from badgeservice.storage import corrections
from badgeservice.storage.tables import CorrectionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.issuer.awards import award_of
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.seeing import PAGE, saw
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_


class AnswerForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What the learner reads."""

    answer = TextAreaField(lazy_gettext("Antwoord"), render_kw={"maxlength": correcting.LONGEST})


@route(issuer, "/gegeven/<uuid:award_id>/klopt-niet/<uuid:correction>", may(Right.GIVE), "GET", "POST")
def answer_correction(organisation: OrganisationRow, award_id: UUID, correction: UUID) -> ResponseReturnValue:
    """Read what is wrong, and answer."""
    form, row = bind(AnswerForm), _asked(organisation, award_id, correction)
    if request.method == "POST":
        words = (form.answer.data or "").replace("\r\n", "\n")
        try:
            correcting.answer(database.writing(), organisation.id, correction, words, Actor(account_id()), now())
        except InvalidInputError as problem:
            show_problems(form, problem.problems)
        else:
            flash(_("Je antwoord is verstuurd."))
            return redirect(url_for("issuer.award", slug=organisation.slug, award_id=award_id), 303)
    return _page(organisation, form, row)


def _asked(organisation: OrganisationRow, award_id: UUID, correction: UUID) -> CorrectionRow:
    rows = corrections.of_award(session(), award_of(organisation, award_id).id)
    found = next((row for row in rows if row.id == correction), None)
    if found is None:
        raise NotFoundError(N_("Deze vraag is er niet."))
    return found


def _page(organisation: OrganisationRow, form: AnswerForm, row: CorrectionRow) -> ResponseReturnValue:
    award = award_of(organisation, row.award_id)
    saw([award], PAGE)
    asked = {
        "wish": row.wish,
        "person": award.recipient_name,
        "name": award.version.name,
        "badge": picture_of(award.version),
        "href": url_for("issuer.award", slug=organisation.slug, award_id=award.id),
    }
    return render_template("issuer/correction.html", form=form, asked=asked), 400 if form.errors else 200
