"""What does a learner see of what is held of them, who looked at it, and how is it taken along as data?"""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from badgeservice.portfolio.come_back import sign_out_everywhere
from badgeservice.portfolio.export import exported
from badgeservice.storage import held, learners
from badgeservice.web import database, learner_session
from badgeservice.web.access import KNOWN_LEARNER, own_learner, route
from badgeservice.web.collaborators import now
from badgeservice.web.learner.blueprint import learner
from badgeservice.web.presenters.held import held_sections, seen_lines
from badgeservice.web.protection import limiter
from badgeservice.web.words import gettext as _


@route(learner, "/mijn/gegevens", KNOWN_LEARNER)
def own_data() -> ResponseReturnValue:
    """Where everything about somebody's data begins."""
    return render_template("learner_data.html")


@route(learner, "/mijn/gegevens/overal-uit", KNOWN_LEARNER, "POST")
def sign_out_elsewhere() -> ResponseReturnValue:
    """Every other browser has to sign in again; a copy of the cookie of this one too."""
    sign_out_everywhere(database.writing(), own_learner(), now())
    learner_session.begin(database.writing(), own_learner())
    flash(_("Je bent nu alleen nog hier ingelogd."))
    return redirect(url_for("learner.own_data"), 303)


@route(learner, "/mijn/gegevens/inzage", KNOWN_LEARNER)
def all_data() -> ResponseReturnValue:
    """Everything that is held, in words."""
    reading, mine = database.reading(), own_learner()
    rows = held.held_of(reading, mine, learners.addresses_of(reading, mine))
    return render_template("learner_data_all.html", sections=held_sections(rows))


@route(learner, "/mijn/gegevens.json", KNOWN_LEARNER)
@limiter.limit("10 per minute")
def data_file() -> ResponseReturnValue:
    """The same as data."""
    response = Response(exported(database.reading(), own_learner(), now()), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


@route(learner, "/mijn/gegevens/gekeken", KNOWN_LEARNER)
def seen() -> ResponseReturnValue:
    """Who looked at which badge, and when."""
    return render_template("learner_data_seen.html", days=seen_lines(database.reading(), own_learner()))
