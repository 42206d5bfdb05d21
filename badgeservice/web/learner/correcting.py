"""How does a learner say that something on a badge is wrong?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.portfolio import correcting
from badgeservice.web import database
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.learner import known
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.protection import limiter
from badgeservice.web.said import said_by
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext


class CorrectionForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What is wrong."""

    wish = TextAreaField(lazy_gettext("Wat klopt er niet?"), render_kw={"maxlength": correcting.LONGEST})


@route(learner, "/mijn/badges/<uuid:badge>/klopt-niet", KNOWN_LEARNER, "GET", "POST")
@limiter.limit("20 per hour", methods=["POST"])
def correct(badge: UUID) -> ResponseReturnValue:
    """Say it; the giver answers."""
    award, form = known.kept_badge(badge), bind(CorrectionForm)
    if request.method == "POST":
        try:
            wish = (form.wish.data or "").replace("\r\n", "\n")
            correcting.ask(database.writing(), award, own_learner(), wish, now())
        except InvalidInputError as problem:
            show_problems(form, problem.problems)
        except ConflictError as problem:
            form.form_errors.append(said_by(problem))
        else:
            flash(_("Je vraag is bij de gever."))
            return redirect(url_for("learner.badge", badge=badge), 303)
    mine = {"badge": picture_of(award.version), "name": award.version.name, "giver": award.organisation.name}
    page = render_template("learner_correct.html", form=form, mine=mine, badge=badge)
    return page, 400 if form.errors or form.form_errors else 200
